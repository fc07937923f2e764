"""The list of documents: chips with counts, a filter, the table, and what an empty one says."""

from dataclasses import replace

from PySide6.QtCore import QPoint, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QStackedWidget, QVBoxLayout, QWidget

from invoicer.i18n import gettext as _
from invoicer.ledger import document_lists as kept
from invoicer.models.kinds import DocumentKind
from invoicer.models.rows import Chip, DocumentFilter, DocumentRow, Order
from invoicer.ui.context import Context
from invoicer.ui.documents.column_choice import ColumnChoice
from invoicer.ui.documents.drag_out import DragOut
from invoicer.ui.documents.list_columns import columns
from invoicer.ui.widgets.card import Card
from invoicer.ui.widgets.chips import Chips
from invoicer.ui.widgets.empty import EmptyState
from invoicer.ui.widgets.search_field import SearchField
from invoicer.ui.widgets.table import Table

# A filter narrower than this stands in a row of its own.
SEARCH_PX = 180


class DocumentTable(Table[DocumentRow]):
    """The table, with the keys of its own: Del and the menu key."""

    delete_asked = Signal()
    menu_asked = Signal(QPoint)

    # Qt overrides

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete:
            self.delete_asked.emit()
        else:
            super().keyPressEvent(event)


class DocumentList(QWidget):
    """One list of documents of some kinds; reads by page, so any number of rows scrolls."""

    chosen = Signal(object)
    opened = Signal(object)
    new_asked = Signal()
    delete_asked = Signal()
    menu_asked = Signal(QPoint)

    def __init__(self, context: Context, kinds: tuple[DocumentKind, ...]) -> None:
        super().__init__()
        self._context = context
        self._quotes = kinds == (DocumentKind.QUOTE,)
        self.filter = DocumentFilter(kinds=kinds)
        self.chips = Chips(self._chips(), _("Which documents are shown"))
        self.search = SearchField(context.theme, _("Filter by number, client or text"))
        self.search.setPlaceholderText(_("Filter   Ctrl+F"))
        self.table = DocumentTable(
            context.theme,
            columns(context, quotes=self._quotes),
            _identity,
            _("List of documents"),
            many=True,
        )
        self.columns = ColumnChoice(
            context.settings, "quotes" if self._quotes else "invoices", self.table
        )
        self.drag = DragOut(context, self.table)
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.empty = self._empty_state()
        self.nothing = EmptyState(
            context.theme,
            "magnifying-glass",
            _("Nothing fits"),
            _("No document fits this filter. Try fewer letters, or look at all of them."),
            _("Show all"),
        )
        self._build()
        self._connect()

    def _chips(self) -> tuple[tuple[str, str], ...]:
        chips = (
            (Chip.ALL, _("All")),
            (Chip.DRAFT, _("Drafts")),
            (Chip.OPEN, _("Open")),
            (Chip.OVERDUE, _("Overdue")),
            (Chip.PAID, _("Paid")),
        )
        return tuple((chip.value, text) for chip, text in chips[: 3 if self._quotes else 5])

    def _empty_state(self) -> EmptyState:
        if self._quotes:
            return EmptyState(
                self._context.theme,
                "file-text",
                _("No quotes yet"),
                _(
                    "A quote says what you would do and for how much. Once it is accepted, it "
                    "becomes an invoice with one click."
                ),
                _("Write a quote"),
            )
        return EmptyState(
            self._context.theme,
            "receipt",
            _("No invoices yet"),
            _(
                "Here you write, send and follow your invoices. A draft costs nothing: it gets "
                "its number only when you issue it."
            ),
            _("Write your first invoice"),
        )

    def _build(self) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(12)
        self._top = QGridLayout()
        self._top.setHorizontalSpacing(12)
        self._top.setVerticalSpacing(8)
        self._top.addWidget(self.chips, 0, 0)
        self._top.addWidget(self.search, 0, 1)
        self._top.setColumnStretch(1, 1)
        outer.addLayout(self._top)
        card = Card(margin=6)
        self._stack = QStackedWidget()
        for widget in (self.table, self.empty, self.nothing):
            self._stack.addWidget(widget)
        card.body.addWidget(self._stack)
        outer.addWidget(card, 1)

    def _connect(self) -> None:
        self.chips.chosen.connect(self._chip_chosen)
        self.search.searched.connect(self._search)
        self.search.returnPressed.connect(self._to_table)
        self.table.chosen.connect(self.chosen)
        self.table.opened.connect(self.opened)
        self.table.order_asked.connect(self._sort)
        self.table.delete_asked.connect(self.delete_asked)
        self.table.customContextMenuRequested.connect(self._menu)
        self.empty.begun.connect(self.new_asked)
        self.nothing.begun.connect(self.show_all)

    def reload(self) -> None:
        """Read again; the chosen row stays chosen."""
        today = self._context.today()
        reader = self._context.reader
        wanted = self.filter
        with reader.reading():
            counts = kept.counts(reader, wanted, today)
            self.chips.show_counts({chip.value: number for chip, number in counts.items()})
            total = counts[wanted.chip]
            self.table.show_rows(self._fetch, total)
        self.table.show_order(wanted.order.value, descending=wanted.descending)
        narrowed = bool(wanted.text) or wanted.chip != Chip.ALL
        shown = self.table if total else (self.nothing if narrowed else self.empty)
        self._stack.setCurrentWidget(shown)
        if total and self.table.current() is None:
            self.table.choose_place(0)
        elif not total:
            self.chosen.emit(None)

    def _fetch(self, limit: int, offset: int) -> list[DocumentRow]:
        return kept.rows(
            self._context.reader, self.filter, self._context.today(), limit=limit, offset=offset
        )

    def show_chip(self, key: str) -> None:
        """Show what a chip shows, without a text to filter by."""
        self.search.clear()
        self.search.search_now()
        self.chips.choose(key)
        self._change(chip=Chip(key), text="")

    def show_all(self) -> None:
        """Take the filter away."""
        self.show_chip(Chip.ALL.value)

    def choose(self, document_id: int) -> bool:
        """Choose a document, without a filter if need be; False if it is not near the top."""
        if not self.table.choose(document_id):
            self.show_all()
            return self.table.choose(document_id)
        return True

    def search_for(self, text: str) -> None:
        """Filter by a text."""
        self.search.setText(text)
        self.search.search_now()

    def _change(self, **changes: object) -> None:
        self.filter = replace(self.filter, **changes)  # type: ignore[arg-type]
        self.reload()

    @Slot(str)
    def _chip_chosen(self, key: str) -> None:
        self._change(chip=Chip(key))

    @Slot(str)
    def _search(self, text: str) -> None:
        self._change(text=text.strip())

    @Slot(str, bool)
    def _sort(self, order: str, descending: bool) -> None:
        self._change(order=Order(order), descending=descending)

    @Slot()
    def _to_table(self) -> None:
        self.search.search_now()
        self.table.setFocus()

    @Slot(QPoint)
    def _menu(self, place: QPoint) -> None:
        self.menu_asked.emit(self.table.viewport().mapToGlobal(place))

    def _place_search(self) -> None:
        """Put the filter beside the chips, or below them where there is too little room."""
        beside = self.width() >= self.chips.sizeHint().width() + SEARCH_PX
        self._top.removeWidget(self.search)
        if beside:
            self._top.addWidget(self.search, 0, 1)
        else:
            self._top.addWidget(self.search, 1, 0, 1, 2)

    # Qt overrides

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_search()


def _identity(row: DocumentRow) -> object:
    return row.id
