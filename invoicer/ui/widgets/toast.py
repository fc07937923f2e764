"""A sentence at the foot of the window that goes away by itself."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QSize, QTimer, Slot
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from invoicer.i18n import gettext as _
from invoicer.ui.theme import Theme
from invoicer.ui.tokens import Tone
from invoicer.ui.widgets.look import label, name, set_look

SHORTEST_MS = 4000
PER_CHARACTER_MS = 60
WITH_BUTTON_MS = 8000
SIGNS = {Tone.RED: "warning-circle", Tone.AMBER: "warning", Tone.GREEN: "check-circle"}


class Toast(QFrame):
    """Over the window's lower edge; the newest sentence replaces the one before.

    It stays long enough to be read, longer with a button, and as long as the pointer or the
    keyboard is on it.
    """

    def __init__(self, window: QWidget, theme: Theme) -> None:
        super().__init__(window)
        self._window = window
        self._theme = theme
        set_look(self, "toast")
        row = self._row = QHBoxLayout(self)
        row.setContentsMargins(16, 10, 10, 10)
        row.setSpacing(12)
        self._sign = QLabel()
        row.addWidget(self._sign)
        self.sentence = label(wrap=True)
        row.addWidget(self.sentence, 1)
        self.button = QPushButton()
        self.button.clicked.connect(self._act)
        row.addWidget(self.button)
        self.close_button = QPushButton()
        self.close_button.setIcon(theme.icon("x", "page"))
        set_look(self.close_button, "icon")
        name(self.close_button, _("Close this message"))
        self.close_button.clicked.connect(self.hide)
        row.addWidget(self.close_button)
        self._pending: Callable[[], None] | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._time_is_up)
        window.installEventFilter(self)
        self.hide()

    def say(
        self,
        sentence: str,
        *,
        tone: Tone = Tone.NEUTRAL,
        button: str = "",
        act: Callable[[], None] | None = None,
    ) -> None:
        """Show a sentence; `act` is done when the button is pressed."""
        self.sentence.setText(sentence)
        sign = SIGNS.get(tone, "")
        self._sign.setVisible(bool(sign))
        if sign:
            icon = self._theme.icon(sign, "page")
            self._sign.setPixmap(icon.pixmap(QSize(20, 20), self.devicePixelRatioF()))
        self._pending = act
        self.button.setText(button)
        name(self.button, button)
        self.button.setVisible(act is not None)
        self._place()
        self.show()
        self.raise_()
        shown = SHORTEST_MS + PER_CHARACTER_MS * len(sentence)
        self._timer.start(max(shown, WITH_BUTTON_MS) if act is not None else shown)
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, sentence))

    @Slot()
    def _act(self) -> None:
        pending, self._pending = self._pending, None
        self.hide()
        if pending is not None:
            pending()

    @Slot()
    def _time_is_up(self) -> None:
        if self.underMouse() or self.button.hasFocus() or self.close_button.hasFocus():
            self._timer.start(SHORTEST_MS)
        else:
            self.hide()

    def _place(self) -> None:
        window = self._window
        width = min(620, max(320, window.width() - 80))
        buttons = 60 + (self.button.sizeHint().width() + 12 if self._pending else 0)
        metrics = self.sentence.fontMetrics()
        sign = 32 if self._sign.isVisibleTo(self) else 0
        wanted = metrics.horizontalAdvance(self.sentence.text()) + buttons + sign + 48
        width = min(width, wanted)
        self.setFixedWidth(width)
        height = self._row.heightForWidth(width)
        self.setFixedHeight(max(48, height))
        self.move((window.width() - width) // 2, window.height() - self.height() - 48)

    # Qt overrides

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)
