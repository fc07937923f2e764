"""What an attempt comes to, for a failure at every command, over real sockets."""

import socket
import ssl
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from invoicer.mail import compose, smtp
from invoicer.models.outbox import Account, Outcome, Security, Stage, Verdict
from invoicer.models.stored import Mail
from tests.mail.certificates import Certificates
from tests.mail.smtp_server import MailServer

AT = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)
STAGES = ["connect", "ehlo", "starttls", "auth", "mail", "rcpt", "data", "end"]
SHORT = 0.3


@pytest.fixture
def server(certificate_files: Certificates) -> Iterator[MailServer]:
    """A server that wants STARTTLS and a password, as most do."""
    with MailServer(
        security=Security.STARTTLS,
        certificate=certificate_files.trusted,
        users={"ada": "geheim"},
    ) as running:
        yield running


@pytest.fixture
def plain() -> Iterator[MailServer]:
    with MailServer() as running:
        yield running


def send(
    server: MailServer,
    certificates: Certificates | None = None,
    account: Account | None = None,
    to: str = "tom@example.org",
    body: str = "Hello",
    attachments: Any = (),
    **options: Any,
) -> Outcome:
    mail = Mail(to=to, subject="Invoice 7", body=body, sender="Ada Sender <ada@example.com>")
    message = compose.message(mail, "<7@invoicer>", attachments, AT)
    return smtp.send(
        account or server.account(),
        message,
        compose.recipients(mail),
        sender=compose.sender(mail),
        authority=certificates.authority if certificates else None,
        **options,
    )


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


def test_implicit_tls_works_with_a_certificate_that_can_be_trusted(
    certificate_files: Certificates,
) -> None:
    with MailServer(
        security=Security.TLS, certificate=certificate_files.trusted, users={"ada": "geheim"}
    ) as server:
        assert send(server, certificate_files).verdict == Verdict.ACCEPTED
        assert len(server.received) == 1


@pytest.mark.parametrize("security", [Security.TLS, Security.STARTTLS])
@pytest.mark.parametrize("kind", ["self_signed", "other_name", "expired", "trusted"])
def test_a_certificate_that_cannot_be_trusted_stops_everything(
    security: Security, kind: str, certificate_files: Certificates
) -> None:
    with MailServer(
        security=security, certificate=getattr(certificate_files, kind), users={"ada": "geheim"}
    ) as server:
        # The authority is known to us for those it signed, and for `trusted` it is not.
        known = None if kind == "trusted" else certificate_files
        outcome = send(server, known)
        assert outcome.verdict == Verdict.RETRY
        assert "certificate" in outcome.sentence
        assert server.attempted_logins == []
        assert server.received == []


def test_starttls_that_is_not_offered_is_never_done_without(
    certificate_files: Certificates,
) -> None:
    with MailServer(
        security=Security.STARTTLS,
        certificate=certificate_files.trusted,
        users={"ada": "geheim"},
        offers_starttls=False,
    ) as server:
        outcome = send(server, certificate_files)
        assert (outcome.verdict, outcome.stage) == (Verdict.RETRY, Stage.STARTTLS)
        assert "STARTTLS" in outcome.sentence
        assert server.attempted_logins == []
        assert server.received == []


def test_a_server_without_tls_at_a_tls_port_is_explained(plain: MailServer) -> None:
    outcome = send(plain, account=plain.account(security=Security.TLS))
    assert (outcome.verdict, outcome.stage) == (Verdict.RETRY, Stage.CONNECT)
    assert "587 with STARTTLS" in outcome.sentence


def test_a_password_never_goes_unencrypted_to_another_machine(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with MailServer(users={"ada": "geheim"}) as server:
        monkeypatch.setattr("invoicer.mail.connection.Connection._local", lambda self: False)
        outcome = send(server)
        assert (outcome.verdict, outcome.stage) == (Verdict.REFUSED, Stage.AUTH)
        assert "could be read" in outcome.sentence
        assert server.attempted_logins == []


@pytest.mark.parametrize("mechanism", ["PLAIN", "LOGIN", "CRAM-MD5"])
def test_each_way_to_log_in_works_with_letters_beyond_ascii(mechanism: str) -> None:
    with MailServer(users={"jörg": "pässwort"}, mechanisms=(mechanism,)) as server:
        assert send(server).verdict == Verdict.ACCEPTED
        assert [each[0] for each in server.attempted_logins] == [mechanism]


@pytest.mark.parametrize("mechanism", ["PLAIN", "LOGIN", "CRAM-MD5"])
def test_a_wrong_password_is_tried_once_and_explained(mechanism: str) -> None:
    with MailServer(users={"ada": "geheim"}, mechanisms=(mechanism,)) as server:
        outcome = send(server, account=server.account(password="falsch"))
        assert (outcome.verdict, outcome.stage) == (Verdict.REFUSED, Stage.AUTH)
        assert "user name and password" in outcome.sentence
        assert "falsch" not in outcome.sentence
        assert len(server.attempted_logins) == 1
        assert outcome.account_wide


def test_a_wrong_password_is_not_tried_by_one_mechanism_after_another() -> None:
    with MailServer(users={"ada": "geheim"}, mechanisms=("PLAIN", "LOGIN", "CRAM-MD5")) as server:
        send(server, account=server.account(password="falsch"))
        assert len(server.attempted_logins) == 1


def test_a_mechanism_that_is_offered_but_not_there_is_passed_over() -> None:
    with MailServer(users={"ada": "geheim"}) as server:
        server.fail("auth", reply="504 5.5.4 Unrecognized", only="PLAIN")
        assert send(server).verdict == Verdict.ACCEPTED
        assert [each[0] for each in server.attempted_logins] == ["LOGIN"]


@pytest.mark.parametrize("mechanism", ["LOGIN", "CRAM-MD5"])
def test_a_dialogue_that_is_refused_at_once_is_explained(mechanism: str) -> None:
    with MailServer(users={"ada": "geheim"}, mechanisms=(mechanism,)) as server:
        server.fail("auth", reply="534 5.7.9 Application-specific password required")
        outcome = send(server)
        assert (outcome.verdict, outcome.stage) == (Verdict.REFUSED, Stage.AUTH)
        assert "app password" in outcome.sentence
        assert server.attempted_logins == []


def test_a_server_that_offers_no_way_to_log_in_is_explained() -> None:
    with MailServer(users={"ada": "geheim"}, mechanisms=()) as server:
        outcome = send(server)
        assert (outcome.verdict, outcome.stage) == (Verdict.RETRY, Stage.AUTH)
        assert "no way to log in" in outcome.sentence


def test_a_server_that_wants_a_password_we_do_not_have_says_so() -> None:
    with MailServer(users={"ada": "geheim"}) as server:
        outcome = send(server, account=server.account(user="", password=""))
        assert (outcome.verdict, outcome.stage) == (Verdict.REFUSED, Stage.MAIL)
        assert "wants a user name and password" in outcome.sentence


@pytest.mark.parametrize("challenge", ["334 %%%", "334", "334 abc"])
def test_a_challenge_that_makes_no_sense_is_no_crash(challenge: str) -> None:
    with MailServer(users={"ada": "geheim"}, mechanisms=("CRAM-MD5",)) as server:
        server.fail("auth", reply=challenge)
        outcome = send(server, command_seconds=5.0)
        assert outcome.verdict in (Verdict.RETRY, Verdict.REFUSED)
        assert server.received == []


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


def test_an_unknown_host_and_a_closed_port_are_offline_not_failures() -> None:
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    account = Account(host="127.0.0.1", port=port, security=Security.NONE)
    for each, word in [
        (account, "Nothing answers at 127.0.0.1"),
        (Account(host="no-such-host.invalid", security=Security.NONE), "was not found"),
        (Account(host="a" * 70 + ".example", security=Security.NONE), "was not found"),
        (Account(host="", security=Security.NONE), "was not found"),
    ]:
        outcome = smtp.check(each)
        assert (outcome.verdict, outcome.stage) == (Verdict.RETRY, Stage.CONNECT)
        assert word in outcome.sentence
        assert outcome.account_wide


def test_an_address_that_no_network_leads_to_is_offline() -> None:
    # A connection to the broadcast address is refused by the system itself.
    outcome = smtp.check(Account(host="255.255.255.255", port=25, security=Security.NONE))
    assert (outcome.verdict, outcome.stage) == (Verdict.RETRY, Stage.CONNECT)
    assert "can't be reached" in outcome.sentence


def test_certificates_are_found_where_another_system_keeps_them(
    server: MailServer, certificate_files: Certificates, monkeypatch: pytest.MonkeyPatch
) -> None:
    nowhere = ssl.DefaultVerifyPaths(None, None, "", "", "", "")  # type: ignore[arg-type]
    monkeypatch.setattr(ssl, "get_default_verify_paths", lambda: nowhere)
    places = (Path("/nowhere.pem"), certificate_files.authority)
    monkeypatch.setattr("invoicer.mail.connection.SYSTEM_CERTIFICATES", places)
    assert smtp.check(server.account()).verdict == Verdict.ACCEPTED
    monkeypatch.setattr("invoicer.mail.connection.SYSTEM_CERTIFICATES", places[:1])
    assert smtp.check(server.account()).verdict == Verdict.RETRY


def test_an_account_can_be_checked_without_sending(
    server: MailServer, certificate_files: Certificates
) -> None:
    good = smtp.check(server.account(), authority=certificate_files.authority)
    assert good.verdict == Verdict.ACCEPTED
    bad = smtp.check(server.account(password="x"), authority=certificate_files.authority)
    assert bad.verdict == Verdict.REFUSED
    assert server.received == []
    assert "mail" not in server.reached


def test_the_password_is_in_no_representation() -> None:
    assert "geheim" not in repr(Account(host="mail.test", password="geheim"))
