"""A sender that dies at any moment: never two mails, never "sent" when it wasn't."""

import os
import random
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta

import pytest

from invoicer.actions import mail_account, sending
from invoicer.ledger import documents
from invoicer.ledger import outbox as kept
from invoicer.ledger.ledger import Ledger
from invoicer.models.outbox import MailSettings, Security
from invoicer.models.stored import Mail, MailState
from invoicer.vault import SessionVault
from tests.actions.conftest import issued
from tests.actions.sending_process import AT
from tests.mail.smtp_server import PATIENCE_SECONDS, MailServer

STAGES = ("connect", "ehlo", "mail", "rcpt", "data", "end", "quit")


@pytest.fixture
def server() -> Iterator[MailServer]:
    with MailServer() as running:
        yield running


@pytest.fixture
def posting(ledger: Ledger, server: MailServer) -> Ledger:
    """A ledger whose mail goes to the server."""
    settings = MailSettings(
        host=server.host, port=server.port, security=Security.NONE, sender="ada@example.com"
    )
    mail_account.keep(ledger, settings, None, SessionVault())
    return ledger


def start(ledger: Ledger) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "tests.actions.sending_process", str(ledger.path)]
    )


def kill(process: subprocess.Popen[bytes]) -> None:
    os.kill(process.pid, signal.SIGKILL)
    process.wait(PATIENCE_SECONDS)


def send_here(ledger: Ledger) -> None:
    sending.send_due(ledger, sending.transport(ledger, SessionVault()), at=AT, everything=True)


@pytest.mark.parametrize("stage", STAGES)
def test_a_crash_at_any_command_asks_and_never_sends_twice(
    stage: str, posting: Ledger, server: MailServer
) -> None:
    document_id = issued(posting)
    mail = sending.queue(posting, document_id, at=AT)
    server.fail(stage, stall=True, keep=True, times=1)
    process = start(posting)
    server.wait_until_reached(stage)
    kill(process)
    taken = len(server.received)
    assert taken == (1 if stage in ("end", "quit") else 0)
    assert kept.get(posting, mail.id).state == MailState.SENDING
    assert [each.id for each in sending.recover(posting, at=AT)] == [mail.id]
    send_here(posting)
    assert kept.get(posting, mail.id).state == MailState.UNKNOWN
    assert not documents.get(posting, document_id).facts.sent
    assert len(server.received) == taken
    if taken:
        sending.it_arrived(posting, mail.id, at=AT)
    else:
        sending.send_again(posting, mail.id, at=AT)
        send_here(posting)
    assert [each.message_id for each in server.received] == [mail.message_id]
    assert documents.get(posting, document_id).facts.sent


def test_a_mail_another_process_is_sending_is_left_to_it(
    posting: Ledger, server: MailServer
) -> None:
    mail = sending.queue_mail(posting, Mail(to="tom@example.org", subject="1", body=""), at=AT)
    server.fail("end", stall=True, keep=True, times=1)
    process = start(posting)
    server.wait_until_reached("end")
    assert sending.recover(posting, at=AT + timedelta(hours=23)) == []
    assert kept.get(posting, mail.id).state == MailState.SENDING
    kill(process)
    [found] = sending.recover(posting, at=AT)
    assert (found.id, found.state) == (mail.id, MailState.UNKNOWN)


def test_a_process_that_hangs_for_a_day_is_not_waited_for(
    posting: Ledger, server: MailServer
) -> None:
    mail = sending.queue_mail(posting, Mail(to="tom@example.org", subject="1", body=""), at=AT)
    server.fail("end", stall=True, times=1)
    process = start(posting)
    server.wait_until_reached("end")
    [found] = sending.recover(posting, at=AT + timedelta(hours=24, seconds=1))
    assert (found.id, found.state) == (mail.id, MailState.UNKNOWN)
    kill(process)


@pytest.mark.slow
def test_a_hundred_and_twenty_mails_under_random_kills_are_never_doubled(
    posting: Ledger, server: MailServer
) -> None:
    chance = random.Random(20261121)
    mails = {
        mail.message_id: mail.id
        for number in range(120)
        for mail in [
            sending.queue_mail(
                posting, Mail(to=f"client{number}@example.org", subject=f"{number}", body=""), at=AT
            )
        ]
    }
    kills = 0
    while waiting := len(kept.rows(posting, states=(MailState.QUEUED,))):
        stage, further = chance.choice(STAGES), chance.randint(1, min(waiting, 12))
        visits = server.reached.count(stage)
        process = start(posting)
        server.wait_until_reached(stage, visits + further)
        kill(process)
        kills += 1
    sending.recover(posting, at=AT)
    received = Counter(each.message_id for each in server.received)
    states = {key: kept.get(posting, mail_id).state for key, mail_id in mails.items()}
    assert kills >= 120 / 12
    assert max(received.values()) == 1
    assert set(states.values()) <= {MailState.ACCEPTED, MailState.UNKNOWN}
    for message_id, state in states.items():
        if state == MailState.ACCEPTED:
            assert received[message_id] == 1
    # Each kill leaves at most the one mail in doubt that was on its way.
    assert list(states.values()).count(MailState.UNKNOWN) <= kills


@pytest.mark.slow
def test_two_processes_at_once_send_each_mail_once(posting: Ledger, server: MailServer) -> None:
    for number in range(40):
        sending.queue_mail(posting, Mail(to="tom@example.org", subject=f"{number}", body=""), at=AT)
    processes = [start(posting), start(posting)]
    for process in processes:
        assert process.wait(PATIENCE_SECONDS * 2) == 0
    assert {mail.state for mail in kept.rows(posting)} == {MailState.ACCEPTED}
    received = Counter(each.message_id for each in server.received)
    assert len(received) == 40
    assert set(received.values()) == {1}
