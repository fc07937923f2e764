"""The list of bank lines with its chips and filter, and the pane beside it."""

from datetime import date
from functools import partial

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from invoicer import format as texts
from invoicer.i18n import gettext as _
from invoicer.ledger import statement_lists
from invoicer.models.stored import LineGroup, StoredLine
from invoicer.ui.banking import words
from invoicer.ui.banking.pane import WAITING, LinePane
from invoicer.ui.context import Context
from invoicer.ui.widgets.card import Card
from invoicer.ui.widgets.chips import Chips
from invoicer.ui.widgets.empty import EmptyState
from invoicer.ui.widgets.look import label
from invoicer.ui.widgets.search_field import SearchField
from invoicer.ui.widgets.table import Column, Table

PANE_SMALLEST = 300
FILTER_WIDEST = 260


class LineList(QWidget):
    """Shows the lines. Each act is a signal, asked for by button or key."""

    book_asked = Signal()
    split_asked = Signal()
    credit_asked = Signal()
    ignore_asked = Signal()
    reopen_asked = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.sentence = label("", "muted", wrap=True)
        self.chips = Chips(
            [
                (LineGroup.TO_DO, _("To do")),
                (LineGroup.BOOKED, _("Booked")),
                (LineGroup.NOT_INCOME, _("Not income")),
                (LineGroup.ALL, _("All")),
            ],
            _("Which lines"),
        )
        self.filter = SearchField(context.theme, _("Filter by name or text"))
        self.filter.setPlaceholderText(_("Filter   Ctrl+F"))
        self.filter.setMaximumWidth(FILTER_WIDEST)
        self.table: Table[StoredLine] = Table(
            context.theme, self._columns(), _identity, _("Bank lines")
        )
        theme = context.theme
        self.finished = EmptyState(
            theme, "check-circle", _("All done"), _("Every payment is booked or put aside.")
        )
        self.nothing = EmptyState(
            theme, "magnifying-glass", _("Nothing here"), _("No bank line is like that.")
        )
        self.pane = LinePane(context)
        self.pane.setMinimumWidth(PANE_SMALLEST)
        self._build()
        self._connect()
        self._add_keys()

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self.sentence)
        top = QHBoxLayout()
        top.setSpacing(12)
        top.addWidget(self.chips, 1)
        top.addWidget(self.filter, 1)
        column.addLayout(top)
        card = Card(margin=6)
        self._results = QStackedWidget()
        for widget in (self.table, self.finished, self.nothing):
            self._results.addWidget(widget)
        card.body.addWidget(self._results, 1)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setHandleWidth(14)
        split.setChildrenCollapsible(False)
        split.addWidget(card)
        split.addWidget(self.pane)
        split.setStretchFactor(0, 5)
        split.setStretchFactor(1, 3)
        split.setSizes([620, 386])
        column.addWidget(split, 1)

    def _connect(self) -> None:
        pane = self.pane
        self.chips.chosen.connect(self._again)
        self.filter.searched.connect(self._again)
        self.filter.returnPressed.connect(self.table.setFocus)
        self.table.chosen.connect(self._chosen)
        pane.accepted.connect(self.book_asked)
        pane.book.clicked.connect(self.book_asked)
        pane.split.clicked.connect(self.split_asked)
        pane.refund.clicked.connect(self.split_asked)
        pane.credit.clicked.connect(self.credit_asked)
        pane.ignore.clicked.connect(self.ignore_asked)
        pane.reopen.clicked.connect(self.reopen_asked)

    def _add_keys(self) -> None:
        """Enter only counts in the table: on a button beside it, it must not book."""
        alone = Qt.ShortcutContext.WidgetShortcut
        for key in ("Return", "Enter"):
            enter = QShortcut(QKeySequence(key), self.table, context=alone)
            enter.activated.connect(self.book_asked)
        within = Qt.ShortcutContext.WidgetWithChildrenShortcut
        for key, asked in (
            ("S", self.split_asked),
            ("C", self.credit_asked),
            ("N", self.ignore_asked),
            ("R", self.reopen_asked),
        ):
            shortcut = QShortcut(QKeySequence(key), self, context=within)
            shortcut.activated.connect(asked)
        for place in range(5):
            shortcut = QShortcut(QKeySequence(str(place + 1)), self, context=within)
            shortcut.activated.connect(partial(self.pane.choose, place))

    def group(self) -> LineGroup:
        """Return which lines are shown."""
        return LineGroup(self.chips.key())

    def show_group(self, group: LineGroup) -> None:
        """Show other lines."""
        self.chips.choose(group)
        self.reload()

    def reload(self) -> None:
        """Read again; where the chosen line is gone, the next one is chosen."""
        reader, text = self._context.reader, self.filter.text()
        counts = statement_lists.counts(reader, text)
        self.chips.show_counts({group.value: number for group, number in counts.items()})
        group = self.group()
        number = counts[group]
        place = self.table.currentIndex().row()
        self.table.show_rows(partial(_rows, self._context, group, text), number)
        if self.table.current() is None and number:
            self.table.choose_place(min(max(place, 0), number - 1))
        finished = group == LineGroup.TO_DO and not text
        empty = self.finished if finished else self.nothing
        self._results.setCurrentWidget(self.table if number else empty)
        self._chosen(self.table.current())

    def current(self) -> StoredLine | None:
        """Return the chosen line."""
        return self.table.current()

    def waiting(self) -> StoredLine | None:
        """Return the chosen line if it waits to be dealt with."""
        stored = self.current()
        return stored if stored is not None and stored.state in WAITING else None

    @Slot(str)
    def _again(self, _text: str) -> None:
        self.reload()

    @Slot(object)
    def _chosen(self, stored: StoredLine | None) -> None:
        self.pane.setVisible(stored is not None)
        if stored is not None:
            self.pane.show_line(stored)

    def _columns(self) -> tuple[Column[StoredLine], ...]:
        locale = self._context.locale
        today = self._context.today
        return (
            Column(
                heading=_("Date"),
                text=lambda stored: texts.near_day(stored.line.booked_on, today(), locale),
                sample=texts.near_day(date(2026, 9, 28), date(2026, 1, 1), locale),
                tip=lambda stored: texts.day(stored.line.booked_on, locale),
            ),
            Column(
                heading=_("From"),
                text=lambda stored: words.payer(stored.line),
                tip=lambda stored: words.payer(stored.line),
                sample="KESSLER U SO",
                stretch=True,
            ),
            Column(
                heading=_("Text"),
                text=lambda stored: words.purpose(stored.line),
                tip=lambda stored: words.purpose(stored.line),
                sample="RG 2026-1283 ABZGL",
                role=lambda _stored: "muted",
                spare=1,
            ),
            Column(
                heading=_("Amount"),
                text=lambda stored: texts.money(stored.line.amount, locale),
                sample="−€88,888.88",
                right=True,
                role=_amount_role,
            ),
            Column(
                heading=_("State"), text=words.state_word, tone=words.tone, sample=_("Suggested")
            ),
        )


def _amount_role(stored: StoredLine) -> str:
    return "green" if stored.line.amount.minor > 0 else "text"


def _identity(stored: StoredLine) -> int:
    return stored.id


def _rows(
    context: Context, group: LineGroup, text: str, limit: int, offset: int
) -> list[StoredLine]:
    return statement_lists.rows(context.reader, group, text, limit=limit, offset=offset)
