"""From the outbox to the server: never twice, and never called sent when it wasn't."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest

from invoicer.actions import documents as acts
from invoicer.actions import sending
from invoicer.ledger import documents, files
from invoicer.ledger import outbox as kept
from invoicer.ledger.ledger import Ledger
from invoicer.models.changes import Change, Kind
from invoicer.models.errors import BadField, NotAllowed, NotFound
from invoicer.models.lifecycle import Status, status
from invoicer.models.outbox import (
    Outcome,
    Stage,
    Verdict,
    held,
)
from invoicer.models.stored import MailState
from tests.actions.conftest import TODAY, invoice, issued, render
from tests.actions.posting import note, sent, state_of, use
from tests.actions.sending_process import AT
from tests.mail.smtp_server import MailServer


@pytest.fixture
def server() -> Iterator[MailServer]:
    with MailServer() as running:
        yield running


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
    [found] = sending.recover(ledger, at=AT)
    assert (found.id, found.state) == (mail.id, MailState.UNKNOWN)
    assert sending.recover(ledger, at=AT) == []
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
        sending.recover(ledger, at=AT)
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
        sending.recover(ledger, at=AT)
        if decided:
            sending.it_arrived(ledger, mail.id, at=AT)
        sending.record(ledger, mail.id, outcome(verdict), at=AT)
        assert state_of(ledger, mail) == (MailState.ACCEPTED if decided else state)


@pytest.mark.parametrize("verdict", [Verdict.RETRY, Verdict.REFUSED, Verdict.UNKNOWN])
@pytest.mark.parametrize("doubtful", [False, True])
def test_a_failure_that_comes_late_says_nothing_of_the_attempt_of_another(
    verdict: Verdict, doubtful: bool, ledger: Ledger
) -> None:
    mail = sending.queue_mail(ledger, note(), at=AT)
    assert sending.claim(ledger, at=AT) is not None
    sending.recover(ledger, at=AT)
    sending.send_again(ledger, mail.id, at=AT)
    with ledger.atomic():
        assert kept.claim(ledger, AT, by="elsewhere 7 1") is not None
        if doubtful:
            kept.unknown(ledger, mail.id, "silence")
    before = kept.get(ledger, mail.id)
    sending.record(ledger, mail.id, outcome(verdict), at=AT)
    assert kept.get(ledger, mail.id) == before


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
