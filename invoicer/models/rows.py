"""Rows of the lists of documents, and what a list shows; reached through `models.stored` too.

Apart from the documents themselves, so that a list can be shown before all of those is imported.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from invoicer.models.kinds import DocumentKind
from invoicer.models.lifecycle import Status
from invoicer.models.money import Money


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentRow:
    """One row of a list of documents. A draft's `payable` is what it would be if issued now."""

    id: int
    kind: DocumentKind
    number: str
    client_id: int | None
    client_name: str
    issued_on: date | None
    due_on: date | None
    status: Status
    payable: Money
    open: Money


class Order(StrEnum):
    """What a list of documents is sorted by."""

    NUMBER = "number"
    CLIENT = "client"
    ISSUED = "issued"
    DUE = "due"
    TOTAL = "total"
    OPEN = "open"


class Chip(StrEnum):
    """The filters above a list of documents."""

    ALL = "all"
    DRAFT = "draft"
    OPEN = "open"
    OVERDUE = "overdue"
    PAID = "paid"


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentFilter:
    """Which documents a list shows; `text` is what was typed, `kinds` empty means every kind."""

    kinds: tuple[DocumentKind, ...] = ()
    chip: Chip = Chip.ALL
    text: str = ""
    client_id: int | None = None
    order: Order = Order.ISSUED
    descending: bool = True
