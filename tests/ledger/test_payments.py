from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from invoicer.ledger import check, clients, documents, payments
from invoicer.ledger.ledger import Ledger
from invoicer.models.changes import Change, Kind
from invoicer.models.document import DocumentKind
from invoicer.models.errors import CurrencyMismatch, NotAllowed, NotFound, Refusal
from invoicer.models.lifecycle import Status, status
from invoicer.models.money import Money
from invoicer.models.payment import Allocation, AllocationKind, Payment, PaymentMethod
from tests.ledger.makers import ON, add_client, document, eur, for_client, issue, pay, settle
from tests.ledger.test_document_lists import new_ledger


def now(ledger: Ledger, document_id: int) -> Status:
    """Return where a document stands."""
    return status(documents.get(ledger, document_id).facts, ON)


def test_a_payment_settles_its_document(ledger: Ledger) -> None:
    issued_id = issue(ledger, document())
    payment_id = pay(ledger, 11900, (issued_id, 11900), reference="2026-0001")
    assert now(ledger, issued_id) == Status.PAID
    stored = payments.get(ledger, payment_id)
    assert stored.unallocated == eur(0)
    assert stored.allocations == (
        Allocation(document_id=issued_id, amount=eur(11900), payment_id=payment_id),
    )
    assert payments.of_document(ledger, issued_id) == [stored]
    assert payments.rows(ledger) == [stored]
    assert check.verify(ledger) == []


def test_one_payment_pays_many_and_many_pay_one(ledger: Ledger) -> None:
    first_id, second_id = issue(ledger, document()), issue(ledger, document())
    pay(ledger, 15000, (first_id, 11900), (second_id, 3100))
    assert now(ledger, second_id) == Status.PARTLY_PAID
    pay(ledger, 8800, (second_id, 8800))
    assert now(ledger, second_id) == Status.PAID
    assert len(payments.of_document(ledger, second_id)) == 2


def test_what_is_left_is_the_clients_credit(ledger: Ledger) -> None:
    client_id = add_client(ledger)
    issued_id = issue(ledger, for_client(document(), client_id))
    payment_id = pay(ledger, 20000, (issued_id, 11900), client_id=client_id)
    pay(ledger, -1000, client_id=client_id)
    assert payments.get(ledger, payment_id).unallocated == eur(8100)
    assert payments.credit_of(ledger, client_id) == (eur(7100),)
    assert clients.get(ledger, client_id).credit == (eur(7100),)
    assert payments.with_credit(ledger, client_id)[0].id == payment_id
    later_id = issue(ledger, for_client(document(), client_id))
    assert clients.get(ledger, client_id).open == (eur(11900),)
    with ledger.atomic():
        share = Allocation(document_id=later_id, amount=eur(8100))
        payments.allocate(ledger, (share,), payment_id=payment_id, on=ON)
    assert documents.open_amount(ledger, later_id) == eur(3800)
    assert payments.credit_of(ledger, client_id) == (eur(-1000),)


def test_credits_that_cancel_out_are_none(ledger: Ledger) -> None:
    client_id = add_client(ledger)
    pay(ledger, 500, client_id=client_id)
    pay(ledger, -500, client_id=client_id)
    assert payments.credit_of(ledger, client_id) == ()
    assert clients.get(ledger, client_id).credit == ()


def test_discount_and_bank_charge_settle_along_with_the_money(ledger: Ledger) -> None:
    issued_id = issue(ledger, document())
    shares = [
        Allocation(document_id=issued_id, amount=eur(11500)),
        Allocation(document_id=issued_id, amount=eur(300), kind=AllocationKind.EARLY_DISCOUNT),
        Allocation(document_id=issued_id, amount=eur(100), kind=AllocationKind.BANK_CHARGE),
    ]
    with ledger.atomic():
        payment = Payment(amount=eur(11500), received_on=ON, method=PaymentMethod.CASH)
        payment_id = payments.add(ledger, payment, shares)
    assert now(ledger, issued_id) == Status.PAID
    assert payments.get(ledger, payment_id).unallocated == eur(0)
    assert check.verify(ledger) == []
    with ledger.atomic():
        payments.reverse(ledger, payment_id, ON)
    assert documents.open_amount(ledger, issued_id) == eur(11900)
    assert check.verify(ledger) == []


def test_a_refund_settles_a_credit_note(ledger: Ledger) -> None:
    credit_id = issue(ledger, document(DocumentKind.CREDIT_NOTE))
    payment_id = pay(ledger, -5000, (credit_id, 5000))
    assert documents.open_amount(ledger, credit_id) == eur(6900)
    assert payments.get(ledger, payment_id).unallocated == eur(0)
    assert check.verify(ledger) == []


def test_a_payment_less_a_credit_note_pays_an_invoice(ledger: Ledger) -> None:
    invoice_id = issue(ledger, document(price="200"))
    credit_id = issue(ledger, document(DocumentKind.CREDIT_NOTE))
    payment_id = pay(ledger, 11900, (invoice_id, 23800), (credit_id, 11900))
    assert payments.get(ledger, payment_id).unallocated == eur(0)
    assert now(ledger, invoice_id) == now(ledger, credit_id) == Status.PAID
    assert check.verify(ledger) == []


def test_a_credit_note_is_set_off_against_an_invoice(ledger: Ledger) -> None:
    invoice_id = issue(ledger, document(price="200"))
    credit_id = issue(ledger, document(DocumentKind.CREDIT_NOTE))
    settle(ledger, invoice_id, 11900, AllocationKind.CREDIT, credit_id)
    assert documents.open_amount(ledger, invoice_id) == eur(11900)
    assert now(ledger, credit_id) == Status.CREDITED
    assert payments.settlements(ledger, invoice_id)[0].credit_note_id == credit_id
    assert check.verify(ledger) == []
    with ledger.atomic():
        taken = payments.take_back(ledger, invoice_id, [AllocationKind.CREDIT], on=ON)
        assert payments.take_back(ledger, invoice_id, [AllocationKind.CREDIT], on=ON) == ()
    assert [share.amount for share in taken] == [eur(11900)]
    assert documents.open_amount(ledger, invoice_id) == eur(23800)
    assert documents.open_amount(ledger, credit_id) == eur(11900)
    assert check.verify(ledger) == []


def test_only_a_credit_note_is_set_off_and_only_against_an_invoice(ledger: Ledger) -> None:
    invoice_id, other_id = issue(ledger, document()), issue(ledger, document())
    credit_id = issue(ledger, document(DocumentKind.CREDIT_NOTE))
    for document_id, by in ((invoice_id, other_id), (credit_id, credit_id)):
        with pytest.raises(NotAllowed, match="Only a credit note"):
            settle(ledger, document_id, 100, AllocationKind.CREDIT, by)


def test_a_write_off_is_taken_back_and_leaves_other_settlements(ledger: Ledger) -> None:
    issued_id = issue(ledger, document())
    settle(ledger, issued_id, 900, AllocationKind.REPLACED)
    settle(ledger, issued_id, 11000, AllocationKind.WRITE_OFF)
    assert now(ledger, issued_id) == Status.WRITTEN_OFF
    with ledger.atomic():
        payments.take_back(ledger, issued_id, [AllocationKind.WRITE_OFF], on=ON)
    assert documents.open_amount(ledger, issued_id) == eur(11000)
    assert check.verify(ledger) == []


def test_a_payment_is_taken_back_by_reversing_entries(ledger: Ledger) -> None:
    client_id = add_client(ledger)
    issued_id = issue(ledger, for_client(document(), client_id))
    payment_id = pay(ledger, 15000, (issued_id, 11900), client_id=client_id)
    told: list[frozenset[Change]] = []
    ledger.subscribe(told.append)
    with ledger.atomic():
        payments.reverse(ledger, payment_id, date(2026, 4, 1))
    assert documents.open_amount(ledger, issued_id) == eur(11900)
    assert payments.credit_of(ledger, client_id) == ()
    stored = payments.get(ledger, payment_id)
    assert stored.reversed
    assert stored.unallocated == eur(0)
    assert [share.amount for share in stored.allocations] == [eur(11900)]
    assert [row.id for row in payments.rows(ledger)] == [payment_id]
    assert ledger.select("SELECT sum(amount_minor) FROM payments") == [(0,)]
    assert ledger.select("SELECT sum(amount_minor) FROM allocations") == [(0,)]
    assert {Change(Kind.PAYMENT, payment_id), Change(Kind.DOCUMENT, issued_id)} <= told[0]
    assert Change(Kind.CLIENT, client_id) in told[0]
    assert check.verify(ledger) == []
    with pytest.raises(NotAllowed, match="taken back already"), ledger.atomic():
        payments.reverse(ledger, payment_id, ON)
    with pytest.raises(NotAllowed, match="nothing is left"), ledger.atomic():
        share = Allocation(document_id=issued_id, amount=eur(1))
        payments.allocate(ledger, (share,), payment_id=payment_id, on=ON)


def test_what_payments_settled_is_freed_for_a_corrected_invoice(ledger: Ledger) -> None:
    old_id, new_id = issue(ledger, document()), issue(ledger, document(price="90"))
    payment_id = pay(ledger, 11900, (old_id, 11900))
    with ledger.atomic():
        (freed,) = payments.release(ledger, old_id, on=ON)
        moved = replace(freed, document_id=new_id, amount=eur(10710))
        payments.allocate(ledger, (moved,), payment_id=payment_id, on=ON)
    assert documents.open_amount(ledger, old_id) == eur(11900)
    assert payments.get(ledger, payment_id).unallocated == eur(1190)
    assert check.verify(ledger) == []
    with ledger.atomic():
        payments.reverse(ledger, payment_id, ON)
    assert [s.document_id for s in payments.get(ledger, payment_id).allocations] == [new_id]
    assert documents.open_amount(ledger, old_id) == eur(11900)
    assert documents.open_amount(ledger, new_id) == eur(10710)
    assert check.verify(ledger) == []


def test_nothing_is_settled_beyond_what_is_open(ledger: Ledger) -> None:
    issued_id = issue(ledger, document())
    with pytest.raises(NotAllowed, match=r"2026-0001 is open with 119\.00 EUR only"):
        pay(ledger, 20000, (issued_id, 11901))
    with pytest.raises(NotAllowed, match="more than the payment"):
        pay(ledger, 100, (issued_id, 200))
    with pytest.raises(NotAllowed):
        pay(ledger, 100, (issued_id, -100))
    assert payments.rows(ledger) == []
    assert documents.open_amount(ledger, issued_id) == eur(11900)


def test_only_issued_invoices_and_credit_notes_are_paid(ledger: Ledger) -> None:
    quote_id = issue(ledger, document(DocumentKind.QUOTE))
    with ledger.atomic():
        draft_id = documents.add(ledger, document())
    with pytest.raises(NotAllowed, match="A quote can't be paid"):
        pay(ledger, 100, (quote_id, 100))
    with pytest.raises(NotAllowed, match="still a draft"):
        pay(ledger, 100, (draft_id, 100))
    with pytest.raises(NotFound, match="document"):
        pay(ledger, 100, (99, 100))
    with pytest.raises(NotFound, match="client"):
        pay(ledger, 100, client_id=99)
    with pytest.raises(NotFound, match="payment"):
        payments.get(ledger, 99)


def test_currencies_do_not_mix(ledger: Ledger) -> None:
    euros = issue(ledger, document())
    dollars = issue(ledger, replace(document(), currency="USD"))
    with pytest.raises(CurrencyMismatch):
        pay(ledger, 100, (dollars, 100))
    share = Allocation(document_id=dollars, amount=Money(100, "USD"))
    with pytest.raises(CurrencyMismatch), ledger.atomic():
        payments.add(ledger, Payment(amount=eur(100), received_on=ON), (share,))
    assert documents.open_amount(ledger, euros) == eur(11900)


def test_payments_are_found_by_reference_client_number_and_amount(ledger: Ledger) -> None:
    client_id = add_client(ledger)
    issued_id = issue(ledger, for_client(document(), client_id))
    payment_id = pay(ledger, 11900, (issued_id, 11900), client_id=client_id, reference="RF18 539")
    pay(ledger, 4200)
    for text in ("rf18", "lodz", "2026-0001", "0001", "119.00", "Ærø"):
        assert [row.id for row in payments.rows(ledger, text)] == [payment_id], text
    assert len(payments.rows(ledger, limit=1, offset=1)) == 1
    assert payments.rows(ledger, "nobody") == []


def test_a_payment_is_given_to_a_client_later(ledger: Ledger) -> None:
    client_id, payment_id = add_client(ledger), pay(ledger, 4200)
    with ledger.atomic():
        payments.set_client(ledger, payment_id, client_id)
    assert payments.credit_of(ledger, client_id) == (eur(4200),)


ACTS = st.lists(
    st.tuples(
        st.sampled_from(("pay", "credit", "write_off", "reverse", "release", "take_back")),
        st.integers(0, 3),
        st.integers(1, 14000),
    ),
    max_size=20,
)


@given(ACTS)
@settings(max_examples=40)
def test_settled_amounts_are_the_sum_of_the_entries_whatever_is_done(
    acts: list[tuple[str, int, int]],
) -> None:
    with new_ledger() as ledger:
        ids = [issue(ledger, document()) for _ in range(3)]
        credit_id = issue(ledger, document(DocumentKind.CREDIT_NOTE))
        made: list[int] = []
        for act, which, minor in acts:
            document_id = [*ids, credit_id][which]
            sign = -1 if document_id == credit_id else 1
            try:
                if act == "pay":
                    made.append(pay(ledger, sign * 14000, (document_id, minor)))
                elif act == "credit":
                    settle(ledger, document_id, minor, AllocationKind.CREDIT, credit_id)
                elif act == "write_off":
                    settle(ledger, document_id, minor, AllocationKind.WRITE_OFF)
                else:
                    undo(ledger, act, document_id, made[which % len(made)] if made else 99)
            except Refusal:
                continue
        assert check.verify(ledger) == []
        for document_id in (*ids, credit_id):
            assert 0 <= documents.open_amount(ledger, document_id).minor <= 11900


def undo(ledger: Ledger, act: str, document_id: int, payment_id: int) -> None:
    """Undo something that may have been done."""
    with ledger.atomic():
        if act == "reverse":
            payments.reverse(ledger, payment_id, ON)
        elif act == "release":
            payments.release(ledger, document_id, on=ON)
        else:
            payments.take_back(ledger, document_id, AllocationKind, on=ON)
