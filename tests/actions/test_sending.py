"""From the outbox to the server: never twice, and never called sent when it wasn't."""

import socket
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest

from invoicer.actions import documents as acts
from invoicer.actions import mail_account, sending
from invoicer.ledger import documents, files
from invoicer.ledger import outbox as kept
from invoicer.ledger.ledger import Ledger
from invoicer.models.changes import Change, Kind
from invoicer.models.errors import BadField, NotAllowed, NotFound
from invoicer.models.lifecycle import Status, status
from invoicer.models.outbox import (
    BACK_OFF,
    NO_PAUSE,
    MailSettings,
    Outcome,
    Security,
    Stage,
    Verdict,
    held,
)
from invoicer.models.party import Party
from invoicer.models.stored import Mail, MailState, StoredMail
from invoicer.vault import GivenPassword, SessionVault
from tests.actions.conftest import TODAY, invoice, issued, render
from tests.actions.sending_process import AT
from tests.mail.smtp_server import MailServer


@pytest.fixture
def server() -> Iterator[MailServer]:
    with MailServer() as running:
        yield running


def use(ledger: Ledger, server: MailServer) -> sending.Transport:
    """Set the ledger's mail account up for the server and return what sends with it."""
    settings = MailSettings(
        host=server.host, port=server.port, security=Security.NONE, sender="ada@example.com"
    )
    mail_account.keep(ledger, settings, None, SessionVault())
    return sending.transport(ledger, SessionVault())


def note(to: str = "tom@example.org", subject: str = "Hello") -> Mail:
    return Mail(to=to, subject=subject, body="A few words.")


def state_of(ledger: Ledger, mail: StoredMail) -> MailState:
    return kept.get(ledger, mail.id).state


def sent(ledger: Ledger, document_id: int) -> bool:
    return documents.get(ledger, document_id).facts.sent


def test_an_invoice_goes_out_with_its_archived_pdf_and_counts_as_sent(
    ledger: Ledger, server: MailServer
) -> None:
    transport = use(ledger, server)
    document_id = issued(ledger)
    queued = sending.queue(ledger, document_id, at=AT)
    assert queued.state == MailState.QUEUED
    assert not sent(ledger, document_id)
    [done] = sending.send_due(ledger, transport, at=AT)
    assert (done.state, done.accepted_at) == (MailState.ACCEPTED, AT)
    assert "250 2.0.0 Taken" in done.server_reply
    [received] = server.received
    name, content = documents.file(ledger, document_id)
    [pdf] = received.message.iter_attachments()
    assert pdf.get_filename() == name
    assert pdf.get_content() == content
    assert received.message_id == queued.message_id
    assert received.message["Date"].datetime == AT
    assert received.recipients == ("rechnung@kessler.example",)
    assert documents.get(ledger, document_id).number in str(received.message["Subject"])
    assert status(documents.get(ledger, document_id).facts, TODAY) == Status.SENT
    assert sending.send_due(ledger, transport, at=AT + timedelta(days=9)) == []
    assert len(server.received) == 1


def test_what_the_user_wrote_goes_before_the_template(ledger: Ledger, server: MailServer) -> None:
    transport = use(ledger, server)
    sending.queue(
        ledger,
        issued(ledger),
        at=AT,
        to="Jörg <jm@müller.example>",
        subject="Für Sie",
        body="Grüße",
        cc="cleo@example.org",
        bcc="eve@example.org",
    )
    sending.send_due(ledger, transport, at=AT)
    [received] = server.received
    assert received.recipients == (
        "jm@xn--mller-kva.example",
        "cleo@example.org",
        "eve@example.org",
    )
    assert received.message["Subject"] == "Für Sie"


def test_issuing_and_queueing_are_one_or_nothing(ledger: Ledger) -> None:
    draft = acts.save_draft(ledger, invoice(ledger))

    def issue_and_send(to: str | None) -> str:
        with ledger.atomic():
            number = acts.issue(ledger, draft, today=TODAY, render=render)
            sending.queue(ledger, draft, at=AT, to=to)
        return number

    with pytest.raises(BadField):
        issue_and_send("nobody")
    assert documents.get(ledger, draft).number == ""
    assert list(kept.rows(ledger)) == []
    number = issue_and_send(None)
    assert documents.get(ledger, draft).number == number
    assert len(list(kept.rows(ledger))) == 1


def test_a_draft_is_not_sent(ledger: Ledger) -> None:
    draft = acts.save_draft(ledger, invoice(ledger))
    with pytest.raises(NotAllowed, match="Issue it first"):
        sending.queue(ledger, draft, at=AT)


def test_a_double_click_writes_one_mail(ledger: Ledger, server: MailServer) -> None:
    transport = use(ledger, server)
    document_id = issued(ledger)
    sending.queue(ledger, document_id, at=AT)
    with pytest.raises(NotAllowed, match="in the outbox already"):
        sending.queue(ledger, document_id, at=AT)
    sending.send_due(ledger, transport, at=AT)
    sending.queue(ledger, document_id, at=AT)
    assert len(list(kept.rows(ledger))) == 2


def test_a_client_without_an_address_is_named(ledger: Ledger) -> None:
    document = invoice(ledger)
    nameless = replace(document, buyer=replace(document.buyer, email=""))
    draft = acts.save_draft(ledger, nameless)
    acts.issue(ledger, draft, today=TODAY, render=render)
    with pytest.raises(BadField, match="Kessler & Söhne GmbH has no e-mail address"):
        sending.queue(ledger, draft, at=AT)
    with pytest.raises(BadField, match="There is no e-mail address"):
        sending.queue_mail(ledger, note(to=" "), at=AT)


def test_an_injected_header_is_refused_before_anything_is_queued(ledger: Ledger) -> None:
    with pytest.raises(BadField, match="Line breaks"):
        sending.queue(ledger, issued(ledger), at=AT, to="tom@example.org\r\nBcc: eve@example.org")
    assert list(kept.rows(ledger)) == []


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


def offline(ledger: Ledger) -> sending.Transport:
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    settings = MailSettings(
        host="127.0.0.1", port=port, security=Security.NONE, sender="ada@example.com"
    )
    mail_account.keep(ledger, settings, None, SessionVault())
    return sending.transport(ledger, SessionVault())


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


def test_a_refused_recipient_refuses_the_mail_for_all_and_the_document_is_not_sent(
    ledger: Ledger, server: MailServer
) -> None:
    server.fail("rcpt", reply="550 5.1.1 No such user", only="bob@")
    transport = use(ledger, server)
    document_id = issued(ledger)
    sending.queue(ledger, document_id, at=AT, to="tom@example.org, bob@example.org")
    [done] = sending.send_due(ledger, transport, at=AT)
    assert done.state == MailState.REFUSED
    assert "bob@example.org" in done.server_reply
    assert not sent(ledger, document_id)
    assert server.received == []
    assert sending.send_due(ledger, transport, at=AT + timedelta(days=1)) == []
    sending.delete(ledger, done.id)
    assert state_of(ledger, done) == MailState.DELETED
    sending.queue(ledger, document_id, at=AT, to="tom@example.org")


def test_a_lost_answer_asks_the_user_and_never_sends_again_by_itself(
    ledger: Ledger, server: MailServer
) -> None:
    server.fail("end", drop=True, keep=True, times=1)
    transport = use(ledger, server)
    document_id = issued(ledger)
    sending.queue(ledger, document_id, at=AT)
    [done] = sending.send_due(ledger, transport, at=AT)
    assert done.state == MailState.UNKNOWN
    assert "may have been sent" in done.server_reply
    assert not sent(ledger, document_id)
    for days in range(5):
        assert sending.send_due(ledger, transport, at=AT + timedelta(days=days)) == []
    assert sending.send_due(ledger, transport, at=AT, everything=True) == []
    with pytest.raises(NotAllowed, match="in the outbox already"):
        sending.queue(ledger, document_id, at=AT)
    arrived = sending.it_arrived(ledger, done.id, at=AT)
    assert arrived.state == MailState.ACCEPTED
    assert sent(ledger, document_id)
    assert len(server.received) == 1


def test_send_again_is_a_new_attempt_of_the_same_mail(ledger: Ledger, server: MailServer) -> None:
    server.fail("end", drop=True, times=1)
    transport = use(ledger, server)
    sending.queue_mail(ledger, note(), at=AT)
    [doubtful] = sending.send_due(ledger, transport, at=AT)
    again = sending.send_again(ledger, doubtful.id, at=AT)
    assert (again.state, again.message_id) == (MailState.QUEUED, doubtful.message_id)
    [done] = sending.send_due(ledger, transport, at=AT + timedelta(hours=1))
    assert (done.state, done.attempts) == (MailState.ACCEPTED, 2)
    [received] = server.received
    assert received.message_id == doubtful.message_id
    assert received.message["Date"].datetime == AT


def test_hold_keeps_a_mail_until_it_is_released(ledger: Ledger, server: MailServer) -> None:
    transport = use(ledger, server)
    mail = sending.queue_mail(ledger, note(), at=AT)
    assert held(sending.hold(ledger, mail.id))
    assert sending.send_due(ledger, transport, at=AT + timedelta(days=4000)) == []
    sending.retry_now(ledger, mail.id, at=AT)
    assert [each.state for each in sending.send_due(ledger, transport, at=AT)] == [
        MailState.ACCEPTED
    ]


def test_a_deleted_mail_is_not_sent(ledger: Ledger, server: MailServer) -> None:
    transport = use(ledger, server)
    mail = sending.queue_mail(ledger, note(), at=AT)
    sending.delete(ledger, mail.id)
    assert sending.send_due(ledger, transport, at=AT) == []


def test_nothing_can_be_done_to_a_mail_that_is_being_sent_or_was_accepted(
    ledger: Ledger, server: MailServer
) -> None:
    transport = use(ledger, server)
    mail = sending.queue_mail(ledger, note(), at=AT)
    letter = sending.claim(ledger, at=AT)
    assert letter is not None
    acts_of_the_user = (
        lambda: sending.retry_now(ledger, mail.id, at=AT),
        lambda: sending.send_again(ledger, mail.id, at=AT),
        lambda: sending.it_arrived(ledger, mail.id, at=AT),
        lambda: sending.hold(ledger, mail.id),
        lambda: sending.delete(ledger, mail.id),
    )
    for act in acts_of_the_user:
        with pytest.raises(NotAllowed, match="being sent right now"):
            act()
    sending.record(ledger, letter.mail_id, transport(letter), at=AT)
    for act in acts_of_the_user:
        with pytest.raises(NotAllowed, match="already accepted"):
            act()
    with pytest.raises(NotFound):
        sending.delete(ledger, 999)


def test_a_mail_left_behind_by_a_crash_is_asked_about(ledger: Ledger, server: MailServer) -> None:
    transport = use(ledger, server)
    mail = sending.queue_mail(ledger, note(), at=AT)
    assert sending.claim(ledger, at=AT) is not None
    [found] = sending.recover(ledger)
    assert (found.id, found.state) == (mail.id, MailState.UNKNOWN)
    assert sending.recover(ledger) == []
    assert sending.send_due(ledger, transport, at=AT + timedelta(days=1)) == []


def outcome(verdict: Verdict) -> Outcome:
    return Outcome(verdict=verdict, stage=Stage.END, sentence=f"told {verdict}")


def test_an_acceptance_that_comes_late_still_counts(ledger: Ledger) -> None:
    for act in (
        lambda mail: None,
        lambda mail: sending.send_again(ledger, mail.id, at=AT),
        lambda mail: sending.it_arrived(ledger, mail.id, at=AT),
        lambda mail: sending.delete(ledger, mail.id),
    ):
        document_id = issued(ledger)
        mail = sending.queue(ledger, document_id, at=AT)
        assert sending.claim(ledger, at=AT) is not None
        sending.recover(ledger)
        act(mail)
        sending.record(ledger, mail.id, outcome(Verdict.ACCEPTED), at=AT)
        assert state_of(ledger, mail) == MailState.ACCEPTED
        assert sent(ledger, document_id)
        assert sending.claim(ledger, at=AT) is None


@pytest.mark.parametrize(
    ("verdict", "state"),
    [
        (Verdict.RETRY, MailState.QUEUED),
        (Verdict.REFUSED, MailState.REFUSED),
        (Verdict.UNKNOWN, MailState.UNKNOWN),
    ],
)
def test_a_failure_that_comes_late_counts_unless_somebody_decided(
    verdict: Verdict, state: MailState, ledger: Ledger
) -> None:
    for decided in (False, True):
        mail = sending.queue_mail(ledger, note(), at=AT)
        assert sending.claim(ledger, at=AT) is not None
        sending.recover(ledger)
        if decided:
            sending.it_arrived(ledger, mail.id, at=AT)
        sending.record(ledger, mail.id, outcome(verdict), at=AT)
        assert state_of(ledger, mail) == (MailState.ACCEPTED if decided else state)


def test_a_mail_that_can_not_be_composed_is_refused_and_the_next_is_sent(
    ledger: Ledger, server: MailServer
) -> None:
    transport = use(ledger, server)
    with ledger.atomic():
        # As an older version or another program may have left it.
        broken = kept.add(ledger, note(to="nobody"), at=AT)
    good = sending.queue_mail(ledger, note(), at=AT)
    [done] = sending.send_due(ledger, transport, at=AT)
    assert done.id == good.id
    assert state_of(ledger, broken) == MailState.REFUSED
    assert "is not an e-mail address" in kept.get(ledger, broken.id).server_reply


def test_every_step_is_told_to_the_screens(ledger: Ledger, server: MailServer) -> None:
    transport = use(ledger, server)
    document_id = issued(ledger)
    told: set[Change] = set()
    ledger.subscribe(told.update)
    mail = sending.queue(ledger, document_id, at=AT)
    assert Change(Kind.OUTBOX, mail.id) in told
    told.clear()
    letter = sending.claim(ledger, at=AT)
    assert letter is not None
    assert Change(Kind.OUTBOX, mail.id) in told
    told.clear()
    sending.record(ledger, mail.id, transport(letter), at=AT)
    assert {Change(Kind.OUTBOX, mail.id), Change(Kind.DOCUMENT, document_id)} <= told


def test_other_files_can_be_attached(ledger: Ledger, server: MailServer) -> None:
    transport = use(ledger, server)
    with ledger.atomic():
        sha256 = files.put(ledger, b"a;b\n", "text/csv")
    sending.queue_mail(
        ledger, replace(note(), attachments=(("hours.csv", "text/csv", sha256),)), at=AT
    )
    sending.send_due(ledger, transport, at=AT)
    [attached] = server.received[0].message.iter_attachments()
    assert attached.get_payload(decode=True) == b"a;b\n"


def test_a_trading_name_is_what_clients_see(ledger: Ledger) -> None:
    from invoicer.actions import business
    from invoicer.ledger import settings

    known = settings.business(ledger)
    party = replace(known.party, trading_name='Baum, "Design" & mehr')
    business.set_business(ledger, replace(known, party=party))
    assert mail_account.sender(ledger) == '"Baum, \\"Design\\" & mehr" <lena@baum.example>'
    business.set_business(ledger, replace(known, party=Party(name="Lena")))
    assert mail_account.sender(ledger) == ""
