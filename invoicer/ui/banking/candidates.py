"""The documents a bank line may be split over, those that fit best first."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from invoicer.ledger import document_lists, open_documents
from invoicer.ledger.ledger import Ledger
from invoicer.models.document import DocumentKind
from invoicer.models.money import Money
from invoicer.models.stored import Chip, DocumentFilter, StoredLine

MOST_CREDIT_NOTES = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A document that still waits for money, or a credit note that still gives some."""

    document_id: int
    number: str
    client_id: int | None
    client_name: str
    open: Money
    day: date | None

    def fits(self, text: str) -> bool:
        """Tell whether every word of the text stands in number or name."""
        whole = f"{self.number} {self.client_name}".casefold()
        return all(word in whole for word in text.casefold().split())


def candidates(ledger: Ledger, stored: StoredLine, today: date) -> list[Candidate]:
    """Return open invoices for money in, credit notes for money out.

    The documents of its proposals come first, then the others of the same clients, then the rest.
    """
    found = (
        _invoices(ledger, stored.line.amount.currency)
        if stored.line.amount.minor > 0
        else _credit_notes(ledger, stored.line.amount.currency, today)
    )
    proposed = [share.document_id for one in stored.proposals for share in one.shares]
    places = {document_id: place for place, document_id in reversed(list(enumerate(proposed)))}
    owners = {one.client_id for one in found if one.document_id in places}

    def rank(one: Candidate) -> tuple[int, int]:
        if one.document_id in places:
            return 0, places[one.document_id]
        return (1 if one.client_id in owners else 2), 0

    return sorted(found, key=rank)


def _invoices(ledger: Ledger, currency: str) -> list[Candidate]:
    return [
        Candidate(
            document_id=one.document_id,
            number=one.number,
            client_id=one.client_id,
            client_name=one.client_name,
            open=one.open,
            day=one.issued_on,
        )
        for one in open_documents.open_documents(ledger, currency)
    ]


def _credit_notes(ledger: Ledger, currency: str, today: date) -> Sequence[Candidate]:
    wanted = DocumentFilter(kinds=(DocumentKind.CREDIT_NOTE,), chip=Chip.OPEN)
    rows = document_lists.rows(ledger, wanted, today, limit=MOST_CREDIT_NOTES, offset=0)
    return [
        Candidate(
            document_id=row.id,
            number=row.number,
            client_id=row.client_id,
            client_name=row.client_name,
            open=abs(row.open),
            day=row.issued_on,
        )
        for row in rows
        if row.open and row.open.currency == currency
    ]
