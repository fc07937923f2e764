"""What an attempt comes to, for a failure at every command, over real sockets."""

import smtplib
from typing import Any

import pytest

from invoicer.models.outbox import Stage, Verdict
from tests.mail.certificates import Certificates
from tests.mail.delivery import send
from tests.mail.smtp_server import MailServer

STAGES = ["connect", "ehlo", "starttls", "auth", "mail", "rcpt", "data", "end"]
SHORT = 0.3


def test_a_mail_is_accepted_once_and_arrives_whole(
    server: MailServer, certificate_files: Certificates
) -> None:
    outcome = send(server, certificate_files)
    assert (outcome.verdict, outcome.stage) == (Verdict.ACCEPTED, Stage.END)
    assert "2.0.0 Taken" in outcome.sentence
    assert [reply.code for reply in outcome.recipients] == [250]
    [mail] = server.received
    assert (mail.sender, mail.recipients) == ("ada@example.com", ("tom@example.org",))
    assert mail.message_id == "<7@invoicer>"
    assert mail.message.get_content().strip() == "Hello"


@pytest.mark.parametrize("stage", STAGES)
def test_a_4yz_reply_at_any_command_means_try_again(
    stage: str, server: MailServer, certificate_files: Certificates
) -> None:
    server.fail(stage, reply="451 4.3.0 Come back later")
    outcome = send(server, certificate_files)
    assert (outcome.verdict, outcome.stage) == (Verdict.RETRY, Stage(stage))
    assert "451 4.3.0 Come back later" in outcome.sentence
    assert server.received == []


@pytest.mark.parametrize("stage", STAGES)
def test_a_5yz_reply_at_any_command_means_refused(
    stage: str, server: MailServer, certificate_files: Certificates
) -> None:
    server.fail(stage, reply="554 5.5.0 Not you")
    outcome = send(server, certificate_files)
    assert (outcome.verdict, outcome.stage) == (Verdict.REFUSED, Stage(stage))
    assert "554 5.5.0 Not you" in outcome.sentence
    assert server.received == []


@pytest.mark.parametrize("stage", STAGES)
def test_a_dropped_connection_is_safe_to_retry_until_the_final_dot_is_out(
    stage: str, server: MailServer, certificate_files: Certificates
) -> None:
    server.fail(stage, drop=True, keep=True)
    outcome = send(server, certificate_files)
    expected = Verdict.UNKNOWN if stage == "end" else Verdict.RETRY
    assert (outcome.verdict, outcome.stage) == (expected, Stage(stage))
    assert len(server.received) == (1 if stage == "end" else 0)


@pytest.mark.parametrize("stage", STAGES)
def test_a_silent_server_is_safe_to_retry_until_the_final_dot_is_out(
    stage: str, server: MailServer, certificate_files: Certificates
) -> None:
    server.fail(stage, stall=True, keep=True)
    # Only the answer that never comes is short, so that a busy machine fails nowhere else.
    command, answer = (20.0, SHORT) if stage == "end" else (SHORT, 20.0)
    outcome = send(server, certificate_files, command_seconds=command, answer_seconds=answer)
    expected = Verdict.UNKNOWN if stage == "end" else Verdict.RETRY
    assert (outcome.verdict, outcome.stage) == (expected, Stage(stage))
    assert len(server.received) == (1 if stage == "end" else 0)


@pytest.mark.parametrize("stage", STAGES)
def test_nonsense_is_never_taken_for_acceptance(
    stage: str, server: MailServer, certificate_files: Certificates
) -> None:
    server.fail(stage, reply="hello there", keep=True)
    outcome = send(server, certificate_files)
    expected = Verdict.UNKNOWN if stage == "end" else Verdict.RETRY
    assert (outcome.verdict, outcome.stage) == (expected, Stage(stage))


@pytest.mark.parametrize("stage", STAGES)
def test_an_endless_line_is_nonsense_too(
    stage: str, server: MailServer, certificate_files: Certificates
) -> None:
    server.fail(stage, reply="250 " + "x" * 10_000, keep=True)
    outcome = send(server, certificate_files)
    expected = Verdict.UNKNOWN if stage == "end" else Verdict.RETRY
    assert (outcome.verdict, outcome.stage) == (expected, Stage(stage))


@pytest.mark.parametrize("fault", [{"drop": True}, {"stall": True}])
def test_a_text_that_is_cut_off_was_not_taken(plain: MailServer, fault: dict[str, Any]) -> None:
    plain.fail("body", **fault)
    large = [("scan.pdf", "application/pdf", b"\0" * 12_000_000)]
    outcome = send(plain, attachments=large, command_seconds=1.0)
    assert (outcome.verdict, outcome.stage) == (Verdict.RETRY, Stage.DATA)
    assert plain.received == []


@pytest.mark.parametrize(
    "fault", [{"drop": True}, {"reply": "451 Whatever"}, {"reply": "554 No"}, {"reply": "what"}]
)
def test_a_quit_that_fails_after_250_changes_nothing(
    plain: MailServer, fault: dict[str, Any]
) -> None:
    plain.fail("quit", **fault)
    assert send(plain).verdict == Verdict.ACCEPTED
    assert len(plain.received) == 1


def test_a_quit_without_an_answer_is_not_waited_for_long(
    plain: MailServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("invoicer.mail.connection.GOODBYE_SECONDS", SHORT)
    plain.fail("quit", stall=True)
    assert send(plain).verdict == Verdict.ACCEPTED


def test_one_refused_recipient_of_two_keeps_the_mail_from_both(plain: MailServer) -> None:
    plain.fail("rcpt", reply="550 5.1.1 No such user", only="bob@")
    outcome = send(plain, to="tom@example.org, bob@example.org")
    assert outcome.verdict == Verdict.REFUSED
    assert [(each.address, each.code) for each in outcome.recipients] == [
        ("tom@example.org", 250),
        ("bob@example.org", 550),
    ]
    assert "bob@example.org" in outcome.sentence
    assert "No such user" in outcome.sentence
    assert "tom@" not in outcome.sentence
    assert plain.received == []


def test_a_recipient_refused_for_good_weighs_more_than_one_to_try_again(plain: MailServer) -> None:
    plain.fail("rcpt", reply="550 5.1.1 No such user", only="bob@")
    plain.fail("rcpt", reply="450 4.7.1 Greylisted", only="tom@")
    outcome = send(plain, to="bob@example.org; tom@example.org")
    assert outcome.verdict == Verdict.REFUSED
    assert "bob@example.org" in outcome.sentence


def test_a_greylisted_recipient_is_tried_again(plain: MailServer) -> None:
    plain.fail("rcpt", reply="450 4.7.1 Greylisted", times=1)
    assert send(plain).verdict == Verdict.RETRY
    assert send(plain).verdict == Verdict.ACCEPTED
    assert len(plain.received) == 1


def test_a_server_that_closes_down_between_recipients_is_tried_again(plain: MailServer) -> None:
    plain.fail("rcpt", reply="421 4.3.2 Shutting down", only="tom@")
    outcome = send(plain, to="tom@example.org, bob@example.org")
    assert outcome.verdict == Verdict.RETRY
    assert len(outcome.recipients) == 1


def test_several_recipients_get_one_mail(plain: MailServer) -> None:
    assert send(plain, to="tom@example.org, Bob <bob@example.org>").verdict == Verdict.ACCEPTED
    [mail] = plain.received
    assert mail.recipients == ("tom@example.org", "bob@example.org")


def test_lines_that_begin_with_a_dot_arrive_as_they_were(plain: MailServer) -> None:
    body = ".\n..\n.hidden\nend."
    assert send(plain, body=body).verdict == Verdict.ACCEPTED
    assert plain.received[0].message.get_content().splitlines() == body.splitlines()


def test_an_address_with_umlauts_goes_to_a_server_that_can(plain: MailServer) -> None:
    assert send(plain, to="Jörg Müller <jörg@müller.example>").verdict == Verdict.ACCEPTED
    [mail] = plain.received
    assert mail.recipients == ("jörg@xn--mller-kva.example",)
    assert "jörg@".encode() in mail.content


def test_an_address_with_umlauts_is_refused_where_the_server_cannot() -> None:
    with MailServer(unicode=False) as server:
        outcome = send(server, to="jörg@example.org")
        assert (outcome.verdict, outcome.stage) == (Verdict.REFUSED, Stage.MAIL)
        assert "jörg@example.org" in outcome.sentence
        assert send(server, to="Jörg Müller <joerg@müller.example>").verdict == Verdict.ACCEPTED
        assert server.received[0].content.isascii()
        assert "Jörg Müller" in str(server.received[0].message["To"])


def test_a_mail_that_is_too_large_is_not_even_offered() -> None:
    with MailServer(size_limit=50_000) as server:
        large = [("scan.pdf", "application/pdf", b"\0" * 60_000)]
        outcome = send(server, attachments=large)
        assert (outcome.verdict, outcome.stage) == (Verdict.REFUSED, Stage.MAIL)
        assert "48 KiB" in outcome.sentence
        assert "mail" not in server.reached


def test_a_final_dot_that_could_not_leave_is_safe_to_retry(
    plain: MailServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = smtplib.SMTP.send

    def breaking(self: smtplib.SMTP, content: bytes | str) -> None:
        if content == b".\r\n":
            self.close()
        whole(self, content)

    monkeypatch.setattr(smtplib.SMTP, "send", breaking)
    outcome = send(plain)
    assert (outcome.verdict, outcome.stage) == (Verdict.RETRY, Stage.DATA)
    assert plain.received == []


def test_a_large_mail_arrives_byte_for_byte(plain: MailServer) -> None:
    content = bytes(range(256)) * 4_000
    assert send(plain, attachments=[("a.bin", "application/octet-stream", content)]).verdict == (
        Verdict.ACCEPTED
    )
    [attached] = plain.received[0].message.iter_attachments()
    assert attached.get_content() == content
