"""A business, its client and what is written to them, for every test of this room."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from io import BytesIO
from typing import Any

import pypdf

from invoicer.documents import render
from invoicer.models import totals
from invoicer.models.document import Document, DocumentKind, Line, Snapshot
from invoicer.models.party import Address, BankAccount, Business, Party
from invoicer.models.payment_terms import EarlyDiscount, PaymentTerms
from invoicer.models.tax import Tax, TaxCategory
from invoicer.models.totals import Totals

IBAN = "DE12500105170648489890"
ISSUED_ON = date(2026, 11, 21)
VAT_19 = Tax(TaxCategory.STANDARD, Decimal(19), "USt.")
VAT_7 = Tax(TaxCategory.STANDARD, Decimal(7), "USt.")

SELLER = Business(
    party=Party(
        name="Lena Baum Design",
        address=Address(line1="Hafenstr. 3", postcode="20457", city="Hamburg", country="DE"),
        email="hello@lenabaum.example",
        phone="+49 40 1234560",
        website="www.lenabaum.example",
        vat_id="DE136695976",
        tax_number="22/123/45678",
    ),
    country="DE",
    accounts=(BankAccount(account=IBAN, bic="INGDDEFFXXX", bank="ING"),),
)

BUYER = Party(
    name="Kessler & Söhne GmbH",
    contact_name="Zoë Łuczak",
    address=Address(line1="Industrieweg 4", postcode="70565", city="Stuttgart", country="DE"),
    vat_id="DE811569869",
)


def line(name: str = "Brand workshop", **changes: Any) -> Line:
    """Return a line of 16 hours at 95.00."""
    plain = Line(
        name=name,
        description="Two days with the team, łóżka ő ș Ω Ж",
        quantity=Decimal(16),
        unit="HUR",
        price=Decimal(95),
        taxes=(VAT_19,),
    )
    return replace(plain, **changes)


def document(*lines: Line, **changes: Any) -> Document:
    """Return an invoice with these lines, or with one."""
    plain = Document(
        buyer=BUYER,
        lines=lines or (line(),),
        client_number="K-1004",
        order_number="PO-77812",
        intro="Thank you for the pleasant work together.",
        note="We look forward to the next project.",
        terms=PaymentTerms(14, (EarlyDiscount(Decimal(2), 7),)),
        delivered_on=date(2026, 11, 19),
    )
    return replace(plain, **changes)


def snapshot(
    shown: Document | None = None, seller: Business = SELLER, number: str = "2026-1283"
) -> Snapshot:
    """Return the document as it is frozen when issued."""
    shown = shown or document()
    owed = shown.kind not in (DocumentKind.QUOTE, DocumentKind.CREDIT_NOTE)
    return Snapshot(
        document=shown,
        seller=seller,
        number=number,
        issued_on=ISSUED_ON,
        due_on=date(2026, 12, 5) if owed else None,
        account=seller.accounts[0] if owed and seller.accounts else None,
    )


def figures(shown: Snapshot) -> Totals:
    """Return the totals of a snapshot's document."""
    return totals.calculate(shown.document)


def printed(shown: Snapshot, logo: bytes | None = None) -> pypdf.PdfReader:
    """Return the document's PDF, read back."""
    return pypdf.PdfReader(BytesIO(render.pdf(shown, figures(shown), logo=logo)))


def text_of(reader: pypdf.PdfReader) -> str:
    """Return all words on all pages, with one blank between any two."""
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split())


def text(shown: Snapshot) -> str:
    """Return all words of the document's PDF."""
    return text_of(printed(shown))
