"""A ledger with a business and two clients, and a printer that is quick."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from invoicer.actions import business, clients
from invoicer.actions import documents as acts
from invoicer.ledger import ledger as ledgers
from invoicer.ledger.ledger import Ledger
from invoicer.models.document import Adjustment, Document, DocumentKind, Line, Snapshot
from invoicer.models.party import (
    Address,
    BankAccount,
    Business,
    Client,
    Party,
    TaxTreatment,
)
from invoicer.models.payment_terms import EarlyDiscount, PaymentTerms
from invoicer.models.tax import Tax
from invoicer.models.totals import Totals

TODAY = date(2026, 11, 21)
STANDARD = (Tax(rate=Decimal(19), name="USt"),)
REDUCED = (Tax(rate=Decimal(7), name="USt"),)

BUSINESS = Business(
    party=Party(
        name="Lena Baum Design",
        address=Address(line1="Hafenstr. 3", postcode="20457", city="Hamburg", country="DE"),
        email="lena@baum.example",
        vat_id="DE136695976",
    ),
    country="DE",
    accounts=(BankAccount(account="DE12500105170648489890", bic="INGDDEFFXXX"),),
    terms=PaymentTerms(14, (EarlyDiscount(Decimal(2), 7),)),
)


def client(name: str, treatment: TaxTreatment = TaxTreatment.DOMESTIC, vat_id: str = "") -> Client:
    """Return a client with a full address."""
    address = Address(line1="Industrieweg 4", postcode="70565", city="Stuttgart", country="DE")
    return Client(
        party=Party(name=name, address=address, email="rechnung@kessler.example", vat_id=vat_id),
        treatment=treatment,
    )


def render(snapshot: Snapshot, totals: Totals, *, logo: bytes | None) -> bytes:
    """Stand in for the PDF where its looks don't matter: what it holds is told by its bytes."""
    return f"{snapshot.number} {snapshot.issued_on} {totals.payable}".encode()


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    """A ledger on disk with a business and the clients 1 and 2."""
    opened = ledgers.create(
        tmp_path / "books.invoicer", clock=lambda: datetime(2026, 11, 21, 9, 30, tzinfo=UTC)
    )
    business.set_business(opened, BUSINESS)
    clients.add(opened, client("Kessler & Söhne GmbH"))
    clients.add(opened, client("Northwind Lights GmbH"))
    yield opened
    opened.close()


def invoice(ledger: Ledger, *, kind: DocumentKind = DocumentKind.INVOICE) -> Document:
    """Return the invoice of the pictures: two rates and a discount, 4,703.90 to pay."""
    from dataclasses import replace

    lines = (
        Line(
            name="Brand workshop, two days",
            quantity=Decimal(16),
            unit="HUR",
            price=Decimal(95),
            taxes=STANDARD,
        ),
        Line(
            name="Style guide",
            price=Decimal(2400),
            adjustments=(Adjustment(percentage=Decimal(5)),),
            taxes=STANDARD,
        ),
        Line(
            name="Printing, passed on",
            quantity=Decimal(200),
            price=Decimal("0.85"),
            taxes=REDUCED,
        ),
    )
    return replace(acts.new(ledger, kind, 1), lines=lines, delivered_on=TODAY)


def issued(ledger: Ledger, on: date = TODAY, kind: DocumentKind = DocumentKind.INVOICE) -> int:
    """Write and issue that invoice; return its id."""
    document_id = acts.save_draft(ledger, invoice(ledger, kind=kind))
    acts.issue(ledger, document_id, today=on, render=render)
    return document_id
