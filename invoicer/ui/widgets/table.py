"""Tables that read by page, so that 100,000 rows scroll like 100."""

from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from PySide6.QtCore import (
    QAbstractTableModel,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from invoicer.ui.theme import Theme
from invoicer.ui.tokens import ROW_HEIGHT, Tone
from invoicer.ui.widgets.cells import CellDelegate
from invoicer.ui.widgets.look import name

Row = TypeVar("Row")
Index = QModelIndex | QPersistentModelIndex

PAGE = 200
PAGES_KEPT = 40
PADDING = 22
MOST_KEPT_SELECTED = 2000  # Of more rows only the current one stays selected at a new reading.

CHOSEN = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows

ROW_ROLE = Qt.ItemDataRole.UserRole
TONE_ROLE = Qt.ItemDataRole.UserRole + 1
ROLE_ROLE = Qt.ItemDataRole.UserRole + 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Column(Generic[Row]):
    """One column: its heading and how a row is shown in it.

    `sample` is the widest text to be expected and gives the width; the one column with
    `stretch` takes what is left. `tone` makes the text a pill. `role` names a token for the
    text's colour ("muted", "red"). `order` is what a click on the heading sorts by. Where there is
    too little room, columns with `spare` above 0 are left out, the highest first.
    """

    heading: str
    text: Callable[[Row], str]
    sample: str = ""
    stretch: bool = False
    right: bool = False
    tone: Callable[[Row], Tone] | None = None
    role: Callable[[Row], str] | None = None
    tip: Callable[[Row], str] | None = None
    spare: int = 0
    order: str = ""


class PagedModel(QAbstractTableModel, Generic[Row]):
    """Rows fetched as they are looked at.

    `fetch(limit, offset)` reads a page from the reader; it must be quick (it runs on the Qt
    thread). With `total` known all rows are there at once for the scroll bar; without, they are
    added as one scrolls.
    """

    def __init__(self, columns: Sequence[Column[Row]]) -> None:
        super().__init__()
        self.columns = tuple(columns)
        self._fetch: Callable[[int, int], Sequence[Row]] | None = None
        self._pages: OrderedDict[int, Sequence[Row]] = OrderedDict()
        self._count = 0
        self._complete = True

    def show(self, fetch: Callable[[int, int], Sequence[Row]], total: int | None = None) -> None:
        """Show what `fetch` gives, from the start."""
        self.beginResetModel()
        self._fetch = fetch
        self._pages.clear()
        first = self._page(0)
        self._complete = total is not None or len(first) < PAGE
        self._count = len(first) if total is None else total
        self.endResetModel()

    def row_at(self, index: int) -> Row | None:
        """Return the row at that place, or None beyond the end."""
        if not 0 <= index < self._count:
            return None
        page = self._page(index // PAGE)
        within = index % PAGE
        return page[within] if within < len(page) else None

    def place_of(self, matches: Callable[[Row], bool]) -> int:
        """Return the place of the first row that matches among those read so far, or -1."""
        for number, page in sorted(self._pages.items()):
            for within, row in enumerate(page):
                if matches(row):
                    return number * PAGE + within
        return -1

    def rows_between(self, first: int, last: int) -> list[Row]:
        """Return the rows from one place to another; of many, those not read yet in one go."""
        numbers = range(first // PAGE, last // PAGE + 1)
        if len(numbers) > PAGES_KEPT and self._fetch is not None:
            return list(self._fetch(last - first + 1, first))
        places = range(first, last + 1)
        return [row for place in places if (row := self.row_at(place)) is not None]

    def places(self, identity: Callable[[Row], object]) -> dict[object, int]:
        """Return the place of every row read so far, by its identity."""
        return {
            identity(row): number * PAGE + within
            for number, page in self._pages.items()
            for within, row in enumerate(page)
        }

    def _page(self, number: int) -> Sequence[Row]:
        if number in self._pages:
            self._pages.move_to_end(number)
            return self._pages[number]
        assert self._fetch is not None, "show comes before rows are asked for"
        page = self._fetch(PAGE, number * PAGE)
        self._pages[number] = page
        if len(self._pages) > PAGES_KEPT:
            self._pages.popitem(last=False)
        return page

    # Qt overrides

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else self._count

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self.columns)

    def canFetchMore(self, parent: Index) -> bool:
        return not self._complete and not parent.isValid()

    def fetchMore(self, parent: Index) -> None:
        page = self._page(self._count // PAGE)
        self._complete = len(page) < PAGE
        if page:
            self.beginInsertRows(QModelIndex(), self._count, self._count + len(page) - 1)
            self._count += len(page)
            self.endInsertRows()

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation != Qt.Orientation.Horizontal:
            return None
        column = self.columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.heading
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if column.right else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        column = self.columns[index.column()]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if column.right else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        row = self.row_at(index.row())
        if row is None:
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return column.text(row)
        if role == ROW_ROLE:
            return row
        if role == TONE_ROLE and column.tone is not None:
            return column.tone(row)
        if role == ROLE_ROLE and column.role is not None:
            return column.role(row)
        if role == Qt.ItemDataRole.ToolTipRole:
            return column.tip(row) if column.tip is not None else None
        return None


class Table(QTableView, Generic[Row]):
    """A table over a PagedModel: whole rows are chosen, Enter or a double click opens.

    `identity` tells which row is which, so that the chosen one stays chosen when the table is
    read again. `chosen` carries the current row (or None), `opened` the row that was opened,
    `order_asked` (order of the column, descending) when a heading was clicked. With `many`,
    several rows can be selected, and `counted` tells how many are.
    """

    chosen = Signal(object)
    opened = Signal(object)
    order_asked = Signal(str, bool)
    counted = Signal(int)

    def __init__(
        self,
        theme: Theme,
        columns: Sequence[Column[Row]],
        identity: Callable[[Row], object],
        spoken: str,
        *,
        many: bool = False,
    ) -> None:
        super().__init__()
        self.rows: PagedModel[Row] = PagedModel(columns)
        self._identity = identity
        self._order = ("", False)
        self._resetting = False
        self._hidden: frozenset[int] = frozenset()
        self.setModel(self.rows)
        self.setItemDelegate(CellDelegate(theme, self))
        name(self, spoken)
        self._dress(many)
        self.selectionModel().currentRowChanged.connect(self._current_changed)
        self.selectionModel().selectionChanged.connect(self._count)
        self.doubleClicked.connect(self._open)
        self.horizontalHeader().sectionClicked.connect(self._heading_clicked)

    def _dress(self, many: bool) -> None:
        mode = QAbstractItemView.SelectionMode
        self.setSelectionMode(mode.ExtendedSelection if many else mode.SingleSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setMinimumSectionSize(48)
        header.setFixedHeight(ROW_HEIGHT)
        header.setSectionsClickable(True)

    def show_rows(
        self, fetch: Callable[[int, int], Sequence[Row]], total: int | None = None
    ) -> None:
        """Read and show rows, keeping the chosen one and the scroll position where possible."""
        before = self.current()
        wanted = None if before is None else self._identity(before)
        place = self.currentIndex().row()
        scroll = self.verticalScrollBar().value()
        several = self._several()
        self._resetting = True
        self.rows.show(fetch, total)
        found = -1
        if wanted is not None:
            for nearby in {place, *several}:
                self.rows.row_at(nearby)
            found = self.rows.place_of(lambda row: self._identity(row) == wanted)
        self._resetting = False
        if found >= 0:
            self.verticalScrollBar().setValue(scroll)
            self.choose_place(found)
        elif before is not None:
            self.chosen.emit(None)
        self._select_again(set(several.values()))

    def _several(self) -> dict[int, object]:
        """Return the identity of each selected row by its place, where several are selected."""
        if not 1 < self.count() <= MOST_KEPT_SELECTED:
            return {}
        return {
            place: self._identity(row)
            for first, last in self._ranges()
            for place, row in enumerate(self.rows.rows_between(first, last), first)
        }

    def _select_again(self, identities: set[object]) -> None:
        """Select those rows that are still there; which is the current one stays as it is."""
        known = self.rows.places(self._identity) if identities else {}
        selection = QItemSelection()
        for index in (self.rows.index(known[one], 0) for one in identities & known.keys()):
            selection.select(index, index)
        if not selection.isEmpty():
            if not self.currentIndex().isValid():
                self.choose_place(selection.at(0).top())
            self.selectionModel().select(selection, CHOSEN)
        self._count()

    def current(self) -> Row | None:
        """Return the chosen row."""
        return self.rows.row_at(self.currentIndex().row())

    def selected(self) -> list[Row]:
        """Return every selected row."""
        return [row for span in self._ranges() for row in self.rows.rows_between(*span)]

    def count(self) -> int:
        """Return how many rows are selected, without reading them."""
        return sum(last - first + 1 for first, last in self._ranges())

    def _ranges(self) -> list[tuple[int, int]]:
        """Return the first and last place of each stretch of selected rows."""
        stretches: list[tuple[int, int]] = []
        selection = self.selectionModel().selection()
        ranges = [selection.at(place) for place in range(selection.count())]
        for top, bottom in sorted((one.top(), one.bottom()) for one in ranges):
            if stretches and top <= stretches[-1][1] + 1:
                stretches[-1] = (stretches[-1][0], max(bottom, stretches[-1][1]))
            else:
                stretches.append((top, bottom))
        return stretches

    def choose_place(self, place: int) -> None:
        """Choose the row at that place."""
        self.selectionModel().setCurrentIndex(self.rows.index(place, 0), CHOSEN)

    def choose(self, identity: object) -> bool:
        """Choose the row with that identity, if it is among those read so far."""
        place = self.rows.place_of(lambda row: self._identity(row) == identity)
        if place >= 0:
            self.choose_place(place)
            self.scrollTo(self.rows.index(place, 0))
        return place >= 0

    def show_order(self, order: str, *, descending: bool) -> None:
        """Show in the heading what the rows are sorted by."""
        self._order = (order, descending)
        header = self.horizontalHeader()
        for section, column in enumerate(self.rows.columns):
            if column.order and column.order == order:
                sorting = Qt.SortOrder
                header.setSortIndicatorShown(True)
                header.setSortIndicator(
                    section, sorting.DescendingOrder if descending else sorting.AscendingOrder
                )

    def hide_columns(self, sections: frozenset[int]) -> None:
        """Leave these columns out, whatever room there is."""
        self._hidden = sections
        self._fit()

    def _fit(self) -> None:
        columns = self.rows.columns
        widths = [self._width(column) for column in columns]
        room = self.viewport().width()
        left_out = set(self._hidden)
        spares = sorted((c.spare, i) for i, c in enumerate(columns) if c.spare)
        while spares and sum(w for i, w in enumerate(widths) if i not in left_out) > room:
            left_out.add(spares.pop()[1])
        fixed = sum(
            width
            for section, (column, width) in enumerate(zip(columns, widths, strict=True))
            if section not in left_out and not column.stretch
        )
        for section, column in enumerate(columns):
            self.setColumnHidden(section, section in left_out)
            width = max(widths[section], room - fixed) if column.stretch else widths[section]
            self.setColumnWidth(section, width)

    def _width(self, column: Column[Row]) -> int:
        texts = (column.heading + ("  ▾" if column.order else ""), column.sample)
        width = max(self.fontMetrics().horizontalAdvance(text) for text in texts) + PADDING
        return width + (PADDING if column.tone is not None else 0)

    @Slot(QModelIndex, QModelIndex)
    def _current_changed(self, _current: QModelIndex, _before: QModelIndex) -> None:
        if not self._resetting:
            self.chosen.emit(self.current())

    @Slot()
    def _count(self) -> None:
        if not self._resetting:
            self.counted.emit(self.count())

    @Slot()
    def _open(self) -> None:
        row = self.current()
        if row is not None:
            self.opened.emit(row)

    @Slot(int)
    def _heading_clicked(self, section: int) -> None:
        order = self.rows.columns[section].order
        if order:
            descending = not self._order[1] if self._order[0] == order else False
            self.order_asked.emit(order, descending)
        else:
            self.show_order(self._order[0], descending=self._order[1])

    # Qt overrides

    def keyPressEvent(self, event: Any) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()
