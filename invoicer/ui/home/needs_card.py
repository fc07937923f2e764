"""*Needs you*: each need is one sentence and one button."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QPushButton, QWidget

from invoicer.i18n import gettext as _
from invoicer.models.needs import Need, What
from invoicer.ui.context import Context
from invoicer.ui.home import words
from invoicer.ui.home.words import Row
from invoicer.ui.theme import Theme
from invoicer.ui.widgets import buttons
from invoicer.ui.widgets.card import Card
from invoicer.ui.widgets.look import label, name


class Picture(QLabel):
    """An icon that follows the theme."""

    def __init__(self, theme: Theme, icon: str, role: str, size: int = 18) -> None:
        super().__init__()
        self._icon = theme.icon(icon, role)
        self._size = QSize(size, size)
        theme.changed.connect(self._draw)
        self._draw()

    @Slot()
    def _draw(self) -> None:
        self.setPixmap(self._icon.pixmap(self._size, self.devicePixelRatioF()))


class NeedsCard(Card):
    """The rows; `asked` carries the one whose button was pressed."""

    asked = Signal(object)

    def __init__(self, context: Context) -> None:
        super().__init__(_("Needs you"))
        self._context = context
        self._rows: dict[What, Row] = {}
        self.sentences: dict[What, QLabel] = {}
        self.buttons: dict[What, QPushButton] = {}
        self._list = QWidget()
        self.nothing = QWidget()
        line = QHBoxLayout(self.nothing)
        line.setContentsMargins(0, 0, 0, 4)
        line.setSpacing(10)
        line.addWidget(Picture(context.theme, "check-circle", "green", 20))
        line.addWidget(label(_("All done. Nothing needs you right now."), wrap=True), 1)
        self.body.addWidget(self._list)
        self.body.addWidget(self.nothing)
        self.body.addStretch(1)

    def show_needs(self, needs: Sequence[Need]) -> None:
        """Show the needs in their order; the keyboard stays with the one it was at."""
        rows = {need.what: words.row(need, self._context.locale) for need in needs}
        self.nothing.setVisible(not rows)
        self._list.setVisible(bool(rows))
        if rows == self._rows:
            return
        at = next((what for what, button in self.buttons.items() if button.hasFocus()), None)
        self._rows = rows
        self._build()
        if at in self.buttons:
            self.buttons[at].setFocus()

    def _build(self) -> None:
        old = self._list
        self._list = QWidget()
        grid = QGridLayout(self._list)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        self.sentences, self.buttons = {}, {}
        for place, row in enumerate(self._rows.values()):
            sentence = label(row.sentence, wrap=True)
            button = buttons.plain(self._context.theme, row.button)
            name(button, row.button, row.sentence)
            button.setProperty("what", row.what.value)
            button.clicked.connect(self._clicked)
            picture = Picture(self._context.theme, row.icon, row.role)
            grid.addWidget(picture, place, 0)
            grid.addWidget(sentence, place, 1)
            grid.addWidget(button, place, 2, Qt.AlignmentFlag.AlignRight)
            self.sentences[row.what], self.buttons[row.what] = sentence, button
        self.body.replaceWidget(old, self._list)
        self._list.setVisible(bool(self._rows))
        old.deleteLater()

    @Slot()
    def _clicked(self) -> None:
        self.asked.emit(self._rows[What(self.sender().property("what"))])
