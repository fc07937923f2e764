"""What a document lacks before it can be issued, and what looks doubtful in it."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from invoicer.models import presets, requirements
from invoicer.models.document import (
    Adjustment,
    Document,
    DocumentKind,
    DocumentReference,
    Line,
    Period,
    Withholding,
)
from invoicer.models.finding import Severity
from invoicer.models.party import Address, BankAccount, Business, Party, TaxScheme, TaxTreatment
from invoicer.models.payment_terms import EarlyDiscount, PaymentTerms
from invoicer.models.tax import Tax, TaxCategory
from tests.models.documents import (
    BUYER,
    GST_AND_QST,
    REVERSE_CHARGE,
    SELLER,
    documents,
    invoice,
    line,
    tax,
)

Found = dict[str, str]
OLD = date(1899, 12, 31)
FAR = date(9999, 1, 1)


def errors(document: Document, business: Business = SELLER, on: date | None = None) -> Found:
    """Return the errors by the place they are told at."""
    return _found(Severity.ERROR, document, business, on)


def warnings(document: Document, business: Business = SELLER, on: date | None = None) -> Found:
    """Return the warnings by the place they are told at."""
    return _found(Severity.WARNING, document, business, on)


def _found(severity: Severity, document: Document, business: Business, on: date | None) -> Found:
    return {
        finding.field: finding.sentence
        for finding in requirements.findings(document, business, issued_on=on)
        if finding.severity == severity
    }


def seller(**fields: object) -> Business:
    """Return the seller with other particulars of its party."""
    return replace(SELLER, party=replace(SELLER.party, **fields))  # type: ignore[arg-type]


def buyer(**fields: object) -> Document:
    """Return an invoice to a client with other particulars."""
    return invoice(buyer=replace(BUYER, **fields))  # type: ignore[arg-type]


def in_country(country: str, **fields: object) -> Business:
    """Return a seller of that country."""
    address = Address(line1="1 Street", city="Town", country=country)
    return replace(
        SELLER,
        country=country,
        party=Party(name="Seller", address=address, **fields),  # type: ignore[arg-type]
    )


def relieved(category: TaxCategory, reason: str = "As the law says") -> tuple[Tax, ...]:
    """Return the tax of a line that goes untaxed."""
    return (Tax(category, name="VAT", reason=reason),)


def test_a_complete_invoice_has_nothing_to_be_said_against_it() -> None:
    assert requirements.findings(invoice(), SELLER, TaxTreatment.DOMESTIC) == ()


def test_an_empty_document_says_all_that_is_missing_errors_first() -> None:
    found = requirements.findings(Document(), Business(country="DE"))
    assert {f.field for f in found if f.severity == Severity.ERROR} == {
        *("client.name", "client.address", "business.name", "business.address"),
        *("business.tax_number", "lines"),
    }
    severities = [finding.severity for finding in found]
    assert severities == sorted(severities)


MISSING: list[tuple[str, Document, Business]] = [
    ("client.name", buyer(name=" "), SELLER),
    ("client.address", buyer(address=replace(BUYER.address, city="")), SELLER),
    ("client.address", buyer(address=replace(BUYER.address, country="")), SELLER),
    ("client.address", buyer(address=replace(BUYER.address, country="UK")), SELLER),
    ("business.name", invoice(), seller(name="")),
    ("business.address", invoice(), seller(address=replace(SELLER.party.address, city=""))),
    ("business.address", invoice(), seller(address=replace(SELLER.party.address, country=""))),
    ("business.tax_number", invoice(), seller(vat_id="")),
    ("lines", invoice(lines=()), SELLER),
    ("lines[0].name", invoice(replace(line("1"), name="")), SELLER),
    ("lines[0].unit", invoice(replace(line("1"), unit="")), SELLER),
    ("lines[1].taxes", invoice(line("1"), line("2", taxes=())), SELLER),
    ("lines[0].taxes", invoice(line("1", taxes=GST_AND_QST)), SELLER),
    ("lines[0].taxes", invoice(line("1", taxes=(tax("0"),))), SELLER),
    ("lines[0].taxes", invoice(line("1", taxes=relieved(TaxCategory.EXEMPT, ""))), SELLER),
    ("lines", invoice(line("1"), line("2", taxes=relieved(TaxCategory.OUTSIDE_SCOPE))), SELLER),
    ("lines[1].taxes", invoice(line("1"), line("2", taxes=(tax("19.0", "MwSt"),))), SELLER),
    ("lines[0].taxes", invoice(), replace(SELLER, scheme=TaxScheme.SMALL_BUSINESS)),
    (
        "client.vat_id",
        replace(buyer(vat_id=""), lines=(line("1", taxes=REVERSE_CHARGE),)),
        SELLER,
    ),
    (
        "client.vat_id",
        replace(buyer(vat_id=""), lines=(line("1", taxes=relieved(TaxCategory.INTRA_COMMUNITY)),)),
        SELLER,
    ),
    (
        "business.vat_id",
        invoice(line("1", taxes=relieved(TaxCategory.INTRA_COMMUNITY))),
        seller(vat_id="", tax_number="12/345/67890"),
    ),
    (
        "delivered_on",
        invoice(line("1", taxes=relieved(TaxCategory.INTRA_COMMUNITY)), delivered_on=None),
        SELLER,
    ),
    (
        "adjustments[0].taxes",
        invoice(adjustments=(Adjustment(percentage=Decimal(1), taxes=(tax("7"),)),)),
        SELLER,
    ),
    ("preceding", invoice(kind=DocumentKind.CREDIT_NOTE), SELLER),
    ("preceding", invoice(kind=DocumentKind.CORRECTED_INVOICE), SELLER),
    (
        "preceding[0]",
        invoice(kind=DocumentKind.CREDIT_NOTE, preceding=(DocumentReference(document_id=1),)),
        SELLER,
    ),
    ("deposits[0]", invoice(deposits=(DocumentReference(number="D-1"),)), SELLER),
    (
        "deposits[1]",
        invoice(deposits=(DocumentReference(number="D-1", amount=Decimal(1)),) * 2),
        SELLER,
    ),
    (
        "deposits[1]",
        invoice(
            deposits=(
                DocumentReference(document_id=4, number="D-1", amount=Decimal(1)),
                DocumentReference(document_id=4, amount=Decimal(2)),
            )
        ),
        SELLER,
    ),
    ("payable", invoice(line("1", quantity="-1")), SELLER),
    ("payable", invoice(prepaid=Decimal("119.01")), SELLER),
    (
        "payable",
        invoice(
            line("1", quantity="-1"),
            kind=DocumentKind.CREDIT_NOTE,
            preceding=(DocumentReference(number="1"),),
        ),
        SELLER,
    ),
    ("due_on", invoice(due_on=FAR), SELLER),
    ("issue_on", invoice(issue_on=OLD), SELLER),
    ("delivered_on", invoice(delivered_on=OLD), SELLER),
    ("period", invoice(period=Period(start_on=OLD, end_on=date(2026, 1, 1))), SELLER),
    (
        "period",
        invoice(period=Period(start_on=date(2026, 2, 1), end_on=date(2026, 1, 31))),
        SELLER,
    ),
    (
        "lines[0].period",
        invoice(replace(line("1"), period=Period(start_on=date(2026, 1, 1), end_on=FAR))),
        SELLER,
    ),
    (
        "preceding[0]",
        invoice(preceding=(DocumentReference(number="1", issued_on=OLD),)),
        SELLER,
    ),
    (
        "deposits[0]",
        invoice(deposits=(DocumentReference(number="1", amount=Decimal(1), issued_on=FAR),)),
        SELLER,
    ),
    ("terms", invoice(terms=PaymentTerms(days=-1)), SELLER),
    ("terms", invoice(terms=PaymentTerms(days=10**9)), SELLER),
    ("terms", invoice(terms=PaymentTerms(14, (EarlyDiscount(Decimal("NaN"), 7),))), SELLER),
    ("terms", invoice(terms=PaymentTerms(14, (EarlyDiscount(Decimal(0), 7),))), SELLER),
    ("terms", invoice(terms=PaymentTerms(14, (EarlyDiscount(Decimal(2), -7),))), SELLER),
    ("lines[0].name", invoice(replace(line("1"), name="x" * 201)), SELLER),
    ("lines[0].description", invoice(replace(line("1"), description="x" * 5001)), SELLER),
    ("note", invoice(note="a\x00b"), SELLER),
    ("client.name", buyer(name="a\ud800b"), SELLER),
    ("client.address", buyer(address=replace(BUYER.address, line2="x" * 201)), SELLER),
    ("business.footer", invoice(), replace(SELLER, footer="x" * 5001)),
    ("order_number", invoice(order_number="x" * 201), SELLER),
    (
        "adjustments[0].reason",
        invoice(adjustments=(Adjustment(amount=Decimal(1), reason="x" * 201),)),
        SELLER,
    ),
]


@pytest.mark.parametrize(("field", "document", "business"), MISSING)
def test_what_keeps_a_document_from_being_issued_is_said_at_its_place(
    field: str, document: Document, business: Business
) -> None:
    found = errors(document, business)
    assert list(found) == [field]
    assert found[field].endswith((".", "?"))


BAD_AMOUNTS: list[tuple[str, Document]] = [
    ("currency", invoice(currency="XYZ")),
    ("lines[1].price", invoice(line("1"), line("NaN"))),
    ("lines[0].price", invoice(line("-1"))),
    ("lines[0].price", invoice(line("123456789012345678901234567890"))),
    ("lines[0].quantity", invoice(line("1", quantity="sNaN"))),
    ("lines[0].base_quantity", invoice(replace(line("1"), base_quantity=Decimal(0)))),
    ("lines[0].taxes", invoice(line("1", taxes=(tax("sNaN"),)))),
    ("lines[0].taxes", invoice(line("1", taxes=(Tax(TaxCategory.EXEMPT, Decimal(1)),)))),
    (
        "lines[0].adjustments[1]",
        invoice(replace(line("1"), adjustments=(Adjustment(amount=Decimal(0)), Adjustment()))),
    ),
    ("lines[0]", invoice(line("999999999999", quantity="999999999999"))),
    ("lines", invoice(*[line("9999999999.99", quantity="800")] * 2)),
    ("adjustments[0]", invoice(adjustments=(Adjustment(amount=Decimal("NaN")),))),
    ("withholdings[0]", invoice(withholdings=(Withholding(name="x", rate=Decimal(-1)),))),
    ("deposits[0]", invoice(deposits=(DocumentReference(number="1", amount=Decimal(-1)),))),
    ("prepaid", invoice(prepaid=Decimal("Infinity"))),
    ("round_to", invoice(round_to=Decimal(0))),
]


@pytest.mark.parametrize(("field", "document"), BAD_AMOUNTS)
def test_an_amount_that_cannot_be_calculated_is_a_finding_at_its_place(
    field: str, document: Document
) -> None:
    assert list(errors(document)) == [field]


def test_each_wrong_amount_of_a_line_is_told_with_its_number() -> None:
    wrong = replace(line("NaN", quantity="NaN"), base_quantity=Decimal(-1))
    found = errors(invoice(line("1"), wrong))
    assert set(found) == {"lines[1].price", "lines[1].quantity", "lines[1].base_quantity"}
    assert all(sentence.startswith("Line 2: ") for sentence in found.values())


DOUBTFUL: list[tuple[str, Document, Business]] = [
    ("client.address", buyer(address=Address(city="Wien", country="AT")), SELLER),
    ("client.vat_id", buyer(vat_id="ATU33864708"), SELLER),
    ("client.vat_id", buyer(vat_id="DE1", address=replace(BUYER.address, country="US")), SELLER),
    ("client.email", buyer(email="anna@"), SELLER),
    ("business.email", invoice(), seller(email="anna")),
    ("business.vat_id", invoice(), seller(vat_id="DE136695975")),
    ("business.accounts", invoice(), replace(SELLER, accounts=())),
    (
        "business.accounts",
        invoice(),
        replace(SELLER, accounts=(replace(SELLER.accounts[0], currency="CHF"),)),
    ),
    (
        "business.accounts[0].account",
        invoice(),
        replace(SELLER, accounts=(BankAccount(account="DE89370400440532013001"),)),
    ),
    (
        "business.accounts[0].account",
        invoice(),
        replace(SELLER, accounts=(BankAccount(account="12345"),)),
    ),
    (
        "business.accounts[0].bic",
        invoice(),
        replace(SELLER, accounts=(replace(SELLER.accounts[0], bic="COBA"),)),
    ),
    ("lines[0].price", invoice(line("0")), SELLER),
    ("lines[0].quantity", invoice(line("1", quantity="0")), SELLER),
    ("lines[2]", invoice(line("1"), line("2"), line("1")), SELLER),
    ("delivered_on", invoice(delivered_on=None), SELLER),
    ("deposits", invoice(kind=DocumentKind.FINAL_INVOICE), SELLER),
    ("terms", invoice(terms=PaymentTerms(7, (EarlyDiscount(Decimal(2), 14),))), SELLER),
    ("currency", invoice(currency="USD"), SELLER),
    ("currency", invoice(currency="SEK"), in_country("FI", vat_id="FI20774740")),
    (
        "client.address",
        replace(
            buyer(address=replace(BUYER.address, country="US")),
            lines=(line("1", taxes=relieved(TaxCategory.INTRA_COMMUNITY)),),
        ),
        SELLER,
    ),
    (
        "client.address",
        replace(
            buyer(address=replace(BUYER.address, country="DE")),
            lines=(line("1", taxes=relieved(TaxCategory.INTRA_COMMUNITY)),),
        ),
        SELLER,
    ),
    ("client.address", invoice(line("1", taxes=relieved(TaxCategory.EXPORT))), SELLER),
    ("business.registration", invoice(), in_country("FR", vat_id="FR40303265045")),
    (
        "client.vat_id",
        invoice(
            buyer=Party(name="Cliente", address=Address(line1="x", city="Madrid", country="ES"))
        ),
        in_country("ES", tax_number="B58378431"),
    ),
]


@pytest.mark.parametrize(("field", "document", "business"), DOUBTFUL)
def test_what_looks_doubtful_is_warned_of_and_can_be_issued(
    field: str, document: Document, business: Business
) -> None:
    assert list(warnings(document, business)) == [field]
    assert errors(document, business) == {}


def test_a_document_is_not_due_before_it_is_issued() -> None:
    on = date(2026, 3, 2)
    early = invoice(due_on=date(2026, 3, 1), valid_until=date(2026, 3, 1))
    assert set(errors(early, on=on)) == {"due_on", "valid_until"}
    assert set(errors(replace(early, issue_on=on))) == {"due_on", "valid_until"}
    assert errors(early) == {}
    same_day = invoice(due_on=on, valid_until=on)
    assert errors(same_day, on=on) == {}


def test_a_client_set_up_as_not_taxed_should_not_be_charged_tax() -> None:
    found = requirements.findings(invoice(), SELLER, TaxTreatment.REVERSE_CHARGE)
    assert [(finding.field, finding.severity) for finding in found] == [("lines", Severity.WARNING)]
    untaxed = invoice(line("1", taxes=REVERSE_CHARGE))
    assert requirements.findings(untaxed, SELLER, TaxTreatment.REVERSE_CHARGE) == ()


def test_a_quote_needs_only_what_makes_it_readable() -> None:
    quote = Document(
        kind=DocumentKind.QUOTE, buyer=Party(name="Anna"), lines=(Line(name="x", price=Decimal(1)),)
    )
    bare = Business(party=Party(name="Muster"), country="DE")
    assert requirements.findings(quote, bare) == ()
    assert set(errors(Document(kind=DocumentKind.QUOTE), bare)) == {"client.name", "lines"}


def test_a_deposit_or_credit_note_needs_no_delivery_date() -> None:
    paid_before = invoice(kind=DocumentKind.DEPOSIT_INVOICE, delivered_on=None)
    assert warnings(paid_before) == {}
    in_march = Period(start_on=date(2026, 3, 1), end_on=date(2026, 3, 31))
    assert warnings(invoice(delivered_on=None, period=in_march)) == {}
    of_a_line = invoice(replace(line("1"), period=in_march), delivered_on=None)
    assert warnings(of_a_line) == {}


def test_a_supply_to_northern_ireland_is_intra_community() -> None:
    document = invoice(
        line("1", taxes=relieved(TaxCategory.INTRA_COMMUNITY)),
        buyer=replace(BUYER, address=replace(BUYER.address, country="GB"), vat_id="XI432525179"),
    )
    assert requirements.findings(document, SELLER) == ()


def test_an_american_needs_neither_tax_nor_tax_number() -> None:
    american = replace(
        in_country("US"), currency="USD", accounts=(BankAccount(account="026009593 123456"),)
    )
    plain = invoice(line("10", taxes=()), currency="USD")
    assert requirements.findings(plain, american) == ()
    two_taxes = (tax("4", "State"), tax("4", "City"))
    assert (
        requirements.findings(replace(plain, lines=(line("10", taxes=two_taxes),)), american) == ()
    )
    zero = (tax("0", "City"),)
    assert errors(replace(plain, lines=(line("10", taxes=zero),)), american) == {}


@pytest.mark.parametrize(
    ("country", "particulars", "missing"),
    [
        ("DE", {}, "business.tax_number"),
        ("DE", {"tax_number": "12/345/67890"}, None),
        ("AT", {"tax_number": "12 345/6789"}, "business.vat_id"),
        ("AT", {"vat_id": "ATU33864707"}, None),
        ("AU", {}, "business.tax_number"),
        ("AU", {"tax_number": "51 824 753 556"}, None),
        ("CA", {"tax_number": "123456789 RT0001"}, None),
        ("US", {}, None),
    ],
)
def test_each_country_wants_its_own_number_of_the_seller(
    country: str, particulars: dict[str, str], missing: str | None
) -> None:
    rate = presets.default_rate(presets.of(country))
    taxes = rate.taxes if rate is not None else ()
    found = errors(invoice(line("10", taxes=taxes)), in_country(country, **particulars))
    assert list(found) == ([missing] if missing else [])


@pytest.mark.parametrize(
    ("country", "particulars", "missing"),
    [
        ("DE", {}, "business.tax_number"),
        ("DE", {"tax_number": "12/345/67890"}, None),
        ("FR", {"registration": "732 829 320"}, None),
        ("AT", {}, None),
        ("GB", {}, None),
    ],
)
def test_a_small_business_needs_a_number_where_its_law_says_so(
    country: str, particulars: dict[str, str], missing: str | None
) -> None:
    business = replace(in_country(country, **particulars), scheme=TaxScheme.SMALL_BUSINESS)
    taxes = presets.line_taxes(
        presets.of(country), TaxTreatment.DOMESTIC, None, scheme=TaxScheme.SMALL_BUSINESS
    )
    assert list(errors(invoice(line("10", taxes=taxes)), business)) == (
        [missing] if missing else []
    )


def test_a_small_business_without_any_number_is_warned() -> None:
    business = replace(in_country("AT"), scheme=TaxScheme.SMALL_BUSINESS)
    document = invoice(line("10", taxes=relieved(TaxCategory.EXEMPT)))
    assert list(warnings(document, business)) == ["business.tax_number"]


def test_the_country_of_the_address_stands_in_for_that_of_the_business() -> None:
    assert requirements.country_of(replace(SELLER, country="")) == "DE"
    assert requirements.country_of(replace(SELLER, country="AT")) == "AT"


@pytest.mark.parametrize(
    "treatment", [t for t in TaxTreatment if t != TaxTreatment.DOMESTIC], ids=str
)
@pytest.mark.parametrize("country", presets.countries())
def test_lines_taxed_by_a_preset_can_be_issued(country: str, treatment: TaxTreatment) -> None:
    preset = presets.of(country)
    taxes = presets.line_taxes(preset, treatment, presets.default_rate(preset))
    business = in_country(country, vat_id="DE136695976", tax_number="1", registration="1")
    document = invoice(line("10", taxes=taxes), currency=preset.currency)
    assert errors(document, business) == {}


ODD = st.decimals(allow_nan=True, allow_infinity=True) | st.sampled_from(
    [Decimal("sNaN"), Decimal("1E+400"), Decimal("1E-400"), Decimal(10) ** 29]
)


@settings(max_examples=60)
@given(documents(), ODD, ODD, ODD, st.dates())
def test_findings_never_raise(
    document: Document, price: Decimal, percentage: Decimal, amount: Decimal, on: date
) -> None:
    odd = replace(
        document,
        lines=(
            *document.lines,
            replace(line("1"), price=price, adjustments=(Adjustment(percentage=percentage),)),
            replace(line("1"), quantity=amount, taxes=(Tax(rate=percentage),)),
        ),
        adjustments=(*document.adjustments, Adjustment(amount=amount)),
        withholdings=(Withholding(name="x", rate=percentage),),
        prepaid=amount,
        round_to=price,
        terms=PaymentTerms(10**18, (EarlyDiscount(percentage, -(10**18)),)),
        due_on=on,
    )
    for finding in requirements.findings(odd, SELLER, issued_on=on):
        assert finding.sentence
        assert finding.field
