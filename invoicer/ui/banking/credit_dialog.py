"""Keeping a payment as a client's credit."""

from datetime import date
from functools import partial

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from invoicer import format as texts
from invoicer.actions import importing
from invoicer.i18n import gettext as _
from invoicer.ledger import clients, documents
from invoicer.ledger.ledger import Ledger
from invoicer.models.errors import Refusal
from invoicer.models.stored import StoredLine
from invoicer.ui.banking import words
from invoicer.ui.context import Context
from invoicer.ui.documents.client_field import ClientDialog, ClientField
from invoicer.ui.widgets import buttons
from invoicer.ui.widgets.form import Field
from invoicer.ui.widgets.look import label


class CreditDialog(QDialog):
    """Asks whose money it is; `kept` carries the id of the line and the client's name."""

    kept = Signal(int, str)

    def __init__(self, context: Context, stored: StoredLine, parent: QWidget) -> None:
        super().__init__(parent)
        self._context = context
        self._stored = stored
        self._client_id = 0
        self._running = False
        self.setModal(True)
        self.setWindowTitle(_("Keep as credit of a client"))
        self.setMinimumWidth(460)
        self.client = ClientField(context)
        self.field = Field(_("Client"), self.client)
        self.cancel = buttons.plain(context.theme, _("Cancel"))
        self.keep = buttons.primary(context.theme, _("Keep as credit"), "check")
        self._build()
        self._guess()
        self._show_state()

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 18)
        column.setSpacing(12)
        locale = self._context.locale
        column.addWidget(label(words.heading(self._stored.line, locale), "section", wrap=True))
        sentence = _(
            "The money is kept for the client without paying an invoice. You can use it for a "
            "later one."
        )
        column.addWidget(label(sentence, "muted", wrap=True))
        column.addWidget(self.field)
        column.addStretch(1)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.cancel)
        row.addWidget(self.keep)
        column.addLayout(row)
        self.keep.setDefault(True)
        self.client.chosen.connect(self._choose)
        self.client.new_asked.connect(self._new)
        self.cancel.clicked.connect(self.reject)
        self.keep.clicked.connect(self._keep)

    def _guess(self) -> None:
        """Begin with the client of the best proposal, or the only one of the payer's name."""
        reader = self._context.reader
        if self._stored.proposals:
            share = self._stored.proposals[0].shares[0]
            owner = documents.get(reader, share.document_id).document.client_id
            if owner is not None:
                self._choose(owner)
                return
        payer = self._stored.line.name
        found = clients.rows(reader, payer, limit=2) if payer else []
        if len(found) == 1:
            self._choose(found[0].id)

    @Slot(int)
    def _choose(self, client_id: int) -> None:
        self._client_id = client_id
        self.client.show_client(clients.get(self._context.reader, client_id).client.party.name)
        self.field.show_error("")
        self._show_state()

    @Slot(str)
    def _new(self, typed: str) -> None:
        dialog = ClientDialog(self._context, typed or self._stored.line.name, self)
        dialog.added.connect(self._choose)
        dialog.exec()

    def _show_state(self) -> None:
        amount = texts.money(self._stored.line.amount, self._context.locale)
        self.keep.setText(" " + _("Keep {amount} as credit").format(amount=amount))
        self.keep.setEnabled(bool(self._client_id) and not self._running)

    @Slot()
    def _keep(self) -> None:
        if self._running or not self._client_id:
            return
        self._running = True
        self._show_state()
        action = partial(
            _keep,
            line_id=self._stored.id,
            client_id=self._client_id,
            today=self._context.today(),
        )
        self._context.bridge.run(action, self._kept, self._failed)

    def _kept(self, _payment_id: int) -> None:
        self.kept.emit(self._stored.id, self.client.text())
        self.accept()

    def _failed(self, error: BaseException) -> None:
        self._running = False
        self._show_state()
        if isinstance(error, Refusal):
            self.field.show_error(str(error))
        else:
            self._context.messages.report(error)


def _keep(ledger: Ledger, *, line_id: int, client_id: int, today: date) -> int:
    return importing.keep_as_credit(ledger, line_id, client_id, today=today)
