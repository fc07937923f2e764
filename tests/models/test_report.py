"""Figures: what is late of what is owed, changes in percent, months."""

from datetime import date

import pytest

from invoicer.models import report
from invoicer.models.forecast import Age
from invoicer.models.money import Money
from invoicer.models.report import Aged, Owed, Revenue


def eur(minor: int) -> Money:
    return Money(minor, "EUR")


def test_what_is_late_is_all_but_what_is_not_due() -> None:
    owed = Owed((Aged(Age.NOT_DUE, eur(100), 2), Aged(Age.OVER_60, eur(50), 1)))
    assert (owed.open, owed.count) == (eur(150), 3)
    assert (owed.late, owed.late_count) == (eur(50), 1)
    assert owed.currency == "EUR"


def test_revenue_knows_its_currency() -> None:
    assert Revenue((Money(1, "CHF"),)).currency == "CHF"


@pytest.mark.parametrize(
    ("now", "before", "percent"),
    [(112, 100, 12), (0, 100, -100), (100, 300, -67), (1005, 1000, 1), (5, 0, None), (5, -9, None)],
)
def test_a_change_is_in_whole_percent_and_needs_something_to_compare_with(
    now: int, before: int, percent: int | None
) -> None:
    assert report.change(eur(now), eur(before)) == percent


def test_twelve_months_end_with_the_current_one() -> None:
    months = report.months_until(date(2026, 2, 28))
    assert (months[0], months[-1], len(months)) == (date(2025, 3, 1), date(2026, 2, 1), 12)


@pytest.mark.parametrize(
    ("today", "before"),
    [
        (date(2026, 11, 21), date(2026, 10, 21)),
        (date(2026, 3, 31), date(2026, 2, 28)),
        (date(2028, 3, 30), date(2028, 2, 29)),
        (date(2026, 1, 31), date(2025, 12, 31)),
    ],
)
def test_the_same_day_of_a_shorter_month_is_its_last(today: date, before: date) -> None:
    assert report.same_day_before(today) == before


def test_the_own_currency_comes_first() -> None:
    assert report.own_first(["USD", "CHF", "EUR", "USD"], "EUR") == ("EUR", "CHF", "USD")
    assert report.own_first(["USD", "CHF"], "EUR") == ("CHF", "USD")
