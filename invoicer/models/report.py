"""The figures a business is led by, each in one currency: owed, received, earned."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from invoicer.models.forecast import Age
from invoicer.models.money import EXACT, Money, total

MONTHS = 12


@dataclass(frozen=True, slots=True)
class Aged:
    """What is open of one age, of so many invoices."""

    age: Age
    open: Money
    count: int


@dataclass(frozen=True, slots=True)
class Owed:
    """What is open of all invoices, by age, and the earliest due date among them."""

    ages: tuple[Aged, ...]
    oldest_due_on: date | None = None

    @property
    def currency(self) -> str:
        """The currency of all of it."""
        return self.ages[0].open.currency

    @property
    def open(self) -> Money:
        """All that is open."""
        return total((one.open for one in self.ages), self.currency)

    @property
    def count(self) -> int:
        """How many invoices are open."""
        return sum(one.count for one in self.ages)

    @property
    def late(self) -> Money:
        """What should have been paid by now."""
        return total((one.open for one in self.ages if one.age != Age.NOT_DUE), self.currency)

    @property
    def late_count(self) -> int:
        """How many invoices should have been paid by now."""
        return sum(one.count for one in self.ages if one.age != Age.NOT_DUE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Debtor:
    """What a client owes in all, of so many invoices, and the earliest due date among them."""

    client_id: int | None
    name: str
    open: Money
    count: int
    oldest_due_on: date | None


@dataclass(frozen=True, slots=True)
class Received:
    """What came in from the first of the month until today, and by the same day a month before."""

    now: Money
    before: Money


@dataclass(frozen=True, slots=True)
class Revenue:
    """The net of what was invoiced less what was credited, month by month, the current one last."""

    months: tuple[Money, ...]

    @property
    def currency(self) -> str:
        """The currency of all months."""
        return self.months[0].currency


def change(now: Money, before: Money) -> int | None:
    """Return by how many percent it changed, rounded; None where there was nothing to compare."""
    if before.minor <= 0:
        return None
    percent = EXACT.divide(Decimal(100 * (now.minor - before.minor)), Decimal(before.minor))
    return int(percent.quantize(Decimal(1), rounding=ROUND_HALF_UP, context=EXACT))


def months_until(today: date, count: int = MONTHS) -> tuple[date, ...]:
    """Return the first day of each of the last months, the current one last."""
    last = today.year * 12 + today.month - 1
    return tuple(
        date(number // 12, number % 12 + 1, 1) for number in range(last - count + 1, last + 1)
    )


def same_day_before(today: date) -> date:
    """Return this day of the month before; its last day where it has none such."""
    first = months_until(today, 2)[0]
    last_day = (today.replace(day=1) - first).days
    return first.replace(day=min(today.day, last_day))


def own_first(currencies: Iterable[str], own: str) -> tuple[str, ...]:
    """Return the currencies without doubles: the business's own, then the others by their code."""
    return tuple(sorted(set(currencies), key=lambda code: (code != own, code)))
