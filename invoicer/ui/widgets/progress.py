"""Something that takes longer: what it is, how far it is, and a way to stop it."""

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from invoicer.i18n import gettext as _
from invoicer.ui.theme import Theme
from invoicer.ui.widgets import buttons
from invoicer.ui.widgets.look import label, name

APPEARS_AFTER_MS = 500


class Progress(QWidget):
    """Hidden until work has lasted half a second; `cancelled` when the user gives up."""

    cancelled = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        self.sentence = label("", "muted")
        column.addWidget(self.sentence)
        row = QHBoxLayout()
        row.setSpacing(12)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        row.addWidget(self.bar, 1)
        self.cancel = buttons.plain(theme, _("Cancel"))
        self.cancel.clicked.connect(self.cancelled)
        row.addWidget(self.cancel)
        column.addLayout(row)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(APPEARS_AFTER_MS)
        self._timer.timeout.connect(self._appear)
        self.hide()

    def start(self, sentence: str, *, can_cancel: bool = True) -> None:
        """Begin; without `step` it only shows that something goes on."""
        self.sentence.setText(sentence)
        name(self.bar, sentence)
        self.bar.setRange(0, 0)
        self.cancel.setVisible(can_cancel)
        self._timer.start()

    def step(self, done: int, whole: int) -> None:
        """Show how far it is."""
        self.bar.setRange(0, whole)
        self.bar.setValue(done)

    @Slot()
    def stop(self) -> None:
        """The work is over."""
        self._timer.stop()
        self.hide()

    @Slot()
    def _appear(self) -> None:
        self.show()
