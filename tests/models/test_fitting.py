"""Amounts that several open documents add up to."""

from datetime import date

from invoicer.models import fitting
from invoicer.models.money import Money

ON = date(2026, 11, 5)
LAST = date(2026, 11, 7)


def euro(minor: int) -> Money:
    """Return euros."""
    return Money(minor, "EUR")


ASKED = [(euro(10_000), ((LAST, euro(1_000)),)), (euro(6_000), ((LAST, euro(500)),))]


def test_some_of_the_discounts_may_have_been_taken() -> None:
    assert fitting.adding_up(euro(15_000), ASKED, ON, most=12) == (
        range(2),
        (euro(1_000), euro(0)),
    )


def test_an_amount_between_that_no_discounts_explain_adds_up_to_nothing() -> None:
    assert fitting.adding_up(euro(15_200), ASKED, ON, most=12) is None
