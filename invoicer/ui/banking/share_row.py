"""One document in the split dialog: a tick, what is open, and the amount that goes to it."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QWidget

from invoicer import format as texts
from invoicer.i18n import gettext as _
from invoicer.models.errors import BadField, Refusal
from invoicer.models.money import Money
from invoicer.ui.banking.candidates import Candidate
from invoicer.ui.widgets.fields import AmountField
from invoicer.ui.widgets.look import label, name, set_style

AMOUNT_WIDTH = 120


class ShareRow(QWidget):
    """`changed` when the tick or the amount changed, `ticked` when the user set the tick."""

    changed = Signal()
    ticked = Signal(object)

    def __init__(self, candidate: Candidate, locale: str) -> None:
        super().__init__()
        self.candidate = candidate
        row = QHBoxLayout(self)
        row.setContentsMargins(2, 2, 2, 2)
        row.setSpacing(10)
        text = f"{candidate.number} · {candidate.client_name}"
        # A single & would underline the letter after it.
        self.tick = QCheckBox(text.replace("&", "&&"))
        day = texts.day(candidate.day, locale) if candidate.day is not None else ""
        self.tick.setToolTip(_("{text}, issued {day}").format(text=text, day=day))
        name(self.tick, text)
        left = texts.money(candidate.open, locale)
        self.amount = AmountField(locale)
        self.amount.set_currency(candidate.open.currency)
        self.amount.setFixedWidth(AMOUNT_WIDTH)
        name(self.amount, _("Amount for {number}").format(number=candidate.number))
        self.tick.setMinimumWidth(60)
        row.addWidget(self.tick, 1)
        open_label = label(_("{amount} open").format(amount=left), "muted")
        row.addWidget(open_label, 0, Qt.AlignmentFlag.AlignRight)
        row.addWidget(self.amount)
        self.tick.clicked.connect(self._clicked)
        self.amount.changed.connect(self._typed)

    def give(self, amount: Money) -> None:
        """Tick it with that amount, or take the tick away for nothing."""
        self.tick.setChecked(bool(amount))
        self.amount.set_value(amount.amount if amount else None)
        self.changed.emit()

    def share(self) -> Money:
        """Return what goes to it. Raises BadField, BadAmount."""
        nothing = Money.zero(self.candidate.open.currency)
        if not self.tick.isChecked():
            return nothing
        value = self.amount.value()
        amount = nothing if value is None else Money.of(value, nothing.currency)
        number = self.candidate.number
        if amount.minor <= 0:
            raise BadField(number, _("write an amount above zero, or take the tick away."))
        if amount > self.candidate.open:
            raise BadField(number, _("that is more than is open."))
        return amount

    @Slot()
    def _clicked(self) -> None:
        self.ticked.emit(self)

    @Slot()
    def _typed(self) -> None:
        self.tick.setChecked(bool(self.amount.text().strip()))
        try:
            self.share()
        except Refusal:
            set_style(self.amount, "invalid", True)
        self.changed.emit()
