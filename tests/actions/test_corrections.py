"""Credit notes, corrected invoices, copies, and invoices made of quotes."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from invoicer.actions import corrections, payments, sending
from invoicer.actions import documents as acts
from invoicer.ledger import documents as kept
from invoicer.ledger import outbox
from invoicer.ledger import payments as booked
from invoicer.ledger.ledger import Ledger
from invoicer.models import lifecycle
from invoicer.models.document import DocumentKind
from invoicer.models.errors import NotAllowed
from invoicer.models.lifecycle import Status
from invoicer.models.money import Money
from invoicer.models.outbox import held
from invoicer.models.stored import MailState
from tests.actions.conftest import TODAY, invoice, issued, render

AT = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)


def status(ledger: Ledger, document_id: int) -> Status:
    return lifecycle.status(kept.get(ledger, document_id).facts, TODAY)


def issue(ledger: Ledger, document_id: int) -> str:
    return acts.issue(ledger, document_id, today=TODAY, render=render)


def test_a_credit_note_of_the_whole_closes_the_invoice_and_leaves_nothing(ledger: Ledger) -> None:
    invoice_id = issued(ledger)
    credit_id = corrections.credit(ledger, invoice_id)
    assert issue(ledger, credit_id) == "CN-2026-0001"
    assert kept.open_amount(ledger, invoice_id) == Money(0, "EUR")
    assert kept.open_amount(ledger, credit_id) == Money(0, "EUR")
    assert status(ledger, invoice_id) == Status.CREDITED
    credit = kept.get(ledger, credit_id)
    original = kept.get(ledger, invoice_id)
    assert credit.document.preceding[0].number == "2026-0001"
    assert credit.document.preceding[0].document_id == invoice_id
    assert credit.totals is not None
    assert original.totals is not None
    assert credit.totals.gross == original.totals.gross


def test_a_paid_invoice_that_is_credited_leaves_its_money_to_be_refunded(ledger: Ledger) -> None:
    invoice_id = issued(ledger)
    payments.record(ledger, invoice_id, Money(470390, "EUR"), on=TODAY)
    credit_id = corrections.credit(ledger, invoice_id)
    issue(ledger, credit_id)
    assert kept.open_amount(ledger, credit_id) == Money(470390, "EUR")
    payments.refund(ledger, credit_id, Money(470390, "EUR"), on=TODAY)
    assert kept.open_amount(ledger, credit_id) == Money(0, "EUR")


def test_more_than_the_credit_note_gives_is_not_refunded(ledger: Ledger) -> None:
    invoice_id = issued(ledger)
    credit_id = corrections.credit(ledger, invoice_id)
    issue(ledger, credit_id)
    with pytest.raises(NotAllowed, match="left to give back"):
        payments.refund(ledger, credit_id, Money(1, "EUR"), on=TODAY)


def test_an_invoice_is_credited_once(ledger: Ledger) -> None:
    invoice_id = issued(ledger)
    corrections.credit(ledger, invoice_id)
    with pytest.raises(NotAllowed, match="corrected already"):
        corrections.credit(ledger, invoice_id)


def test_drafts_quotes_and_credit_notes_are_not_credited(ledger: Ledger) -> None:
    draft = acts.save_draft(ledger, invoice(ledger))
    quote = issued(ledger, kind=DocumentKind.QUOTE)
    credit_id = corrections.credit(ledger, issued(ledger))
    issue(ledger, credit_id)
    for document_id in (draft, quote, credit_id):
        with pytest.raises(NotAllowed):
            corrections.credit(ledger, document_id)


def test_a_corrected_invoice_takes_over_what_was_paid(ledger: Ledger) -> None:
    invoice_id = issued(ledger)
    payments.record(ledger, invoice_id, Money(100000, "EUR"), on=TODAY)
    corrected_id = corrections.correct(ledger, invoice_id)
    draft = kept.get(ledger, corrected_id).document
    assert draft.kind == DocumentKind.CORRECTED_INVOICE
    acts.change_draft(ledger, corrected_id, replace(draft, lines=draft.lines[:1]))
    issue(ledger, corrected_id)
    assert kept.open_amount(ledger, invoice_id) == Money(0, "EUR")
    assert status(ledger, invoice_id) == Status.CREDITED
    assert kept.open_amount(ledger, corrected_id) == Money(180880 - 100000, "EUR")


def test_a_corrected_invoice_below_what_was_paid_leaves_the_client_a_credit(
    ledger: Ledger,
) -> None:
    invoice_id = issued(ledger)
    payment_id = payments.record(ledger, invoice_id, Money(470390, "EUR"), on=TODAY)
    corrected_id = corrections.correct(ledger, invoice_id)
    draft = kept.get(ledger, corrected_id).document
    acts.change_draft(ledger, corrected_id, replace(draft, lines=draft.lines[:1]))
    issue(ledger, corrected_id)
    assert status(ledger, corrected_id) == Status.PAID
    assert booked.get(ledger, payment_id).unallocated == Money(470390 - 180880, "EUR")


def test_a_quote_becomes_an_invoice_once(ledger: Ledger) -> None:
    quote_id = issued(ledger, kind=DocumentKind.QUOTE)
    invoice_id = corrections.to_invoice(ledger, quote_id)
    assert issue(ledger, invoice_id) == "2026-0001"
    origin = kept.get(ledger, invoice_id).document.origin
    assert origin is not None
    assert (origin.document_id, origin.number) == (quote_id, "Q-2026-0001")
    assert status(ledger, quote_id) == Status.INVOICED
    with pytest.raises(NotAllowed, match="invoiced already"):
        corrections.to_invoice(ledger, quote_id)


def test_a_copy_knows_where_it_came_from_and_starts_as_a_draft(ledger: Ledger) -> None:
    invoice_id = issued(ledger)
    copy = kept.get(ledger, corrections.duplicate(ledger, invoice_id))
    assert copy.facts.issued_on is None
    assert copy.document.origin is not None
    assert copy.document.origin.document_id == invoice_id
    assert copy.document.lines == kept.get(ledger, invoice_id).document.lines


def test_a_final_invoice_deducts_its_deposit(ledger: Ledger) -> None:
    quote_id = issued(ledger, kind=DocumentKind.QUOTE)
    deposit_id = corrections.deposit(ledger, quote_id, Decimal(30))
    issue(ledger, deposit_id)
    deposit = kept.get(ledger, deposit_id).totals
    assert deposit is not None
    final_id = corrections.final(ledger, quote_id, [deposit_id])
    issue(ledger, final_id)
    final = kept.get(ledger, final_id).totals
    assert final is not None
    assert final.gross == Money(470390, "EUR")
    assert final.prepaid == deposit.gross
    assert final.payable == final.gross - deposit.gross
    with pytest.raises(NotAllowed):
        corrections.final(ledger, quote_id, [deposit_id])


def test_a_copy_is_issued_though_the_draft_it_was_made_of_is_gone(ledger: Ledger) -> None:
    draft = acts.save_draft(ledger, invoice(ledger))
    copy = corrections.duplicate(ledger, draft)
    acts.delete_draft(ledger, draft)
    assert issue(ledger, copy) == "2026-0001"


@pytest.mark.parametrize(
    ("act", "sentence"),
    [
        (corrections.credit, "Held back: the invoice was credited by CN-2026-0001."),
        (corrections.correct, "Held back: the invoice was corrected by 2026-0002."),
    ],
)
def test_the_waiting_mail_of_an_invoice_that_counts_no_more_is_held_back(
    act: Callable[[Ledger, int], int], sentence: str, ledger: Ledger
) -> None:
    invoice_id = issued(ledger)
    mail = sending.queue(ledger, invoice_id, at=AT)
    new_id = act(ledger, invoice_id)
    assert not held(outbox.get(ledger, mail.id))
    issue(ledger, new_id)
    kept_back = outbox.get(ledger, mail.id)
    assert held(kept_back)
    assert kept_back.server_reply == sentence
    sending.make_due(ledger)
    assert sending.claim(ledger, at=AT + timedelta(days=400)) is None
    sending.retry_now(ledger, mail.id, at=AT)
    assert sending.claim(ledger, at=AT) is not None


def test_the_mail_of_an_invoice_that_is_credited_in_part_goes_out(ledger: Ledger) -> None:
    invoice_id = issued(ledger)
    mail = sending.queue(ledger, invoice_id, at=AT)
    note = corrections.credit_note_of(ledger, invoice_id)
    note_id = acts.save_draft(ledger, replace(note, lines=note.lines[:1]))
    issue(ledger, note_id)
    assert outbox.get(ledger, mail.id) == mail


def test_a_mail_that_is_being_sent_is_not_held_back_by_a_credit_note(ledger: Ledger) -> None:
    invoice_id = issued(ledger)
    mail = sending.queue(ledger, invoice_id, at=AT)
    assert sending.claim(ledger, at=AT) is not None
    issue(ledger, corrections.credit(ledger, invoice_id))
    assert outbox.get(ledger, mail.id).state == MailState.SENDING


def test_the_mail_of_the_credit_note_itself_goes_out(ledger: Ledger) -> None:
    credit_id = corrections.credit(ledger, issued(ledger))
    with ledger.atomic():
        issue(ledger, credit_id)
        mail = sending.queue(ledger, credit_id, at=AT)
    assert not held(outbox.get(ledger, mail.id))
