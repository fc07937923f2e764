"""The pane beside the list: one client at a glance."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from invoicer.i18n import gettext as _
from invoicer.models.party import Client
from invoicer.models.stored import StoredClient
from invoicer.ui.context import Context
from invoicer.ui.parties import texts
from invoicer.ui.widgets import buttons
from invoicer.ui.widgets.card import Card
from invoicer.ui.widgets.form import scrolled
from invoicer.ui.widgets.look import label, rule, set_look


class ClientSummary(Card):
    """Name, address, how they are invoiced, what they owe; and what can be done."""

    edit_asked = Signal()
    archive_asked = Signal()
    invoice_asked = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        theme = context.theme
        top = QHBoxLayout()
        self.title = label("", "section", wrap=True)
        top.addWidget(self.title, 1)
        self.edit = buttons.tool(theme, "pencil-simple", _("Change this client"))
        self.edit.clicked.connect(self.edit_asked)
        top.addWidget(self.edit, 0, Qt.AlignmentFlag.AlignTop)
        self.archive = buttons.tool(theme, "archive", _("Hide this client from the list"))
        self.archive.clicked.connect(self.archive_asked)
        top.addWidget(self.archive, 0, Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(top)
        figures = QHBoxLayout()
        self.open, self.credit = label("", "figure"), label("", "figure")
        for text, figure in ((_("Owes you"), self.open), (_("Credit in hand"), self.credit)):
            column = QVBoxLayout()
            column.setSpacing(2)
            column.addWidget(label(text, "muted"))
            column.addWidget(figure)
            column.addStretch(1)
            figures.addLayout(column, 1)
        self.body.addLayout(figures)
        self.invoice = buttons.plain(theme, _("New invoice for this client"), "receipt")
        self.invoice.clicked.connect(self.invoice_asked)
        self.body.addWidget(self.invoice)
        self.body.addWidget(rule())
        inner = QWidget()
        self._facts = QGridLayout(inner)
        self._facts.setContentsMargins(0, 0, 0, 0)
        self._facts.setHorizontalSpacing(14)
        self._facts.setVerticalSpacing(10)
        self._facts.setColumnStretch(1, 1)
        self._labels: list[QLabel] = []
        self.body.addWidget(scrolled(inner), 1)

    def show_client(self, stored: StoredClient, *, can_invoice: bool) -> None:
        """Show a client."""
        locale = self._context.locale
        self.title.setText(stored.client.party.name)
        for figure, sums in ((self.open, stored.open), (self.credit, stored.credit)):
            figure.setText(texts.amounts(sums, locale))
            set_look(figure, "section" if len(sums) > 1 else "figure" if sums else "muted")
        self.invoice.setVisible(can_invoice)
        for one in self._labels:
            self._facts.removeWidget(one)
            one.deleteLater()
        self._labels.clear()
        row = 0
        for heading, text in self._rows(stored.client):
            if text:
                for column, part in ((0, label(heading, "muted")), (1, _value(text))):
                    self._facts.addWidget(part, row, column, Qt.AlignmentFlag.AlignTop)
                    self._labels.append(part)
                row += 1
        self._facts.setRowStretch(row, 1)

    def _rows(self, client: Client) -> list[tuple[str, str]]:
        party, locale = client.party, self._context.locale
        terms = "" if client.terms is None else texts.terms_sentence(client.terms, locale)
        return [
            (_("Address"), "\n".join(texts.address_lines(party.address, locale))),
            (_("Contact"), party.contact_name),
            (_("E-mail"), party.email),
            (_("Phone"), party.phone),
            (_("Website"), party.website),
            (_("Client number"), client.number),
            (_("VAT id"), party.vat_id),
            (_("Taxed"), dict(texts.treatment_choices())[client.treatment.value]),
            (_("Terms"), terms),
            (_("Currency"), client.currency),
            (_("Note"), client.note),
        ]


def _value(text: str) -> QLabel:
    result = label(text, wrap=True)
    result.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return result
