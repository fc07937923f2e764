"""What opens in a cell of the table of lines, and how the cells are painted."""

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QKeyEvent, QKeySequence, QPainter, QPen
from PySide6.QtWidgets import (
    QApplication,
    QLineEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from invoicer.i18n import gettext as _
from invoicer.ledger import items
from invoicer.models import taxing, units
from invoicer.models.stored import StoredItem
from invoicer.ui.context import Context
from invoicer.ui.documents import line_cells
from invoicer.ui.documents.line_cells import Cell
from invoicer.ui.documents.lines_model import (
    DETAIL_ROLE,
    GHOST_ROLE,
    RIGHT,
    WRONG_ROLE,
    Index,
    LinesModel,
)
from invoicer.ui.widgets.look import name, set_look
from invoicer.ui.widgets.suggest import SuggestEdit, Suggestion

MOST_ITEMS = 8
MARGIN = 8


class LineDelegate(QStyledItemDelegate):
    """Opens fields that offer items, units and taxes, and passes on every keystroke.

    `item_picked` carries (row, StoredItem), `block_pasted` a text of several cells.
    """

    item_picked = Signal(int, object)
    block_pasted = Signal(str)

    def __init__(self, context: Context, model: LinesModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._context = context
        self._model = model
        self._offered: dict[str, StoredItem] = {}

    def _suggest_items(self, text: str) -> Sequence[Suggestion]:
        found = items.rows(self._context.reader, text, limit=MOST_ITEMS) if text else []
        self._offered = {str(one.id): one for one in found}
        return [Suggestion(one.item.name, str(one.id)) for one in found]

    def _suggest_units(self, text: str) -> Sequence[Suggestion]:
        wanted = text.casefold()
        return [
            Suggestion(label, label)
            for label in units.names().values()
            if wanted in label.casefold()
        ]

    def _suggest_taxes(self, _text: str) -> Sequence[Suggestion]:
        ground = self._model.ground
        labels = [
            line_cells.tax_label(taxes, ground.locale) for taxes in taxing.choices(ground.taxing)
        ]
        return [Suggestion(label, label) for label in labels]

    def _field(self, cell: Cell) -> QLineEdit:
        if cell == Cell.DESCRIPTION:
            field = SuggestEdit(self._suggest_items)
            field.setPlaceholderText(_("Type an item or a description"))
            return field
        if cell == Cell.UNIT:
            return SuggestEdit(self._suggest_units)
        if cell == Cell.TAX:
            return SuggestEdit(self._suggest_taxes, all_at_once=True)
        return QLineEdit()

    def _picked_in(self, field: SuggestEdit, row: int, cell: Cell, key: str) -> None:
        if cell == Cell.DESCRIPTION:
            if key in self._offered:
                stored = self._offered[key]
                field.setText(stored.item.name)
                self.item_picked.emit(row, stored)
        else:
            field.setText(key)
            self.commitData.emit(field)
            self.closeEditor.emit(field, QStyledItemDelegate.EndEditHint.EditNextItem)

    # Qt overrides

    def createEditor(
        self,
        parent: QWidget,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> QWidget:
        row, cell = index.row(), Cell(index.column())
        field = self._field(cell)
        field.setParent(parent)
        set_look(field, "cell")
        name(
            field, _("{column}, line {n}").format(column=line_cells.spoken_heading(cell), n=row + 1)
        )
        if cell in RIGHT:
            field.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        # The delegate owns the field, so these connections end with it.
        field.textEdited.connect(lambda text: self._model.try_text(row, cell, text))
        if isinstance(field, SuggestEdit):
            field.picked.connect(lambda key: self._picked_in(field, row, cell, key))
        return field

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        assert isinstance(editor, QLineEdit)
        if editor.isModified():
            # The table was painted again while somebody types; what is typed counts.
            return
        editor.setText(str(index.data(Qt.ItemDataRole.EditRole) or ""))
        editor.selectAll()

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        assert isinstance(editor, QLineEdit)
        if editor.text() != str(index.data(Qt.ItemDataRole.EditRole) or ""):
            model.setData(index, editor.text())
        else:
            self._model.stop_typing()

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> None:
        rect: QRect = option.rect
        editor.setGeometry(rect.adjusted(1, 1, -1, -2))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            text = QApplication.clipboard().text()
            block = "\t" in text or "\n" in text.strip()
            if event.matches(QKeySequence.StandardKey.Paste) and block:
                self.closeEditor.emit(watched, QStyledItemDelegate.EndEditHint.RevertModelCache)
                self.block_pasted.emit(text)
                return True
        return super().eventFilter(watched, event)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        tokens = self._context.theme.tokens
        rect: QRect = option.rect
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, QColor(tokens.accent_soft))
        painter.setPen(QPen(QColor(tokens.line)))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        room = rect.adjusted(MARGIN, 0, -MARGIN, 0)
        if index.data(GHOST_ROLE):
            if index.column() == Cell.DESCRIPTION:
                painter.setPen(QColor(tokens.muted))
                hint = _cut(painter, _("Type an item or a description"), room.width())
                painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, hint)
        else:
            self._paint_text(painter, room, index)
        painter.restore()

    def _paint_text(self, painter: QPainter, room: QRect, index: Index) -> None:
        tokens = self._context.theme.tokens
        text = str(index.data(Qt.ItemDataRole.DisplayRole) or "")
        detail = str(index.data(DETAIL_ROLE) or "").split("\n")[0]
        painter.setPen(QColor(tokens.red if index.data(WRONG_ROLE) else tokens.text))
        upper = room.adjusted(0, 5, 0, -room.height() // 2) if detail else room
        side = Qt.AlignmentFlag(index.data(Qt.ItemDataRole.TextAlignmentRole))
        wide = painter.fontMetrics().horizontalAdvance(text) > room.width()
        if wide and not detail and index.column() == Cell.DESCRIPTION:
            _draw_two_lines(painter, room, text)
        else:
            painter.drawText(upper, int(side), _cut(painter, text, room.width()))
        if detail:
            painter.setPen(QColor(tokens.muted))
            small = QFont(painter.font())
            small.setPixelSize(11)
            painter.setFont(small)
            lower = room.adjusted(0, room.height() // 2, 0, -5)
            painter.drawText(lower, int(side), _cut(painter, detail, room.width()))

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(60, 40)


def _draw_two_lines(painter: QPainter, room: QRect, text: str) -> None:
    font = QFont(painter.font())
    font.setPixelSize(12)
    painter.setFont(font)
    # What two lines hold, less what is lost where the first one breaks.
    shown = _cut(painter, text, room.width() * 2 - room.width() // 4)
    painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap, shown)


def _cut(painter: QPainter, text: str, width: int) -> str:
    return painter.fontMetrics().elidedText(
        text.replace("\n", " "), Qt.TextElideMode.ElideRight, width
    )
