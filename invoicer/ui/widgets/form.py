"""Forms: fields under their labels, with what is wrong or missing said beside each."""

import itertools
from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QGridLayout,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from invoicer.ui.widgets.look import label, name, set_look, set_style

COLUMNS = 12


class Field(QWidget):
    """A label, a widget, and below it a hint or, when something is wrong, a sentence."""

    def __init__(self, text: str, widget: QWidget, hint: str = "") -> None:
        super().__init__()
        self.widget = widget
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(5)
        self._label = label(text, "field")
        self._label.setBuddy(widget)
        if text:
            layout.addWidget(self._label)
        layout.addWidget(widget)
        self._hint = hint
        self._below = label(hint, "small", wrap=True)
        layout.addWidget(self._below)
        self._below.setVisible(bool(hint))
        layout.addStretch(1)
        name(widget, widget.accessibleName() or text, hint)

    def show_error(self, sentence: str, *, warning: bool = False) -> None:
        """Say what is wrong beside the field; an empty sentence takes it back."""
        self._below.setText(sentence or self._hint)
        look = ("warning" if warning else "error") if sentence else "small"
        set_look(self._below, look)
        self._below.setVisible(bool(sentence or self._hint))
        set_style(self.widget, "invalid", bool(sentence) and not warning)
        self.widget.setAccessibleDescription(sentence or self._hint)

    def set_label(self, text: str) -> None:
        """Call the field something else."""
        self._label.setText(text)
        name(self.widget, text)

    def error(self) -> str:
        """Return the sentence that is shown, if any."""
        return self._below.text() if self._below.property("look") != "small" else ""


class Form(QWidget):
    """Fields on a grid of twelve columns, filled row by row.

    The key of a field is what findings and errors call it.
    """

    def __init__(self) -> None:
        super().__init__()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(12)
        for column in range(COLUMNS):
            self._grid.setColumnStretch(column, 1)
        self._row = 0
        self._column = 0
        self.fields: dict[str, Field] = {}

    def add(
        self, key: str, text: str, widget: QWidget, *, columns: int = COLUMNS, hint: str = ""
    ) -> Field:
        """Add a field that takes so many of the twelve columns."""
        field = Field(text, widget, hint)
        self.fields[key] = field
        self.add_widget(field, columns=columns)
        return field

    def add_heading(self, text: str, sentence: str = "") -> None:
        """Begin a group with a heading over the whole width."""
        self.end_row()
        if self._row:
            self._grid.setRowMinimumHeight(self._row, 6)
            self._row += 1
        self.add_widget(label(text, "section"))
        if sentence:
            self.add_widget(label(sentence, "muted", wrap=True))

    def add_widget(self, widget: QWidget, *, columns: int = COLUMNS) -> None:
        """Add anything else."""
        if self._column + columns > COLUMNS:
            self.end_row()
        self._grid.addWidget(widget, self._row, self._column, 1, columns, Qt.AlignmentFlag.AlignTop)
        self._column += columns
        if self._column >= COLUMNS:
            self.end_row()

    def end_row(self) -> None:
        """Begin a new row."""
        if self._column:
            self._row += 1
            self._column = 0

    def show_errors(self, sentences: Mapping[str, str]) -> None:
        """Show a sentence beside each named field and clear all others; focus the first."""
        first: QWidget | None = None
        for key, field in self.fields.items():
            sentence = sentences.get(key, "")
            field.show_error(sentence)
            if sentence and first is None:
                first = field.widget
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_warnings(self, sentences: Mapping[str, str]) -> None:
        """Show doubts beside fields that have no error."""
        for key, sentence in sentences.items():
            if key in self.fields and not self.fields[key].error():
                self.fields[key].show_error(sentence, warning=True)

    def clear_errors(self) -> None:
        """Take back every sentence."""
        self.show_errors({})


def scrolled(widget: QWidget) -> QScrollArea:
    """Return the widget in an area that scrolls up and down when there is too little room."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QScrollArea.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setSizeAdjustPolicy(QAbstractScrollArea.SizeAdjustPolicy.AdjustIgnored)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    set_look(widget, "scrolled")
    area.setWidget(widget)
    return area


def tab_through(widgets: Sequence[QWidget]) -> None:
    """Make Tab go through the widgets in this order."""
    for first, second in itertools.pairwise(widgets):
        QWidget.setTabOrder(first, second)
