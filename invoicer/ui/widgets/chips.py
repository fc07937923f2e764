"""Filter chips with counts, one of which is chosen."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QLocale, Qt, Signal, Slot
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QHBoxLayout, QPushButton, QWidget

from invoicer.ui.widgets.look import name, set_look


class Chips(QWidget):
    """A row of chips; `chosen` carries the key of the one that was clicked."""

    chosen = Signal(str)

    def __init__(self, choices: Sequence[tuple[str, str]], spoken: str) -> None:
        """`choices` are (key, label); the first is chosen."""
        super().__init__()
        name(self, spoken)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self._labels = dict(choices)
        self._buttons: dict[str, QPushButton] = {}
        self._group = QButtonGroup(self)
        for key, label in choices:
            button = QPushButton(label)
            set_look(button, "chip")
            name(button, label)
            button.setCheckable(True)
            button.setCursor(Qt.CursorShape.PointingHandCursor)
            button.setProperty("key", key)
            self._group.addButton(button)
            self._buttons[key] = button
            row.addWidget(button)
        row.addStretch(1)
        self._buttons[choices[0][0]].setChecked(True)
        self._group.buttonClicked.connect(self._clicked)

    def key(self) -> str:
        """Return the key of the chosen chip."""
        return next(key for key, button in self._buttons.items() if button.isChecked())

    def choose(self, key: str) -> None:
        """Choose a chip without telling anybody."""
        self._buttons[key].setChecked(True)

    def button(self, key: str) -> QPushButton:
        """Return the button of a chip."""
        return self._buttons[key]

    def show_counts(self, counts: Mapping[str, int]) -> None:
        """Write the counts behind the labels."""
        for key, button in self._buttons.items():
            if key in counts:
                number = QLocale().toString(counts[key])
                button.setText(f"{self._labels[key]}  {number}")
                name(button, f"{self._labels[key]}, {number}")

    @Slot(QAbstractButton)
    def _clicked(self, button: QAbstractButton) -> None:
        self.chosen.emit(str(button.property("key")))
