"""Issuing and sending as one act, and a client's answer to a quote."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from invoicer.actions import business, clients, corrections, issuing, quotes
from invoicer.actions import documents as acts
from invoicer.actions.demo_data import BUSINESS, CLIENTS
from invoicer.ledger import documents as kept
from invoicer.ledger import ledger as ledgers
from invoicer.ledger import outbox
from invoicer.ledger.ledger import Ledger
from invoicer.models import taxing
from invoicer.models.document import DocumentKind, Line, Snapshot
from invoicer.models.errors import BadField, NotAllowed
from invoicer.models.lifecycle import Answer, Status, status
from invoicer.models.totals import Totals

TODAY = date(2026, 11, 21)
NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)


def render(snapshot: Snapshot, figures: Totals, *, logo: bytes | None) -> bytes:
    """Stand in for the PDF, which these acts only pass on."""
    return f"%PDF {snapshot.number} {figures.payable}".encode()


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    """A ledger with the demo's business and first client."""
    ledger = ledgers.create(tmp_path / "ledger.invoicer", clock=lambda: NOW)
    business.set_business(ledger, BUSINESS)
    clients.add(ledger, CLIENTS[0])
    yield ledger
    ledger.close()


def draft(ledger: Ledger, kind: DocumentKind = DocumentKind.INVOICE) -> int:
    """Write a draft with one line."""
    document = acts.new(ledger, kind, 1)
    taxes = taxing.default(acts.taxing_of(ledger, document))
    line = Line(name="Work", price=Decimal(100), taxes=taxes)
    return acts.save_draft(ledger, replace(document, lines=(line,)))


def test_a_proposal_names_the_number_to_be_and_takes_none(ledger: Ledger) -> None:
    document_id = draft(ledger)
    proposal = issuing.proposal(ledger, document_id, on=TODAY)
    assert proposal.number == "2026-0001"
    assert proposal.file_name == "2026-0001.pdf"
    assert "2026-0001" in proposal.mail.subject
    assert issuing.proposal(ledger, document_id, on=TODAY) == proposal


def test_a_proposal_for_an_issued_document_is_its_mail(ledger: Ledger) -> None:
    document_id = draft(ledger)
    acts.issue(ledger, document_id, today=TODAY, render=render)
    proposal = issuing.proposal(ledger, document_id, on=TODAY)
    assert proposal.number == "2026-0001"
    assert proposal.mail.attachments[0][0] == proposal.file_name


def test_issuing_and_queueing_happen_together(ledger: Ledger) -> None:
    document_id = draft(ledger)
    mail = issuing.proposal(ledger, document_id, on=TODAY).mail
    number = issuing.issue_and_queue(
        ledger, document_id, mail, on=TODAY, at=NOW, expected="2026-0001", render=render
    )
    assert number == "2026-0001"
    assert [one.mail.subject for one in outbox.rows(ledger)] == [mail.subject]


def test_a_mail_that_can_t_be_queued_costs_no_number(ledger: Ledger) -> None:
    document_id = draft(ledger)
    mail = replace(issuing.proposal(ledger, document_id, on=TODAY).mail, to="")
    with pytest.raises(BadField):
        issuing.issue_and_queue(
            ledger, document_id, mail, on=TODAY, at=NOW, expected="", render=render
        )
    assert kept.get(ledger, document_id).number == ""
    assert kept.next_number(ledger, DocumentKind.INVOICE, TODAY) == "2026-0001"


def test_a_mail_gets_the_number_that_was_given_in_the_end(ledger: Ledger) -> None:
    first, second = draft(ledger), draft(ledger)
    mail = issuing.proposal(ledger, second, on=TODAY).mail
    acts.issue(ledger, first, today=TODAY, render=render)
    issuing.issue_and_queue(
        ledger, second, mail, on=TODAY, at=NOW, expected="2026-0001", render=render
    )
    queued = outbox.rows(ledger)[0].mail
    assert "2026-0002" in queued.subject
    assert "2026-0001" not in queued.subject + queued.body


def test_a_quote_is_answered_until_it_is_invoiced(ledger: Ledger) -> None:
    quote_id = draft(ledger, DocumentKind.QUOTE)
    with pytest.raises(NotAllowed):
        quotes.answer(ledger, quote_id, Answer.ACCEPTED)
    acts.issue(ledger, quote_id, today=TODAY, render=render)
    quotes.answer(ledger, quote_id, Answer.ACCEPTED)
    assert status(kept.get(ledger, quote_id).facts, TODAY) == Status.ACCEPTED
    quotes.answer(ledger, quote_id, Answer.NONE)
    assert status(kept.get(ledger, quote_id).facts, TODAY) == Status.ISSUED
    invoice_id = corrections.to_invoice(ledger, quote_id)
    acts.issue(ledger, invoice_id, today=TODAY, render=render)
    with pytest.raises(NotAllowed, match="invoiced already"):
        quotes.answer(ledger, quote_id, Answer.DECLINED)
