"""Billing a quote in parts, in the window."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from PySide6.QtGui import QAction
from pytestqt.qtbot import QtBot

from invoicer.actions import corrections
from invoicer.actions import documents as acts
from invoicer.ledger import documents as kept
from invoicer.ledger.ledger import Ledger
from invoicer.models.document import Document, DocumentKind, DocumentReference, Line
from invoicer.models.taxing import default
from invoicer.models.totals import calculate
from invoicer.ui.app import App
from invoicer.ui.context import Target
from invoicer.ui.documents import papers
from invoicer.ui.documents.deposits import DepositDialog, FinalDialog
from invoicer.ui.documents.page import DocumentsPage
from invoicer.ui.documents.totals_box import TotalsBox, rows_of

Do = Callable[[Callable[..., Any]], Any]


def _quote(ledger: Ledger, on: date) -> int:
    draft = acts.new(ledger, DocumentKind.QUOTE, 1)
    taxes = default(acts.taxing_of(ledger, draft))
    line = Line(name="Work", price=Decimal(1000), taxes=taxes)
    quote_id = acts.save_draft(ledger, replace(draft, lines=(line,)))
    acts.issue(ledger, quote_id, today=on, render=papers.render)
    return quote_id


def _deposit(ledger: Ledger, quote_id: int, on: date) -> int:
    deposit_id = corrections.deposit(ledger, quote_id, Decimal(30))
    acts.issue(ledger, deposit_id, today=on, render=papers.render)
    return deposit_id


@pytest.fixture
def quote(furnished: App, act: Do) -> int:
    """An issued quote over €1,190.00, chosen in the list of quotes."""
    quote_id = int(act(lambda ledger: _quote(ledger, furnished.context.today())))
    furnished.window.go(Target("quotes", "open", quote_id))
    return quote_id


def page_of(app: App) -> DocumentsPage:
    """Return the page that is shown."""
    page = app.window.page
    assert isinstance(page, DocumentsPage)
    return page


def entry(page: DocumentsPage, text: str) -> QAction:
    """Return an entry of the chosen document's menu."""
    return next(one for one in page.detail.menu.actions() if one.text() == text)


def written(app: App, qtbot: QtBot, quotes: DocumentsPage) -> Document:
    """Wait for the editor on the other page and return what stands in it."""
    qtbot.waitUntil(lambda: app.window.page is not quotes)
    editor = page_of(app).editor
    assert editor is not None
    return editor.document


@pytest.mark.parametrize(
    ("way", "typed", "payable"), [("percentage", "40", "476.00"), ("amount", "500", "500.00")]
)
def test_a_deposit_is_asked_in_percent_or_as_an_amount(
    furnished: App, quote: int, qtbot: QtBot, way: str, typed: str, payable: str
) -> None:
    quotes = page_of(furnished)
    entry(quotes, "Deposit invoice…").trigger()
    dialog = quotes.findChild(DepositDialog)
    assert dialog is not None
    dialog.way.set_value(way)
    field = dialog.amount if way == "amount" else dialog.percentage
    field.selectAll()
    qtbot.keyClicks(field, typed)
    assert f"€{payable} with tax" in dialog.effect.text()
    dialog.accept_button.click()
    dialog.write()
    document = written(furnished, qtbot, quotes)
    assert document.kind == DocumentKind.DEPOSIT_INVOICE
    assert calculate(document).payable.amount == Decimal(payable)
    assert document.origin is not None
    assert document.origin.document_id == quote
    assert len(kept.derived(furnished.context.reader, quote)) == 1


@pytest.mark.parametrize("typed", ["0", "120", "much"])
def test_a_deposit_that_is_none_is_refused_beside_what_was_typed(
    furnished: App, quote: int, qtbot: QtBot, typed: str
) -> None:
    dialog = DepositDialog(furnished.context, quote, furnished.window)
    dialog.open()
    dialog.percentage.setText(typed)
    dialog.accept_button.click()
    qtbot.waitUntil(dialog.problem.isVisible)
    assert dialog.accept_button.isEnabled()
    assert kept.derived(furnished.context.reader, quote) == []
    dialog.reject()


def test_a_final_invoice_deducts_the_deposits_that_are_ticked(
    furnished: App, quote: int, act: Do, qtbot: QtBot
) -> None:
    today = furnished.context.today()
    first = act(lambda ledger: _deposit(ledger, quote, today))
    second = act(lambda ledger: _deposit(ledger, quote, today))
    unissued = act(lambda ledger: corrections.deposit(ledger, quote, Decimal(5)))
    quotes = page_of(furnished)
    entry(quotes, "Final invoice…").trigger()
    dialog = quotes.findChild(FinalDialog)
    assert dialog is not None
    assert dialog.chosen() == (first, second)
    assert not dialog.boxes[unissued].isEnabled()
    assert "issued" in dialog.boxes[unissued].accessibleDescription()
    dialog.boxes[second].click()
    assert "Write a final invoice that deducts it" in dialog.problem.text()
    assert not dialog.accept_button.isEnabled()
    dialog.boxes[second].click()
    assert "€476.00 of the quote is left" in dialog.effect.text()
    dialog.accept_button.click()
    document = written(furnished, qtbot, quotes)
    assert document.kind == DocumentKind.FINAL_INVOICE
    assert [one.document_id for one in document.deposits] == [first, second]
    editor = page_of(furnished).editor
    assert editor is not None
    spoken = editor.totals.spoken()
    number = kept.get(furnished.context.reader, first).number
    assert f"Deposit {number} -€357.00" in spoken
    assert spoken[-1] == "Amount payable €476.00"


def test_without_deposits_there_is_nothing_to_deduct(furnished: App, quote: int) -> None:
    dialog = FinalDialog(furnished.context, quote, furnished.window)
    assert dialog.chosen() == ()
    assert not dialog.accept_button.isEnabled()
    assert "Turn into invoice" in dialog.effect.text()


def test_a_deposit_that_is_deducted_or_credited_already_says_so(
    furnished: App, quote: int, act: Do
) -> None:
    today = furnished.context.today()
    deducted = act(lambda ledger: _deposit(ledger, quote, today))
    act(lambda ledger: corrections.final(ledger, quote, [deducted]))
    credited = act(lambda ledger: _deposit(ledger, quote, today))
    note = act(lambda ledger: corrections.credit(ledger, credited))
    act(lambda ledger: acts.issue(ledger, note, today=today, render=papers.render))
    dialog = FinalDialog(furnished.context, quote, furnished.window)
    assert dialog.chosen() == ()
    assert "deducted by a draft already" in dialog.boxes[deducted].accessibleDescription()
    assert "has been credited" in dialog.boxes[credited].accessibleDescription()


def test_an_amount_paid_before_stands_beside_the_deposits() -> None:
    document = Document(
        lines=(Line(name="Work", price=Decimal(100)),),
        prepaid=Decimal(10),
        deposits=(DocumentReference(number="D-1", amount=Decimal(20)),),
    )
    rows = rows_of(calculate(document), "en_IE", document.deposits)
    assert [(text, amount.minor) for text, amount in rows][-2:] == [
        ("Deposit D-1", -2000),
        ("Paid already", -1000),
    ]


def test_without_deposits_the_last_row_is_the_total(furnished: App) -> None:
    box = TotalsBox("en_IE")
    box.show_totals(calculate(Document(lines=(Line(name="Work", price=Decimal(100)),))))
    assert box.spoken()[-1] == "Total €100.00"
