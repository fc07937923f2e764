"""How you are taxed."""

from dataclasses import replace

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QCheckBox

from invoicer.i18n import gettext as _
from invoicer.models import identifiers, presets
from invoicer.models.party import TaxScheme
from invoicer.ui.context import Context
from invoicer.ui.settings.section import Draft, Section
from invoicer.ui.widgets.choices import country_name
from invoicer.ui.widgets.fields import ChoiceField, line
from invoicer.ui.widgets.look import label
from invoicer.ui.widgets.taxes import taxes_sentence


class TaxSection(Section):
    """The scheme, the numbers of the tax office, and what the country's preset knows."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.scheme = ChoiceField(
            (
                (TaxScheme.REGULAR.value, _("I charge tax")),
                (TaxScheme.SMALL_BUSINESS.value, _("I charge no tax, as a small business")),
            )
        )
        self.vat_id, self.tax_number = line(), line()
        self.include = QCheckBox(_("I write prices with the tax included"))
        form = self.add_card(_("How you are taxed"))
        self.form = form
        form.add("scheme", _("Tax on what you sell"), self.scheme)
        self.wording = label("", "muted", wrap=True)
        form.add_widget(self.wording)
        form.add("vat_id", _("VAT id"), self.vat_id, columns=6)
        form.add("tax_number", _("Tax number"), self.tax_number, columns=6)
        form.add_widget(self.include)
        usual = self.add_card(_("Rates"))
        self.usual = usual.parentWidget() or usual
        self.country = label("", "muted", wrap=True)
        usual.add_widget(self.country)
        self.rates = label("", wrap=True)
        usual.add_widget(self.rates)
        usual.add_widget(
            label(
                _("On a line of a document you can type any other percentage."), "small", wrap=True
            )
        )
        self.column.addStretch(1)
        self._code = ""
        self._language = ""
        self.scheme.changed.connect(self._scheme_changed)
        for field in (self.vat_id, self.tax_number):
            field.textEdited.connect(self.changed)
        self.include.toggled.connect(self.changed)
        self.vat_id.editingFinished.connect(self._show_doubts)

    def show_draft(self, draft: Draft) -> None:
        business = draft.business
        blocked = self.blockSignals(True)
        self._code, self._language = business.country, business.language
        self.scheme.set_value(business.scheme.value)
        self.vat_id.setText(business.party.vat_id)
        self.tax_number.setText(business.party.tax_number)
        self.include.setChecked(business.prices_include_tax)
        self.blockSignals(blocked)
        self._show_preset()
        self._show_doubts()

    def collect(self, draft: Draft) -> Draft:
        business = draft.business
        party = replace(
            business.party,
            vat_id=self.vat_id.text().strip(),
            tax_number=self.tax_number.text().strip(),
        )
        business = replace(
            business,
            party=party,
            scheme=TaxScheme(self.scheme.value()),
            prices_include_tax=self.include.isChecked(),
        )
        return replace(draft, business=business)

    def _show_preset(self) -> None:
        preset = presets.of(self._code)
        locale = self.context.locale
        relief = preset.small_business or presets.UNREGISTERED
        small = self.scheme.value() == TaxScheme.SMALL_BUSINESS.value
        sentence = _("Your invoices will say: “{wording}”").format(
            wording=relief.wording.text(self._language)
        )
        self.wording.setText(sentence)
        self.wording.setVisible(small)
        name = country_name(self._code, locale)
        rates = [
            f"{taxes_sentence(rate.taxes, locale)}  –  {presets.rate_label(rate)}"
            for rate in preset.rates
        ]
        self.rates.setText("\n".join(rates))
        self.rates.setVisible(bool(rates))
        if not self._code:
            self.country.setText(_("Choose your country under “Your business” first."))
        elif rates:
            self.country.setText(_("Usual in {country}:").format(country=name))
        else:
            self.country.setText(_("No rates are known for {country}.").format(country=name))

    @Slot()
    def _scheme_changed(self) -> None:
        self._show_preset()
        self.changed.emit()

    @Slot()
    def _show_doubts(self) -> None:
        text = self.vat_id.text().strip()
        doubt = bool(text) and not identifiers.is_vat_id(text)
        sentence = _("This does not look like a VAT id. Check it for a slip.") if doubt else ""
        self.form.fields["vat_id"].show_error(sentence, warning=True)
