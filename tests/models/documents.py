"""Documents to test with: fixed ones for examples, and hypothesis strategies for properties."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from hypothesis import strategies as st

from invoicer.models.currency import minor_digits
from invoicer.models.document import (
    Adjustment,
    Document,
    DocumentKind,
    DocumentReference,
    Line,
    Snapshot,
    Withholding,
)
from invoicer.models.party import Address, BankAccount, Business, Party
from invoicer.models.tax import Tax, TaxCategory


def tax(percent: str, name: str = "VAT", *, compound: bool = False) -> Tax:
    """Return a standard-rated tax."""
    return Tax(TaxCategory.STANDARD, Decimal(percent), name, compound)


STANDARD = (tax("19"),)
REDUCED = (tax("7"),)
REVERSE_CHARGE = (
    Tax(TaxCategory.REVERSE_CHARGE, name="VAT", reason="Reverse charge", reason_code="VATEX-EU-AE"),
)
GST_AND_QST = (tax("5", "GST"), tax("9.975", "QST"))
GST_WITHIN_QST = (tax("5", "GST"), tax("9.5", "QST", compound=True))

SELLER = Business(
    party=Party(
        name="Muster & Co.",
        address=Address(line1="Hauptstr. 1", postcode="10115", city="Berlin", country="DE"),
        vat_id="DE136695976",
        email="rechnung@muster.example",
    ),
    country="DE",
    accounts=(BankAccount(account="DE89370400440532013000", bic="COBADEFFXXX"),),
)
BUYER = Party(
    name="Client GmbH",
    address=Address(line1="Ring 2", postcode="1010", city="Wien", country="AT"),
    vat_id="ATU33864707",
)


def line(price: str, *, quantity: str = "1", taxes: tuple[Tax, ...] = STANDARD) -> Line:
    """Return a line named after its price."""
    return Line(
        name=f"Thing for {price}", price=Decimal(price), quantity=Decimal(quantity), taxes=taxes
    )


def invoice(*lines: Line, **fields: object) -> Document:
    """Return an invoice that could be issued."""
    return replace(
        Document(buyer=BUYER, lines=lines or (line("100"),), delivered_on=date(2026, 3, 1)),
        **fields,  # type: ignore[arg-type]
    )


def snapshot(document: Document, number: str = "2026-0001") -> Snapshot:
    """Return the document as if it had been issued on 2 March 2026."""
    return Snapshot(
        document=document,
        seller=SELLER,
        number=number,
        issued_on=date(2026, 3, 2),
        due_on=date(2026, 3, 16),
    )


def decimals(most: str, places: int, least: str = "0") -> st.SearchStrategy[Decimal]:
    """Return numbers with at most so many decimals."""
    # Scaled integers: drawn several times as fast as hypothesis' own decimals.
    low, high = (int(Decimal(end).scaleb(places)) for end in (least, most))
    return st.integers(low, high).map(lambda number: Decimal(number).scaleb(-places))


VAT_GROUPS = (
    STANDARD,
    REDUCED,
    (tax("25.5"),),
    (Tax(TaxCategory.ZERO, name="VAT"),),
    (Tax(TaxCategory.EXEMPT, name="VAT", reason="Exempt"),),
    (),
)
GROUPS = (*VAT_GROUPS, GST_AND_QST, GST_WITHIN_QST, (tax("5", "GST"), tax("7", "PST")))
CURRENCIES = ("EUR", "CHF", "JPY", "KWD", "CLF")


@st.composite
def adjustments(
    draw: st.DrawFn, currency: str, groups: tuple[tuple[Tax, ...], ...] = ()
) -> Adjustment:
    """Return a discount or charge; on a document it may belong to one of the groups."""
    charge = draw(st.booleans())
    taxes = draw(st.sampled_from((None, *groups))) if groups else None
    if draw(st.booleans()):
        return Adjustment(charge=charge, percentage=draw(decimals("60", 3)), taxes=taxes)
    amount = draw(decimals("50", minor_digits(currency)))
    return Adjustment(charge=charge, amount=amount, taxes=taxes)


@st.composite
def lines(draw: st.DrawFn, currency: str, groups: tuple[tuple[Tax, ...], ...]) -> Line:
    """Return a line; some are goods taken back, with a negative quantity."""
    return Line(
        name="Thing",
        quantity=draw(decimals("200", 3, "-20")),
        price=draw(decimals("9999", 4)),
        base_quantity=draw(st.sampled_from([Decimal(1), Decimal(3), Decimal(100)])),
        adjustments=tuple(draw(st.lists(adjustments(currency), max_size=2))),
        taxes=draw(st.sampled_from(groups)),
    )


@st.composite
def documents(
    draw: st.DrawFn,
    *,
    groups: tuple[tuple[Tax, ...], ...] = GROUPS,
    gross: bool | None = None,
    currencies: tuple[str, ...] = CURRENCIES,
) -> Document:
    """Return any invoice that can be calculated."""
    currency = draw(st.sampled_from(currencies))
    digits = minor_digits(currency)
    written = draw(st.lists(lines(currency, groups), min_size=1, max_size=6))
    used = tuple(dict.fromkeys(line.taxes for line in written))
    step = Decimal(5).scaleb(-digits)
    return Document(
        kind=DocumentKind.INVOICE,
        currency=currency,
        lines=tuple(written),
        adjustments=tuple(draw(st.lists(adjustments(currency, used), max_size=3))),
        prices_include_tax=draw(st.booleans()) if gross is None else gross,
        withholdings=tuple(
            Withholding(name="IRPF", rate=rate)
            for rate in draw(st.lists(decimals("30", 2), max_size=2))
        ),
        prepaid=draw(decimals("100", digits)),
        deposits=tuple(
            DocumentReference(number="D-1", amount=amount)
            for amount in draw(st.lists(decimals("100", digits), max_size=2))
        ),
        round_to=draw(st.sampled_from([None, step])),
    )
