"""The Outbox page tells what became of each mail and does what is asked."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from invoicer.actions import business, clients, sending
from invoicer.actions import documents as acts
from invoicer.ledger import outbox as kept
from invoicer.ledger.ledger import Ledger
from invoicer.models.outbox import Act, Outcome, Stage, Verdict
from invoicer.models.stored import MailState
from invoicer.ui.app import App
from invoicer.ui.context import Target
from invoicer.ui.outbox.page import OutboxPage
from tests.actions.conftest import BUSINESS, TODAY, client, invoice, render

AT = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)
Do = Callable[[Callable[..., Any]], Any]


def fill(ledger: Ledger) -> None:
    """Three mails: one waits, one was refused, of one nobody can tell."""
    business.set_business(ledger, BUSINESS)
    clients.add(ledger, client("Kessler & Söhne GmbH"))
    for _number in range(3):
        document_id = acts.save_draft(ledger, invoice(ledger))
        acts.issue(ledger, document_id, today=TODAY, render=render)
        sending.queue(ledger, document_id, at=AT)
    for verdict, words in ((Verdict.REFUSED, "No such mailbox."), (Verdict.UNKNOWN, "")):
        letter = sending.claim(ledger, at=AT)
        assert letter is not None
        outcome = Outcome(verdict=verdict, stage=Stage.END, sentence=words)
        sending.record(ledger, letter.mail_id, outcome, at=AT)


def shown(app: App, act: Do) -> OutboxPage:
    """Fill the ledger and show the page."""
    act(fill)
    app.window.go(Target("outbox"))
    page = app.window.page
    assert isinstance(page, OutboxPage)
    return page


def states(page: OutboxPage) -> list[MailState]:
    return [mail.state for mail in kept.rows(page.context.reader)]


def choose(page: OutboxPage, state: MailState) -> None:
    mails = kept.rows(page.context.reader, states=(state,))
    assert page.table.choose(mails[0].id)


def test_it_counts_and_explains_what_needs_an_answer(app: App, act: Do) -> None:
    page = shown(app, act)
    choose(page, MailState.REFUSED)
    assert page.pane.reply.text() == "No such mailbox."
    assert page.pane.acts[Act.TRY_NOW].isVisible()
    assert not page.pane.acts[Act.ARRIVED].isVisible()
    choose(page, MailState.UNKNOWN)
    assert "nobody can tell" in page.pane.explanation.text()
    assert page.pane.acts[Act.ARRIVED].isVisible()


def test_a_click_says_that_it_arrived(app: App, act: Do, qtbot: QtBot) -> None:
    page = shown(app, act)
    choose(page, MailState.UNKNOWN)
    qtbot.mouseClick(page.pane.acts[Act.ARRIVED], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: MailState.ACCEPTED in states(page))
    assert MailState.UNKNOWN not in states(page)


def test_a_waiting_mail_is_held_back_and_deleted_by_keyboard(
    app: App, act: Do, qtbot: QtBot
) -> None:
    page = shown(app, act)
    choose(page, MailState.QUEUED)
    page.pane.acts[Act.HOLD].setFocus()
    qtbot.keyClick(page.pane.acts[Act.HOLD], Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: page.pane.pill.accessibleName() == "Held")
    qtbot.keyClick(page.pane.acts[Act.DELETE], Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: MailState.QUEUED not in states(page))


def test_an_empty_outbox_says_what_it_is_for(app: App) -> None:
    app.window.go(Target("outbox"))
    page = app.window.page
    assert isinstance(page, OutboxPage)
    assert not page.send.isEnabled()
    assert not page.pane.isVisible()
