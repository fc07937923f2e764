"""What a transaction changed, so that screens know when to look again."""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """A kind of thing the ledger keeps."""

    DOCUMENT = "document"
    CLIENT = "client"
    ITEM = "item"
    PAYMENT = "payment"
    STATEMENT = "statement"
    OUTBOX = "outbox"
    SETTINGS = "settings"


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that was added, changed or removed; `id` 0 means many of the kind."""

    kind: Kind
    id: int
