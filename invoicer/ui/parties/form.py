"""The form of one client."""

from dataclasses import replace

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from invoicer.i18n import gettext as _
from invoicer.models import identifiers
from invoicer.models.errors import BadField
from invoicer.models.party import Address, Client, Party, TaxTreatment
from invoicer.models.stored import StoredClient
from invoicer.ui.catalog import CatalogForm
from invoicer.ui.context import Context
from invoicer.ui.parties.texts import treatment_choices
from invoicer.ui.widgets import choices
from invoicer.ui.widgets.card import Card
from invoicer.ui.widgets.fields import ChoiceField, TextField, line
from invoicer.ui.widgets.form import Form, scrolled
from invoicer.ui.widgets.terms import TermsFields

# The text fields of a client's party and address: form key, field of the dataclass.
PARTY_FIELDS = ("name", "contact_name", "email", "phone", "website", "vat_id", "tax_number")
ADDRESS_FIELDS = ("line1", "line2", "postcode", "city", "subdivision")


class ClientForm(CatalogForm):
    """Two columns of cards."""

    changed = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._stored = Client(party=Party())
        self.lines = {key: line() for key in (*PARTY_FIELDS, *ADDRESS_FIELDS)}
        self.number = line()
        self.buyer_reference = line()
        self.electronic_address = line()
        self.electronic_scheme = line()
        self.note = TextField(lines=3)
        self.country = ChoiceField(choices.countries(context.locale), search=True)
        self.treatment = ChoiceField(treatment_choices())
        as_in_settings = _("As in Settings")
        self.language = ChoiceField((("", as_in_settings), *choices.languages()))
        self.currency = ChoiceField(
            (("", as_in_settings), *choices.currencies(context.locale)), search=True
        )
        self.who, self.where, self.tax, self.money = Form(), Form(), Form(), Form()
        self._fill_who()
        self._fill_where()
        self._fill_tax()
        self._fill_money()
        self._lay_out()
        self._connect()

    def _fill_who(self) -> None:
        form = self.who
        form.add("name", _("Name of the company or person"), self.lines["name"])
        form.add("contact_name", _("Contact person"), self.lines["contact_name"], columns=7)
        form.add("number", _("Client number"), self.number, columns=5)
        form.add(
            "email",
            _("E-mail for invoices"),
            self.lines["email"],
            hint=_("Several addresses are separated by commas."),
        )
        form.add("phone", _("Phone"), self.lines["phone"], columns=6)
        form.add("website", _("Website"), self.lines["website"], columns=6)
        form.add("note", _("Note for yourself"), self.note, hint=_("Never printed."))

    def _fill_where(self) -> None:
        form = self.where
        form.add("line1", _("Street and number"), self.lines["line1"])
        form.add("line2", _("Further line"), self.lines["line2"])
        form.add("postcode", _("Postcode"), self.lines["postcode"], columns=4)
        form.add("city", _("Town"), self.lines["city"], columns=8)
        form.add("subdivision", _("Region or state"), self.lines["subdivision"], columns=6)
        form.add("country", _("Country"), self.country, columns=6)

    def _fill_tax(self) -> None:
        form = self.tax
        form.add("treatment", _("How sales to this client are taxed"), self.treatment)
        form.add("vat_id", _("VAT id"), self.lines["vat_id"], columns=6)
        form.add("tax_number", _("Tax number"), self.lines["tax_number"], columns=6)

    def _fill_money(self) -> None:
        form = self.money
        form.add("language", _("Language of documents"), self.language, columns=6)
        form.add("currency", _("Currency"), self.currency, columns=6)
        self.terms = TermsFields(form, self._context.locale, placeholder=_("usual"))
        form.add(
            "buyer_reference",
            _("Their reference"),
            self.buyer_reference,
            hint=_("A cost centre, or the Leitweg-ID of a German authority."),
        )
        form.add("electronic_scheme", _("Scheme"), self.electronic_scheme, columns=4)
        form.add("electronic_address", _("E-invoice address"), self.electronic_address, columns=8)

    def _lay_out(self) -> None:
        inner = QWidget()
        columns = QHBoxLayout(inner)
        columns.setContentsMargins(0, 0, 8, 0)
        columns.setSpacing(14)
        groups = (
            ((_("Who"), self.who), (_("Tax"), self.tax)),
            ((_("Address"), self.where), (_("Their invoices"), self.money)),
        )
        for group in groups:
            column = QVBoxLayout()
            column.setSpacing(14)
            for heading, form in group:
                card = Card(heading)
                card.body.addWidget(form)
                column.addWidget(card)
            column.addStretch(1)
            columns.addLayout(column, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(scrolled(inner))

    def _connect(self) -> None:
        plain = (
            *self.lines.values(),
            self.number,
            self.buyer_reference,
            self.electronic_address,
            self.electronic_scheme,
        )
        for field in plain:
            field.textEdited.connect(self.changed)
        self.note.textChanged.connect(self.changed)
        for choice in (self.country, self.treatment, self.language, self.currency):
            choice.changed.connect(self.changed)
        self.terms.changed.connect(self.changed)
        self.lines["vat_id"].editingFinished.connect(self.show_doubts)
        self.lines["email"].editingFinished.connect(self.show_doubts)

    def show_row(self, row: StoredClient | None) -> None:
        # What the form has no field for is kept.
        client = row.client if row is not None else Client(party=Party())
        self._stored = client
        blocked = self.blockSignals(True)
        party, address = client.party, client.party.address
        for key in PARTY_FIELDS:
            self.lines[key].setText(getattr(party, key))
        for key in ADDRESS_FIELDS:
            self.lines[key].setText(getattr(address, key))
        self.country.set_value(address.country)
        self.number.setText(client.number)
        self.buyer_reference.setText(client.buyer_reference)
        self.electronic_address.setText(party.electronic_address)
        self.electronic_scheme.setText(party.electronic_address_scheme)
        self.note.set_text(client.note)
        self.treatment.set_value(client.treatment.value)
        self.language.set_value(client.language)
        self.currency.set_value(client.currency)
        self.terms.show_terms(client.terms)
        self.blockSignals(blocked)
        for form in (self.who, self.where, self.tax, self.money):
            form.clear_errors()
        self.show_doubts()

    def value(self) -> Client:
        stored = self._stored
        written = {key: field.text().strip() for key, field in self.lines.items()}
        address: Address = replace(
            stored.party.address,
            **{key: written[key] for key in ADDRESS_FIELDS},
            country=self.country.value(),
        )
        party = replace(
            stored.party,
            **{key: written[key] for key in PARTY_FIELDS},
            address=address,
            electronic_address=self.electronic_address.text().strip(),
            electronic_address_scheme=self.electronic_scheme.text().strip(),
        )
        return replace(
            stored,
            party=party,
            number=self.number.text().strip(),
            language=self.language.value(),
            currency=self.currency.value(),
            terms=self.terms.terms(),
            treatment=TaxTreatment(self.treatment.value()),
            buyer_reference=self.buyer_reference.text().strip(),
            note=self.note.text(),
        )

    def errors(self) -> bool:
        name_missing = {} if self.lines["name"].text().strip() else {"name": _("Write a name.")}
        terms = self.terms.errors()
        self.money.show_errors(terms)
        self.who.show_errors(name_missing)
        return bool(name_missing or terms)

    @Slot()
    def show_doubts(self) -> None:
        """Say what looks wrong without refusing it."""
        vat_id = self.lines["vat_id"].text().strip()
        doubt = bool(vat_id) and not identifiers.is_vat_id(vat_id)
        sentence = _("This does not look like a VAT id. Check it for a slip.") if doubt else ""
        self.tax.fields["vat_id"].show_error(sentence, warning=True)
        addresses = [part.strip() for part in self.lines["email"].text().split(",")]
        wrong = [text for text in addresses if text and not identifiers.is_email(text)]
        sentence = ""
        if wrong:
            sentence = _("“{text}” does not look like an e-mail address.").format(text=wrong[0])
        self.who.fields["email"].show_error(sentence, warning=True)

    def refused(self, refusal: BadField) -> None:
        self.who.show_errors({"name": str(refusal)})

    def first_field(self) -> QWidget:
        return self.lines["name"]
