"""Who you are: name, e-mail, address and country."""

from dataclasses import replace

from PySide6.QtCore import QLocale, Slot
from PySide6.QtWidgets import QWidget

from invoicer.i18n import gettext as _
from invoicer.models import identifiers, numbering, presets, start
from invoicer.models.document import DocumentKind
from invoicer.models.numbering import DEFAULT_SERIES
from invoicer.models.party import Business
from invoicer.ui.context import Context
from invoicer.ui.first_run.step import Step
from invoicer.ui.settings.section import Draft
from invoicer.ui.widgets import choices
from invoicer.ui.widgets.fields import ChoiceField, line
from invoicer.ui.widgets.look import label
from invoicer.ui.widgets.taxes import taxes_sentence

PARTY_FIELDS = ("name", "email")
ADDRESS_FIELDS = ("line1", "postcode", "city")


class WhoStep(Step):
    """The country, guessed from the system's language, brings all that is usual there."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.lines = {key: line() for key in (*PARTY_FIELDS, *ADDRESS_FIELDS)}
        self.country = ChoiceField(choices.countries(context.locale), search=True)
        form = self.form = self.add_card(_("You as the seller"))
        lines = self.lines
        form.add("name", _("Your name, or the name of your business"), lines["name"])
        form.add("line1", _("Street and number"), lines["line1"])
        form.add("postcode", _("Postcode"), lines["postcode"], columns=4)
        form.add("city", _("Town"), lines["city"], columns=8)
        form.add("country", _("Country"), self.country, columns=6)
        form.add("email", _("E-mail"), lines["email"], columns=6)
        self.usual = label("", "muted", wrap=True)
        form.add_widget(self.usual)
        self.column.addStretch(1)
        self.country.changed.connect(self._show_usual)
        lines["email"].editingFinished.connect(self._show_doubts)

    def title(self) -> str:
        return _("Who are you?")

    def sentence(self) -> str:
        return _("This stands on your invoices as the seller.")

    def first_field(self) -> QWidget:
        return self.lines["name"]

    def show_draft(self, draft: Draft) -> None:
        party = draft.business.party
        for key in PARTY_FIELDS:
            self.lines[key].setText(getattr(party, key))
        for key in ADDRESS_FIELDS:
            self.lines[key].setText(getattr(party.address, key))
        self.country.set_value(draft.business.country or _own_country(self.context.locale))
        self.form.clear_errors()
        self._show_usual()

    def collect(self, draft: Draft) -> Draft:
        written = {key: field.text().strip() for key, field in self.lines.items()}
        business, series, country = draft.business, draft.series, self.country.value()
        if country != business.country:
            business = start.business_in(business, country)
            series = start.series_in(series, country)
        address = replace(
            business.party.address, **{key: written[key] for key in ADDRESS_FIELDS}, country=country
        )
        party = replace(
            business.party, **{key: written[key] for key in PARTY_FIELDS}, address=address
        )
        return replace(draft, business=replace(business, party=party), series=series)

    def errors(self) -> bool:
        found: dict[str, str] = {}
        if not self.lines["name"].text().strip():
            found["name"] = _("Write your name, or skip this step.")
        if not self.country.value():
            found["country"] = _("Choose your country; it brings the taxes that are usual there.")
        self.form.show_errors(found)
        self._show_doubts()
        return bool(found)

    @Slot()
    def _show_doubts(self) -> None:
        text = self.lines["email"].text().strip()
        doubt = bool(text) and not identifiers.is_email(text)
        sentence = _("This does not look like an e-mail address.") if doubt else ""
        self.form.fields["email"].show_error(sentence, warning=True)

    @Slot()
    def _show_usual(self) -> None:
        country = self.country.value()
        self.usual.setVisible(bool(country))
        if country:
            self.usual.setText(self._usual_sentence(country))

    def _usual_sentence(self, country: str) -> str:
        locale = self.context.locale
        business = start.business_in(Business(), country)
        rate = presets.default_rate(presets.of(country))
        series = start.series_in(DEFAULT_SERIES, country)
        invoices = next(one for one in series if DocumentKind.INVOICE in one.kinds)
        number = numbering.render(invoices.pattern, self.context.today(), 1)
        facts = [
            business.currency,
            taxes_sentence(rate.taxes, locale) if rate else _("no tax by itself"),
            _("{days} days to pay").format(days=business.terms.days),
            _("numbers such as {number}").format(number=number),
        ]
        return _("Usual in {country}: {facts}. You can change each of them.").format(
            country=choices.country_name(country, locale), facts=", ".join(facts)
        )


def _own_country(locale: str) -> str:
    """Return the country of the user's locale ("de_AT"), or "" where it names none."""
    code = locale.partition("_")[2] or QLocale.territoryToCode(QLocale.system().territory())
    return code if identifiers.is_country(code) else ""
