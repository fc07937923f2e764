"""Paints cells: text cut with an ellipsis and its colour, or a pill for a status."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import (
    QApplication,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from invoicer.ui.theme import Theme
from invoicer.ui.tokens import Tone

PILL_HEIGHT = 22
PILL_PADDING = 10
MARGIN = 10


class CellDelegate(QStyledItemDelegate):
    """For every table; draws rows as one band, without a frame around the current cell."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._table = parent

    # Qt overrides

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        from invoicer.ui.widgets.table import ROLE_ROLE, TONE_ROLE

        tokens = self._theme.tokens
        rect: QRect = option.rect
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, QColor(tokens.accent_soft))
        painter.setPen(QPen(QColor(tokens.line)))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        text = str(index.data(Qt.ItemDataRole.DisplayRole) or "")
        tone = index.data(TONE_ROLE)
        if tone is not None and text:
            paint_pill(painter, self._theme, rect.adjusted(MARGIN, 0, -4, 0), text, Tone(tone))
        else:
            role = index.data(ROLE_ROLE) or "text"
            painter.setPen(QColor(getattr(tokens, role)))
            painter.setFont(QApplication.font())
            room = rect.adjusted(MARGIN, 0, -MARGIN, 0)
            shown = painter.fontMetrics().elidedText(
                text.replace("\n", " "), Qt.TextElideMode.ElideRight, room.width()
            )
            alignment = index.data(Qt.ItemDataRole.TextAlignmentRole)
            painter.drawText(room, int(alignment or Qt.AlignmentFlag.AlignVCenter), shown)
        self._paint_focus(painter, option, index)
        painter.restore()

    def _paint_focus(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """A bar at the left of the current row while the table has the keyboard."""
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        if selected and index.column() == 0 and self._table.hasFocus():
            bar = QRect(option.rect.left(), option.rect.top(), 3, option.rect.height())
            painter.fillRect(bar, QColor(self._theme.tokens.accent))

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        size = super().sizeHint(option, index)
        return QSize(size.width() + 2 * PILL_PADDING, size.height())


def paint_pill(painter: QPainter, theme: Theme, room: QRect, text: str, tone: Tone) -> None:
    """Paint a rounded pill with the text at the left of the room."""
    strong, soft = theme.tokens.tone(tone)
    font = QApplication.font()
    font.setPixelSize(12)
    font.setWeight(font.Weight.Medium)
    painter.setFont(font)
    width = min(painter.fontMetrics().horizontalAdvance(text) + 2 * PILL_PADDING, room.width())
    pill = QRect(room.left(), room.center().y() - PILL_HEIGHT // 2 + 1, width, PILL_HEIGHT)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(soft))
    painter.drawRoundedRect(pill, PILL_HEIGHT / 2, PILL_HEIGHT / 2)
    painter.setPen(QColor(strong))
    painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, text)
