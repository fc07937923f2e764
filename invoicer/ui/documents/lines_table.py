"""The table of lines: moves through its cells as a spreadsheet does."""

import csv
import io

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPoint, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QApplication,
    QHeaderView,
    QInputDialog,
    QMenu,
    QTableView,
    QWidget,
)

from invoicer.i18n import gettext as _
from invoicer.i18n import ngettext
from invoicer.models.stored import StoredItem
from invoicer.ui.context import Context
from invoicer.ui.documents.line_cells import Cell
from invoicer.ui.documents.line_editors import LineDelegate
from invoicer.ui.documents.lines_model import DETAIL_ROLE, LinesModel
from invoicer.ui.tokens import ROW_HEIGHT, Tone
from invoicer.ui.widgets.look import name

# The widest text each column is made for; the description takes the rest.
SAMPLES = {
    Cell.QUANTITY: "1,234",
    Cell.UNIT: "pieces",
    Cell.PRICE: "8,888.00",
    Cell.DISCOUNT: "12.5 %",
    Cell.TAX: "19.5 %",
    Cell.AMOUNT: "88,888.00",
}
PADDING = 16
LEAST_ROWS = 3
MOST_ROWS = 20
FIRST = Cell.DESCRIPTION
LAST = Cell.TAX


class LinesTable(QTableView):
    """Typing begins to edit; Tab and Shift+Tab go from cell to cell, Enter to the next line.

    Del takes a line away, Ctrl+D copies it, Alt+Up and Alt+Down move it, Ctrl+V pastes a block.
    """

    left = Signal()

    def __init__(self, context: Context, model: LinesModel) -> None:
        super().__init__()
        self._context = context
        self._lines = model
        self.setModel(model)
        self._delegate = LineDelegate(context, model, self)
        self.setItemDelegate(self._delegate)
        self._delegate.item_picked.connect(self._item_picked, Qt.ConnectionType.QueuedConnection)
        self._delegate.block_pasted.connect(self._paste_text, Qt.ConnectionType.QueuedConnection)
        name(self, _("Lines"), _("Type to write, Tab for the next cell, Enter for the next line"))
        self._dress()
        self._make_room()
        for signal in (model.rowsInserted, model.rowsRemoved, model.modelReset):
            signal.connect(self._make_room)
        self._make_shortcuts()
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._menu)

    def _dress(self) -> None:
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(
            triggers.AnyKeyPressed
            | triggers.EditKeyPressed
            | triggers.DoubleClicked
            | triggers.SelectedClicked
        )
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionsClickable(False)
        header.setMinimumSectionSize(40)
        header.setFixedHeight(ROW_HEIGHT - 4)

    @Slot()
    def _make_room(self) -> None:
        """Be as high as the lines, so that the form scrolls as a whole; long tables scroll."""
        rows = min(max(self._lines.rowCount(), LEAST_ROWS), MOST_ROWS)
        self.setMinimumHeight((rows + 1) * ROW_HEIGHT)

    def _make_shortcuts(self) -> None:
        context = Qt.ShortcutContext.WidgetWithChildrenShortcut
        for keys, slot in (
            ("Ctrl+D", self.duplicate),
            ("Alt+Up", self.move_up),
            ("Alt+Down", self.move_down),
            ("Ctrl+Return", self.insert_line),
            ("Ctrl+Backspace", self.remove_line),
        ):
            QShortcut(QKeySequence(keys), self, context=context).activated.connect(slot)

    def edit_cell(self, row: int, cell: Cell) -> None:
        """Go to a cell and begin to edit it."""
        index = self._lines.index(row, cell)
        self.select(index)
        self.setFocus()
        self.edit(index)

    def select(self, index: QModelIndex) -> None:
        """Make a cell the current one."""
        flags = QItemSelectionModel.SelectionFlag.ClearAndSelect
        self.selectionModel().setCurrentIndex(index, flags)
        self.scrollTo(index)

    def finish(self) -> None:
        """Keep what is being typed."""
        field = self._field()
        if field is not None:
            self.commitData(field)
            self.closeEditor(field, QAbstractItemDelegate.EndEditHint.NoHint)

    def _field(self) -> QWidget | None:
        return self.indexWidget(self.currentIndex()) if self.currentIndex().isValid() else None

    @Slot()
    def duplicate(self) -> None:
        """Copy the current line below itself."""
        self.finish()
        row = self.currentIndex().row()
        if 0 <= row < len(self._lines.lines):
            self._lines.duplicate(row)
            self.select(self._lines.index(row + 1, self.currentIndex().column()))

    @Slot()
    def move_up(self) -> None:
        """Move the current line up."""
        self._move(-1)

    @Slot()
    def move_down(self) -> None:
        """Move the current line down."""
        self._move(1)

    def _move(self, step: int) -> None:
        self.finish()
        row = self._lines.move(self.currentIndex().row(), step)
        self.select(self._lines.index(row, self.currentIndex().column()))

    @Slot()
    def insert_line(self) -> None:
        """Put an empty line above the current one and begin to write it."""
        self.finish()
        row = min(max(self.currentIndex().row(), 0), len(self._lines.lines))
        self._lines.insert(row)
        self.edit_cell(row, FIRST)

    @Slot()
    def remove_line(self) -> None:
        """Take the current line away; Ctrl+Z brings it back."""
        self.finish()
        self._lines.remove(self.currentIndex().row())

    @Slot()
    def describe(self) -> None:
        """Write a longer text for the current line."""
        self.finish()
        row = self.currentIndex().row()
        before = self._lines.index(row, Cell.DESCRIPTION).data(DETAIL_ROLE)
        text, accepted = QInputDialog.getMultiLineText(
            self, _("Details"), _("Longer description of the line"), str(before or "")
        )
        if accepted:
            self._lines.describe(row, text.strip())

    @Slot(int, object)
    def _item_picked(self, row: int, stored: StoredItem) -> None:
        field = self._field()
        if field is not None:
            self.closeEditor(field, QAbstractItemDelegate.EndEditHint.RevertModelCache)
        self._lines.use_item(row, stored)
        self.edit_cell(row, Cell.QUANTITY)

    @Slot()
    def paste(self) -> None:
        """Write what the clipboard holds from the current cell on."""
        self._paste_text(QApplication.clipboard().text())

    @Slot(str)
    def _paste_text(self, text: str) -> None:
        index = self.currentIndex()
        if not text.strip() or not index.isValid():
            return
        cells = list(csv.reader(io.StringIO(text), delimiter="\t"))
        wrong = self._lines.paste(index.row(), index.column(), cells)
        if wrong:
            said = ngettext(
                "{n} cell could not be read; it is marked in red.",
                "{n} cells could not be read; they are marked in red.",
                wrong,
            )
            self._context.messages.toast(said.format(n=wrong), tone=Tone.AMBER)

    @Slot(QPoint)
    def _menu(self, place: QPoint) -> None:
        index = self.indexAt(place)
        if index.isValid():
            self.select(index)
        theme = self._context.theme
        menu = QMenu(self)
        for icon, text, slot in (
            ("plus", _("Insert line above") + "\tCtrl+Enter", self.insert_line),
            ("copy", _("Duplicate line") + "\tCtrl+D", self.duplicate),
            ("arrow-up", _("Move up") + "\tAlt+↑", self.move_up),
            ("arrow-down", _("Move down") + "\tAlt+↓", self.move_down),
            ("text-align-left", _("Details…"), self.describe),
            ("trash", _("Delete line") + "\tDel", self.remove_line),
        ):
            entry = menu.addAction(theme.icon(icon), text)
            entry.setEnabled(index.isValid() and index.row() < len(self._lines.lines))
            entry.triggered.connect(slot)
        menu.addSeparator()
        menu.addAction(theme.icon("clipboard"), _("Paste") + "\tCtrl+V").triggered.connect(
            self.paste
        )
        menu.popup(self.viewport().mapToGlobal(place))

    @Slot()
    def _begin(self) -> None:
        if self.hasFocus():
            self.edit(self.currentIndex())

    def _step(self, forward: bool, *, editing: bool) -> None:
        """Go to the next cell, and out of the table behind the last line."""
        index = self.currentIndex()
        row, column = index.row(), index.column()
        column += 1 if forward else -1
        ghost = index.row() >= len(self._lines.lines)
        if forward and (column > LAST or ghost):
            row, column = row + 1, FIRST
        elif column < FIRST:
            row, column = row - 1, LAST
        if (ghost and forward) or row < 0:
            self.left.emit()
            self.focusNextPrevChild(forward)
            return
        target = self._lines.index(row, column)
        self.select(target)
        if editing:
            self.edit(target)

    def _fit(self) -> None:
        metrics = self.fontMetrics()
        taken = 0
        for cell, sample in SAMPLES.items():
            width = max(
                metrics.horizontalAdvance(text)
                for text in (sample, self._lines.headerData(cell, Qt.Orientation.Horizontal))
            )
            self.setColumnWidth(cell, width + PADDING)
            taken += width + PADDING
        self.setColumnWidth(Cell.DESCRIPTION, max(90, self.viewport().width() - taken))

    # Qt overrides

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        hints = QAbstractItemDelegate.EndEditHint
        super().closeEditor(
            editor, hints.NoHint if hint in (hints.EditNextItem, hints.EditPreviousItem) else hint
        )
        self._lines.stop_typing()
        if hint == hints.EditNextItem:
            self._step(True, editing=True)
        elif hint == hints.EditPreviousItem:
            self._step(False, editing=True)
        elif hint == hints.SubmitModelCache:
            self._next_line()

    def _next_line(self) -> None:
        row = self.currentIndex().row()
        if row < len(self._lines.lines):
            self.edit_cell(row + 1, FIRST)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if event.matches(QKeySequence.StandardKey.Paste):
            self.paste()
        elif event.matches(QKeySequence.StandardKey.Undo):
            self._lines.undo_stack.undo()
        elif event.matches(QKeySequence.StandardKey.Redo):
            self._lines.undo_stack.redo()
        elif key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            self._step(key == Qt.Key.Key_Tab, editing=False)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            # An open field passes Enter on to us before it closes.
            if self.state() != QAbstractItemView.State.EditingState:
                self.edit(self.currentIndex())
        elif key == Qt.Key.Key_Delete:
            self.remove_line()
        else:
            super().keyPressEvent(event)

    def event(self, event):  # type: ignore[no-untyped-def]
        # Tab is ours while the table has the keyboard; Qt would leave the table at once.
        tabs = (Qt.Key.Key_Tab, Qt.Key.Key_Backtab)
        if event.type() == event.Type.KeyPress and event.key() in tabs:
            self.keyPressEvent(event)
            return True
        return super().event(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        keys = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)
        if event.reason() in keys:
            back = event.reason() == Qt.FocusReason.BacktabFocusReason
            row = len(self._lines.lines) if back or not self._lines.lines else 0
            self.select(self._lines.index(row, FIRST))
            if not self._lines.lines:
                # Once the focus has arrived; an editor opened now would lose the first key.
                QTimer.singleShot(0, self._begin)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()
