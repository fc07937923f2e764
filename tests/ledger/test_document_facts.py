import pytest

from invoicer.ledger import audit, documents, outbox
from invoicer.ledger.ledger import Ledger
from invoicer.models.document import DocumentKind
from invoicer.models.errors import NotAllowed, NotFound
from invoicer.models.lifecycle import Answer, Status, status
from invoicer.models.payment import AllocationKind
from invoicer.models.stored import Mail
from tests.ledger.makers import AT, ON, document, issue, pay, settle


def test_the_first_time_a_document_is_sent_counts(ledger: Ledger) -> None:
    issued_id = issue(ledger, document())
    with ledger.atomic():
        documents.mark_sent(ledger, issued_id, AT)
        documents.mark_sent(ledger, issued_id, AT.replace(year=2027))
    (sent_at,) = ledger.select("SELECT sent_at FROM documents")[0]
    assert sent_at.startswith("2026-03-02T09:30")
    assert status(documents.get(ledger, issued_id).facts, ON) == Status.SENT
    with ledger.atomic():
        documents.mark_delivered(ledger, issued_id, AT)
    assert status(documents.get(ledger, issued_id).facts, ON) == Status.DELIVERED


def test_a_quote_is_answered_and_invoiced(ledger: Ledger) -> None:
    quote_id = issue(ledger, document(DocumentKind.QUOTE))

    def now() -> Status:
        return status(documents.get(ledger, quote_id).facts, ON)

    with ledger.atomic():
        documents.set_answer(ledger, quote_id, Answer.DECLINED)
    assert now() == Status.DECLINED
    with ledger.atomic():
        documents.set_answer(ledger, quote_id, Answer.NONE)
    assert now() == Status.ISSUED
    with ledger.atomic():
        documents.mark_invoiced(ledger, quote_id)
    assert now() == Status.INVOICED
    with ledger.atomic():
        documents.mark_invoiced(ledger, quote_id, False)
    assert now() == Status.ISSUED


def test_facts_belong_to_issued_documents_of_the_right_kind(ledger: Ledger) -> None:
    invoice_id = issue(ledger, document())
    with ledger.atomic():
        draft_id = documents.add(ledger, document())
    for act in (
        lambda: documents.mark_sent(ledger, draft_id, AT),
        lambda: documents.set_answer(ledger, invoice_id, Answer.ACCEPTED),
        lambda: documents.mark_invoiced(ledger, invoice_id),
    ):
        with pytest.raises(NotAllowed), ledger.atomic():
            act()
    with pytest.raises(NotFound), ledger.atomic():
        documents.mark_delivered(ledger, 99, AT)


def test_history_tells_of_payments_and_mails_too(ledger: Ledger) -> None:
    issued_id, other_id = issue(ledger, document()), issue(ledger, document())
    payment_id = pay(ledger, 10000, (issued_id, 5000), (other_id, 5000))
    settle(ledger, issued_id, 100, AllocationKind.WRITE_OFF)
    with ledger.atomic():
        mail = outbox.add(
            ledger, Mail(to="a@b.example", subject="", body="", document_id=issued_id), at=AT
        )
        audit.record(ledger, "mail_queued", "outbox", mail.id)
        audit.record(ledger, "payment_booked", "payment", payment_id, "100.00 EUR")
        documents.mark_sent(ledger, issued_id, AT)
    acts = [entry.act for entry in documents.history(ledger, issued_id)]
    assert acts == ["issued", "mail_queued", "payment_booked", "sent"]
    assert [entry.act for entry in documents.history(ledger, other_id)] == [
        "issued",
        "payment_booked",
    ]
    assert documents.history(ledger, 99) == []
