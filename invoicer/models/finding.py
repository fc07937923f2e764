"""Something that is missing or doubtful in a document, told beside the field it belongs to."""

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """An error keeps a document from being issued; a warning only asks for a second look."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Finding:
    """What is wrong, where, and what to do about it.

    `field` names the place as `client.vat_id`, `business.address`, `lines[2].price` (counted from
    0) or a field of Document; `sentence` is for the user and counts lines from 1.
    """

    field: str
    severity: Severity
    sentence: str


def error(field: str, sentence: str) -> Finding:
    """Return what must be mended before the document can be issued."""
    return Finding(field, Severity.ERROR, sentence)


def warning(field: str, sentence: str) -> Finding:
    """Return what deserves a second look."""
    return Finding(field, Severity.WARNING, sentence)
