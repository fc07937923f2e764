"""One figure with its name and a sentence, as a card that is a button."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QVBoxLayout

from invoicer import format as texts
from invoicer.i18n import gettext as _
from invoicer.models.money import Money
from invoicer.ui.tokens import FIGURE_PX
from invoicer.ui.widgets.look import label, name, set_look

# From the largest that fits.
LOOKS = (("figure", FIGURE_PX), ("figure-medium", 20), ("figure-small", 16))
MARGIN = 16


class FigureCard(QPushButton):
    """An amount; those of other currencies stand below it and are never added."""

    def __init__(self, title: str, opens: str) -> None:
        """`opens` says to those who can't see it what a press does."""
        super().__init__()
        self._title = title
        set_look(self, "card")
        name(self, title, opens)
        self.setToolTip(opens)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN, 12, MARGIN, 12)
        column.setSpacing(4)
        self.heading = label(title, "muted")
        self.figure = label("", "figure")
        self.others = label("", "strong", wrap=True)
        self.sentence = label("", "muted", wrap=True)
        for part in (self.heading, self.figure, self.others, self.sentence):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            part.setMinimumWidth(1)
            column.addWidget(part)
        self.figure.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        column.addStretch(1)

    def show_amounts(
        self, amounts: Sequence[Money], sentence: str, locale: str, *, alarm: bool = False
    ) -> None:
        """Show the first amount large and the others below; red where it is an alarm."""
        figures = [texts.money(one, locale) for one in amounts]
        self.figure.setText(figures[0])
        others = " · ".join(figures[1:])
        self.others.setText(_("and {amounts}").format(amounts=others) if others else "")
        self.others.setVisible(bool(others))
        self.sentence.setText(sentence)
        for part in (self.figure, self.others):
            part.setProperty("alarm", alarm)
            part.style().unpolish(part)
            part.style().polish(part)
        name(self, f"{self._title}: {', '.join(figures)}. {sentence}")
        self._fit()
        self.updateGeometry()

    def _fit(self) -> None:
        room = self.width() - 2 * MARGIN - 2
        font = QFont(self.font())
        font.setWeight(QFont.Weight.DemiBold)
        fitting = LOOKS[-1][0]
        for look, pixels in reversed(LOOKS):
            font.setPixelSize(pixels)
            if QFontMetrics(font).horizontalAdvance(self.figure.text()) <= room:
                fitting = look
        set_look(self.figure, fitting)

    # Qt overrides

    def sizeHint(self) -> QSize:
        return self._column.sizeHint()

    def minimumSizeHint(self) -> QSize:
        height = self._column.totalHeightForWidth(self.width())
        return QSize(120, max(height, self._column.totalMinimumSize().height()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()
        self.updateGeometry()
