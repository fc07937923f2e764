"""Document numbers: a pattern per series, filled when a document is issued.

Patterns are written like `{year}-{seq:04}`; the fields are year, yy, month and seq, and seq must
be there. A series that restarts counts anew each calendar year of the issue date.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from invoicer.i18n import gettext as _
from invoicer.models.document import DocumentKind
from invoicer.models.errors import BadField

FIELD = re.compile(r"\{(year|yy|month|seq(?::0?(\d{1,2}))?)\}")
LONGEST = 40


@dataclass(frozen=True, slots=True)
class Series:
    """One sequence of numbers and the kinds of document that draw from it."""

    name: str
    pattern: str
    kinds: tuple[DocumentKind, ...]
    restarts_yearly: bool = True


DEFAULT_SERIES = (
    Series(
        "invoices",
        "{year}-{seq:04}",
        (
            DocumentKind.INVOICE,
            DocumentKind.CORRECTED_INVOICE,
            DocumentKind.DEPOSIT_INVOICE,
            DocumentKind.FINAL_INVOICE,
        ),
    ),
    Series("credit_notes", "CN-{year}-{seq:04}", (DocumentKind.CREDIT_NOTE,)),
    Series("quotes", "Q-{year}-{seq:04}", (DocumentKind.QUOTE,)),
)


def counting_year(series: Series, on: date) -> int:
    """Return the year whose counter a document issued on that day uses; 0 for one that never
    restarts."""
    return on.year if series.restarts_yearly else 0


def render(pattern: str, on: date, sequence: int) -> str:
    """Return the number: the pattern filled for a date and a sequence number from 1 up."""

    def fill(match: re.Match[str]) -> str:
        values: Mapping[str, str] = {
            "year": f"{on.year:04}",
            "yy": f"{on.year % 100:02}",
            "month": f"{on.month:02}",
        }
        return values.get(match[1]) or f"{sequence:0{int(match[2] or 1)}}"

    return FIELD.sub(fill, pattern)


def check(series: Series) -> None:
    """Raise BadField where the pattern can't give unique, printable numbers."""
    name = _("Number pattern")
    if len(re.findall(r"\{seq(?::0?\d{1,2})?\}", series.pattern)) != 1:
        raise BadField(
            name, _("it needs {seq}, the running number, just once, as in {year}-{seq:04}.")
        )
    rest = FIELD.sub("", series.pattern)
    if "{" in rest or "}" in rest:
        raise BadField(name, _("only {year}, {yy}, {month} and {seq} can stand in braces."))
    if series.restarts_yearly and not re.search(r"\{(year|yy)\}", series.pattern):
        raise BadField(
            name, _("a series that restarts each year needs {year}, or numbers would repeat.")
        )
    if not rest.isprintable() or len(render(series.pattern, date(2099, 12, 31), 1)) > LONGEST:
        raise BadField(name, _("keep it to at most 40 printable characters."))


def check_all(series: tuple[Series, ...]) -> None:
    """Raise BadField where a kind of document has no series or two, or two series write alike."""
    for one in series:
        check(one)
    name = _("Number series")
    names = [one.name for one in series]
    if len(set(names)) != len(names) or not all(names):
        raise BadField(name, _("each series needs a name of its own."))
    kinds = [kind for one in series for kind in one.kinds]
    if sorted(kinds) != sorted(DocumentKind):
        raise BadField(name, _("each kind of document belongs to exactly one series."))
    # The width doesn't tell two apart: it is only the least number of digits.
    shapes = [re.sub(r"\{seq:\d+\}", "{seq}", one.pattern) for one in series]
    if len(set(shapes)) != len(shapes):
        raise BadField(name, _("two series have the same pattern, so numbers would repeat."))


def sequence_of(pattern: str, number: str) -> tuple[int, int | None] | None:
    """Return (sequence, year) of a number written by this pattern, or None where it isn't.

    Used to go on from an old program's last number. Year is None where the pattern has none.
    """
    expression, position, seen = "", 0, set[str]()
    for match in FIELD.finditer(pattern):
        expression += re.escape(pattern[position : match.start()])
        field = "seq" if match[1].startswith("seq") else match[1]
        width = {"year": r"\d{4}", "yy": r"\d{2}", "month": r"\d{2}"}.get(field, r"\d{1,15}")
        expression += f"(?P={field})" if field in seen else f"(?P<{field}>{width})"
        seen.add(field)
        position = match.end()
    found = re.fullmatch(expression + re.escape(pattern[position:]), number, re.ASCII)
    if found is None or "seq" not in seen:
        return None
    groups = found.groupdict()
    year = int(groups["year"]) if "year" in groups else None
    if year is None and "yy" in groups:
        year = 2000 + int(groups["yy"])
    return int(groups["seq"]), year
