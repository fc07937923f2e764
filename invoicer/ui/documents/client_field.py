"""Choosing the client of a document, or adding one in place."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from invoicer.actions import clients as acts
from invoicer.i18n import gettext as _
from invoicer.ledger import clients, settings
from invoicer.ledger.ledger import Ledger
from invoicer.models.errors import BadField
from invoicer.models.party import Client
from invoicer.ui.context import Context
from invoicer.ui.widgets import buttons
from invoicer.ui.widgets.suggest import SuggestEdit, Suggestion

MOST = 8
NEW = "new"


class ClientField(SuggestEdit):
    """Offers the clients whose names or addresses begin as typed; `chosen` carries an id.

    `new_asked` carries what was typed when the last offer, to create a client, was picked.
    """

    chosen = Signal(int)
    new_asked = Signal(str)

    def __init__(self, context: Context) -> None:
        super().__init__(self._offers, all_at_once=True)
        self._context = context
        self._shown = ""
        self.setPlaceholderText(_("Name of the client"))
        self.addAction(context.theme.icon("caret-down"), self.ActionPosition.TrailingPosition)
        self.picked.connect(self._picked)
        self.returnPressed.connect(self._entered)

    def show_client(self, name: str) -> None:
        """Show the chosen client's name."""
        self._shown = name
        self.setText(name)
        self.setCursorPosition(0)

    def _offers(self, text: str) -> Sequence[Suggestion]:
        found = clients.rows(self._context.reader, text, limit=MOST)
        offers = [Suggestion(_described(one.client), str(one.id)) for one in found]
        words = _("Create client “{name}” …").format(name=text) if text else _("Create a client …")
        return [*offers, Suggestion(words, NEW)]

    @Slot(str)
    def _picked(self, key: str) -> None:
        typed = self.text().strip()
        if key == NEW:
            known = typed == self._shown or typed == _("Create a client …")
            self.show_client(self._shown)
            self.new_asked.emit("" if known else typed)
        else:
            self.show_client(clients.get(self._context.reader, int(key)).client.party.name)
            self.chosen.emit(int(key))

    # Qt overrides

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if not self.is_offering() and self.text().strip() != self._shown:
            self._leave()

    @Slot()
    def _entered(self) -> None:
        """Enter after a name nobody has offers to create the client, as the list under it does."""
        typed = self.text().strip()
        if (
            typed
            and typed != self._shown
            and not clients.rows(self._context.reader, typed, limit=1)
        ):
            self.show_client(self._shown)
            self.new_asked.emit(typed)
        else:
            self._leave()

    @Slot()
    def _leave(self) -> None:
        """A whole name, or the only one that fits, chooses; else it goes back to what was."""
        typed = self.text().strip()
        if typed == self._shown:
            return
        found = clients.rows(self._context.reader, typed, limit=2) if typed else []
        same = [one for one in found if one.client.party.name.casefold() == typed.casefold()]
        if len(same) == 1 or len(found) == 1:
            one = (same or found)[0]
            self.show_client(one.client.party.name)
            self.chosen.emit(one.id)
        else:
            self.show_client(self._shown)


def _described(client: Client) -> str:
    city = client.party.address.city
    return f"{client.party.name} · {city}" if city else client.party.name


class ClientDialog(QDialog):
    """The client form of the Clients page, to add one without leaving the document."""

    added = Signal(int)

    def __init__(self, context: Context, typed: str, parent: QWidget) -> None:
        from invoicer.ui.parties.form import ClientForm

        super().__init__(parent)
        self._context = context
        self.setModal(True)
        self.setWindowTitle(_("New client"))
        self.resize(780, 620)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        self.form = ClientForm(context)
        self.form.show_row(None)
        self.form.lines["name"].setText(typed)
        self.form.country.set_value(settings.business(context.reader).country)
        column.addWidget(self.form, 1)
        row = QHBoxLayout()
        row.addStretch(1)
        self.cancel = buttons.plain(context.theme, _("Cancel"))
        self.save = buttons.primary(context.theme, _("Save client"), "check")
        row.addWidget(self.cancel)
        row.addWidget(self.save)
        column.addLayout(row)
        self.cancel.clicked.connect(self.reject)
        self.save.clicked.connect(self._save)
        self.form.first_field().setFocus()

    @Slot()
    def _save(self) -> None:
        if self.save.isEnabled() and not self.form.errors():
            self.save.setEnabled(False)
            action = partial(_add, client=self.form.value())
            self._context.bridge.run(action, self._saved, self._failed)

    def _saved(self, client_id: int) -> None:
        self.added.emit(client_id)
        self.accept()

    def _failed(self, error: BaseException) -> None:
        self.save.setEnabled(True)
        if isinstance(error, BadField):
            self.form.refused(error)
        else:
            self._context.messages.report(error)


def _add(ledger: Ledger, *, client: Client) -> int:
    return acts.add(ledger, client)
