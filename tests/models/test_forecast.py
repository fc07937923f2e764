"""What may be expected, and how late money is."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from invoicer.models import forecast
from invoicer.models.forecast import Age, Habits, Waiting
from invoicer.models.money import Money

TODAY = date(2026, 11, 21)
PUNCTUAL = Habits({})


def days(count: int) -> date:
    """Return the day so many days from today."""
    return TODAY + timedelta(days=count)


def waiting(due_in: int, minor: int = 100, client_id: int | None = 1, code: str = "EUR") -> Waiting:
    return Waiting(client_id, days(due_in), Money(minor, code))


@pytest.mark.parametrize(
    ("late", "age"),
    [
        (-5, Age.NOT_DUE),
        (0, Age.NOT_DUE),
        (1, Age.UP_TO_30),
        (30, Age.UP_TO_30),
        (31, Age.UP_TO_60),
        (60, Age.UP_TO_60),
        (61, Age.OVER_60),
        (4000, Age.OVER_60),
    ],
)
def test_the_day_it_is_due_nothing_is_late_and_each_age_has_its_last_day(
    late: int, age: Age
) -> None:
    assert forecast.age(days(-late), TODAY) == age
    assert forecast.days_late(days(-late), TODAY) == max(0, late)


def test_what_is_never_due_is_never_late() -> None:
    assert forecast.age(None, TODAY) == Age.NOT_DUE
    assert forecast.days_late(None, TODAY) == 0


def test_the_median_is_the_middle_one_and_of_two_the_later() -> None:
    assert forecast.median([40, 1, 3]) == 3
    assert forecast.median([1, 3, 5, 40]) == 5


@given(st.lists(st.integers(-100, 400), min_size=1))
def test_half_of_all_are_no_later_than_the_median(found: list[int]) -> None:
    middle = forecast.median(found)
    assert 2 * sum(1 for one in found if one <= middle) >= len(found)
    assert 2 * sum(1 for one in found if one >= middle) >= len(found)


def test_each_client_has_a_habit_and_all_have_one_together() -> None:
    found = forecast.habits([(1, 2), (1, 40), (1, 4), (2, -3)])
    assert found.of_client == {1: 4, 2: -3}
    assert (found.of_all, found.known) == (4, True)


def test_without_payments_the_due_date_is_believed() -> None:
    found = forecast.habits([])
    assert (found.of_all, found.known) == (0, False)
    assert forecast.expected_on(TODAY, 7, found) == TODAY


def test_a_new_client_and_one_without_an_address_count_like_all_together() -> None:
    found = Habits({1: 10}, 3, known=True)
    assert forecast.expected_on(TODAY, 1, found) == days(10)
    assert forecast.expected_on(TODAY, 2, found) == days(3)
    assert forecast.expected_on(TODAY, None, found) == days(3)


def test_a_client_who_pays_ten_days_late_moves_what_is_due_later_out_of_the_month() -> None:
    late = Habits({1: 10}, 10, known=True)
    assert forecast.expected([waiting(25)], PUNCTUAL, TODAY) == (Money(100, "EUR"),)
    assert forecast.expected([waiting(25)], late, TODAY) == ()


def test_what_should_have_come_over_sixty_days_ago_is_hoped_for_and_not_expected() -> None:
    assert forecast.expected([waiting(-60)], PUNCTUAL, TODAY) == (Money(100, "EUR"),)
    assert forecast.expected([waiting(-61)], PUNCTUAL, TODAY) == ()


def test_currencies_are_never_added() -> None:
    found = forecast.expected(
        [waiting(1), waiting(2, 50), waiting(3, 7, code="USD")], PUNCTUAL, TODAY
    )
    assert found == (Money(150, "EUR"), Money(7, "USD"))


@given(
    st.integers(-400, 400),
    st.dictionaries(st.integers(1, 3), st.integers(-90, 200)),
    st.integers(-90, 200),
    st.sampled_from([1, 2, 3, None]),
)
def test_all_that_counts_is_due_between_the_two_days(
    due_in: int, of_client: dict[int, int], of_all: int, client_id: int | None
) -> None:
    found = Habits(of_client, of_all, known=True)
    first, last = forecast.due_between(found, TODAY)
    if forecast.expected([waiting(due_in, client_id=client_id)], found, TODAY):
        assert first <= days(due_in) <= last
