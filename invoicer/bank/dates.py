"""Dates as banks print them, and the order of day and month decided from the whole file.

A cell alone can't tell 6/12 from 12/6. `split` takes it apart, `orders` says which readings the
cell allows, `Orders` gathers what all cells of a column allow together.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from itertools import pairwise

from babel.dates import get_month_names

YEAR_FIRST, DAY_FIRST, MONTH_FIRST = "ymd", "dmy", "mdy"
_NUMERIC = re.compile(
    r"'?(\d{1,4})\s?([./:-])\s?(\d{1,2})\s?\2\s?(\d{1,4})\.?(?=\Z|[T ,;+])(.*)\Z", re.DOTALL
)
_COMPACT = re.compile(r"'?(\d{8})'?(?:[T ]?\d{2}:?\d{2}(?::?\d{2})?)?\Z")
_EAST = re.compile(r"(\d{4})\s?[年년]\s?(\d{1,2})\s?[月월]\s?(\d{1,2})\s?[日일]?")
_NAMED_MIDDLE = re.compile(
    r"(?:[^\W\d_]{2,9}\.?,?\s+)?(\d{1,4})\.?[\s./-]*(?:de\s+)?([^\W\d_]{3,12})\.?,?"
    r"[\s./-]*(?:de\s+)?'?(\d{1,4})(?=\Z|[T ,])(.*)\Z",
    re.DOTALL,
)
_NAMED_FIRST = re.compile(
    r"(?:[^\W\d_]{2,9}\.?,?\s+)?([^\W\d_]{3,12})\.?[\s./-]+(\d{1,2})(?:st|nd|rd|th)?,?[\s./-]+"
    r"(\d{4})(?=\Z|[T ,])(.*)\Z",
    re.DOTALL,
)
_LANGUAGES = (
    "en", "de", "fr", "es", "it", "nl", "pt", "pl", "cs", "sk", "hu", "ro", "sv", "da", "nb",
    "fi", "et", "lv", "lt", "tr", "ru", "uk", "el", "bg", "hr", "sl", "ca",
)  # fmt: skip
_LONGEST = 40


@dataclass(frozen=True, slots=True)
class Parts:
    """A date taken apart in the order it is written; `month` is set where its name is written."""

    numbers: tuple[int, ...]
    widths: tuple[int, ...]
    separator: str
    month: int = 0
    month_place: int = 0


@lru_cache(maxsize=8192)
def split(text: str) -> Parts | None:
    """Take a date apart; None where the text is none. A time behind it is left aside."""
    cell = text.strip().strip("\u200e\u200f")
    if not cell or len(cell) > _LONGEST or not any(sign.isdigit() for sign in cell[:12]):
        return None
    found = _NUMERIC.match(cell)
    if found and _is_time(found.group(5)):
        pieces = (found.group(1), found.group(3), found.group(4))
        return _parts(pieces, found.group(2))
    found = _COMPACT.match(cell)
    if found:
        return Parts((int(found.group(1)),), (8,), "")
    found = _EAST.match(cell)
    if found:
        return _parts(found.groups(), "-")
    return _named(cell)


def _is_time(rest: str) -> bool:
    return not rest.strip(" T,;") or any(sign.isdigit() for sign in rest) or "M" in rest.upper()


def _parts(pieces: Sequence[str], separator: str) -> Parts:
    return Parts(tuple(int(p) for p in pieces), tuple(len(p) for p in pieces), separator)


def _named(cell: str) -> Parts | None:
    found = _NAMED_MIDDLE.match(cell)
    if found:
        month = _months().get(found.group(2).casefold(), 0)
        if month and _is_time(found.group(4)):
            first, last = found.group(1), found.group(3)
            numbers, widths = (int(first), int(last)), (len(first), len(last))
            return Parts(numbers, widths, "named", month, 1)
    found = _NAMED_FIRST.match(cell)
    if found:
        month = _months().get(found.group(1).casefold(), 0)
        if month and _is_time(found.group(4)):
            numbers = (int(found.group(2)), int(found.group(3)))
            return Parts(numbers, (len(found.group(2)), 4), "named", month, 0)
    return None


@cache
def _months() -> dict[str, int]:
    """Return the month of each name and abbreviation in the languages of banks."""
    names: dict[str, int] = {}
    for language in _LANGUAGES:
        for width in ("wide", "abbreviated"):
            for context in ("format", "stand-alone"):
                for month, name in get_month_names(width, context, language).items():
                    names.setdefault(name.casefold().rstrip("."), int(month))
    for month, name in enumerate(("mrz", "mär", "okt", "dez", "sept", "maj", "dic"), start=0):
        names.setdefault(name, (3, 3, 10, 12, 9, 5, 12)[month])
    return names


@lru_cache(maxsize=8192)
def readings(parts: Parts) -> Mapping[str, date]:
    """Return every reading the written parts allow, by order."""
    if parts.separator == "named":
        return _named_readings(parts)
    if len(parts.numbers) == 1:
        return _compact_readings(parts.numbers[0])
    first, second, third = parts.numbers
    found: dict[str, date | None] = {}
    if parts.widths[0] == 4:
        found[YEAR_FIRST] = _date(first, second, third)
    elif parts.widths[0] <= 2 and parts.widths[2] in (2, 4) and parts.separator != ":":
        year = third if parts.widths[2] == 4 else _century(third)
        found[DAY_FIRST] = _date(year, second, first)
        if parts.separator != ".":
            # With dots nobody writes the month first.
            found[MONTH_FIRST] = _date(year, first, second)
        if parts.widths[2] == 2 and not any(found.values()):
            found[YEAR_FIRST] = _date(_century(first), second, third)
    return {order: day for order, day in found.items() if day is not None}


def _named_readings(parts: Parts) -> dict[str, date]:
    first, last = parts.numbers
    found: dict[str, date | None] = {}
    if parts.widths[0] == 4:
        found[YEAR_FIRST] = _date(first, parts.month, last)
    elif parts.widths[1] == 4:
        found[DAY_FIRST] = _date(last, parts.month, first)
    else:
        found[DAY_FIRST] = _date(_century(last), parts.month, first)
        if parts.widths[1] == 1:
            # A year of one digit is odd enough to think of year-month-day.
            found[YEAR_FIRST] = _date(_century(first), parts.month, last)
    return {order: day for order, day in found.items() if day is not None}


def _compact_readings(number: int) -> dict[str, date]:
    text = f"{number:08d}"
    found = {YEAR_FIRST: _date(int(text[:4]), int(text[4:6]), int(text[6:]))}
    if found[YEAR_FIRST] is None:
        found[DAY_FIRST] = _date(int(text[4:]), int(text[2:4]), int(text[:2]))
        found[MONTH_FIRST] = _date(int(text[4:]), int(text[:2]), int(text[2:4]))
    return {order: day for order, day in found.items() if day is not None}


def _century(year: int) -> int:
    return 2000 + year if year < 70 else 1900 + year


def _date(year: int, month: int, day: int) -> date | None:
    if not 1970 <= year <= 2099:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def allowed(cells: Iterable[Parts]) -> tuple[str, ...]:
    """Return the orders that read the most cells; several where the cells don't decide."""
    counts: dict[str, int] = {}
    odd_years = False
    for parts in cells:
        found = readings(parts)
        odd_years = odd_years or (parts.separator == "named" and len(found) > 1)
        for order in found:
            counts[order] = counts.get(order, 0) + 1
    if not counts:
        return ()
    most = max(counts.values())
    orders = tuple(o for o in (DAY_FIRST, MONTH_FIRST, YEAR_FIRST) if counts.get(o) == most)
    if odd_years and counts.get(YEAR_FIRST):
        # "10-Nov-9" beside "09-Nov-10": neither reading is surer for reading one cell more.
        return tuple(o for o in (DAY_FIRST, YEAR_FIRST) if counts.get(o))
    return orders


def narrowed(orders: tuple[str, ...], columns: Iterable[Sequence[Parts]]) -> tuple[str, ...]:
    """Return the orders that also fit the file's other dates and the order of its rows."""
    columns = list(columns)
    for cells in columns:
        others = allowed(cells)
        common = tuple(order for order in orders if order in others)
        if common and others:
            orders = common
    if len(orders) < 2:
        return orders
    sorted_by = [o for o in orders if any(_in_sequence(cells, o) for cells in columns)]
    return (sorted_by[0],) if len(sorted_by) == 1 else orders


def _in_sequence(cells: Sequence[Parts], order: str) -> bool:
    """Tell whether enough different days run in one direction; by chance that is rare."""
    days = [day for parts in cells if (day := readings(parts).get(order)) is not None]
    if len(set(days)) < 5:
        return False
    pairs = list(pairwise(days))
    return all(a <= b for a, b in pairs) or all(a >= b for a, b in pairs)
