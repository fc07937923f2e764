"""Encryption, certificates, logging in, and servers that can't be reached, over real sockets."""

import socket
import ssl
from pathlib import Path

import pytest

from invoicer.mail import smtp
from invoicer.models.outbox import Account, Security, Stage, Verdict
from tests.mail.certificates import Certificates
from tests.mail.delivery import send
from tests.mail.smtp_server import MailServer


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
