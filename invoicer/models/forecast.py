"""How late money is, and what of it may be expected within a month.

An invoice is expected as many days after its due date as its client's past payments were late: the
median of them. A client who never paid yet counts like all others together. Amounts of different
currencies are never added up, for no rates are kept.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from invoicer.models.money import Money

HORIZON = timedelta(days=30)
# An invoice that is later than its client ever takes by more than this isn't counted on any more.
PATIENCE = timedelta(days=60)


class Age(StrEnum):
    """For how long an open invoice has been due."""

    NOT_DUE = "not_due"
    UP_TO_30 = "up_to_30"
    UP_TO_60 = "up_to_60"
    OVER_60 = "over_60"


# The last day of each age but the last, in days after the due date.
LAST_DAYS = {Age.NOT_DUE: 0, Age.UP_TO_30: 30, Age.UP_TO_60: 60}


@dataclass(frozen=True, slots=True)
class Waiting:
    """What a client is to pay on a due date."""

    client_id: int | None
    due_on: date
    open: Money


@dataclass(frozen=True, slots=True)
class Habits:
    """How many days after the due date each client usually pays, and all of them together.

    Below zero for one who pays early. `known` is False where nobody has paid yet.
    """

    of_client: Mapping[int, int]
    of_all: int = 0
    known: bool = False


def days_late(due_on: date | None, today: date) -> int:
    """Return for how many days something has been overdue; 0 where it isn't or is never due."""
    return 0 if due_on is None else max(0, (today - due_on).days)


def age(due_on: date | None, today: date) -> Age:
    """Return the age of what was due on that day."""
    late = days_late(due_on, today)
    return next((age for age, last in LAST_DAYS.items() if late <= last), Age.OVER_60)


def median(days: Sequence[int]) -> int:
    """Return the middle one; of two in the middle the later, so as not to hope too much.

    Raises IndexError where there are none.
    """
    return sorted(days)[len(days) // 2]


def habits(payments: Iterable[tuple[int, int]]) -> Habits:
    """Return how late payments usually are, from (client id, days after the due date) of each."""
    of_client: dict[int, list[int]] = defaultdict(list)
    for client_id, days in payments:
        of_client[client_id].append(days)
    if not of_client:
        return Habits({})
    together = median([days for each in of_client.values() for days in each])
    return Habits({id_: median(days) for id_, days in of_client.items()}, together, known=True)


def expected_on(due_on: date, client_id: int | None, habits: Habits) -> date:
    """Return the day on which the client will probably pay."""
    usual = habits.of_all if client_id is None else habits.of_client.get(client_id, habits.of_all)
    return due_on + timedelta(days=usual)


def due_between(habits: Habits, today: date) -> tuple[date, date]:
    """Return the first and last due date of which `expected` may count anything."""
    usual = (habits.of_all, *habits.of_client.values())
    first = today - PATIENCE - timedelta(days=max(usual))
    return first, today + HORIZON - timedelta(days=min(usual))


def expected(waiting: Iterable[Waiting], habits: Habits, today: date) -> tuple[Money, ...]:
    """Return what will probably be paid within 30 days, for each currency.

    What should have come by now still counts for 60 days; after that it is hoped for, not expected.
    """
    sums: dict[str, int] = defaultdict(int)
    for one in waiting:
        on = expected_on(one.due_on, one.client_id, habits)
        if today - PATIENCE <= on <= today + HORIZON:
            sums[one.open.currency] += one.open.minor
    return tuple(Money(minor, currency) for currency, minor in sums.items())
