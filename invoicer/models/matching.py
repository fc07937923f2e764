"""Which open documents a bank line pays, with reasons."""

from dataclasses import dataclass
from datetime import date

from invoicer.models.money import Money


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenDocument:
    """A document that waits for money. `discounts` are (last day, amount that may be taken off)."""

    document_id: int
    number: str
    client_id: int | None
    client_name: str
    open: Money
    issued_on: date
    due_on: date | None = None
    discounts: tuple[tuple[date, Money], ...] = ()
    known_accounts: tuple[str, ...] = ()
    known_names: tuple[str, ...] = ()
    references: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """What of a line goes to one document, and the discount granted with it."""

    document_id: int
    amount: Money
    discount: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """One way to book a line. `confidence` is whole percent; `certain` may be booked unasked."""

    shares: tuple[Share, ...]
    confidence: int
    reasons: tuple[str, ...]
    certain: bool = False
