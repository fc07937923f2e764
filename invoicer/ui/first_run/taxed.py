"""How you are taxed and numbered."""

from dataclasses import replace

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from invoicer.i18n import gettext as _
from invoicer.ledger import issuing
from invoicer.models import number_reading, numbering, presets, start
from invoicer.models.document import DocumentKind
from invoicer.models.errors import Refusal
from invoicer.models.numbering import DEFAULT_SERIES, Series
from invoicer.ui.context import Context
from invoicer.ui.first_run.step import Step
from invoicer.ui.settings.section import Draft
from invoicer.ui.settings.tax import TaxSection
from invoicer.ui.tokens import CONTROL_HEIGHT
from invoicer.ui.widgets import choices
from invoicer.ui.widgets.fields import ChoiceField, line
from invoicer.ui.widgets.look import label, name
from invoicer.ui.widgets.taxes import taxes_sentence


class TaxedStep(Step):
    """The tax section of the settings, then currency, language and the next invoice's number."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._series: tuple[Series, ...] = DEFAULT_SERIES
        self.tax = TaxSection(context)
        self.tax.column.setContentsMargins(0, 0, 0, 0)
        # The rates are told in one line below: this is a short step.
        self.tax.usual.hide()
        self.column.addWidget(self.tax)
        self.language = ChoiceField(choices.languages())
        self.currency = ChoiceField(choices.currencies(context.locale), search=True)
        self.last = line(longest=numbering.LONGEST)
        self.preview = label("", "strong")
        self.preview.setMinimumHeight(CONTROL_HEIGHT)
        form = self.form = self.add_card(_("What your invoices begin with"))
        form.add("currency", _("Currency"), self.currency, columns=6)
        form.add("language", _("Language"), self.language, columns=6)
        hint = _("Only if you go on from another program; it is written the same way.")
        form.add("last", _("Last invoice number you used"), self.last, columns=6, hint=hint)
        form.add("next", _("Your next invoice"), self.preview, columns=6)
        self.rates = label("", "muted", wrap=True)
        self.column.addWidget(self.rates)
        self.column.addStretch(1)
        self.last.textEdited.connect(self.show_next)

    def title(self) -> str:
        return _("How are you taxed and numbered?")

    def sentence(self) -> str:
        return _("Filled in as is usual in your country. Change what is different for you.")

    def first_field(self) -> QWidget:
        return self.tax.scheme

    def show_draft(self, draft: Draft) -> None:
        self._series = draft.series
        self.tax.show_draft(draft)
        self._show_rates(draft.business.country)
        self.language.set_value(draft.business.language)
        self.currency.set_value(draft.business.currency)
        self.last.clear()
        self.form.clear_errors()
        self.show_next()

    def _show_rates(self, country: str) -> None:
        locale = self.context.locale
        known = [taxes_sentence(rate.taxes, locale) for rate in presets.of(country).rates]
        sentence = _("On each line you choose among {rates}, or type any other percentage.")
        self.rates.setText(sentence.format(rates=", ".join(dict.fromkeys(known))))
        self.rates.setVisible(bool(known))

    def collect(self, draft: Draft) -> Draft:
        draft = self.tax.collect(draft)
        business = replace(
            draft.business, language=self.language.value(), currency=self.currency.value()
        )
        return replace(draft, business=business, series=self._written()[0])

    def last_number(self) -> str:
        """Return the last number of another program, "" for none."""
        return self.last.text().strip()

    def errors(self) -> bool:
        return not self.show_next()

    @Slot()
    def show_next(self) -> bool:
        """Show the next number, or what is wrong with the last one. False if it is wrong."""
        field = self.form.fields["last"]
        try:
            series, number = self._written()
            numbering.check_all(series)
        except Refusal as refusal:
            field.show_error(str(refusal))
            number = "—"
        else:
            field.show_error("")
        self.preview.setText(number)
        name(self.preview, _("Your next invoice: {number}").format(number=number))
        return number != "—"

    def _written(self) -> tuple[tuple[Series, ...], str]:
        """Return the series and the next number. Raises BadField."""
        today, typed = self.context.today(), self.last_number()
        if not typed:
            return self._series, self._next_kept()
        invoices = _invoices(self._series)
        pattern = invoices.pattern
        if numbering.sequence_of(pattern, typed) is None:
            pattern = number_reading.pattern_of(typed, today) or ""
        found = numbering.sequence_of(pattern, typed) if pattern else None
        if found is None:
            raise NoRunningNumber
        sequence, year = found
        series = start.invoices_numbered(self._series, pattern)
        invoices = _invoices(series)
        follows = not invoices.restarts_yearly or year == numbering.counting_year(invoices, today)
        return series, numbering.render(pattern, today, sequence + 1 if follows else 1)

    def _next_kept(self) -> str:
        """Return the number the ledger would give, written by the pattern that is shown here."""
        today = self.context.today()
        pattern = _invoices(self._series).pattern
        number = issuing.next_number(self.context.reader, DocumentKind.INVOICE, today)
        found = numbering.sequence_of(pattern, number)
        return numbering.render(pattern, today, found[0] if found else 1)


class NoRunningNumber(Refusal):
    """What was typed as the last number has no figures to count on from."""

    def __str__(self) -> str:
        return _("There is no running number in this. Write it as it stands on that invoice.")


def _invoices(series: tuple[Series, ...]) -> Series:
    return next(one for one in series if DocumentKind.INVOICE in one.kinds)
