"""What is owed, and by whom, after corrections in every order: no cent is lost or asked twice."""

from dataclasses import replace
from decimal import Decimal

import pytest

from invoicer.actions import checking, corrections, payments
from invoicer.actions import documents as acts
from invoicer.ledger import documents as kept
from invoicer.ledger import payments as booked
from invoicer.ledger.ledger import Ledger
from invoicer.models import lifecycle
from invoicer.models.document import DocumentKind
from invoicer.models.errors import BadDate, NotAllowed
from invoicer.models.lifecycle import Status
from invoicer.models.money import Money
from tests.actions.conftest import TODAY, invoice, issued, render

WHOLE = 470390


def issue(ledger: Ledger, document_id: int) -> str:
    return acts.issue(ledger, document_id, today=TODAY, render=render)


def credited(ledger: Ledger, invoice_id: int) -> int:
    credit_id = corrections.credit(ledger, invoice_id)
    issue(ledger, credit_id)
    return credit_id


def left(ledger: Ledger, document_id: int) -> int:
    return kept.open_amount(ledger, document_id).minor


def pay(ledger: Ledger, document_id: int, minor: int, discount: int = 0) -> int:
    return payments.record(
        ledger, document_id, Money(minor, "EUR"), on=TODAY, discount=Money(discount, "EUR")
    )


def status(ledger: Ledger, document_id: int) -> Status:
    return lifecycle.status(kept.get(ledger, document_id).facts, TODAY)


def deposit_of(ledger: Ledger, quote_id: int, percentage: int = 30) -> int:
    deposit_id = corrections.deposit(ledger, quote_id, Decimal(percentage))
    issue(ledger, deposit_id)
    return deposit_id


def test_no_more_is_given_back_than_was_paid_where_a_discount_was_granted(ledger: Ledger) -> None:
    invoice_id = issued(ledger)
    pay(ledger, invoice_id, WHOLE - 9408, discount=9408)
    credit_id = credited(ledger, invoice_id)
    assert (left(ledger, invoice_id), left(ledger, credit_id)) == (0, WHOLE - 9408)
    assert checking.check(ledger) == []


def test_part_of_a_discounted_invoice_is_given_back_as_far_as_it_was_paid(ledger: Ledger) -> None:
    invoice_id = issued(ledger)
    pay(ledger, invoice_id, WHOLE - 9408, discount=9408)
    draft = corrections.credit_note_of(ledger, invoice_id)
    credit_id = acts.save_draft(ledger, replace(draft, lines=draft.lines[:1]))
    issue(ledger, credit_id)
    assert (left(ledger, invoice_id), left(ledger, credit_id)) == (0, 180880)


def test_an_invoice_given_up_and_then_credited_gives_nothing_back(ledger: Ledger) -> None:
    invoice_id = issued(ledger)
    payments.write_off(ledger, invoice_id, on=TODAY)
    credit_id = credited(ledger, invoice_id)
    assert (left(ledger, invoice_id), left(ledger, credit_id)) == (0, 0)
    assert status(ledger, invoice_id) == Status.CREDITED
    assert checking.check(ledger) == []


def test_an_invoice_partly_paid_and_given_up_gives_back_what_was_paid(ledger: Ledger) -> None:
    invoice_id = issued(ledger)
    pay(ledger, invoice_id, 100000)
    payments.write_off(ledger, invoice_id, on=TODAY)
    credit_id = credited(ledger, invoice_id)
    assert (left(ledger, invoice_id), left(ledger, credit_id)) == (0, 100000)


def test_what_a_credit_note_does_not_cover_stays_given_up(ledger: Ledger) -> None:
    invoice_id = issued(ledger)
    payments.write_off(ledger, invoice_id, on=TODAY)
    draft = corrections.credit_note_of(ledger, invoice_id)
    credit_id = acts.save_draft(ledger, replace(draft, lines=draft.lines[:1]))
    issue(ledger, credit_id)
    facts = kept.get(ledger, invoice_id).facts
    assert (left(ledger, invoice_id), left(ledger, credit_id)) == (0, 0)
    assert (facts.credited.minor, facts.written_off.minor) == (180880, WHOLE - 180880)


def test_money_for_an_invoice_given_up_pays_it_after_all(ledger: Ledger) -> None:
    invoice_id = issued(ledger)
    payments.write_off(ledger, invoice_id, on=TODAY)
    payment_id = pay(ledger, invoice_id, 100000)
    facts = kept.get(ledger, invoice_id).facts
    assert (facts.paid.minor, facts.written_off.minor) == (100000, WHOLE - 100000)
    assert booked.get(ledger, payment_id).unallocated.minor == 0
    pay(ledger, invoice_id, WHOLE - 100000)
    assert status(ledger, invoice_id) == Status.PAID
    assert checking.check(ledger) == []


def test_an_overpaid_invoice_that_is_credited_gives_back_its_amount_and_keeps_the_rest(
    ledger: Ledger,
) -> None:
    invoice_id = issued(ledger)
    payment_id = pay(ledger, invoice_id, WHOLE + 5000)
    credit_id = credited(ledger, invoice_id)
    assert (left(ledger, invoice_id), left(ledger, credit_id)) == (0, WHOLE)
    assert booked.get(ledger, payment_id).unallocated.minor == 5000


def test_nobody_is_chased_when_the_payment_of_a_credited_invoice_is_taken_back(
    ledger: Ledger,
) -> None:
    invoice_id = issued(ledger)
    payment_id = pay(ledger, invoice_id, 100000)
    credit_id = credited(ledger, invoice_id)
    assert left(ledger, credit_id) == 100000
    payments.undo(ledger, payment_id, on=TODAY)
    assert (left(ledger, invoice_id), left(ledger, credit_id)) == (0, 0)
    assert status(ledger, invoice_id) == Status.CREDITED
    assert checking.check(ledger) == []


def test_money_given_back_is_asked_for_again_when_the_payment_bounces(ledger: Ledger) -> None:
    invoice_id = issued(ledger)
    payment_id = pay(ledger, invoice_id, WHOLE)
    credit_id = credited(ledger, invoice_id)
    payments.refund(ledger, credit_id, Money(WHOLE, "EUR"), on=TODAY)
    payments.undo(ledger, payment_id, on=TODAY)
    assert (left(ledger, invoice_id), left(ledger, credit_id)) == (WHOLE, 0)


def test_a_payment_is_not_taken_back_on_a_day_nobody_can_mean(ledger: Ledger) -> None:
    payment_id = pay(ledger, issued(ledger), 100)
    with pytest.raises(BadDate):
        payments.undo(ledger, payment_id, on=TODAY.replace(year=1899))
    assert not booked.get(ledger, payment_id).reversed


def test_a_draft_brought_back_credits_nothing_a_second_time(ledger: Ledger) -> None:
    invoice_id = issued(ledger)
    pay(ledger, invoice_id, WHOLE)
    deleted = acts.delete_draft(ledger, corrections.credit(ledger, invoice_id))
    credited(ledger, invoice_id)
    again = acts.save_draft(ledger, deleted)
    with pytest.raises(NotAllowed, match="CN-2026-0001"):
        issue(ledger, again)
    assert kept.next_number(ledger, DocumentKind.CREDIT_NOTE, TODAY) == "CN-2026-0002"


def test_an_invoice_is_corrected_or_credited_never_both(ledger: Ledger) -> None:
    invoice_id = issued(ledger)
    deleted = acts.delete_draft(ledger, corrections.correct(ledger, invoice_id))
    credited(ledger, invoice_id)
    with pytest.raises(NotAllowed, match="CN-2026-0001"):
        issue(ledger, acts.save_draft(ledger, deleted))


def test_no_credit_note_is_over_more_than_its_invoice(ledger: Ledger) -> None:
    draft = corrections.credit_note_of(ledger, issued(ledger))
    larger = replace(draft, lines=(*draft.lines, draft.lines[0]))
    with pytest.raises(NotAllowed, match="2026-0001"):
        issue(ledger, acts.save_draft(ledger, larger))


def test_a_correction_of_a_correction_carries_the_payment_on(ledger: Ledger) -> None:
    first = issued(ledger)
    payment_id = pay(ledger, first, 100000)
    second = corrections.correct(ledger, first)
    issue(ledger, second)
    third = corrections.correct(ledger, second)
    issue(ledger, third)
    assert [left(ledger, one) for one in (first, second, third)] == [0, 0, WHOLE - 100000]
    assert booked.get(ledger, payment_id).allocations[0].document_id == third
    credit_id = credited(ledger, third)
    assert (left(ledger, third), left(ledger, credit_id)) == (0, 100000)
    payments.undo(ledger, payment_id, on=TODAY)
    assert [left(ledger, one) for one in (first, second, third, credit_id)] == [0, 0, 0, 0]
    assert checking.check(ledger) == []


def test_a_corrected_invoice_is_owed_though_the_old_one_was_given_up(ledger: Ledger) -> None:
    old = issued(ledger)
    payments.write_off(ledger, old, on=TODAY)
    new = corrections.correct(ledger, old)
    issue(ledger, new)
    assert (status(ledger, old), left(ledger, new)) == (Status.CREDITED, WHOLE)


def test_two_drafts_of_one_quote_are_not_both_issued(ledger: Ledger) -> None:
    quote_id = issued(ledger, kind=DocumentKind.QUOTE)
    first, second = (corrections.to_invoice(ledger, quote_id) for _ in range(2))
    issue(ledger, first)
    with pytest.raises(NotAllowed, match="Q-2026-0001"):
        issue(ledger, second)


def test_a_quote_can_be_invoiced_again_when_its_invoice_is_credited(ledger: Ledger) -> None:
    quote_id = issued(ledger, kind=DocumentKind.QUOTE)
    first = corrections.to_invoice(ledger, quote_id)
    issue(ledger, first)
    corrected = corrections.correct(ledger, first)
    issue(ledger, corrected)
    assert status(ledger, quote_id) == Status.INVOICED
    credited(ledger, corrected)
    assert status(ledger, quote_id) != Status.INVOICED
    issue(ledger, corrections.to_invoice(ledger, quote_id))
    assert status(ledger, quote_id) == Status.INVOICED
    assert checking.check(ledger) == []


def test_a_quote_with_a_deposit_is_invoiced_by_a_final_invoice_only(ledger: Ledger) -> None:
    quote_id = issued(ledger, kind=DocumentKind.QUOTE)
    early = corrections.to_invoice(ledger, quote_id)
    deposit_of(ledger, quote_id)
    for act in (
        lambda: corrections.to_invoice(ledger, quote_id),
        lambda: issue(ledger, early),
    ):
        with pytest.raises(NotAllowed, match="final invoice"):
            act()


def test_a_final_invoice_deducts_every_deposit_of_its_quote_and_no_other(ledger: Ledger) -> None:
    quote_id, other_id = (issued(ledger, kind=DocumentKind.QUOTE) for _ in range(2))
    first, second = deposit_of(ledger, quote_id, 20), deposit_of(ledger, quote_id, 30)
    foreign = deposit_of(ledger, other_id)
    with pytest.raises(NotAllowed, match="2026-0002"):
        corrections.final(ledger, quote_id, [first])
    with pytest.raises(NotAllowed, match="2026-0003"):
        corrections.final(ledger, quote_id, [first, second, foreign])
    final_id = corrections.final(ledger, quote_id, [first, second])
    issue(ledger, final_id)
    assert left(ledger, first) + left(ledger, second) + left(ledger, final_id) == WHOLE


def test_a_deposit_that_was_deducted_is_credited_only_after_its_final_invoice(
    ledger: Ledger,
) -> None:
    quote_id = issued(ledger, kind=DocumentKind.QUOTE)
    deposit_id = deposit_of(ledger, quote_id)
    early = corrections.credit(ledger, deposit_id)
    final_id = corrections.final(ledger, quote_id, [deposit_id])
    issue(ledger, final_id)
    with pytest.raises(NotAllowed, match="2026-0002"):
        issue(ledger, early)
    acts.delete_draft(ledger, early)
    with pytest.raises(NotAllowed, match="2026-0002"):
        corrections.credit(ledger, deposit_id)
    credited(ledger, final_id)
    credited(ledger, deposit_id)
    assert (left(ledger, final_id), left(ledger, deposit_id)) == (0, 0)


def test_a_deposit_credited_meanwhile_is_deducted_by_no_draft(ledger: Ledger) -> None:
    quote_id = issued(ledger, kind=DocumentKind.QUOTE)
    deposit_id = deposit_of(ledger, quote_id)
    deleted = acts.delete_draft(ledger, corrections.final(ledger, quote_id, [deposit_id]))
    credited(ledger, deposit_id)
    with pytest.raises(NotAllowed, match="no deposit to deduct"):
        issue(ledger, acts.save_draft(ledger, deleted))


def test_a_credited_final_invoice_leaves_its_deposit_for_the_next(ledger: Ledger) -> None:
    quote_id = issued(ledger, kind=DocumentKind.QUOTE)
    deposit_id = deposit_of(ledger, quote_id)
    pay(ledger, deposit_id, left(ledger, deposit_id))
    first = corrections.final(ledger, quote_id, [deposit_id])
    issue(ledger, first)
    asked = left(ledger, first)
    credited(ledger, first)
    second = corrections.final(ledger, quote_id, [deposit_id])
    issue(ledger, second)
    assert left(ledger, second) == asked
    assert checking.check(ledger) == []


def test_a_corrected_final_invoice_deducts_what_the_old_one_did(ledger: Ledger) -> None:
    quote_id = issued(ledger, kind=DocumentKind.QUOTE)
    deposit_id = deposit_of(ledger, quote_id)
    final_id = corrections.final(ledger, quote_id, [deposit_id])
    issue(ledger, final_id)
    asked = left(ledger, final_id)
    corrected = corrections.correct(ledger, final_id)
    issue(ledger, corrected)
    assert (left(ledger, final_id), left(ledger, corrected)) == (0, asked)
    with pytest.raises(NotAllowed, match="2026-0003"):
        corrections.credit(ledger, deposit_id)


def test_an_invoice_in_a_wrong_currency_is_corrected_and_its_money_stays_a_credit(
    ledger: Ledger,
) -> None:
    old = issued(ledger)
    payment_id = pay(ledger, old, 100000)
    new = corrections.correct(ledger, old)
    acts.change_draft(ledger, new, replace(kept.get(ledger, new).document, currency="CHF"))
    issue(ledger, new)
    assert (left(ledger, old), left(ledger, new)) == (0, WHOLE)
    assert booked.get(ledger, payment_id).unallocated.minor == 100000


def test_a_deposit_invoice_written_by_hand_is_deducted_too(ledger: Ledger) -> None:
    quote_id = issued(ledger, kind=DocumentKind.QUOTE)
    draft = replace(invoice(ledger, kind=DocumentKind.DEPOSIT_INVOICE))
    by_hand = acts.save_draft(ledger, replace(draft, lines=draft.lines[:1]))
    issue(ledger, by_hand)
    final_id = corrections.final(ledger, quote_id, [by_hand])
    issue(ledger, final_id)
    assert left(ledger, final_id) == WHOLE - 180880


def test_a_corrected_deposit_is_deducted_in_place_of_the_old_one(ledger: Ledger) -> None:
    quote_id = issued(ledger, kind=DocumentKind.QUOTE)
    old = deposit_of(ledger, quote_id)
    new = corrections.correct(ledger, old)
    issue(ledger, new)
    for named in ([], [old]):
        with pytest.raises(NotAllowed, match="2026-000"):
            corrections.final(ledger, quote_id, named)
    with pytest.raises(NotAllowed, match="2026-0002"):
        corrections.to_invoice(ledger, quote_id)
    final_id = corrections.final(ledger, quote_id, [new])
    issue(ledger, final_id)
    assert left(ledger, new) + left(ledger, final_id) == WHOLE
    with pytest.raises(NotAllowed, match="2026-0003"):
        corrections.credit(ledger, new)
    other = corrections.correct(ledger, issued(ledger))
    issue(ledger, other)
    second = issued(ledger, kind=DocumentKind.QUOTE)
    with pytest.raises(NotAllowed, match="deposit invoice"):
        corrections.final(ledger, second, [other])
