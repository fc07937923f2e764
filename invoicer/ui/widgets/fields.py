"""Fields to type into: text, amounts, quantities, days, choices."""

from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal

from PySide6.QtCore import QDate, QPoint, Qt, Signal, Slot
from PySide6.QtGui import QTextCharFormat
from PySide6.QtWidgets import (
    QCalendarWidget,
    QComboBox,
    QCompleter,
    QLineEdit,
    QPlainTextEdit,
    QToolButton,
    QWidget,
)

from invoicer import format as texts
from invoicer.i18n import gettext as _
from invoicer.models import arithmetic
from invoicer.models.errors import BadAmount, Refusal
from invoicer.ui.theme import Theme
from invoicer.ui.widgets.look import set_look, set_style

LONGEST_LINE = 500
LONGEST_TEXT = 20_000


def line(placeholder: str = "", *, longest: int = LONGEST_LINE) -> QLineEdit:
    """Return a field for one line of text."""
    result = QLineEdit()
    result.setPlaceholderText(placeholder)
    result.setMaxLength(longest)
    return result


class TextField(QPlainTextEdit):
    """A field for a few lines; Tab leaves it."""

    def __init__(self, placeholder: str = "", *, lines: int = 3) -> None:
        super().__init__()
        self.setPlaceholderText(placeholder)
        self.setTabChangesFocus(True)
        self.setFixedHeight(self.fontMetrics().lineSpacing() * lines + 18)

    def text(self) -> str:
        """Return what is written, at most 20,000 characters."""
        return self.toPlainText()[:LONGEST_TEXT]

    def set_text(self, text: str) -> None:
        """Write something."""
        self.setPlainText(text)


def number(text: str, locale: str, *, decimals: int = arithmetic.DECIMALS) -> Decimal:
    """Return the number somebody typed, or what a sum of numbers ("3*95") comes to.

    Only what a sum comes to is rounded. What can be read as one number is one: "(5)" is -5, as
    accountants write it. Raises BadAmount, AmountTooLarge.
    """
    try:
        return texts.parse_amount(text, locale)
    except BadAmount:
        if not arithmetic.is_sum(text):
            raise
    return arithmetic.evaluate(
        text, lambda part: texts.parse_amount(part, locale), decimals=decimals
    )


class NumberField(QLineEdit):
    """A number in the user's locale, right-aligned; written neatly when it is left.

    A sum is written as what it comes to. `value` raises BadAmount (and the like) for text that is
    no number. `changed` tells, while typing, that it may be asked again. `decimals` is the least
    number of decimals shown.
    """

    changed = Signal()

    def __init__(self, locale: str, *, decimals: int = 0, placeholder: str = "") -> None:
        super().__init__()
        self._locale = locale
        self._decimals = decimals
        self.setMaxLength(40)
        self.setPlaceholderText(placeholder)
        self.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.textEdited.connect(self._edited)
        self.editingFinished.connect(self._tidy)

    def value(self) -> Decimal | None:
        """Return the number, or None for an empty field. Raises BadAmount, AmountTooLarge."""
        text = self.text().strip()
        return number(text, self._locale, decimals=self._finest()) if text else None

    def set_value(self, value: Decimal | None) -> None:
        """Write a number in the user's locale."""
        self.setText("" if value is None else self._written(value))
        set_style(self, "invalid", False)

    def _finest(self) -> int:
        """How many decimals what a sum comes to may have."""
        return arithmetic.DECIMALS

    def _written(self, value: Decimal) -> str:
        currency = {0: "JPY", 2: "EUR", 3: "KWD"}.get(self._decimals)
        if currency and self._decimals:
            return texts.price(value, currency, self._locale)
        return texts.quantity(value, self._locale)

    @Slot()
    def _edited(self) -> None:
        set_style(self, "invalid", False)
        self.changed.emit()

    @Slot()
    def _tidy(self) -> None:
        try:
            value = self.value()
        except Refusal:
            set_style(self, "invalid", True)
        else:
            if value is not None:
                self.setText(self._written(value))


class AmountField(NumberField):
    """A number with the decimals of a currency."""

    def __init__(self, locale: str, *, placeholder: str = "") -> None:
        super().__init__(locale, decimals=2, placeholder=placeholder)

    def set_currency(self, currency: str) -> None:
        """Write with that currency's decimals."""
        from invoicer.models.currency import minor_digits

        self._decimals = minor_digits(currency)

    def _finest(self) -> int:
        return self._decimals


class DayField(QLineEdit):
    """A day, typed in the user's own way or picked from a calendar.

    Also takes "+14" (days from today) and "today" in the user's language. `value` raises
    BadField. The down arrow opens the calendar; Page Up and Page Down step by a day.
    """

    changed = Signal()

    def __init__(self, theme: Theme, locale: str, today: date, *, placeholder: str = "") -> None:
        super().__init__()
        self._theme = theme
        self._locale = locale
        self._today = today
        self.calendar: QCalendarWidget | None = None
        self.setPlaceholderText(placeholder)
        self.setMaxLength(40)
        action = self.addAction(
            theme.icon("calendar-blank"), QLineEdit.ActionPosition.TrailingPosition
        )
        action.setText(_("Open the calendar"))
        action.triggered.connect(self._open_calendar)
        self.textEdited.connect(self._edited)
        self.editingFinished.connect(self._tidy)

    def value(self) -> date | None:
        """Return the day, or None for an empty field. Raises BadField."""
        text = self.text().strip()
        if not text:
            return None
        if text.casefold() == _("today").casefold():
            return self._today
        if text.startswith("+") and text[1:].strip().isdecimal() and len(text) <= 5:
            return self._today + timedelta(days=int(text[1:]))
        if text == self._shown:
            return self._day
        return texts.parse_day(text, self._locale)

    _shown = ""
    _day: date | None = None

    def set_value(self, day: date | None) -> None:
        """Write a day in the user's locale."""
        self._day = day
        self._shown = "" if day is None else texts.day(day, self._locale)
        self.setText(self._shown)
        set_style(self, "invalid", False)

    @Slot()
    def _edited(self) -> None:
        set_style(self, "invalid", False)
        self.changed.emit()

    @Slot()
    def _tidy(self) -> None:
        try:
            day = self.value()
        except Refusal:
            set_style(self, "invalid", True)
        else:
            if day is not None:
                self.set_value(day)

    def _step(self, days: int) -> None:
        try:
            day = self.value() or self._today
        except Refusal:
            return
        self.set_value(day + timedelta(days=days))
        self.changed.emit()

    @Slot()
    def _open_calendar(self) -> None:
        if self.calendar is None:
            self.calendar = calendar(self._theme, self)
            self.calendar.clicked.connect(self._picked)
            self.calendar.activated.connect(self._picked)
        try:
            day = self.value() or self._today
        except Refusal:
            day = self._today
        self.calendar.setSelectedDate(QDate(day.year, day.month, day.day))
        self.calendar.move(self.mapToGlobal(QPoint(0, self.height() + 2)))
        self.calendar.show()
        self.calendar.setFocus()

    @Slot(QDate)
    def _picked(self, day: QDate) -> None:
        if self.calendar is not None:
            self.calendar.hide()
        self.set_value(date(day.year(), day.month(), day.day()))
        self.setFocus()
        self.changed.emit()

    # Qt overrides

    def keyPressEvent(self, event):  # type: ignore[no-untyped-def]
        keys = {Qt.Key.Key_PageUp: 1, Qt.Key.Key_PageDown: -1}
        if event.key() in keys:
            self._step(keys[event.key()])
        elif event.key() == Qt.Key.Key_Down:
            self._open_calendar()
        else:
            super().keyPressEvent(event)


def calendar(theme: Theme, parent: QWidget) -> QCalendarWidget:
    """Return a month to pick a day from, as a popup."""
    result = QCalendarWidget(parent)
    result.setWindowFlags(Qt.WindowType.Popup)
    result.setMinimumSize(320, 260)
    result.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
    result.setAccessibleName(_("Calendar"))
    plain = QTextCharFormat()
    plain.setForeground(theme.color("text"))
    for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
        result.setWeekdayTextFormat(day, plain)
    heading = QTextCharFormat()
    heading.setForeground(theme.color("muted"))
    result.setHeaderTextFormat(heading)
    for button, icon in (("prevmonth", "caret-left"), ("nextmonth", "caret-right")):
        found = result.findChild(QToolButton, f"qt_calendar_{button}")
        if isinstance(found, QToolButton):
            found.setIcon(theme.icon(icon, "text"))
    return result


class ChoiceField(QComboBox):
    """One of several (value, label); `search` lets one type to find among many."""

    changed = Signal()

    def __init__(self, choices: Iterable[tuple[str, str]] = (), *, search: bool = False) -> None:
        super().__init__()
        self.setSizeAdjustPolicy(self.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(6)
        self.setMaxVisibleItems(14)
        if search:
            self.setEditable(True)
            self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
            completer = QCompleter(self.model(), self)
            completer.setFilterMode(Qt.MatchFlag.MatchContains)
            completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
            completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
            if (popup := completer.popup()) is not None:
                set_look(popup, "suggestions")
            self._typed = QLineEdit()
            self.setLineEdit(self._typed)
            self.setCompleter(completer)
            self._typed.editingFinished.connect(self._back_to_choice)
        self.set_choices(choices)
        self.currentIndexChanged.connect(self._chosen)

    def set_choices(self, choices: Iterable[tuple[str, str]]) -> None:
        """Offer others, keeping what is chosen where it is still there."""
        before = self.value()
        blocked = self.blockSignals(True)
        self.clear()
        for value, label in choices:
            self.addItem(label, value)
        self.blockSignals(blocked)
        self.set_value(before)

    def value(self) -> str:
        """Return the value of the chosen one, "" for none."""
        data = self.currentData()
        return "" if data is None else str(data)

    def set_value(self, value: str) -> None:
        """Choose; a value that is not offered is added, so that nothing stored gets lost."""
        place = self.findData(value)
        if place < 0 and value:
            self.addItem(value, value)
            place = self.count() - 1
        self.setCurrentIndex(max(place, 0))
        if self.isEditable():
            self._typed.setCursorPosition(0)

    @Slot()
    def _chosen(self) -> None:
        if self.isEditable() and not self.hasFocus():
            # Long names are read from their beginning.
            self._typed.setCursorPosition(0)
        self.changed.emit()

    @Slot()
    def _back_to_choice(self) -> None:
        """Typing that is no choice goes back to the chosen one."""
        place = self.findText(self.currentText(), Qt.MatchFlag.MatchFixedString)
        self.setCurrentIndex(place if place >= 0 else self.currentIndex())
        self.setEditText(self.itemText(self.currentIndex()))
        self._typed.setCursorPosition(0)

    # Qt overrides

    def wheelEvent(self, event):  # type: ignore[no-untyped-def]
        # Scrolling a form must not change what is chosen.
        event.ignore()
