"""Whose account a column names: the business's own, or the other side's.

The headings decide, never the values: with one line, or one payer, the payer's account has one
value too, and a later export must not be read otherwise than an earlier one.
"""

import re
from collections.abc import Mapping, Sequence

from invoicer.bank import vocabulary
from invoicer.bank.phrases import Role

Places = Sequence[tuple[float, int]]
_EXACT = 90.0
# "IBAN (own)", "Mein Konto": whatever the bank calls it, it belongs to the business.
_OWN = re.compile(
    r"\b(own|my|our|eigen\w*|mein\w*|auftragskonto|auftraggeberkonto|initiator|vlastn\w*|"
    r"propri[ao]|propre|mijn|moj\w*)\b"
)
_DATES = (Role.BOOKED, Role.MADE, Role.VALUE)
_ACCOUNTS = (Role.OWN_ACCOUNT, Role.EITHER_ACCOUNT, Role.ACCOUNT)
_SIDES = (Role.NAME, Role.PAYER, Role.PAYEE)


def tell_apart(
    found: Mapping[Role, Places], heading: Sequence[str], hollow: frozenset[int]
) -> tuple[int | None, int | None]:
    """Return the column of the own account and that of the other side's, None where there is none.

    What stays undecided is the other side's. `hollow` columns hold nothing in this file: they
    count as headings, but nothing is read from them.
    """
    sure, either = _own(found, heading)
    others = [place for _score, place in found.get(Role.ACCOUNT, ()) if place not in sure]
    if not sure:
        sure = _by_layout(found, heading, either, others)
    has_sides = any(found.get(role) for role in _SIDES)
    left = [place for place in either if place not in sure]
    # Beside an own account, a column that may be either is the other side's where rows name one.
    if has_sides or not sure:
        others = others + left

    def first(places: Sequence[int]) -> int | None:
        return next((place for place in places if place not in hollow), None)

    return first(sure), first(others)


def _own(found: Mapping[Role, Places], heading: Sequence[str]) -> tuple[list[int], list[int]]:
    """Return the columns whose heading says whose account it is, and those that may be either."""
    sure: list[int] = []
    either: list[int] = []
    named = [(*entry, role) for role in _ACCOUNTS for entry in found.get(role, ())]
    for score, place, role in sorted(named):
        exact = -score > _EXACT
        owned = _OWN.search(vocabulary.normalised(heading[place]))
        if role == Role.ACCOUNT:
            sure += [place] if owned and not exact else []
        else:
            (sure if owned or (exact and role == Role.OWN_ACCOUNT) else either).append(place)
    return sure, either


def _by_layout(
    found: Mapping[Role, Places],
    heading: Sequence[str],
    either: Sequence[int],
    others: Sequence[int],
) -> list[int]:
    """Return the own account's column where what stands beside it leaves no doubt."""
    if others:
        return list(either[:1])
    days = [place for role in _DATES for _score, place in found.get(role, ())]
    before = [place for place in either if days and place < min(days)]
    if any(found.get(role) for role in _SIDES):
        # An account in front of the day and one behind it: first ours, then theirs.
        return before[:1] if len(before) < len(either) else []
    # Where no row names another side, an account in front or behind its sort code is ours.
    coded = [place for place in either if place and _is_sort_code(heading[place - 1])]
    return (before or coded)[:1]


def _is_sort_code(cell: str) -> bool:
    return vocabulary.normalised(cell) == "sort code"
