"""What was paid, and taking it back."""

from datetime import date

import pytest

from invoicer.actions import documents as acts
from invoicer.actions import payments
from invoicer.ledger import documents as kept
from invoicer.ledger import payments as booked
from invoicer.ledger.ledger import Ledger
from invoicer.models import lifecycle
from invoicer.models.document import DocumentKind
from invoicer.models.errors import BadDate, BadField, CurrencyMismatch, NotAllowed
from invoicer.models.lifecycle import Status
from invoicer.models.money import Money
from invoicer.models.payment import Allocation, Payment
from tests.actions.conftest import TODAY, invoice, issued

WHOLE = Money(470390, "EUR")


def status(ledger: Ledger, document_id: int) -> Status:
    return lifecycle.status(kept.get(ledger, document_id).facts, TODAY)


def test_part_then_rest_makes_an_invoice_paid(ledger: Ledger) -> None:
    invoice_id = issued(ledger)
    payments.record(ledger, invoice_id, Money(200000, "EUR"), on=TODAY)
    assert status(ledger, invoice_id) == Status.PARTLY_PAID
    payments.record(ledger, invoice_id, Money(270390, "EUR"), on=TODAY)
    assert status(ledger, invoice_id) == Status.PAID


def test_what_is_too_much_stays_as_the_clients_credit_and_pays_the_next_invoice(
    ledger: Ledger,
) -> None:
    first = issued(ledger)
    payment_id = payments.record(ledger, first, Money(480390, "EUR"), on=TODAY)
    assert booked.credit_of(ledger, 1) == (Money(10000, "EUR"),)
    second = issued(ledger)
    assert payments.use_credit(ledger, payment_id, second, on=TODAY) == Money(10000, "EUR")
    assert kept.open_amount(ledger, second) == Money(460390, "EUR")
    assert not any(booked.credit_of(ledger, 1))


def test_early_discount_settles_along_with_the_money(ledger: Ledger) -> None:
    invoice_id = issued(ledger)
    payments.record(ledger, invoice_id, Money(460982, "EUR"), on=TODAY, discount=Money(9408, "EUR"))
    assert status(ledger, invoice_id) == Status.PAID


def test_a_payment_taken_back_opens_the_invoice_again(ledger: Ledger) -> None:
    invoice_id = issued(ledger)
    payment_id = payments.record(
        ledger, invoice_id, Money(460982, "EUR"), on=TODAY, discount=Money(9408, "EUR")
    )
    payments.undo(ledger, payment_id, on=TODAY)
    assert kept.open_amount(ledger, invoice_id) == WHOLE
    assert booked.get(ledger, payment_id).reversed
    with pytest.raises(NotAllowed, match="taken back already"):
        payments.undo(ledger, payment_id, on=TODAY)


def test_one_payment_pays_many_documents(ledger: Ledger) -> None:
    first, second = issued(ledger), issued(ledger)
    payments.book(
        ledger,
        Payment(amount=Money(940780, "EUR"), received_on=TODAY, client_id=1),
        [Allocation(document_id=one, amount=WHOLE) for one in (first, second)],
    )
    assert status(ledger, first) == status(ledger, second) == Status.PAID


def test_shares_beyond_the_payment_or_the_invoice_are_refused_whole(ledger: Ledger) -> None:
    first = issued(ledger)
    payment = Payment(amount=Money(100, "EUR"), received_on=TODAY)
    with pytest.raises(NotAllowed, match="more than the payment"):
        payments.book(ledger, payment, [Allocation(document_id=first, amount=Money(101, "EUR"))])
    large = Payment(amount=Money(900000, "EUR"), received_on=TODAY)
    with pytest.raises(NotAllowed, match="does not ask for that much"):
        payments.book(ledger, large, [Allocation(document_id=first, amount=Money(470391, "EUR"))])
    assert kept.open_amount(ledger, first) == WHOLE
    assert booked.rows(ledger, "", limit=10, offset=0) == []


def test_an_uncollectable_rest_is_written_off(ledger: Ledger) -> None:
    invoice_id = issued(ledger)
    payments.record(ledger, invoice_id, Money(470000, "EUR"), on=TODAY)
    assert payments.write_off(ledger, invoice_id, on=TODAY) == Money(390, "EUR")
    assert status(ledger, invoice_id) == Status.WRITTEN_OFF
    with pytest.raises(NotAllowed):
        payments.write_off(ledger, invoice_id, on=TODAY)


def test_what_can_not_be_paid_says_why(ledger: Ledger) -> None:
    draft = acts.save_draft(ledger, invoice(ledger))
    quote = issued(ledger, kind=DocumentKind.QUOTE)
    open_invoice = issued(ledger)
    with pytest.raises(NotAllowed, match="draft"):
        payments.record(ledger, draft, Money(1, "EUR"), on=TODAY)
    with pytest.raises(NotAllowed, match="quote"):
        payments.record(ledger, quote, Money(1, "EUR"), on=TODAY)
    with pytest.raises(CurrencyMismatch):
        payments.record(ledger, open_invoice, Money(1, "USD"), on=TODAY)
    with pytest.raises(BadField):
        payments.record(ledger, open_invoice, Money(0, "EUR"), on=TODAY)
    with pytest.raises(BadDate):
        payments.record(ledger, open_invoice, Money(1, "EUR"), on=date(1899, 1, 1))
    assert booked.rows(ledger, "", limit=10, offset=0) == []
