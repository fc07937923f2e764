"""Documents, clients and payments for tests of the ledger."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from invoicer.ledger import clients, documents, payments
from invoicer.ledger.ledger import Ledger
from invoicer.models import totals
from invoicer.models.document import Document, DocumentKind, Line, Snapshot
from invoicer.models.money import Money
from invoicer.models.party import Address, Business, Client, Party
from invoicer.models.payment import Allocation, AllocationKind, Payment
from invoicer.models.tax import Tax
from invoicer.models.totals import Totals

ON = date(2026, 3, 2)
AT = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
VAT = (Tax(rate=Decimal(19), name="VAT"),)
SELLER = Business(party=Party(name="Büro Nord", vat_id="DE136695976"), country="DE")
CLIENT = Client(
    party=Party(
        name="Łódź Traders GmbH",
        address=Address(line1="Weg 1", postcode="20095", city="Hamburg", country="DE"),
        email="office@lodz.example",
    ),
    number="K-17",
)


class Clock:
    """Goes on by a second each time it is read."""

    def __init__(self) -> None:
        self.at = AT

    def __call__(self) -> datetime:
        self.at += timedelta(seconds=1)
        return self.at


def document(kind: DocumentKind = DocumentKind.INVOICE, price: str = "100") -> Document:
    """Return a document of one line with 19 % VAT: 119.00 for a price of 100."""
    line = Line(
        name="Advice", description="an afternoon", price=Decimal(price), taxes=VAT, item_number="A1"
    )
    return Document(kind=kind, buyer=Party(name="Ærø Yachts ApS"), lines=(line,))


def snapshot(draft: Document, number: str, on: date = ON) -> tuple[Snapshot, Totals, bytes]:
    """Return what is kept of a document when it is issued; due in 14 days."""
    kept = Snapshot(
        document=draft,
        seller=SELLER,
        number=number,
        issued_on=on,
        due_on=draft.due_on or on + timedelta(days=draft.terms.days),
    )
    return kept, totals.calculate(draft), f"%PDF {number} {on} {draft.lines}".encode()


def issue(ledger: Ledger, draft: Document, on: date = ON) -> int:
    """Add and issue a document; return its id."""
    with ledger.atomic():
        document_id = documents.add(ledger, draft)
        documents.freeze(
            ledger, document_id, on=on, make=lambda number: snapshot(draft, number, on)
        )
    return document_id


def add_client(ledger: Ledger, client: Client = CLIENT) -> int:
    """Add a client; return its id."""
    with ledger.atomic():
        return clients.add(ledger, client)


def for_client(draft: Document, client_id: int) -> Document:
    """Return the document for that client."""
    return replace(draft, client_id=client_id)


def eur(minor: int) -> Money:
    """Return that many cents."""
    return Money(minor, "EUR")


def pay(
    ledger: Ledger,
    minor: int,
    *shares: tuple[int, int],
    client_id: int | None = None,
    reference: str = "",
) -> int:
    """Keep a payment in cents with its shares (document, cents); return its id."""
    allocations = [Allocation(document_id=id_, amount=eur(share)) for id_, share in shares]
    payment = Payment(amount=eur(minor), received_on=ON, client_id=client_id, reference=reference)
    with ledger.atomic():
        return payments.add(ledger, payment, allocations)


def settle(
    ledger: Ledger,
    document_id: int,
    minor: int,
    kind: AllocationKind,
    credit_note_id: int | None = None,
) -> None:
    """Settle part of a document without a payment."""
    allocation = Allocation(
        document_id=document_id, amount=eur(minor), kind=kind, credit_note_id=credit_note_id
    )
    with ledger.atomic():
        payments.allocate(ledger, (allocation,), on=ON)
