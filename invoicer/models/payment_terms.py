"""When a document is due and what paying early earns ("14 days, 2 % within 7")."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from invoicer.i18n import gettext as _
from invoicer.models.errors import BadField
from invoicer.models.money import EXACT, Money, round_half_up

# Ten years; more is a typing error, and would leave the calendar.
LONGEST_TERM = 3650


@dataclass(frozen=True, slots=True)
class EarlyDiscount:
    """A percentage off the whole amount for paying within so many days of the issue date."""

    percentage: Decimal
    days: int


@dataclass(frozen=True, slots=True)
class PaymentTerms:
    """Days until due, counted from the issue date, and discounts for paying earlier (BT-20)."""

    days: int = 14
    discounts: tuple[EarlyDiscount, ...] = ()
    text: str = ""


def due_on(terms: PaymentTerms, issued_on: date) -> date:
    """Return the date payment is due (BT-9). Raises BadField unless it is within ten years."""
    return _later(issued_on, terms.days)


def discount_on(discount: EarlyDiscount, issued_on: date) -> date:
    """Return the last day on which the discount is earned. Raises BadField as `due_on` does."""
    return _later(issued_on, discount.days)


def _later(day: date, days: int) -> date:
    if not 0 <= days <= LONGEST_TERM:
        raise BadField(
            _("Payment terms"), _("give 0 to {days} days to pay.").format(days=LONGEST_TERM)
        )
    return day + timedelta(days=days)


def discount_amount(discount: EarlyDiscount, payable: Money) -> Money:
    """Return what may be taken off when the discount is earned."""
    part = EXACT.multiply(payable.amount, EXACT.divide(discount.percentage, Decimal(100)))
    return round_half_up(part, payable.currency)


def earned(terms: PaymentTerms, issued_on: date, paid_on: date) -> EarlyDiscount | None:
    """Return the largest discount that paying on that day earns, or None."""
    in_time = [d for d in terms.discounts if paid_on <= discount_on(d, issued_on)]
    return max(in_time, key=lambda discount: discount.percentage, default=None)
