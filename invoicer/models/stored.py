"""Things as the ledger keeps them: with their id and what happened to them since."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from invoicer.models.document import Document, Snapshot
from invoicer.models.lifecycle import Facts
from invoicer.models.matching import Proposal
from invoicer.models.money import Money
from invoicer.models.party import Client, Item
from invoicer.models.payment import Allocation, Payment
from invoicer.models.rows import Chip as Chip
from invoicer.models.rows import DocumentFilter as DocumentFilter
from invoicer.models.rows import DocumentRow as DocumentRow
from invoicer.models.rows import Order as Order
from invoicer.models.statement import StatementLine
from invoicer.models.totals import Totals


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredClient:
    """A client with its id; `open` is what it owes, per currency, `credit` what it has in hand."""

    id: int
    client: Client
    archived: bool = False
    revision: int = 0
    open: tuple[Money, ...] = ()
    credit: tuple[Money, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredItem:
    """An item with its id."""

    id: int
    item: Item
    archived: bool = False
    revision: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredDocument:
    """A document with all that is known of it.

    A draft has no number, snapshot or totals of its own (they are calculated); an issued document
    is read from its frozen snapshot. `revision` counts a draft's changes.
    """

    id: int
    document: Document
    facts: Facts
    number: str = ""
    snapshot: Snapshot | None = None
    totals: Totals | None = None
    revision: int = 0
    created_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredPayment:
    """A payment with what it settled; `reversed` once an undo took it back."""

    id: int
    payment: Payment
    allocations: tuple[Allocation, ...]
    unallocated: Money
    statement_line_id: int | None = None
    reversed: bool = False


class LineState(StrEnum):
    """What became of an imported bank line."""

    OPEN = "open"
    SUGGESTED = "suggested"
    BOOKED = "booked"
    CREDIT = "credit"
    IGNORED = "ignored"


class LineGroup(StrEnum):
    """The filters above the list of bank lines. Money out is no income unless it was booked."""

    TO_DO = "to_do"
    BOOKED = "booked"
    NOT_INCOME = "not_income"
    ALL = "all"


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredLine:
    """An imported bank line, what became of it, and the ways it might be booked, best first."""

    id: int
    import_id: int
    line: StatementLine
    state: LineState
    payment_id: int | None = None
    proposals: tuple[Proposal, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredImport:
    """One imported bank file."""

    id: int
    file_name: str
    profile: str
    account: str
    currency: str
    imported_at: datetime
    lines: int
    new_lines: int
    booked: int
    undone: bool = False


class MailState(StrEnum):
    """Where a mail stands; `unknown` means it may have been sent and nobody can tell."""

    QUEUED = "queued"
    SENDING = "sending"
    ACCEPTED = "accepted"
    REFUSED = "refused"
    UNKNOWN = "unknown"
    DELETED = "deleted"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mail:
    """A mail to be sent. `attachments` are (file name, media type, SHA-256 of the stored bytes)."""

    to: str
    subject: str
    body: str
    sender: str = ""
    cc: str = ""
    bcc: str = ""
    reply_to: str = ""
    document_id: int | None = None
    attachments: tuple[tuple[str, str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredMail:
    """A mail in the outbox with what the server said of it."""

    id: int
    mail: Mail
    message_id: str
    state: MailState
    attempts: int
    created_at: datetime
    next_attempt_at: datetime | None = None
    accepted_at: datetime | None = None
    server_reply: str = ""
    # The process that sends it or sent it last, and since when.
    claimed_by: str = ""
    claimed_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditEntry:
    """One line of the audit log (append-only, chained by hash)."""

    id: int
    at: datetime
    act: str
    kind: str
    subject_id: int
    details: str
    hash: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchHit:
    """One result of a search over everything."""

    kind: str
    id: int
    title: str
    subtitle: str
