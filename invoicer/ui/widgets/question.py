"""A question in a dialog of its own, or a statement with one answer."""

from collections.abc import Sequence

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from invoicer.ui.widgets.look import label, name, set_look

WIDTH = 440


class Question(QDialog):
    """A heading, a sentence, and an answer per button; the first is the default."""

    def __init__(
        self, heading: str, sentence: str, answers: Sequence[str], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(heading)
        self.setModal(True)
        self.setMinimumWidth(WIDTH)
        name(self, heading, sentence)
        self.answer = -1
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 22, 24, 20)
        layout.setSpacing(10)
        layout.addWidget(label(heading, "section", wrap=True))
        layout.addWidget(label(sentence, wrap=True))
        layout.addSpacing(8)
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addStretch(1)
        self.buttons: list[QPushButton] = []
        for text in answers:
            button = QPushButton(text)
            name(button, text)
            button.clicked.connect(self._answered)
            self.buttons.append(button)
        # The default stands where the hand goes: last, at the right.
        for button in reversed(self.buttons):
            row.addWidget(button)
        set_look(self.buttons[0], "primary")
        self.buttons[0].setDefault(True)
        self.buttons[0].setFocus()
        layout.addLayout(row)

    @Slot()
    def _answered(self) -> None:
        sender = self.sender()
        self.answer = next(i for i, button in enumerate(self.buttons) if button is sender)
        self.accept()
