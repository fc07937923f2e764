"""The mail account and its password; being offline; a password that is wrong."""

import socket
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest

from invoicer.actions import mail_account, sending
from invoicer.ledger import outbox as kept
from invoicer.ledger.ledger import Ledger
from invoicer.models.errors import BadField, NotAllowed
from invoicer.models.outbox import (
    BACK_OFF,
    NO_PAUSE,
    MailSettings,
    Security,
    held,
)
from invoicer.models.party import Party
from invoicer.models.stored import MailState
from invoicer.vault import GivenPassword, SessionVault
from tests.actions.conftest import issued
from tests.actions.posting import note, sent, state_of, use
from tests.actions.sending_process import AT
from tests.mail.smtp_server import MailServer


@pytest.fixture
def server() -> Iterator[MailServer]:
    with MailServer() as running:
        yield running


def offline(ledger: Ledger) -> sending.Transport:
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    settings = MailSettings(
        host="127.0.0.1", port=port, security=Security.NONE, sender="ada@example.com"
    )
    mail_account.keep(ledger, settings, None, SessionVault())
    return sending.transport(ledger, SessionVault())


def test_without_an_account_the_business_is_the_sender(ledger: Ledger) -> None:
    assert mail_account.sender(ledger) == '"Lena Baum Design" <lena@baum.example>'
    assert mail_account.kept(ledger) is None
    with pytest.raises(NotAllowed, match="No mail account"):
        sending.transport(ledger, SessionVault())


def test_the_password_is_in_the_vault_and_not_in_the_ledger(ledger: Ledger) -> None:
    secrets = SessionVault()
    settings = MailSettings(host="mail.example.com", user="ada")
    mail_account.keep(ledger, settings, "geheim", secrets)
    assert mail_account.ready(ledger, secrets).password == "geheim"
    assert mail_account.kept(ledger) == settings
    assert b"geheim" not in ledger.path.read_bytes()
    with pytest.raises(NotAllowed, match="password of the mail account is not known"):
        mail_account.ready(ledger, SessionVault())
    with pytest.raises(BadField):
        mail_account.keep(ledger, replace(settings, port=0), None, secrets)


def test_a_command_takes_the_password_of_the_environment(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    with MailServer(users={"ada": "geheim"}) as server:
        settings = MailSettings(
            host=server.host,
            port=server.port,
            security=Security.NONE,
            user="ada",
            sender="ada@example.com",
        )
        mail_account.keep(ledger, settings, None, SessionVault())
        sending.queue_mail(ledger, note(), at=AT)
        monkeypatch.setenv("INVOICER_MAIL_PASSWORD", "geheim")
        [done] = sending.send_due(ledger, sending.transport(ledger), at=AT)
        assert done.state == MailState.ACCEPTED


def test_a_wrong_password_is_tried_once_for_a_whole_outbox(ledger: Ledger) -> None:
    with MailServer(users={"ada": "geheim"}) as server:
        settings = MailSettings(
            host=server.host,
            port=server.port,
            security=Security.NONE,
            user="ada",
            sender="ada@example.com",
        )
        mail_account.keep(ledger, settings, None, SessionVault())
        mails = [sending.queue_mail(ledger, note(), at=AT) for _each in range(3)]
        wrong = sending.transport(ledger, GivenPassword("falsch"))
        sending.send_due(ledger, wrong, at=AT)
        sending.send_due(ledger, wrong, at=AT + timedelta(minutes=1))
        assert len(server.attempted_logins) == 1
        assert state_of(ledger, mails[0]) == MailState.REFUSED
        assert "user name and password" in kept.get(ledger, mails[0].id).server_reply
        assert state_of(ledger, mails[1]) == MailState.QUEUED
        sending.retry_now(ledger, mails[0].id, at=AT)
        done = sending.send_due(ledger, sending.transport(ledger, GivenPassword("geheim")), at=AT)
        assert [mail.state for mail in done] == [MailState.ACCEPTED] * 3


def test_a_trading_name_is_what_clients_see(ledger: Ledger) -> None:
    from invoicer.actions import business
    from invoicer.ledger import settings

    known = settings.business(ledger)
    party = replace(known.party, trading_name='Baum, "Design" & mehr')
    business.set_business(ledger, replace(known, party=party))
    assert mail_account.sender(ledger) == '"Baum, \\"Design\\" & mehr" <lena@baum.example>'
    business.set_business(ledger, replace(known, party=Party(name="Lena")))
    assert mail_account.sender(ledger) == ""


def test_being_offline_is_a_state_and_what_waits_goes_out_later(
    ledger: Ledger, server: MailServer
) -> None:
    transport = offline(ledger)
    document_id = issued(ledger)
    first = sending.queue(ledger, document_id, at=AT)
    second = sending.queue_mail(ledger, note(), at=AT)
    [tried] = sending.send_due(ledger, transport, at=AT)
    assert (tried.id, tried.state, tried.attempts) == (first.id, MailState.QUEUED, 1)
    assert tried.next_attempt_at == AT + BACK_OFF[0]
    assert "Nothing answers" in tried.server_reply
    assert kept.get(ledger, second.id).attempts == 0
    assert not sent(ledger, document_id)
    # Nothing knocks again before its time, not even with another mail.
    assert mail_account.pause(ledger).until_at == AT + BACK_OFF[0]
    assert sending.send_due(ledger, transport, at=AT + timedelta(seconds=59)) == []
    [tried] = sending.send_due(ledger, transport, at=AT + timedelta(seconds=60))
    assert mail_account.pause(ledger).until_at == AT + timedelta(seconds=60) + BACK_OFF[1]
    later = AT + timedelta(minutes=6)
    done = sending.send_due(ledger, use(ledger, server), at=later)
    assert {mail.state for mail in done} == {MailState.ACCEPTED}
    assert len(server.received) == 2
    assert mail_account.pause(ledger) == NO_PAUSE


def test_somebody_who_asks_for_it_does_not_wait_for_the_next_attempt(
    ledger: Ledger, server: MailServer
) -> None:
    server.fail("mail", reply="451 4.3.0 Later", times=1)
    transport = use(ledger, server)
    mail = sending.queue_mail(ledger, note(), at=AT)
    held_back = sending.queue_mail(ledger, note(), at=AT)
    sending.hold(ledger, held_back.id)
    assert [each.state for each in sending.send_due(ledger, transport, at=AT)] == [MailState.QUEUED]
    assert sending.send_due(ledger, transport, at=AT) == []
    [done] = sending.send_due(ledger, transport, at=AT, everything=True)
    assert (done.id, done.state) == (mail.id, MailState.ACCEPTED)
    assert held(kept.get(ledger, held_back.id))


def test_a_mail_that_one_server_greylists_keeps_no_other_waiting(
    ledger: Ledger, server: MailServer
) -> None:
    server.fail("rcpt", reply="450 4.7.1 Greylisted", only="tom@")
    transport = use(ledger, server)
    grey = sending.queue_mail(ledger, note("tom@example.org"), at=AT)
    good = sending.queue_mail(ledger, note("bob@example.org"), at=AT)
    assert len(sending.send_due(ledger, transport, at=AT)) == 2
    assert state_of(ledger, grey) == MailState.QUEUED
    assert state_of(ledger, good) == MailState.ACCEPTED
