"""Revenue of the last twelve months; of several currencies one is chosen, for none are added."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QWidget

from invoicer.i18n import gettext as _
from invoicer.models.money import Money
from invoicer.models.report import Revenue
from invoicer.ui.context import Context
from invoicer.ui.home.bars import Bars
from invoicer.ui.widgets.card import Card
from invoicer.ui.widgets.chips import Chips
from invoicer.ui.widgets.look import label


class RevenueCard(Card):
    """The bars, what is pointed at, and a chip for each currency where there are several."""

    currency_chosen = Signal(str)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._currency = ""
        self._currencies: tuple[str, ...] = ()
        self.chips: Chips | None = None
        self._top = QHBoxLayout()
        self._top.setSpacing(8)
        self._top.addWidget(label(_("Revenue"), "section"), 1)
        self.told = label("", "muted")
        self._top.addWidget(self.told)
        self.body.addLayout(self._top)
        self.bars = Bars(context.theme, context.locale)
        self.bars.pointed.connect(self._pointed)
        self.nothing = label(
            _("The invoices you issue add up here, month by month."), "muted", wrap=True
        )
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        stack = QWidget()
        self._stack = QStackedLayout(stack)
        self._stack.addWidget(self.bars)
        self._stack.addWidget(self.nothing)
        self.body.addWidget(stack, 1)

    def show_currencies(self, currencies: tuple[str, ...]) -> None:
        """Offer the currencies to choose from, where there are several."""
        if currencies == self._currencies:
            return
        self._currencies = currencies
        self._top.removeWidget(self.told)
        self.body.removeWidget(self.told)
        if self.chips is not None:
            self._top.removeWidget(self.chips)
            self.chips.deleteLater()
            self.chips = None
        if len(currencies) == 1:
            self._top.addWidget(self.told)
            return
        # The chips take the room beside the heading.
        self.chips = Chips([(code, code) for code in currencies], _("Which currency"))
        self.chips.chosen.connect(self.currency_chosen)
        self._top.addWidget(self.chips)
        self.body.insertWidget(1, self.told)

    def show_revenue(self, currency: str, revenue: Revenue | None, months: Sequence[date]) -> None:
        """Show the months of a currency; None is nothing in any of them."""
        if self.chips is not None:
            self.chips.choose(currency)
        self._currency = currency
        none = [Money.zero(currency)] * len(months)
        amounts = none if revenue is None else revenue.months
        self.bars.show_months(months, amounts)
        self._stack.setCurrentWidget(self.bars if any(amounts) else self.nothing)
        self._pointed(-1)

    @Slot(int)
    def _pointed(self, place: int) -> None:
        if place >= 0:
            self.told.setText(self.bars.sentence(place))
        else:
            self.told.setText(_("last 12 months, net · {currency}").format(currency=self._currency))
