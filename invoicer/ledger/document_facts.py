"""What happened to issued documents, and the log of it."""

from datetime import datetime

from invoicer.i18n import gettext as _
from invoicer.ledger import audit
from invoicer.ledger.ledger import Ledger, Row
from invoicer.ledger.moments import day, moment_text
from invoicer.models.changes import Kind
from invoicer.models.document import DocumentKind
from invoicer.models.errors import NotAllowed, NotFound
from invoicer.models.lifecycle import Answer, Facts
from invoicer.models.money import Money
from invoicer.models.stored import AuditEntry

# The columns `facts` reads, in its order.
COLUMNS = (
    "kind, currency, issued_on, due_on, valid_until, payable_minor, paid_minor, credited_minor,"
    " written_off_minor, sent_at, delivered_at, answer, invoiced"
)


def facts(row: Row) -> Facts:
    """Return what happened to a document, from a row of COLUMNS."""
    (kind, currency, issued_on, due_on, valid_until, payable, paid, credited, written_off) = row[:9]
    sent_at, delivered_at, answer, invoiced = row[9:]
    return Facts(
        kind=DocumentKind(kind),
        issued_on=day(issued_on),
        due_on=day(due_on),
        payable=Money(payable, currency),
        paid=Money(paid, currency),
        credited=Money(credited, currency),
        written_off=Money(written_off, currency),
        sent=sent_at is not None,
        delivered=delivered_at is not None,
        answer=Answer(answer),
        valid_until=day(valid_until),
        invoiced=bool(invoiced),
    )


def open_amount(ledger: Ledger, id: int) -> Money:  # noqa: A002
    """Return what is still to be settled of a document; zero for drafts and quotes.

    Raises NotFound.
    """
    row = ledger.first("SELECT open_minor, currency FROM documents WHERE id = ?", (id,))
    if row is None:
        raise not_found(id)
    return Money(row[0], row[1])


def mark_sent(ledger: Ledger, id: int, at: datetime) -> None:  # noqa: A002
    """Note that a document went out; the first time counts. Raises NotAllowed for a draft."""
    _mark(ledger, id, "sent_at", moment_text(at), "sent")


def mark_delivered(ledger: Ledger, id: int, at: datetime) -> None:  # noqa: A002
    """Note that a document arrived; the first time counts. Raises NotAllowed for a draft."""
    _mark(ledger, id, "delivered_at", moment_text(at), "delivered")


def _mark(ledger: Ledger, document_id: int, column: str, at_text: str, act: str) -> None:
    issued_kind(ledger, document_id)
    before = ledger.value(f"SELECT {column} FROM documents WHERE id = ?", (document_id,))
    if before is None:
        ledger.write(f"UPDATE documents SET {column} = ? WHERE id = ?", (at_text, document_id))
    audit.record(ledger, act, Kind.DOCUMENT, document_id, {"at": at_text})
    ledger.touch(Kind.DOCUMENT, document_id)


def set_answer(ledger: Ledger, id: int, answer: Answer) -> None:  # noqa: A002
    """Note what the client said to a quote. Raises NotAllowed for anything else."""
    if issued_kind(ledger, id) != DocumentKind.QUOTE:
        raise NotAllowed(_("Only a quote can be accepted or declined."))
    ledger.write("UPDATE documents SET answer = ? WHERE id = ?", (answer.value, id))
    audit.record(ledger, answer.value or "answer taken back", Kind.DOCUMENT, id)
    ledger.touch(Kind.DOCUMENT, id)


def mark_invoiced(ledger: Ledger, id: int, invoiced: bool = True) -> None:  # noqa: A002
    """Note that a quote has become an invoice. Raises NotAllowed for anything else."""
    if issued_kind(ledger, id) != DocumentKind.QUOTE:
        raise NotAllowed(_("Only a quote can be turned into an invoice."))
    ledger.write("UPDATE documents SET invoiced = ? WHERE id = ?", (int(invoiced), id))
    audit.record(ledger, "invoiced" if invoiced else "invoice taken back", Kind.DOCUMENT, id)
    ledger.touch(Kind.DOCUMENT, id)


def issued_kind(ledger: Ledger, document_id: int) -> DocumentKind:
    """Return what an issued document is. Raises NotAllowed for a draft, NotFound."""
    row = ledger.first("SELECT kind, state FROM documents WHERE id = ?", (document_id,))
    if row is None:
        raise not_found(document_id)
    if row[1] == "draft":
        raise NotAllowed(_("This is still a draft; issue it first."))
    return DocumentKind(row[0])


def not_found(document_id: int) -> NotFound:
    """Return the refusal for an id no document has."""
    return NotFound(_("document"), str(document_id))


def history(ledger: Ledger, id: int) -> list[AuditEntry]:  # noqa: A002
    """Return all that happened to a document and to the payments and mails for it, oldest first."""
    entries = audit.of(ledger, Kind.DOCUMENT, id)
    for kind, sql in (
        (Kind.PAYMENT, "SELECT DISTINCT payment_id FROM allocations WHERE document_id = ?"),
        (Kind.OUTBOX, "SELECT id FROM outbox WHERE document_id = ?"),
    ):
        for (subject_id,) in ledger.select(sql, (id,)):
            if subject_id is not None:
                entries += audit.of(ledger, kind, subject_id)
    return sorted(entries, key=lambda entry: entry.id)
