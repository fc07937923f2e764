"""The Home page: how the business stands, and what asks for the user."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Slot
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from invoicer.i18n import gettext as _
from invoicer.models.changes import Kind
from invoicer.models.money import Money
from invoicer.ui.context import Context, Target
from invoicer.ui.home import words
from invoicer.ui.home.ageing import AgeingCard
from invoicer.ui.home.figure_card import FigureCard
from invoicer.ui.home.first_steps import FirstSteps
from invoicer.ui.home.needs_card import NeedsCard
from invoicer.ui.home.revenue_card import RevenueCard
from invoicer.ui.home.words import Row
from invoicer.ui.page import Page
from invoicer.ui.widgets import buttons
from invoicer.ui.widgets.form import scrolled

if TYPE_CHECKING:
    from invoicer.actions.overview import Overview
    from invoicer.ledger.ledger import Ledger

MINUTE_MS = 60_000
# What the middle row is never lower than; a window that is lower scrolls.
MIDDLE_PX = 250


class HomePage(Page):
    """Reads everything on the ledger thread, so that even of many documents no key waits for it."""

    concerns = frozenset(Kind)

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.overview: Overview | None = None
        self._currency = ""
        self._reading = False
        self._again = False
        self.new = buttons.primary(context.theme, _("New invoice"), "plus")
        self.new.clicked.connect(self._new_invoice)
        self.first_steps = FirstSteps(context)
        self.first_steps.asked.connect(self._go)
        self.figures = {
            "open": FigureCard(_("Outstanding"), _("Opens the open invoices")),
            "overdue": FigureCard(_("Overdue"), _("Opens the overdue invoices")),
            "paid": FigureCard(_("Paid this month"), _("Opens the paid invoices")),
            "expected": FigureCard(_("Expected in 30 days"), _("Opens the open invoices")),
        }
        self.revenue = RevenueCard(context)
        self.revenue.currency_chosen.connect(self._currency_chosen)
        self.ageing = AgeingCard(context)
        self.ageing.debtors.asked.connect(self._show_client)
        self.needs = NeedsCard(context)
        self.needs.asked.connect(self._do)
        self._build()
        # The greeting and what is overdue change with the hour and the day.
        self._minute = QTimer(self)
        self._minute.setInterval(MINUTE_MS)
        self._minute.timeout.connect(self.look_at_clock)
        self._minute.start()

    def _build(self) -> None:
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        row = QHBoxLayout()
        row.setSpacing(14)
        for key, card in self.figures.items():
            card.setProperty("chip", key)
            card.clicked.connect(self._figure_clicked)
            row.addWidget(card, 1)
        column.addLayout(row)
        middle = QHBoxLayout()
        middle.setSpacing(14)
        middle.addWidget(self.revenue, 3)
        middle.addWidget(self.ageing, 2)
        self.revenue.setMinimumHeight(MIDDLE_PX)
        column.addLayout(middle, 1)
        column.addWidget(self.needs)
        self._nothing_yet = QWidget()
        self._content = scrolled(content)
        self._stack = QStackedWidget()
        for view in (self._nothing_yet, scrolled(self.first_steps), self._content):
            self._stack.addWidget(view)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._stack)

    # What the window asks

    def title(self) -> str:
        contact = "" if self.overview is None else self.overview.contact
        return words.greeting(contact, self.context.now())

    def header(self) -> Sequence[QWidget]:
        """While the first steps show, theirs is the main button."""
        begun = self.overview is not None and self.overview.has_documents
        return (self.new,) if begun else ()

    def help_text(self) -> str:
        return _(
            "Here you see how your business stands, and what needs you. Press a figure to see the "
            "invoices behind it.\n\n"
            "- Expected in 30 days: each open invoice is expected as many days after its due date "
            "as its client's payments of the last year were late (the median). A new client counts "
            "like all others together. What should have come more than 60 days ago is left out.\n"
            "- Revenue is net: issued invoices less credit notes, by the date of issue. Deposits "
            "are not counted twice.\n"
            "- Paid this month is compared with the same days of the last month.\n"
            "- Different currencies are never added up, for that would need a rate."
        )

    def reload(self) -> None:
        if self._reading:
            self._again = True
            return
        self._reading = True
        today, now = self.context.today(), self.context.now()
        self.context.bridge.run(partial(_read, today=today, now=now), self._read, self._failed)

    def _read(self, overview: "Overview") -> None:
        self._reading = False
        if self._again:
            self._again = False
            self.reload()
        self.overview = overview
        if self._currency not in overview.currencies:
            self._currency = overview.currencies[0]
        self._show_figures(overview)
        self.revenue.show_currencies(overview.currencies)
        self._show_currency(overview)
        self.needs.show_needs(overview.needs)
        self.first_steps.show_overview(overview)
        self._stack.setCurrentIndex(2 if overview.has_documents else 1)
        self.header_changed.emit()

    def _failed(self, error: BaseException) -> None:
        self._reading = self._again = False
        self.context.messages.report(error)

    @Slot()
    def look_at_clock(self) -> None:
        """Greet anew, and read anew where a day has begun."""
        if self.overview is not None and self.overview.on != self.context.today():
            self.invalidate()
        if self.isVisible():
            self.header_changed.emit()

    # Showing

    def _show_figures(self, overview: "Overview") -> None:
        locale = self.context.locale
        owed, received = overview.owed, overview.received
        main = self._amounts(overview, {code: one.now for code, one in received.items()})
        late = {code: one.late for code, one in owed.items()}
        self.figures["open"].show_amounts(
            self._amounts(overview, {code: one.open for code, one in owed.items()}),
            words.outstanding(overview),
            locale,
        )
        self.figures["overdue"].show_amounts(
            self._amounts(overview, late), words.overdue(overview), locale, alarm=any(late.values())
        )
        self.figures["paid"].show_amounts(
            main, words.change(received.get(main[0].currency), overview.on, locale), locale
        )
        self.figures["expected"].show_amounts(
            self._amounts(overview, overview.expected), words.basis(overview), locale
        )

    def _amounts(self, overview: "Overview", each: Mapping[str, Money]) -> list[Money]:
        """Return what isn't nothing, the own currency first; nothing is nothing in that."""
        found = [each[code] for code in overview.currencies if each.get(code)]
        return found or [Money.zero(overview.currencies[0])]

    def _show_currency(self, overview: "Overview") -> None:
        code = self._currency
        self.revenue.show_revenue(code, overview.revenue.get(code), overview.months)
        self.ageing.show_owed(
            code, overview.owed.get(code), overview.debtors.get(code, ()), overview.on
        )

    @Slot(str)
    def _currency_chosen(self, currency: str) -> None:
        self._currency = currency
        if self.overview is not None:
            self._show_currency(self.overview)

    # Going elsewhere

    @Slot()
    def _new_invoice(self) -> None:
        self.context.navigation.go("invoices", "new")

    @Slot()
    def _figure_clicked(self) -> None:
        key = str(self.sender().property("chip"))
        chip = "open" if key == "expected" else key
        self.context.navigation.go("invoices", f"show-{chip}")

    @Slot(int)
    def _show_client(self, client_id: int) -> None:
        self.context.navigation.go("clients", "open", client_id)

    @Slot(object)
    def _go(self, target: Target) -> None:
        self.context.navigation.go(target.page, target.act, target.id)

    @Slot(object)
    def _do(self, row: Row) -> None:
        if row.target is not None:
            self._go(row.target)
        else:
            self.back_up()

    @Slot()
    def back_up(self) -> None:
        """Ask where to and copy the ledger there."""
        ledger = self.context.reader.path
        proposed = f"{ledger.stem} {self.context.today():%Y-%m-%d}{ledger.suffix}"
        chosen, _filter = QFileDialog.getSaveFileName(
            self, _("Back up to"), str(Path.home() / proposed), _("Ledgers (*.invoicer)")
        )
        if chosen:
            path = Path(chosen)
            self.context.bridge.run(partial(_back_up, path=path), self._backed_up)

    def _backed_up(self, path: Path) -> None:
        self.context.messages.toast(_("Backed up to {file}.").format(file=path.name))


# What reads the ledger is imported on its thread, so that the window is there before.


def _read(ledger: "Ledger", *, today: date, now: datetime) -> "Overview":
    from invoicer.actions import overview

    return overview.overview(ledger, today=today, now=now)


def _back_up(ledger: "Ledger", *, path: Path) -> Path:
    from invoicer.ledger import backup

    backup.copy_to(ledger, path)
    return path
