"""The dialogs: what a payment comes to, and what keeps a document from being issued."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from invoicer.actions import corrections
from invoicer.actions import documents as acts
from invoicer.actions import payments as paying
from invoicer.ledger import documents as kept
from invoicer.ledger import outbox, payments
from invoicer.ledger.ledger import Ledger
from invoicer.models.document import Document, DocumentKind, Line
from invoicer.models.lifecycle import Status, status
from invoicer.models.payment_terms import EarlyDiscount, PaymentTerms
from invoicer.models.taxing import default
from invoicer.ui.documents import papers
from invoicer.ui.documents.issue_dialog import IssueDialog
from invoicer.ui.documents.page import DocumentsPage
from invoicer.ui.documents.payment_dialog import PaymentDialog

Do = Callable[[Callable[..., Any]], Any]


def _draft(ledger: Ledger) -> int:
    document = acts.new(ledger, DocumentKind.INVOICE, 1)
    taxes = default(acts.taxing_of(ledger, document))
    line = Line(name="Work", price=Decimal(100), taxes=taxes)
    terms = PaymentTerms(14, (EarlyDiscount(Decimal(2), 7),))
    return acts.save_draft(ledger, replace(document, lines=(line,), terms=terms))


def _invoice(ledger: Ledger, on: date) -> int:
    document_id = _draft(ledger)
    acts.issue(ledger, document_id, today=on, render=papers.render)
    return document_id


@pytest.fixture
def invoice(invoices: DocumentsPage, act: Do) -> int:
    """An invoice over €119.00, issued today."""
    return int(act(lambda ledger: _invoice(ledger, invoices.context.today())))


def payment_for(page: DocumentsPage, document_id: int) -> PaymentDialog:
    """Open the dialog for a document."""
    dialog = PaymentDialog(page.context, document_id, page)
    dialog.open()
    return dialog


def where(page: DocumentsPage, document_id: int) -> Status:
    """Return where a document stands."""
    facts = kept.get(page.context.reader, document_id).facts
    return status(facts, page.context.today())


@pytest.mark.parametrize(
    ("amount", "said"),
    [
        ("119", "This settles"),
        ("100", "€19.00 of"),
        ("150", "€31.00 stays as a credit of"),
    ],
)
def test_what_a_payment_comes_to_is_said_in_a_sentence(
    invoices: DocumentsPage, invoice: int, qtbot: QtBot, amount: str, said: str
) -> None:
    dialog = payment_for(invoices, invoice)
    dialog.amount.selectAll()
    qtbot.keyClicks(dialog.amount, amount)
    assert said in dialog.effect.text()
    dialog.reject()


def test_an_earned_discount_is_offered_and_settles_the_invoice(
    invoices: DocumentsPage, invoice: int, qtbot: QtBot
) -> None:
    dialog = payment_for(invoices, invoice)
    assert dialog.discount.isVisible()
    dialog.discount.click()
    assert dialog.amount.text() == "116.62"
    dialog.accept_button.click()
    qtbot.waitUntil(lambda: where(invoices, invoice) == Status.PAID)
    paid = payments.of_document(invoices.context.reader, invoice)
    assert [one.payment.amount.minor for one in paid] == [11662]


def test_a_discount_that_came_too_late_is_not_offered(
    invoices: DocumentsPage, invoice: int
) -> None:
    dialog = payment_for(invoices, invoice)
    dialog.day.set_value(invoices.context.today() + timedelta(days=8))
    dialog.day.changed.emit()
    assert not dialog.discount.isVisible()
    dialog.reject()


def test_two_clicks_record_one_payment_and_undo_takes_it_back(
    invoices: DocumentsPage, invoice: int, qtbot: QtBot
) -> None:
    dialog = payment_for(invoices, invoice)
    dialog.accept_button.click()
    dialog._record()
    qtbot.waitUntil(lambda: where(invoices, invoice) == Status.PAID)
    assert len(payments.of_document(invoices.context.reader, invoice)) == 1
    toast = invoices.context.messages.toast_widget
    assert toast is not None
    qtbot.waitUntil(toast.button.isVisible)
    toast.button.click()
    qtbot.waitUntil(lambda: where(invoices, invoice) == Status.ISSUED)


@pytest.mark.parametrize("text", ["", "0", "-5", "a lot"])
def test_an_amount_that_can_t_be_is_refused_beside_its_field(
    invoices: DocumentsPage, invoice: int, qtbot: QtBot, text: str
) -> None:
    dialog = payment_for(invoices, invoice)
    dialog.amount.setText(text)
    dialog.accept_button.click()
    qtbot.waitUntil(lambda: bool(dialog.form.fields["amount"].error()))
    assert dialog.isVisible()
    assert dialog.accept_button.isEnabled()
    dialog.reject()


def test_a_credit_note_is_refunded(invoices: DocumentsPage, act: Do, qtbot: QtBot) -> None:
    today = invoices.context.today()

    def paid_and_credited(ledger: Ledger) -> int:
        invoice_id = _invoice(ledger, today)
        paying.record(ledger, invoice_id, kept.open_amount(ledger, invoice_id), on=today)
        note_id = corrections.credit(ledger, invoice_id)
        acts.issue(ledger, note_id, today=today, render=papers.render)
        return note_id

    note_id = act(paid_and_credited)
    dialog = payment_for(invoices, note_id)
    assert dialog.amount.text() == "119.00"
    dialog.accept_button.click()
    qtbot.waitUntil(lambda: where(invoices, note_id) == Status.PAID)


def test_what_is_missing_keeps_from_issuing_and_leads_to_its_field(
    invoices: DocumentsPage, act: Do, qtbot: QtBot
) -> None:
    draft_id = act(lambda ledger: acts.save_draft(ledger, Document()))
    dialog = invoices.doing.issue(draft_id)
    assert dialog.findings.sentences()
    assert not dialog.issue_button.isEnabled()
    assert not dialog.send_button.isEnabled()
    dialog.findings.chosen.emit("client.name")
    assert not dialog.isVisible()
    assert invoices.editor is not None
    assert invoices.editor.document_id == draft_id
    qtbot.waitUntil(invoices.editor.head.client.hasFocus)


def test_another_issue_date_changes_the_number_to_be(
    invoices: DocumentsPage, act: Do, qtbot: QtBot
) -> None:
    draft_id = act(_draft)
    dialog = invoices.doing.issue(draft_id)
    dialog.subject.selectAll()
    qtbot.keyClicks(dialog.subject, "My own subject")
    dialog.day.set_value(date(2031, 3, 1))
    dialog.day.changed.emit()
    assert "2031-0001" in dialog.title.text()
    assert dialog.attachment.text().endswith("2031-0001.pdf")
    assert dialog.subject.text() == "My own subject"
    assert "2031-0001" in dialog.body.text()
    dialog.reject()


def test_an_issued_document_is_sent_by_the_same_dialog(
    invoices: DocumentsPage, invoice: int, qtbot: QtBot
) -> None:
    dialog = IssueDialog(invoices.context, invoice, invoices)
    dialog.open()
    assert not dialog.issue_button.isVisible()
    assert not dialog.day.isEnabled()
    dialog.body.set_text("Dear Kessler")
    dialog.send_button.click()
    qtbot.waitUntil(lambda: len(outbox.rows(invoices.context.reader)) == 1)
    assert outbox.rows(invoices.context.reader)[0].mail.body == "Dear Kessler"


def test_a_day_that_is_none_is_said_beside_its_field(
    invoices: DocumentsPage, act: Do, qtbot: QtBot
) -> None:
    dialog = invoices.doing.issue(act(_draft))
    dialog.day.setText("some day")
    dialog.issue_button.click()
    assert dialog.form.fields["day"].error()
    assert dialog.isVisible()
    dialog.reject()
