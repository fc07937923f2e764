"""What is due on a day: money to be expected, mails that wait, quotes about to lapse."""

from dataclasses import dataclass
from datetime import date, timedelta

from invoicer.ledger import documents as kept
from invoicer.ledger import outbox
from invoicer.ledger.ledger import Ledger
from invoicer.models.document import INVOICES, DocumentKind
from invoicer.models.lifecycle import Status
from invoicer.models.stored import Chip, DocumentFilter, DocumentRow, MailState, StoredMail

SOON = timedelta(days=7)
PAGE = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """What asks for attention on a day; nothing has been done about it."""

    on: date
    overdue: tuple[DocumentRow, ...]
    due_soon: tuple[DocumentRow, ...]
    lapsing_quotes: tuple[DocumentRow, ...]
    waiting_mails: tuple[StoredMail, ...]
    doubtful_mails: tuple[StoredMail, ...]


def due(ledger: Ledger, on: date) -> Due:
    """Return what is due on that day and within the week after it."""
    invoices = tuple(sorted(INVOICES))
    open_rows = _all(ledger, DocumentFilter(kinds=invoices, chip=Chip.OPEN), on)
    quotes = _all(ledger, DocumentFilter(kinds=(DocumentKind.QUOTE,), chip=Chip.ALL), on)
    return Due(
        on=on,
        overdue=tuple(row for row in open_rows if row.status == Status.OVERDUE),
        due_soon=tuple(
            row for row in open_rows if row.due_on is not None and on <= row.due_on <= on + SOON
        ),
        lapsing_quotes=tuple(
            row
            for row in quotes
            if row.status in (Status.ISSUED, Status.SENT, Status.DELIVERED)
            and row.due_on is not None
            and row.due_on <= on + SOON
        ),
        waiting_mails=tuple(outbox.rows(ledger, states=(MailState.QUEUED,))),
        doubtful_mails=tuple(outbox.rows(ledger, states=(MailState.UNKNOWN, MailState.SENDING))),
    )


def _all(ledger: Ledger, wanted: DocumentFilter, on: date) -> list[DocumentRow]:
    found: list[DocumentRow] = []
    while page := kept.rows(ledger, wanted, on, limit=PAGE, offset=len(found)):
        found.extend(page)
    return found
