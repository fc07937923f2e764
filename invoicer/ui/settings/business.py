"""Who you are: what documents say of the seller."""

from dataclasses import replace

from PySide6.QtCore import Signal, Slot

from invoicer.i18n import gettext as _
from invoicer.models import identifiers
from invoicer.ui.context import Context
from invoicer.ui.settings.section import Draft, Section
from invoicer.ui.widgets import choices
from invoicer.ui.widgets.fields import ChoiceField, line

PARTY_FIELDS = ("name", "contact_name", "email", "phone", "website", "registration")
ADDRESS_FIELDS = ("line1", "line2", "postcode", "city", "subdivision")


class BusinessSection(Section):
    """Name, address and country. Choosing a country offers what is usual there."""

    country_chosen = Signal(str)

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.lines = {key: line() for key in (*PARTY_FIELDS, *ADDRESS_FIELDS)}
        self.country = ChoiceField(choices.countries(context.locale), search=True)
        self.language = ChoiceField(choices.languages())
        self.currency = ChoiceField(choices.currencies(context.locale), search=True)
        self._fill()
        self.column.addStretch(1)
        for field in self.lines.values():
            field.textEdited.connect(self.changed)
        for choice in (self.language, self.currency):
            choice.changed.connect(self.changed)
        self.country.changed.connect(self._country_changed)
        self.lines["email"].editingFinished.connect(self._show_doubts)

    def _fill(self) -> None:
        lines = self.lines
        self.who = self.add_card(
            _("Who you are"), _("This is what your documents say of you as the seller.")
        )
        self.who.add("name", _("Name of your business, or your own"), lines["name"])
        self.who.add("contact_name", _("Contact person"), lines["contact_name"], columns=6)
        self.who.add("email", _("E-mail"), lines["email"], columns=6)
        self.who.add("phone", _("Phone"), lines["phone"], columns=6)
        self.who.add("website", _("Website"), lines["website"], columns=6)
        hint = _("Such as “HRB 12345, Amtsgericht Hamburg”, where the law asks for it.")
        self.who.add("registration", _("Company register"), lines["registration"], hint=hint)
        where = self.add_card(_("Where you are"))
        where.add("line1", _("Street and number"), lines["line1"], columns=6)
        where.add("line2", _("Further line"), lines["line2"], columns=6)
        where.add("postcode", _("Postcode"), lines["postcode"], columns=3)
        where.add("city", _("Town"), lines["city"], columns=5)
        where.add("subdivision", _("Region or state"), lines["subdivision"], columns=4)
        hint = _("Fills in the taxes, terms, numbering and currency that are usual there.")
        where.add("country", _("Country"), self.country, hint=hint)
        usual = self.add_card(
            _("What your documents begin with"), _("Each client and each document can differ.")
        )
        usual.add("language", _("Language"), self.language, columns=6)
        usual.add("currency", _("Currency"), self.currency, columns=6)

    def show_draft(self, draft: Draft) -> None:
        business = draft.business
        blocked = self.blockSignals(True)
        for key in PARTY_FIELDS:
            self.lines[key].setText(getattr(business.party, key))
        for key in ADDRESS_FIELDS:
            self.lines[key].setText(getattr(business.party.address, key))
        self.country.set_value(business.country or business.party.address.country)
        self.language.set_value(business.language)
        self.currency.set_value(business.currency)
        self.blockSignals(blocked)
        self._show_doubts()

    def collect(self, draft: Draft) -> Draft:
        business = draft.business
        written = {key: field.text().strip() for key, field in self.lines.items()}
        address = replace(
            business.party.address,
            **{key: written[key] for key in ADDRESS_FIELDS},
            country=self.country.value(),
        )
        party = replace(
            business.party, **{key: written[key] for key in PARTY_FIELDS}, address=address
        )
        business = replace(
            business,
            party=party,
            country=self.country.value(),
            language=self.language.value(),
            currency=self.currency.value(),
        )
        return replace(draft, business=business)

    def errors(self) -> bool:
        missing = {} if self.lines["name"].text().strip() else {"name": _("Write your name.")}
        self.who.show_errors(missing)
        self._show_doubts()
        return bool(missing)

    @Slot()
    def _show_doubts(self) -> None:
        text = self.lines["email"].text().strip()
        doubt = bool(text) and not identifiers.is_email(text)
        sentence = _("This does not look like an e-mail address.") if doubt else ""
        self.who.fields["email"].show_error(sentence, warning=True)

    @Slot()
    def _country_changed(self) -> None:
        if not self.signalsBlocked():
            self.country_chosen.emit(self.country.value())
