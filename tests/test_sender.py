"""The outbox on three threads: sent once, recorded, and safe when the program closes."""

import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from invoicer.actions import mail_account, sending
from invoicer.background import Background, Sender
from invoicer.ledger import ledger as ledgers
from invoicer.ledger import outbox
from invoicer.ledger.ledger import Ledger
from invoicer.models.changes import Change, Kind
from invoicer.models.outbox import MailSettings, Security
from invoicer.models.stored import Mail, MailState
from invoicer.vault import SessionVault, VaultLocked
from tests.mail.smtp_server import MailServer

AT = datetime(2026, 11, 21, 12, tzinfo=UTC)
WAIT = 20


@pytest.fixture
def background(tmp_path: Path) -> Iterator[Background]:
    running = Background(lambda: ledgers.open_or_create(tmp_path / "ledger.invoicer"))
    yield running
    running.stop()


@pytest.fixture
def server() -> Iterator[MailServer]:
    with MailServer() as running:
        yield running


def set_up(ledger: Ledger, *, server: MailServer, mails: int) -> None:
    account = server.account()
    kept = MailSettings(
        host=account.host, port=account.port, security=Security.NONE, sender="lena@example.com"
    )
    mail_account.keep(ledger, kept, None, SessionVault())
    for number in range(mails):
        mail = Mail(to="a@client.example", subject=f"Number {number}", body="Hello")
        sending.queue_mail(ledger, mail, at=AT)


def states(background: Background) -> list[MailState]:
    return [one.state for one in background.run(outbox.rows).result(WAIT)]


def until(background: Background, reached: Callable[[list[MailState]], bool]) -> list[MailState]:
    """Wait, commit by commit, until the states of all mails are as wanted."""
    changed = threading.Event()

    def heard(changes: frozenset[Change]) -> None:
        if any(change.kind == Kind.OUTBOX for change in changes):
            changed.set()

    stop = background.subscribe(heard)
    while not reached(found := states(background)):
        assert changed.wait(WAIT), f"nothing happens any more: {found}"
        changed.clear()
    stop()
    return found


def all_accepted(found: list[MailState]) -> bool:
    return set(found) == {MailState.ACCEPTED}


def test_everything_due_is_sent_once_however_often_it_ticks(
    background: Background, server: MailServer
) -> None:
    background.run(partial(set_up, server=server, mails=5)).result(WAIT)
    sender = Sender(background, SessionVault(), lambda: AT)
    for _tick in range(10):
        sender.tick()
    until(background, all_accepted)
    assert sorted(str(one.message["Subject"]) for one in server.received) == [
        f"Number {number}" for number in range(5)
    ]


def test_a_round_asks_about_what_a_dead_process_left_and_leaves_what_a_living_one_sends(
    background: Background, server: MailServer
) -> None:
    def claimed_elsewhere(ledger: Ledger) -> None:
        set_up(ledger, server=server, mails=2)
        with ledger.atomic():
            outbox.claim(ledger, AT - timedelta(minutes=21), by="elsewhere 7 1")
            outbox.claim(ledger, AT, by="elsewhere 8 1")

    background.run(claimed_elsewhere).result(WAIT)
    Sender(background, SessionVault(), lambda: AT).tick()
    found = until(background, lambda states: MailState.UNKNOWN in states)
    assert found == [MailState.SENDING, MailState.UNKNOWN]
    assert server.received == []


def test_without_an_account_mails_wait_and_nothing_is_reported(background: Background) -> None:
    sender = Sender(background, SessionVault(), lambda: AT)
    failures: list[BaseException] = []
    sender.report = failures.append
    sender.tick()
    background.run(lambda ledger: None).result(WAIT)
    assert failures == []


def test_a_locked_keyring_is_told_and_the_mail_waits(
    background: Background, server: MailServer
) -> None:
    class Locked(SessionVault):
        def get(self, name: str) -> Any:
            raise VaultLocked("no")

    def with_user(ledger: Ledger) -> None:
        set_up(ledger, server=server, mails=1)
        account = mail_account.kept(ledger)
        assert account is not None
        user = MailSettings(host=account.host, port=account.port, user="lena")
        mail_account.keep(ledger, user, None, SessionVault())

    background.run(with_user).result(WAIT)
    told, failures = threading.Event(), []
    sender = Sender(background, Locked(), lambda: AT)
    sender.report = lambda error: (failures.append(error), told.set())  # type: ignore[func-returns-value]
    sender.tick()
    assert told.wait(WAIT)
    assert isinstance(failures[0], VaultLocked)
    assert states(background) == [MailState.QUEUED]


def test_a_mail_claimed_while_the_program_closes_waits_for_the_next_start(
    background: Background, server: MailServer, tmp_path: Path
) -> None:
    background.run(partial(set_up, server=server, mails=1)).result(WAIT)
    begun, let_go = threading.Event(), threading.Event()
    sender = Sender(background, SessionVault(), lambda: AT)
    claimed = threading.Event()
    hand_over = sender._hand_over

    def blocked(given: Any, letter: Any) -> None:
        # Something else keeps the outside thread busy, so the mail waits in its queue.
        background.run_outside(lambda: (begun.set(), let_go.wait(WAIT)))
        hand_over(given, letter)
        claimed.set()

    sender._hand_over = blocked  # type: ignore[method-assign]
    sender.tick()
    assert claimed.wait(WAIT)
    assert begun.wait(WAIT)
    threading.Timer(0.05, let_go.set).start()
    assert background.stop()
    again = ledgers.open(tmp_path / "ledger.invoicer")
    assert [one.state for one in outbox.rows(again)] == [MailState.QUEUED]
    again.close()
    assert server.received == []
