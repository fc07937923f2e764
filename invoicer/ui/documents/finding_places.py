"""Where on the screen a finding belongs."""

import re
from collections.abc import Sequence

from invoicer.models.finding import Finding, Severity
from invoicer.ui.documents.line_cells import FIELDS, Cell

LINE = re.compile(r"lines\[(\d+)\](?:\.(\w+))?")

# Findings about other parts of the document than its own fields, and the field they are said at.
HEAD_KEYS = {
    "client": "client",
    "due_on": "terms",
    "period": "delivered_on",
    "payable": "terms",
}
MORE_FIELDS = frozenset({"currency", "language", "valid_until", "intro", "prices"})


def cell(field: str) -> tuple[int, Cell] | None:
    """Return (row, cell) of a finding about a line; one about all of them is at the first."""
    if field == "lines":
        return 0, Cell.DESCRIPTION
    found = LINE.match(field)
    if found is None:
        return None
    return int(found[1]), FIELDS.get(found[2] or "name", Cell.DESCRIPTION)


def head_key(field: str) -> str:
    """Return the key of the head's field a finding is said at."""
    first = re.split(r"[.\[]", field)[0]
    return HEAD_KEYS.get(first, first)


def page(field: str) -> str:
    """Return the page where a finding is mended that the editor can't mend."""
    if field.startswith("business"):
        return "settings"
    return "clients" if field.startswith("client.") else ""


def is_more(field: str) -> bool:
    """Tell whether the field is among those that are seldom needed."""
    return head_key(field) in MORE_FIELDS


def told(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """Return what is worth saying at once: of several about one field, only the first.

    Whoever names no client need not hear that its address is missing too.
    """
    first: dict[object, Finding] = {}
    for finding in findings:
        first.setdefault(cell(finding.field) or head_key(finding.field), finding)
    return tuple(first.values())


def cells(findings: Sequence[Finding]) -> dict[tuple[int, int], str]:
    """Return what is to be said of which cell."""
    found: dict[tuple[int, int], str] = {}
    for finding in findings:
        place = cell(finding.field)
        if place is not None:
            found.setdefault((place[0], int(place[1])), finding.sentence)
    return found


def head(findings: Sequence[Finding]) -> dict[str, tuple[str, bool]]:
    """Return what is to be said beside which field of the head, the first of each."""
    said: dict[str, tuple[str, bool]] = {}
    for finding in findings:
        if cell(finding.field) is None:
            warning = finding.severity == Severity.WARNING
            said.setdefault(head_key(finding.field), (finding.sentence, warning))
    return said
