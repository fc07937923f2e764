"""What an empty page says: what it is for, and the one button to begin."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from invoicer.ui.theme import Theme
from invoicer.ui.widgets import buttons
from invoicer.ui.widgets.look import label


class EmptyState(QWidget):
    """An icon, a heading, a sentence and a button; `begun` when the button is pressed."""

    begun = Signal()

    def __init__(
        self, theme: Theme, icon: str, heading: str, sentence: str, button: str = ""
    ) -> None:
        super().__init__()
        self._theme = theme
        self._icon = icon
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 24)
        layout.setSpacing(10)
        layout.addStretch(2)
        self._picture = QLabel()
        layout.addWidget(self._picture, 0, Qt.AlignmentFlag.AlignHCenter)
        self.heading = label(heading, "section")
        layout.addWidget(self.heading, 0, Qt.AlignmentFlag.AlignHCenter)
        self.sentence = label(sentence, "muted", wrap=True)
        self.sentence.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self.sentence.setFixedWidth(min(420, max(240, 60 + 6 * len(sentence))))
        layout.addWidget(self.sentence, 0, Qt.AlignmentFlag.AlignHCenter)
        self.button = buttons.primary(theme, button, "plus")
        self.button.clicked.connect(self.begun)
        layout.addSpacing(4)
        layout.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)
        # Only now: shown without a parent, it would be a window of its own for a moment.
        self.button.setVisible(bool(button))
        layout.addStretch(3)
        theme.changed.connect(self._draw)
        self._draw()

    def _draw(self) -> None:
        self._picture.setPixmap(
            self._theme.icon(self._icon, "accent").pixmap(QSize(40, 40), self.devicePixelRatioF())
        )
