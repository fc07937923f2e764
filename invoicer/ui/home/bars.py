"""Revenue by month, as bars.

Painted here, not by QtCharts: that is under the GPL alone, which this program isn't, was given up
by Qt in 6.10, and can't round a bar. pyqtgraph would bring all of NumPy for twelve rectangles.
"""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from invoicer import format as texts
from invoicer.i18n import gettext as _
from invoicer.models import currency as currencies
from invoicer.models.money import Money
from invoicer.ui.theme import Theme
from invoicer.ui.widgets.look import name

ABOVE, BELOW, GAP = 10, 24, 8
RADIUS = 4.0
# A bar takes this part of its month's room, at most so many pixels.
PART, WIDEST = 0.56, 40.0
LINES = 4


def scale(lowest: int, highest: int, lines: int = LINES) -> tuple[int, ...]:
    """Return round numbers from at or below the lowest to at or above the highest, zero among them.

    Their steps are 1, 2, 2.5 or 5 times a power of ten, whole numbers all.
    """
    lowest, highest = min(0, lowest), max(0, highest)
    if lowest == highest:
        return 0, 1
    span = highest - lowest
    power = 10 ** max(0, len(str(span // lines)) - 1)
    steps = (power, 2 * power, 5 * power // 2, 5 * power, 10 * power)
    step = next(one for one in steps if one * lines >= span)
    return tuple(range(lowest // step * step, -(-highest // step) * step + 1, step))


class Bars(QWidget):
    """Twelve bars; `pointed` tells which month the pointer or the keyboard is at, or -1."""

    pointed = Signal(int)

    def __init__(self, theme: Theme, locale: str) -> None:
        super().__init__()
        self._theme = theme
        self._locale = locale
        self._months: Sequence[date] = ()
        self._amounts: Sequence[Money] = ()
        self.at = -1
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        theme.changed.connect(self.update)

    def show_months(self, months: Sequence[date], amounts: Sequence[Money]) -> None:
        """Show an amount for each month, the last one being the current."""
        self._months, self._amounts = months, amounts
        self.at = -1
        spoken = "; ".join(self.sentence(place) for place in range(len(months)))
        name(self, _("Revenue by month"), spoken)
        self.update()

    def sentence(self, place: int) -> str:
        """Return one month with its amount."""
        month = texts.month(self._months[place], self._locale, "year")
        amount = texts.money(self._amounts[place], self._locale)
        if place == len(self._months) - 1:
            return _("{month} so far: {amount}").format(month=month, amount=amount)
        return _("{month}: {amount}").format(month=month, amount=amount)

    def bar(self, place: int) -> QRectF:
        """Return where a month's bar is."""
        area, ticks = self._area(), self._ticks()
        room = area.width() / max(1, len(self._months))
        width = min(WIDEST, room * PART)
        column = place if self.layoutDirection() == Qt.LayoutDirection.LeftToRight else -1 - place
        column %= len(self._months)
        left = area.left() + room * column + (room - width) / 2
        value = self._major(self._amounts[place])
        top, zero = self._height(value, ticks, area), self._height(0, ticks, area)
        return QRectF(QPointF(left, min(top, zero)), QPointF(left + width, max(top, zero)))

    # Measuring

    def _major(self, amount: Money) -> float:
        return float(amount.minor / 10 ** currencies.minor_digits(amount.currency))

    def _ticks(self) -> tuple[int, ...]:
        values = [self._major(amount) for amount in self._amounts] or [0.0]
        return scale(int(min(values)) - (min(values) < 0), int(max(values)) + (max(values) > 0))

    def _area(self) -> QRectF:
        metrics = self.fontMetrics()
        widest = max(
            metrics.horizontalAdvance(texts.compact(tick, self._locale)) for tick in self._ticks()
        )
        area = QRectF(self.rect()).adjusted(0, ABOVE, 0, -BELOW)
        if self.layoutDirection() == Qt.LayoutDirection.LeftToRight:
            return area.adjusted(widest + GAP, 0, 0, 0)
        return area.adjusted(0, 0, -widest - GAP, 0)

    @staticmethod
    def _height(value: float, ticks: Sequence[int], area: QRectF) -> float:
        return area.bottom() - (value - ticks[0]) / (ticks[-1] - ticks[0]) * area.height()

    # Pointing

    def _point(self, place: int) -> None:
        if place != self.at:
            self.at = place
            if place >= 0:
                name(self, self.sentence(place))
            self.pointed.emit(place)
            self.update()

    # Painting

    def _paint_scale(self, painter: QPainter, area: QRectF, ticks: Sequence[int]) -> None:
        left_to_right = self.layoutDirection() == Qt.LayoutDirection.LeftToRight
        for tick in ticks:
            y = round(self._height(tick, ticks, area)) + 0.5
            painter.setPen(QPen(self._theme.color("line"), 1))
            painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y))
            painter.setPen(self._theme.color("muted"))
            if left_to_right:
                room = QRectF(0, y - 10, area.left() - GAP, 20)
                side = Qt.AlignmentFlag.AlignRight
            else:
                room = QRectF(area.right() + GAP, y - 10, self.width() - area.right() - GAP, 20)
                side = Qt.AlignmentFlag.AlignLeft
            text = texts.compact(tick, self._locale)
            painter.drawText(
                room, side | Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute, text
            )

    def _paint_bar(self, painter: QPainter, place: int) -> None:
        bar = self.bar(place)
        last = place == len(self._months) - 1
        fill = self._theme.color("accent_soft" if last else "accent")
        if place == self.at:
            fill = self._theme.color("accent_soft" if last else "accent_hover")
        painter.setBrush(fill)
        painter.setPen(QPen(self._theme.color("accent"), 1) if last else Qt.PenStyle.NoPen)
        if self._amounts[place]:
            painter.drawPath(_rounded(bar, up=self._amounts[place].minor > 0))
        painter.setPen(self._theme.color("text" if place == self.at else "muted"))
        short = bar.width() / PART < self.fontMetrics().horizontalAdvance("Mmmm")
        text = texts.month(self._months[place], self._locale, "narrow" if short else "short")
        room = QRectF(bar.center().x() - 30, self.height() - BELOW + 6, 60, BELOW - 6)
        painter.drawText(room, Qt.AlignmentFlag.AlignCenter, text)

    # Qt overrides

    def sizeHint(self) -> QSize:
        return QSize(480, 200)

    def minimumSizeHint(self) -> QSize:
        return QSize(240, 150)

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._months:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self.font())
        self._paint_scale(painter, self._area(), self._ticks())
        for place in range(len(self._months)):
            self._paint_bar(painter, place)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(self._theme.color("accent"), 2))
            at = self.bar(self.at if self.at >= 0 else len(self._months) - 1)
            painter.drawRoundedRect(at.adjusted(-4, -4, 4, 4), RADIUS + 2, RADIUS + 2)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        x = event.position().x()
        half = self._area().width() / max(1, len(self._months)) / 2
        near = [
            place
            for place in range(len(self._months))
            if abs(self.bar(place).center().x() - x) <= half
        ]
        self._point(near[0] if near else -1)

    def leaveEvent(self, event: QEvent) -> None:
        if not self.hasFocus():
            self._point(-1)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self.at < 0 and event.reason() != Qt.FocusReason.MouseFocusReason:
            self._point(len(self._months) - 1)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._point(-1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        last = len(self._months) - 1
        step = 1 if self.layoutDirection() == Qt.LayoutDirection.LeftToRight else -1
        places = {
            Qt.Key.Key_Left: self.at - step,
            Qt.Key.Key_Right: self.at + step,
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: last,
        }
        place = places.get(Qt.Key(event.key()))
        if place is None or not self._months:
            super().keyPressEvent(event)
        else:
            self._point(max(0, min(last, place)))


def _rounded(bar: QRectF, *, up: bool) -> QPainterPath:
    """Return the bar with its far corners rounded, so that it stands on the line of zero."""
    radius = min(RADIUS, bar.height(), bar.width() / 2)
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.WindingFill)
    path.addRoundedRect(bar, radius, radius)
    near = bar.adjusted(0, radius, 0, 0) if up else bar.adjusted(0, 0, 0, -radius)
    path.addRect(near)
    return path.simplified()
