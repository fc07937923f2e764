"""How documents are numbered."""

from dataclasses import replace
from functools import partial

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QCheckBox, QLineEdit

from invoicer.actions import business as acts
from invoicer.i18n import gettext as _
from invoicer.ledger import issuing
from invoicer.ledger.ledger import Ledger
from invoicer.models import numbering
from invoicer.models.errors import Refusal
from invoicer.models.numbering import Series
from invoicer.ui.context import Context
from invoicer.ui.settings.section import Draft, Section
from invoicer.ui.tokens import CONTROL_HEIGHT
from invoicer.ui.widgets import buttons
from invoicer.ui.widgets.fields import ChoiceField, line
from invoicer.ui.widgets.form import Form
from invoicer.ui.widgets.look import label


def series_word(series: Series) -> str:
    """Return what a series is called on the screen."""
    known = {
        "invoices": _("Invoices"),
        "credit_notes": _("Credit notes"),
        "quotes": _("Quotes"),
    }
    return known.get(series.name, series.name)


class SeriesFields:
    """The pattern of one series, with a preview of the next number."""

    def __init__(self, section: Section, series: Series, form: Form) -> None:
        self.series = series
        self.pattern: QLineEdit = line()
        self.yearly = QCheckBox(_("Count anew each year"))
        self.preview = label("", "strong")
        self.preview.setMinimumHeight(CONTROL_HEIGHT)
        self._section = section
        self._form = form
        form.add_heading(series_word(series))
        form.add(series.name, _("Pattern"), self.pattern, columns=6)
        form.add(f"{series.name}_next", _("Next number"), self.preview, columns=6)
        form.add_widget(self.yearly)

    def show_series(self, series: Series) -> None:
        """Show a series and its next number."""
        self.series = series
        self.pattern.setText(series.pattern)
        self.yearly.setChecked(series.restarts_yearly)
        self.show_next()

    def written(self) -> Series:
        """Return the series as it is written."""
        return replace(
            self.series,
            pattern=self.pattern.text().strip(),
            restarts_yearly=self.yearly.isChecked(),
        )

    def show_next(self) -> bool:
        """Show the next number, or what is wrong with the pattern. False if it is wrong."""
        series = self.written()
        field = self._form.fields[series.name]
        try:
            numbering.check(series)
        except Refusal as refusal:
            self.preview.setText("—")
            field.show_error(str(refusal))
            return False
        field.show_error("")
        today = self._section.context.today()
        number = issuing.next_number(self._section.context.reader, self.series.kinds[0], today)
        kept = numbering.sequence_of(self._kept_pattern(), number)
        sequence = kept[0] if kept else 1
        self.preview.setText(numbering.render(series.pattern, today, sequence))
        return True

    def _kept_pattern(self) -> str:
        return self.series.pattern


class NumberingSection(Section):
    """Patterns of all series, and where to go on from an older program."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.form = self.add_card(
            _("Patterns"),
            _(
                "{year}, {yy}, {month} and {seq} stand for the year, its last two digits, the "
                "month and the running number; {seq:04} gives it four digits. A number is given "
                "when a document is issued, without gaps, and never twice."
            ),
        )
        self._fields: dict[str, SeriesFields] = {}
        go_on = self.add_card(
            _("Go on from another program"),
            _("Write the last number you used there, and the next document takes the one after."),
        )
        self.go_on = go_on
        self.series = ChoiceField()
        self.last = line()
        self.go_on_button = buttons.plain(context.theme, _("Go on from this number"))
        go_on.add("series", _("For"), self.series, columns=5)
        go_on.add("last", _("Last number used"), self.last, columns=7)
        go_on.add_widget(self.go_on_button, columns=6)
        self.go_on_button.clicked.connect(self._go_on)
        self.column.addStretch(1)

    def show_draft(self, draft: Draft) -> None:
        blocked = self.blockSignals(True)
        for series in draft.series:
            if series.name not in self._fields:
                fields = SeriesFields(self, series, self.form)
                fields.pattern.textEdited.connect(self._edited)
                fields.yearly.toggled.connect(self._edited)
                self._fields[series.name] = fields
            self._fields[series.name].show_series(series)
        self.series.set_choices([(one.name, series_word(one)) for one in draft.series])
        self.blockSignals(blocked)

    def collect(self, draft: Draft) -> Draft:
        written = tuple(self._fields[one.name].written() for one in draft.series)
        return replace(draft, series=written)

    def errors(self) -> bool:
        # Every field is looked at, so that each says what is wrong with it.
        right = [fields.show_next() for fields in self._fields.values()]
        return not all(right)

    def fields(self, name: str) -> SeriesFields:
        """Return the fields of a series."""
        return self._fields[name]

    @Slot()
    def _edited(self) -> None:
        for fields in self._fields.values():
            fields.show_next()
        self.changed.emit()

    @Slot()
    def _go_on(self) -> None:
        last = self.last.text().strip()
        if not last:
            self.go_on.show_errors({"last": _("Write the last number you used.")})
            return
        action = partial(_go_on_from, name=self.series.value(), last=last)
        self.context.bridge.run(action, self._went_on, self._refused)

    def _went_on(self, _result: object) -> None:
        self.go_on.clear_errors()
        self.last.clear()
        for fields in self._fields.values():
            fields.show_next()
        self.context.messages.toast(_("The next number goes on from there."))

    def _refused(self, error: BaseException) -> None:
        if isinstance(error, Refusal):
            self.go_on.show_errors({"last": str(error)})
        else:
            self.context.messages.report(error)


def _go_on_from(ledger: Ledger, *, name: str, last: str) -> None:
    acts.go_on_from(ledger, name, last)
