"""A field to search or filter with."""

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtWidgets import QLineEdit

from invoicer.ui.theme import Theme
from invoicer.ui.widgets.look import name


class SearchField(QLineEdit):
    """A line with a magnifying glass; `searched` tells what stands in it shortly after typing."""

    searched = Signal(str)

    def __init__(self, theme: Theme, spoken: str, *, delay_ms: int = 120) -> None:
        super().__init__()
        self.setPlaceholderText(spoken)
        self.setClearButtonEnabled(True)
        name(self, spoken)
        self.addAction(theme.icon("magnifying-glass"), QLineEdit.ActionPosition.LeadingPosition)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(delay_ms)
        self._timer.timeout.connect(self._emit)
        self.textChanged.connect(self._typed)
        self._last = ""

    def search_now(self) -> None:
        """Search without waiting, if there is something new."""
        if self._timer.isActive():
            self._emit()

    @Slot()
    def _typed(self) -> None:
        self._timer.start()

    @Slot()
    def _emit(self) -> None:
        self._timer.stop()
        if self.text() != self._last:
            self._last = self.text()
            self.searched.emit(self._last)
