"""The lines of a document as a table that is typed into, with undo."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QUndoCommand, QUndoStack

from invoicer import format as texts
from invoicer.i18n import gettext as _
from invoicer.models import taxing
from invoicer.models.document import Line
from invoicer.models.errors import Refusal
from invoicer.models.finding import Finding, Severity
from invoicer.models.money import Money
from invoicer.models.stored import StoredItem
from invoicer.ui.documents import line_cells
from invoicer.ui.documents.line_cells import Cell, Ground

Index = QModelIndex | QPersistentModelIndex
Wrong = dict[tuple[int, int], tuple[str, str]]

DETAIL_ROLE = Qt.ItemDataRole.UserRole + 10
WRONG_ROLE = Qt.ItemDataRole.UserRole + 11
GHOST_ROLE = Qt.ItemDataRole.UserRole + 12

RIGHT = frozenset({Cell.QUANTITY, Cell.PRICE, Cell.DISCOUNT, Cell.AMOUNT})
MOST_LINES = 10_000


class _Edit(QUndoCommand):
    """One change of the lines; what was and what is, both whole, for lines never change."""

    def __init__(
        self, model: "LinesModel", before: tuple[Line, ...], after: tuple[Line, ...], text: str
    ) -> None:
        super().__init__(text)
        self._model, self._before, self._after = model, before, after

    # Qt overrides

    def undo(self) -> None:
        self._model.show_lines(self._before)

    def redo(self) -> None:
        self._model.show_lines(self._after)


class LinesModel(QAbstractTableModel):
    """Lines, and below them an empty row that becomes a line when something is typed into it.

    `changed` tells that the lines are others, also while a cell is being typed in; `lines` gives
    them then. What can't be read stays in its cell, in red, and is told by `problems`.
    """

    changed = Signal()

    def __init__(self, ground: Ground, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.ground = ground
        self.undo_stack = QUndoStack(self)
        self._lines: tuple[Line, ...] = ()
        self._amounts: tuple[Money, ...] = ()
        self._typing: tuple[int, Line] | None = None
        self._wrong: Wrong = {}
        self._findings: dict[tuple[int, int], str] = {}

    @property
    def lines(self) -> tuple[Line, ...]:
        """The lines as they stand, the cell that is being typed in included."""
        if self._typing is None:
            return self._lines
        row, line = self._typing
        return (*self._lines[:row], line, *self._lines[row + 1 :])

    def problems(self) -> tuple[Finding, ...]:
        """Return a finding for each cell whose text can't be read."""
        return tuple(
            Finding(
                f"lines[{row}]",
                Severity.ERROR,
                _("Line {n}: {sentence}").format(n=row + 1, sentence=sentence),
            )
            for (row, _cell), (_text, sentence) in sorted(self._wrong.items())
        )

    def start(self, lines: Sequence[Line], ground: Ground) -> None:
        """Show the lines of another document; there is nothing to undo."""
        self.beginResetModel()
        self.ground, self._lines, self._amounts = ground, tuple(lines), ()
        self._typing, self._wrong, self._findings = None, {}, {}
        self.undo_stack.clear()
        self.endResetModel()

    def show_lines(self, lines: tuple[Line, ...]) -> None:
        """Let the table show these lines, rows being added and removed at the very end.

        So the empty row becomes the new line, and the field that is open in it stays with it.
        """
        before, after = len(self._lines), len(lines)
        self._typing = None
        if after > before:
            self.beginInsertRows(QModelIndex(), before + 1, after)
            self._lines = lines
            self.endInsertRows()
        elif after < before:
            self.beginRemoveRows(QModelIndex(), after + 1, before)
            self._lines = lines
            self.endRemoveRows()
        else:
            self._lines = lines
        self._repaint()
        self.changed.emit()

    def stand_on(self, ground: Ground) -> None:
        """Change currency, client or language; the lines are taxed as it then is."""
        before, self.ground = self.ground, ground
        lines = taxing.retaxed(self._lines, before.taxing, ground.taxing)
        if lines != self._lines:
            self._edit(lines, _("other taxes"))
        else:
            self._repaint()

    def show_amounts(self, amounts: Sequence[Money]) -> None:
        """Show what each line comes to, as it was calculated."""
        if tuple(amounts) != self._amounts:
            self._amounts = tuple(amounts)
            self._repaint()

    def show_findings(self, findings: dict[tuple[int, int], str]) -> None:
        """Mark cells about which something is to be said."""
        if findings != self._findings:
            self._findings = findings
            self._repaint()

    def try_text(self, row: int, cell: Cell, text: str) -> None:
        """Take what is being typed for the moment, where it can be read."""
        try:
            line = line_cells.typed(self._line(row), cell, text, self.ground)
        except Refusal:
            return
        if row < len(self._lines) or text:
            self._typing = (row, line)
            self.changed.emit()

    def stop_typing(self) -> None:
        """Forget what was being typed and not kept."""
        if self._typing is not None:
            self._typing = None
            self.changed.emit()

    def use_item(self, row: int, stored: StoredItem) -> None:
        """Make a line sell an item; quantity and discount stay."""
        before = self._line(row)
        line = taxing.line_of(stored.item, stored.id, self.ground.taxing)
        line = replace(line, quantity=before.quantity, adjustments=before.adjustments)
        self._put(row, line, _("item"))

    def describe(self, row: int, description: str) -> None:
        """Set the longer text of a line."""
        self._put(row, replace(self._line(row), description=description), _("details"))

    def insert(self, row: int) -> None:
        """Put an empty line before the row."""
        fresh = line_cells.blank(self.ground)
        self._edit((*self._lines[:row], fresh, *self._lines[row:]), _("new line"))

    def remove(self, row: int) -> None:
        """Take a line away."""
        if row < len(self._lines):
            self._wrong = {key: at for key, at in self._wrong.items() if key[0] != row}
            self._edit((*self._lines[:row], *self._lines[row + 1 :]), _("delete line"))

    def duplicate(self, row: int) -> None:
        """Put a copy of a line below it."""
        if row < len(self._lines):
            copy = self._lines[row]
            self._edit((*self._lines[: row + 1], copy, *self._lines[row + 1 :]), _("copy line"))

    def move(self, row: int, step: int) -> int:
        """Move a line up (-1) or down (1) and return where it is then."""
        to = row + step
        if not (0 <= row < len(self._lines) and 0 <= to < len(self._lines)):
            return row
        lines = list(self._lines)
        lines[row], lines[to] = lines[to], lines[row]
        self._edit(tuple(lines), _("move line"))
        return to

    def paste(self, row: int, cell: int, cells: Sequence[Sequence[str]]) -> int:
        """Write a block of a spreadsheet from a cell on; returns how many cells can't be read."""
        lines = list(self._lines)
        wrong: Wrong = {}
        for down, texts_of_row in enumerate(cells[: MOST_LINES - row]):
            at = row + down
            if at >= len(lines):
                lines.append(line_cells.blank(self.ground))
            for across, text in enumerate(texts_of_row[: Cell.AMOUNT - cell]):
                if not text.strip():
                    continue
                try:
                    lines[at] = line_cells.typed(lines[at], Cell(cell + across), text, self.ground)
                except Refusal as refusal:
                    wrong[at, cell + across] = (text, str(refusal))
        self._edit(tuple(lines), _("paste"))
        self._wrong |= wrong
        self._repaint()
        return len(wrong)

    def _line(self, row: int) -> Line:
        return self._lines[row] if row < len(self._lines) else line_cells.blank(self.ground)

    def _put(self, row: int, line: Line, text: str) -> None:
        if row >= len(self._lines):
            self._edit((*self._lines, line), text)
        elif line != self._lines[row]:
            self._edit((*self._lines[:row], line, *self._lines[row + 1 :]), text)
        else:
            self.stop_typing()

    def _edit(self, lines: tuple[Line, ...], text: str) -> None:
        if len(lines) != len(self._lines):
            # Red cells belong to places that have moved.
            self._wrong = {}
        self.undo_stack.push(_Edit(self, self._lines, lines, text))

    def _repaint(self) -> None:
        corner = self.index(self.rowCount() - 1, self.columnCount() - 1)
        self.dataChanged.emit(self.index(0, 0), corner)

    # Qt overrides

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self._lines) + 1

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(Cell)

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        ghost = index.row() >= len(self._lines)
        if index.column() == Cell.AMOUNT or (ghost and index.column() != Cell.DESCRIPTION):
            return flags
        return flags | Qt.ItemFlag.ItemIsEditable

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation != Qt.Orientation.Horizontal:
            return None
        cell = Cell(section)
        if role == Qt.ItemDataRole.DisplayRole:
            return line_cells.heading(cell)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return line_cells.spoken_heading(cell)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _side(cell)
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row, cell = index.row(), Cell(index.column())
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _side(cell)
        if row >= len(self._lines):
            return row >= 0 if role == GHOST_ROLE else None
        wrong = self._wrong.get((row, cell))
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return wrong[0] if wrong else self._text(row, cell)
        if role == WRONG_ROLE:
            return bool(wrong)
        if role == Qt.ItemDataRole.ToolTipRole:
            return wrong[1] if wrong else self._findings.get((row, cell), self._tip(row, cell))
        if role == DETAIL_ROLE and cell == Cell.DESCRIPTION:
            return self._lines[row].description
        return None

    def _text(self, row: int, cell: Cell) -> str:
        if cell == Cell.AMOUNT:
            known = row < len(self._amounts)
            return texts.amount(self._amounts[row], self.ground.locale) if known else ""
        return line_cells.shown(self._lines[row], cell, self.ground)

    def _tip(self, row: int, cell: Cell) -> str:
        line = self._lines[row]
        if cell == Cell.TAX:
            return line_cells.tax_label(line.taxes, self.ground.locale)
        return f"{line.name}\n{line.description}".strip() if cell == Cell.DESCRIPTION else ""

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        row, cell, text = index.row(), Cell(index.column()), str(value)
        if role != Qt.ItemDataRole.EditRole or (row >= len(self._lines) and not text.strip()):
            self.stop_typing()
            return False
        self._wrong.pop((row, cell), None)
        try:
            line = line_cells.typed(self._line(row), cell, text, self.ground)
        except Refusal as refusal:
            self._wrong[row, cell] = (text, str(refusal))
            self.stop_typing()
            self._repaint()
            self.changed.emit()
            return True
        self._put(row, line, line_cells.heading(cell))
        self._repaint()
        return True


def _side(cell: Cell) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if cell in RIGHT else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter
