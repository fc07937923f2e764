"""Beside the three steps: how far one is, and the two other ways to begin."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout

from invoicer.i18n import gettext as _
from invoicer.ui.theme import Theme
from invoicer.ui.widgets import buttons
from invoicer.ui.widgets.look import label, name, rule, set_look
from invoicer.ui.widgets.progress import Progress

WIDTH = 300


class Side(QFrame):
    """The progress of the steps at the top, other beginnings at the foot."""

    demo_asked = Signal()
    open_asked = Signal()

    def __init__(self, theme: Theme, names: Sequence[str]) -> None:
        super().__init__()
        set_look(self, "sidebar")
        self.setFixedWidth(WIDTH)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(12)
        column.addWidget(label("invoicer", "brand"))
        column.addSpacing(12)
        column.addWidget(label(_("Welcome"), "title"))
        column.addWidget(
            label(
                _("Three short steps, then your first invoice. All of it is found in Settings."),
                "muted",
                wrap=True,
            )
        )
        column.addSpacing(12)
        self._marks: list[QLabel] = []
        self._names: list[QLabel] = []
        for number, text in enumerate(names, 1):
            column.addLayout(self._row(str(number), text))
        column.addStretch(1)
        self._add_others(theme, column)

    def _row(self, number: str, text: str) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(12)
        mark = label(number, "step")
        mark.setFixedSize(28, 28)
        mark.setAlignment(Qt.AlignmentFlag.AlignCenter)
        words = label(text, "muted", wrap=True)
        row.addWidget(mark)
        row.addWidget(words, 1)
        self._marks.append(mark)
        self._names.append(words)
        return row

    def _add_others(self, theme: Theme, column: QVBoxLayout) -> None:
        self.progress = Progress(theme)
        column.addWidget(self.progress)
        column.addWidget(rule())
        self.demo = buttons.plain(theme, _("Look around with a demo"), "eye")
        spoken = _("Makes a business with a year of invoices in a file of its own.")
        name(self.demo, self.demo.text().strip(), spoken)
        self.open = buttons.plain(theme, _("Open an existing ledger…"), "folder-open")
        column.addWidget(self.demo)
        column.addWidget(label(spoken, "small", wrap=True))
        column.addWidget(self.open)
        column.addWidget(
            label(
                _("Everything stays in one file on this computer. Nothing is sent unasked."),
                "small",
                wrap=True,
            )
        )
        self.demo.clicked.connect(self.demo_asked)
        self.open.clicked.connect(self.open_asked)

    def show_place(self, place: int) -> None:
        """Show which step is written, counted from 0, and which are behind."""
        for number, (mark, words) in enumerate(zip(self._marks, self._names, strict=True)):
            look = "step-now" if number == place else "step-done" if number < place else "step"
            set_look(mark, look)
            mark.setText("✓" if number < place else str(number + 1))
            set_look(words, "strong" if number == place else "muted")

    def show_busy(self, busy: bool) -> None:
        """Offer nothing else while the demo is made."""
        for button in (self.demo, self.open):
            button.setEnabled(not busy)
