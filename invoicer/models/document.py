"""Quotes, invoices and credit notes as frozen data, named as EN 16931 names their parts.

What is typed (quantity, price, percentage, the amount of a discount) is a Decimal in the
document's currency; `models.totals.calculate` turns it into amounts.
"""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from invoicer.models.kinds import DocumentKind as DocumentKind
from invoicer.models.party import BankAccount, Business, Party
from invoicer.models.payment_terms import PaymentTerms
from invoicer.models.tax import Tax

# UNTDID 1001 document name codes (BT-3).
TYPE_CODES = {
    DocumentKind.QUOTE: "310",
    DocumentKind.INVOICE: "380",
    DocumentKind.CREDIT_NOTE: "381",
    DocumentKind.CORRECTED_INVOICE: "384",
    DocumentKind.DEPOSIT_INVOICE: "386",
    DocumentKind.FINAL_INVOICE: "380",
}

# Documents that ask for money; a credit note gives it back and a quote does neither.
INVOICES = frozenset(DocumentKind) - {DocumentKind.QUOTE, DocumentKind.CREDIT_NOTE}


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """From the first to the last day of a service or delivery (BG-14, BG-26)."""

    start_on: date
    end_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Adjustment:
    """A discount (allowance) or charge: a percentage, or else an amount, never both.

    On a line (BG-27, BG-28) it takes the line's taxes. On the document (BG-20, BG-21) `taxes`
    names the tax group it belongs to; None spreads it over all groups in proportion.
    """

    charge: bool = False
    percentage: Decimal | None = None
    amount: Decimal | None = None
    reason: str = ""
    taxes: tuple[Tax, ...] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One invoice line (BG-25). `price` is for `base_quantity` of `unit` (UN/ECE Rec. 20)."""

    name: str = ""
    description: str = ""
    item_id: int | None = None
    item_number: str = ""
    quantity: Decimal = Decimal(1)
    unit: str = "C62"
    price: Decimal = Decimal(0)
    base_quantity: Decimal = Decimal(1)
    adjustments: tuple[Adjustment, ...] = ()
    taxes: tuple[Tax, ...] = ()
    period: Period | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Withholding:
    """A tax the buyer keeps back and pays for the seller, in percent of the net (IRPF)."""

    name: str
    rate: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentReference:
    """Another document named by this one (BG-3 preceding invoice, a deposit, the origin).

    A deposit also tells its gross `amount`, the `net` within it (what is left is its tax) and what
    was `withheld` from it, so that a final invoice can show them and withholds nothing twice.
    """

    document_id: int | None = None
    number: str = ""
    issued_on: date | None = None
    amount: Decimal | None = None
    net: Decimal | None = None
    withheld: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """Everything that is written on a document, before it has a number or a date of issue.

    `origin` is what it was made from (a quote, a duplicate's source); `preceding` what a credit
    note or corrected invoice corrects (BG-3); `deposits` what a final invoice deducts, each with
    the gross amount already invoiced (BT-113). `round_to` makes the amount due a multiple of that
    (BT-114; Swiss 0.05). `valid_until` is for quotes. `issue_on` is the date a draft is meant to
    bear; the date it is issued with is the snapshot's.
    """

    kind: DocumentKind = DocumentKind.INVOICE
    currency: str = "EUR"
    language: str = "en"
    client_id: int | None = None
    client_number: str = ""
    buyer: Party = field(default_factory=Party)
    lines: tuple[Line, ...] = ()
    adjustments: tuple[Adjustment, ...] = ()
    prices_include_tax: bool = False
    withholdings: tuple[Withholding, ...] = ()
    prepaid: Decimal = Decimal(0)
    deposits: tuple[DocumentReference, ...] = ()
    round_to: Decimal | None = None
    terms: PaymentTerms = field(default_factory=PaymentTerms)
    issue_on: date | None = None
    due_on: date | None = None
    valid_until: date | None = None
    delivered_on: date | None = None
    period: Period | None = None
    buyer_reference: str = ""
    order_number: str = ""
    contract_number: str = ""
    project: str = ""
    intro: str = ""
    note: str = ""
    origin: DocumentReference | None = None
    preceding: tuple[DocumentReference, ...] = ()
    template: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """All a document's PDF, XML and mail are made from, frozen when it is issued.

    A preview of a draft is the same with an empty number. `account` is where to pay to.
    """

    document: Document
    seller: Business
    number: str
    issued_on: date
    due_on: date | None
    account: BankAccount | None = None
