"""Documents made of documents: credit notes, corrections, copies, invoices, deposits, finals."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import assume, given, settings

from invoicer.models import crediting, totals
from invoicer.models.document import (
    Adjustment,
    Document,
    DocumentKind,
    DocumentReference,
    Period,
    Snapshot,
    Withholding,
)
from invoicer.models.errors import (
    BadAmount,
    BadField,
    CurrencyMismatch,
    NotAllowed,
    TooManyDecimals,
)
from invoicer.models.payment_terms import PaymentTerms
from invoicer.models.totals import Totals
from tests.models.documents import REDUCED, decimals, documents, invoice, line, snapshot, tax

MARCH = Period(start_on=date(2026, 3, 1), end_on=date(2026, 3, 31))
QUOTE = invoice(
    line("1000"),
    line("200", taxes=REDUCED),
    kind=DocumentKind.QUOTE,
    valid_until=date(2026, 4, 1),
    delivered_on=None,
)


def deposit(document: Document, number: str) -> tuple[Snapshot, Totals]:
    return snapshot(document, number), totals.calculate(document)


def test_a_credit_note_names_its_invoice_and_mirrors_every_figure() -> None:
    original = invoice(
        line("33.33", quantity="3"),
        line("9.99", taxes=REDUCED),
        adjustments=(Adjustment(amount=Decimal("5.00")), Adjustment(percentage=Decimal(3))),
        prices_include_tax=True,
        prepaid=Decimal(10),
        deposits=(DocumentReference(number="D-1", amount=Decimal(20)),),
        round_to=Decimal("0.05"),
        due_on=date(2026, 3, 20),
        intro="Thank you for your order.",
    )
    credit = crediting.credit_note_of(snapshot(original), document_id=7)
    assert credit.kind == DocumentKind.CREDIT_NOTE
    assert credit.preceding == (
        DocumentReference(document_id=7, number="2026-0001", issued_on=date(2026, 3, 2)),
    )
    assert totals.calculate(credit) == totals.calculate(original)
    assert (credit.due_on, credit.intro, credit.terms) == (None, "", PaymentTerms(days=0))


def test_a_credit_note_keeps_the_delivery_the_invoice_had() -> None:
    undated = invoice(delivered_on=None)
    assert crediting.credit_note_of(snapshot(undated)).delivered_on == date(2026, 3, 2)
    in_march = replace(undated, period=MARCH)
    assert crediting.credit_note_of(snapshot(in_march)).delivered_on is None
    line_in_march = replace(undated, lines=(replace(line("1"), period=MARCH),))
    assert crediting.correction_of(snapshot(line_in_march)).delivered_on is None
    dated = invoice(delivered_on=date(2026, 2, 1))
    assert crediting.correction_of(snapshot(dated)).delivered_on == date(2026, 2, 1)


@pytest.mark.parametrize("kind", [DocumentKind.QUOTE, DocumentKind.CREDIT_NOTE])
def test_only_an_invoice_is_credited_or_corrected(kind: DocumentKind) -> None:
    with pytest.raises(NotAllowed, match="Only an invoice"):
        crediting.credit_note_of(snapshot(invoice(kind=kind)))
    with pytest.raises(NotAllowed, match="Only an invoice"):
        crediting.correction_of(snapshot(invoice(kind=kind)))


def test_a_correction_is_the_invoice_again_and_names_the_old_one() -> None:
    original = invoice(order_number="PO 7", origin=DocumentReference(number="Q-1"))
    correction = crediting.correction_of(snapshot(original))
    assert correction.kind == DocumentKind.CORRECTED_INVOICE
    assert correction.preceding[0].number == "2026-0001"
    assert correction.origin is None
    assert totals.calculate(correction) == totals.calculate(original)


def test_a_copy_sells_the_same_again_without_the_old_dates() -> None:
    original = invoice(
        replace(line("5"), period=MARCH),
        kind=DocumentKind.CORRECTED_INVOICE,
        due_on=date(2026, 3, 20),
        order_number="PO 7",
        prepaid=Decimal(1),
        deposits=(DocumentReference(number="D-1", amount=Decimal(1)),),
        preceding=(DocumentReference(number="2026-0001"),),
        period=MARCH,
    )
    origin = DocumentReference(number="2026-0002")
    copy = crediting.duplicate_of(original, origin=origin)
    assert copy == Document(buyer=original.buyer, lines=(line("5"),), origin=origin)


def test_a_copy_of_a_quote_is_a_quote() -> None:
    copy = crediting.duplicate_of(QUOTE)
    assert (copy.kind, copy.valid_until) == (DocumentKind.QUOTE, None)


def test_the_invoice_of_a_quote_knows_its_quote() -> None:
    made = crediting.invoice_of(snapshot(QUOTE, "Q-1"), document_id=3)
    assert made.kind == DocumentKind.INVOICE
    assert made.valid_until is None
    assert made.origin == DocumentReference(document_id=3, number="Q-1", issued_on=date(2026, 3, 2))
    assert totals.calculate(made) == totals.calculate(QUOTE)


def test_only_a_quote_is_invoiced_or_asked_a_deposit_on() -> None:
    with pytest.raises(NotAllowed, match="Only a quote"):
        crediting.invoice_of(snapshot(invoice()))
    with pytest.raises(NotAllowed, match="Only a quote"):
        crediting.deposit_of(snapshot(invoice()), percentage=Decimal(10))


def test_a_deposit_has_a_line_for_each_tax_of_the_quote() -> None:
    made = crediting.deposit_of(snapshot(QUOTE, "Q-1"), percentage=Decimal(30))
    assert made.kind == DocumentKind.DEPOSIT_INVOICE
    assert [(row.name, str(row.price), row.taxes) for row in made.lines] == [
        ("Deposit of 30 % on quote Q-1", "300.00", (tax("19"),)),
        ("Deposit of 30 % on quote Q-1", "60.00", REDUCED),
    ]
    assert str(totals.calculate(made).gross) == "421.20 EUR"


def test_a_deposit_of_an_amount_comes_to_exactly_that() -> None:
    made = crediting.deposit_of(snapshot(QUOTE, "Q-1"), amount=Decimal(500))
    figures = totals.calculate(made)
    assert str(figures.gross) == "500.00 EUR"
    assert made.prices_include_tax
    assert len(figures.taxes) == 2
    assert made.lines[0].name == "Deposit on quote Q-1"


def test_a_deposit_on_a_quote_with_gross_prices_is_gross() -> None:
    quote = replace(QUOTE, prices_include_tax=True)
    half = totals.calculate(crediting.deposit_of(snapshot(quote), percentage=Decimal(50)))
    assert str(half.gross) == "600.00 EUR"
    exact = totals.calculate(crediting.deposit_of(snapshot(quote), amount=Decimal("99.99")))
    assert str(exact.gross) == "99.99 EUR"


def test_goods_taken_back_lower_the_deposit() -> None:
    quote = replace(QUOTE, lines=(line("1000"), line("100", quantity="-1", taxes=REDUCED)))
    made = crediting.deposit_of(snapshot(quote), percentage=Decimal(10))
    assert [(str(row.quantity), str(row.price)) for row in made.lines] == [
        ("1", "100.00"),
        ("-1", "10.00"),
    ]


@pytest.mark.parametrize(
    "percent", [Decimal(0), Decimal(-1), Decimal("100.1"), Decimal("NaN"), Decimal("0.000001")]
)
def test_a_deposit_is_more_than_nothing_and_at_most_all(percent: Decimal) -> None:
    with pytest.raises((BadField, BadAmount)):
        crediting.deposit_of(snapshot(QUOTE), percentage=percent)


@pytest.mark.parametrize("amount", ["0", "-1", "1404.01"])
def test_a_deposit_amount_is_within_the_quote(amount: str) -> None:
    with pytest.raises(BadField, match="at most the quote’s total"):
        crediting.deposit_of(snapshot(QUOTE), amount=Decimal(amount))


def test_a_deposit_is_a_percentage_or_an_amount_that_can_be_paid() -> None:
    with pytest.raises(BadField, match="either a percentage or an amount"):
        crediting.deposit_of(snapshot(QUOTE))
    with pytest.raises(BadField, match="either a percentage or an amount"):
        crediting.deposit_of(snapshot(QUOTE), percentage=Decimal(1), amount=Decimal(1))
    with pytest.raises(TooManyDecimals):
        crediting.deposit_of(snapshot(QUOTE), amount=Decimal("0.001"))


def test_a_final_invoice_deducts_its_deposits_gross() -> None:
    first = deposit(crediting.deposit_of(snapshot(QUOTE), percentage=Decimal(30)), "D-1")
    second = deposit(crediting.deposit_of(snapshot(QUOTE), amount=Decimal(100)), "D-2")
    final = crediting.final_of(QUOTE, [first, second], document_ids=[11])
    assert final.kind == DocumentKind.FINAL_INVOICE
    assert final.deposits[0] == DocumentReference(
        document_id=11,
        number="D-1",
        issued_on=date(2026, 3, 2),
        amount=Decimal("421.20"),
        net=Decimal("360.00"),
        withheld=Decimal("0.00"),
    )
    assert final.deposits[1].document_id is None
    figures = totals.calculate(final)
    assert str(figures.due) == "882.80 EUR"
    assert figures.gross == totals.calculate(QUOTE).gross


def test_deposits_and_final_invoice_ask_together_for_the_whole_less_what_is_withheld() -> None:
    quote = replace(QUOTE, withholdings=(Withholding(name="IRPF", rate=Decimal(15)),))
    first = deposit(crediting.deposit_of(snapshot(quote), percentage=Decimal("33.3")), "D-1")
    second = deposit(crediting.deposit_of(snapshot(quote), amount=Decimal("77.77")), "D-2")
    final = totals.calculate(crediting.final_of(quote, [first, second]))
    asked = first[1].payable + second[1].payable + final.payable
    assert asked == totals.calculate(quote).payable


@settings(max_examples=60)
@given(documents(), decimals("100", 2, "0.5"))
def test_a_deposit_and_its_final_invoice_always_ask_for_the_whole(
    document: Document, percentage: Decimal
) -> None:
    quote = replace(
        document, kind=DocumentKind.QUOTE, prepaid=Decimal(0), deposits=(), round_to=None
    )
    assume(totals.calculate(quote).gross.minor > 1000)
    made = crediting.deposit_of(snapshot(quote), percentage=percentage)
    first = deposit(made, "D-1")
    assume(first[1].gross.minor >= 0)
    final = totals.calculate(crediting.final_of(quote, [first]))
    assert first[1].payable + final.payable == totals.calculate(quote).payable


def test_only_deposits_of_the_same_currency_are_deducted_each_once() -> None:
    good = deposit(crediting.deposit_of(snapshot(QUOTE), percentage=Decimal(30)), "D-1")
    with pytest.raises(NotAllowed, match="Only a deposit invoice"):
        crediting.final_of(QUOTE, [deposit(invoice(), "2026-0001")])
    with pytest.raises(NotAllowed, match="D-1 is named twice"):
        crediting.final_of(QUOTE, [good, good])
    with pytest.raises(CurrencyMismatch):
        crediting.final_of(replace(QUOTE, currency="CHF"), [good])
