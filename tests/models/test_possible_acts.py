"""What a person is offered to do with a document."""

from datetime import date
from decimal import Decimal

import pytest

from invoicer.models.document import DocumentKind
from invoicer.models.lifecycle import Act, Status, possible
from invoicer.models.money import Money
from invoicer.models.payment_terms import EarlyDiscount, PaymentTerms, earned

NOTHING = Money(0, "EUR")
SOME = Money(100, "EUR")


@pytest.mark.parametrize("kind", DocumentKind)
def test_a_draft_is_edited_issued_copied_or_deleted(kind: DocumentKind) -> None:
    expected = {Act.EDIT, Act.DELETE, Act.ISSUE, Act.DUPLICATE}
    assert possible(kind, Status.DRAFT, NOTHING) == expected


def test_an_open_invoice_is_paid_corrected_or_given_up() -> None:
    acts = possible(DocumentKind.INVOICE, Status.OVERDUE, SOME)
    assert acts >= {Act.RECORD_PAYMENT, Act.WRITE_OFF, Act.CREDIT, Act.CORRECT, Act.SEND}
    assert not acts & {Act.EDIT, Act.DELETE, Act.ISSUE}


def test_a_paid_invoice_asks_for_no_payment() -> None:
    acts = possible(DocumentKind.INVOICE, Status.PAID, NOTHING)
    assert not acts & {Act.RECORD_PAYMENT, Act.WRITE_OFF}
    assert Act.CREDIT in acts


def test_a_credited_invoice_is_not_credited_again() -> None:
    acts = possible(DocumentKind.INVOICE, Status.CREDITED, NOTHING)
    assert not acts & {Act.CREDIT, Act.CORRECT}


def test_a_credit_note_is_refunded_while_it_gives_something() -> None:
    kind = DocumentKind.CREDIT_NOTE
    assert possible(kind, Status.ISSUED, SOME) == {Act.SEND, Act.REFUND}
    assert possible(kind, Status.CREDITED, NOTHING) == {Act.SEND}


def test_a_quote_is_answered_once_and_invoiced_once() -> None:
    kind = DocumentKind.QUOTE
    answers = {Act.ACCEPT, Act.DECLINE}
    assert possible(kind, Status.SENT, NOTHING) >= answers | {Act.INVOICE}
    assert possible(kind, Status.ACCEPTED, NOTHING) & answers == {Act.DECLINE}
    assert possible(kind, Status.DECLINED, NOTHING) & answers == {Act.ACCEPT}
    assert possible(kind, Status.INVOICED, NOTHING) == {Act.SEND, Act.DUPLICATE}


def test_the_largest_discount_still_in_time_is_earned() -> None:
    three = EarlyDiscount(Decimal(3), 7)
    two = EarlyDiscount(Decimal(2), 14)
    terms = PaymentTerms(30, (two, three))
    issued_on = date(2026, 11, 1)
    assert earned(terms, issued_on, date(2026, 11, 8)) == three
    assert earned(terms, issued_on, date(2026, 11, 9)) == two
    assert earned(terms, issued_on, date(2026, 11, 16)) is None
