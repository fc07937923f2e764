"""How an amount that came in fits what a document asks for."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from itertools import product

from invoicer.models.money import Money

_MOST_COMBINED = 6


class Fit(IntEnum):
    """The ways an amount may fit, best last."""

    PART = 1
    OVER = 2
    LATE_DISCOUNT = 3
    DISCOUNT = 4
    EXACT = 5


@dataclass(frozen=True, slots=True)
class Fitting:
    """How an amount fits, and what discount goes with it; `last_day` is the discount's."""

    fit: Fit
    discount: Money
    last_day: date | None = None

    @property
    def full(self) -> bool:
        """Whether the document is settled to the cent, nothing doubtful granted."""
        return self.fit >= Fit.DISCOUNT


Discounts = Sequence[tuple[date, Money]]


def fit(amount: Money, asked: Money, discounts: Discounts, on: date) -> Fitting:
    """Compare an amount with what is open; a discount counts as earned through its last day."""
    none = Money(0, asked.currency)
    if amount == asked:
        return Fitting(Fit.EXACT, none)
    taken = [(day, off) for day, off in discounts if amount == asked - off]
    for day, off in sorted(taken, key=lambda discount: discount[0], reverse=True):
        return Fitting(Fit.DISCOUNT if on <= day else Fit.LATE_DISCOUNT, off, day)
    return Fitting(Fit.PART if amount < asked else Fit.OVER, none)


def earned(discounts: Discounts, on: date, currency: str) -> Money:
    """Return the largest discount that is earned on that day."""
    offs = [off for day, off in discounts if on <= day]
    return max(offs) if offs else Money(0, currency)


def together(
    amount: Money, asked: Sequence[tuple[Money, Discounts]], on: date
) -> tuple[Money, ...] | None:
    """Return the discounts with which several documents add up to the amount, or None.

    Without any discount first, then with every one that is earned, then with some of them.
    """
    offs = [earned(discounts, on, amount.currency) for _open, discounts in asked]
    whole = sum(open_.minor for open_, _discounts in asked)
    none = tuple(Money(0, amount.currency) for _off in offs)
    if whole == amount.minor:
        return none
    if whole - sum(off.minor for off in offs) == amount.minor:
        return tuple(offs)
    if len(offs) > _MOST_COMBINED:
        return None
    ways = [
        chosen
        for chosen in product(*((off, nothing) for off, nothing in zip(offs, none, strict=True)))
        if whole - sum(off.minor for off in chosen) == amount.minor
    ]
    # Two ways would be a guess.
    return ways[0] if len(set(ways)) == 1 else None


def adding_up(
    amount: Money, asked: Sequence[tuple[Money, Discounts]], on: date, *, most: int
) -> tuple[Sequence[int], Sequence[Money]] | None:
    """Find which of several open amounts add up: the first ones in a row, or the only such pair.

    Returns their places and the discount each takes, None where nothing adds up surely enough.
    """
    whole = least = 0
    for count, (open_, discounts) in enumerate(asked[:most], 1):
        whole += open_.minor
        least += open_.minor - earned(discounts, on, amount.currency).minor
        # Only where the amount lies between can it be reached with some of the discounts.
        if count > 1 and least <= amount.minor <= whole:
            offs = together(amount, asked[:count], on)
            if offs is not None:
                return range(count), offs
    pairs = []
    seen: dict[int, int] = {}
    for place, (open_, _discounts) in enumerate(asked):
        partner = seen.get(amount.minor - open_.minor)
        if partner is not None:
            pairs.append((partner, place))
        seen.setdefault(open_.minor, place)
    none = Money(0, amount.currency)
    return (pairs[0], (none, none)) if len(pairs) == 1 else None
