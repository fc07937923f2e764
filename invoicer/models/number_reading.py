"""Reading how an old program wrote its numbers, to go on in the same way."""

import re
from datetime import date

from invoicer.models import numbering


def pattern_of(number: str, on: date) -> str | None:
    """Return the pattern a number of this year or the last seems to be written by.

    "RE-2026/0041" gives "RE-{year}/{seq:04}". None where there is no running number in it, or
    what it gives could not be read again.
    """
    groups = list(re.finditer(r"\d+", number, re.ASCII))
    if not groups or "{" in number or "}" in number:
        return None
    fields = _fields([group[0] for group in groups], on)
    pattern, position = "", 0
    for group, field in zip(groups, fields, strict=True):
        pattern += number[position : group.start()] + field
        position = group.end()
    pattern += number[position:]
    return pattern if numbering.sequence_of(pattern, number) else None


def _fields(texts: list[str], on: date) -> list[str]:
    """Return what each group of figures stands for; what is not known stays as it is."""
    fields = list(texts)
    open_places = list(range(len(texts)))
    years = (f"{on.year}", f"{on.year - 1}")
    short_years = tuple(year[2:] for year in years)
    if len(texts) == 1:
        joined = texts[0][:4] in years and len(texts[0]) > 4
        return ["{year}" + _running(texts[0][4:])] if joined else [_running(texts[0])]
    for wanted, field in ((years, "{year}"), (short_years, "{yy}")):
        found = [place for place in open_places if texts[place] in wanted]
        if found:
            fields[found[0]] = field
            open_places.remove(found[0])
            break
    last = open_places.pop()
    fields[last] = _running(texts[last])
    months = (f"{on.month:02}", f"{(on.month - 2) % 12 + 1:02}")
    for place in open_places:
        if texts[place] in months:
            fields[place] = "{month}"
            break
    return fields


def _running(text: str) -> str:
    return f"{{seq:0{len(text)}}}" if text.startswith("0") and 1 < len(text) < 16 else "{seq}"
