"""When a document is due, and what paying early earns."""

from datetime import date
from decimal import Decimal

import pytest

from invoicer.models import payment_terms
from invoicer.models.errors import BadField
from invoicer.models.money import Money
from invoicer.models.payment_terms import EarlyDiscount, PaymentTerms

TWO_WITHIN_SEVEN = EarlyDiscount(Decimal(2), 7)
ONE_WITHIN_TEN = EarlyDiscount(Decimal(1), 10)
TERMS = PaymentTerms(14, (ONE_WITHIN_TEN, TWO_WITHIN_SEVEN))


def test_days_are_counted_from_the_issue_date() -> None:
    assert payment_terms.due_on(TERMS, date(2026, 2, 20)) == date(2026, 3, 6)
    assert payment_terms.discount_on(TWO_WITHIN_SEVEN, date(2026, 2, 20)) == date(2026, 2, 27)


@pytest.mark.parametrize("days", [-1, 3651, 10**12])
def test_terms_beyond_the_calendar_are_refused(days: int) -> None:
    with pytest.raises(BadField, match="0 to 3650 days"):
        payment_terms.due_on(PaymentTerms(days), date(2026, 1, 1))
    with pytest.raises(BadField):
        payment_terms.discount_on(EarlyDiscount(Decimal(2), days), date(2026, 1, 1))


def test_a_discount_is_a_percentage_of_the_whole_rounded_half_up() -> None:
    assert payment_terms.discount_amount(TWO_WITHIN_SEVEN, Money(11925, "EUR")).minor == 239
    assert payment_terms.discount_amount(TWO_WITHIN_SEVEN, Money(25, "JPY")).minor == 1


@pytest.mark.parametrize(
    ("day", "earned"),
    [(7, TWO_WITHIN_SEVEN), (8, ONE_WITHIN_TEN), (10, ONE_WITHIN_TEN), (11, None)],
)
def test_the_largest_discount_still_in_time_is_earned(
    day: int, earned: EarlyDiscount | None
) -> None:
    issued_on = date(2026, 1, 1)
    paid_on = date(2026, 1, 1 + day)
    assert payment_terms.earned(TERMS, issued_on, paid_on) == earned
