"""The head of a document: to whom, when, on what terms, in which currency and language."""

from dataclasses import replace
from datetime import date

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from invoicer.i18n import gettext as _
from invoicer.ledger import clients
from invoicer.models.document import Document, DocumentKind, Period
from invoicer.models.errors import Refusal
from invoicer.ui.context import Context
from invoicer.ui.documents.client_field import ClientField
from invoicer.ui.documents.terms_field import TermsField
from invoicer.ui.widgets import buttons, choices
from invoicer.ui.widgets.fields import ChoiceField, DayField, TextField, line
from invoicer.ui.widgets.form import Form

NET, GROSS = "net", "gross"

# Fields that only some kinds of document have.
WITHOUT_TERMS = frozenset({DocumentKind.QUOTE, DocumentKind.CREDIT_NOTE})


class HeadForm(QWidget):
    """Three rows that are always there, and more behind a button. `changed` on each keystroke."""

    changed = Signal()
    client_chosen = Signal(int)
    new_client_asked = Signal(str)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        theme, locale, today = context.theme, context.locale, context.today()
        self.client = ClientField(context)
        self.first_client = buttons.link(theme, _("Add your first client"), "user-plus")
        self.day = DayField(theme, locale, today)
        self.terms = TermsField(locale)
        self.valid = DayField(theme, locale, today, placeholder=_("no end"))
        self.reference = line(longest=100)
        self.order = line(longest=100)
        self.delivered = DayField(theme, locale, today, placeholder=_("day, or first day"))
        self.until = DayField(theme, locale, today, placeholder=_("last day"))
        self.currency = ChoiceField(choices.currencies(locale), search=True)
        self.language = ChoiceField(choices.languages())
        self.prices = ChoiceField([(NET, _("without tax")), (GROSS, _("with tax"))])
        self.intro = TextField(_("Stands above the lines"), lines=2)
        self.form = Form()
        self.more = Form()
        self._build()
        self._connect()

    def _build(self) -> None:
        form, more = self.form, self.more
        form.add("client", _("Client"), self.client, columns=6)
        form.add("terms", _("Payment terms"), self.terms, columns=6)
        form.end_row()
        form.add_widget(self.first_client, columns=6)
        form.end_row()
        form.add("issue_on", _("Issue date"), self.day, columns=4)
        form.add("delivered_on", _("Delivered on or from"), self.delivered, columns=4)
        form.add("period", _("until"), self.until, columns=4)
        form.end_row()
        form.add("buyer_reference", _("Their reference"), self.reference, columns=6)
        form.add("order_number", _("Order number"), self.order, columns=6)
        more.add("currency", _("Currency"), self.currency, columns=4)
        more.add("language", _("Language"), self.language, columns=4)
        more.add("prices", _("Prices"), self.prices, columns=4)
        more.add("valid_until", _("Valid until"), self.valid, columns=4)
        more.end_row()
        more.add("intro", _("Text above the lines"), self.intro)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(form)
        column.addWidget(more)
        more.hide()

    def _connect(self) -> None:
        self.client.chosen.connect(self.client_chosen)
        self.client.new_asked.connect(self.new_client_asked)
        self.first_client.clicked.connect(self._ask_first_client)
        for field in (self.day, self.valid, self.delivered, self.until):
            field.changed.connect(self.changed)
            field.editingFinished.connect(self.changed)
        for text in (self.reference, self.order):
            text.textEdited.connect(self.changed)
        for choice in (self.terms, self.currency, self.language, self.prices):
            choice.changed.connect(self.changed)
        self.intro.textChanged.connect(self.changed)

    @Slot()
    def _ask_first_client(self) -> None:
        self.new_client_asked.emit(self.client.text().strip())

    @Slot(bool)
    def show_more(self, shown: bool) -> None:
        """Show or hide the fields that are seldom needed."""
        self.more.setVisible(shown)

    def show_document(self, document: Document) -> None:
        """Fill every field."""
        blocked = self.blockSignals(True)
        period = document.period
        self.client.show_client(document.buyer.name)
        nobody = document.client_id is None and not clients.rows(self._context.reader, limit=1)
        self.first_client.setVisible(nobody)
        self.day.set_value(document.issue_on or self._context.today())
        self.terms.show_terms(document.terms)
        self.valid.set_value(document.valid_until)
        self.reference.setText(document.buyer_reference)
        self.order.setText(document.order_number)
        self.delivered.set_value(period.start_on if period else document.delivered_on)
        self.until.set_value(period.end_on if period else None)
        self.currency.set_value(document.currency)
        self.language.set_value(document.language)
        self.prices.set_value(GROSS if document.prices_include_tax else NET)
        if self.intro.text() != document.intro:
            self.intro.set_text(document.intro)
        quote = document.kind == DocumentKind.QUOTE
        self.form.fields["terms"].setVisible(document.kind not in WITHOUT_TERMS)
        self.more.fields["valid_until"].setVisible(quote)
        self.blockSignals(blocked)

    def filled(self, document: Document) -> Document:
        """Return the document with what the fields say; an unreadable day stays as it was."""
        first = self._read(self.delivered, document.delivered_on)
        last = self._read(self.until, None)
        whole = Period(start_on=first, end_on=last) if first and last else None
        on = self._read(self.day, document.issue_on)
        return replace(
            document,
            issue_on=None if on == self._context.today() else on,
            terms=self.terms.terms(),
            valid_until=self._read(self.valid, document.valid_until),
            buyer_reference=self.reference.text().strip(),
            order_number=self.order.text().strip(),
            delivered_on=None if whole else first,
            period=whole,
            currency=self.currency.value() or document.currency,
            language=self.language.value() or document.language,
            prices_include_tax=self.prices.value() == GROSS,
            intro=self.intro.text().rstrip(),
        )

    def show_sentences(self, sentences: dict[str, tuple[str, bool]]) -> None:
        """Say beside each field what is to be said of it: (sentence, whether it is a warning)."""
        for form in (self.form, self.more):
            for key, field in form.fields.items():
                sentence, warning = sentences.get(key, ("", False))
                if field.error() != sentence:
                    field.show_error(sentence, warning=warning)

    def go_to(self, key: str) -> bool:
        """Put the keyboard into a field; False if there is none of that key."""
        for form in (self.form, self.more):
            if key in form.fields:
                form.setVisible(True)
                form.fields[key].widget.setFocus()
                return True
        return False

    @staticmethod
    def _read(field: DayField, otherwise: date | None) -> date | None:
        try:
            return field.value()
        except Refusal:
            return otherwise
