"""What a server says, translated into what to do."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from invoicer.models import server_words
from invoicer.models.outbox import Stage
from invoicer.models.server_words import Failure


@pytest.mark.parametrize(
    ("stage", "code", "text", "words"),
    [
        (Stage.AUTH, 534, "5.7.9 Application-specific password required", "app password"),
        (Stage.AUTH, 535, "5.7.139 SmtpClientAuthentication is disabled", "does not allow"),
        (Stage.AUTH, 550, "5.7.30 Basic authentication is not supported", "does not allow"),
        (Stage.AUTH, 535, "5.7.8 Bad credentials", "user name and password"),
        (Stage.AUTH, 535, "Nope", "user name and password"),
        (Stage.AUTH, 454, "4.7.0 Temporary failure", "at the moment"),
        (Stage.STARTTLS, 454, "4.7.0 TLS not available", "would not encrypt"),
        (Stage.CONNECT, 554, "5.7.1 Blocked", "refuses connections"),
        (Stage.EHLO, 550, "Go away", "refuses connections"),
        (Stage.MAIL, 530, "5.7.0 Authentication required", "wants a user name"),
        (Stage.RCPT, 530, "Authentication required", "wants a user name"),
        (Stage.MAIL, 552, "5.3.4 Too big", "larger than"),
        (Stage.MAIL, 553, "5.7.1 Sender address rejected", "this sender address"),
        (Stage.RCPT, 550, "5.1.2 Bad domain", "domain of tom@example.org"),
        (Stage.RCPT, 552, "Mailbox full", "tom@example.org is full."),
        (Stage.RCPT, 452, "4.2.2 Over quota", "full for now"),
        (Stage.RCPT, 554, "5.7.1 Relay access denied", "may not deliver to tom@example.org"),
        (Stage.RCPT, 550, "5.1.1 No such user", "address tom@example.org was not accepted"),
        (Stage.RCPT, 450, "4.7.1 Greylisted", "try tom@example.org again later"),
        (Stage.END, 552, "5.2.3 Too long", "larger than"),
        (Stage.END, 550, "5.7.1 Spam", "perhaps as spam"),
        (Stage.END, 421, "4.3.2 Closing", "not available"),
        (Stage.DATA, 451, "Local error", "too busy"),
        (Stage.DATA, 450, "Later", "try again later"),
        (Stage.END, 554, "Transaction failed", "refused the mail"),
        (Stage.END, -1, "what", "makes no sense"),
        (Stage.RCPT, 354, "go on", "makes no sense"),
    ],
)
def test_each_reply_says_what_to_do_and_is_quoted(
    stage: Stage, code: int, text: str, words: str
) -> None:
    sentence = server_words.explain(stage, code, text, recipient="tom@example.org")
    assert words in sentence
    assert f"{code} {text}" in sentence


def test_a_reply_of_several_lines_is_one_line_and_short() -> None:
    quoted = server_words.quote(550, "5.7.1 one\n5.7.1 two\x1b[31m\0" + "x" * 1000)
    assert quoted.startswith("550 5.7.1 one 5.7.1 two")
    assert quoted.isprintable()
    assert len(quoted) <= 304


def test_braces_in_an_address_or_a_reply_are_no_placeholders() -> None:
    sentence = server_words.explain(Stage.RCPT, 550, "{text}", recipient="{x}@example.org")
    assert "{x}@example.org" in sentence
    assert "{text}" in sentence


@given(st.sampled_from(Stage), st.integers(-1, 999), st.text())
def test_every_reply_has_a_sentence(stage: Stage, code: int, text: str) -> None:
    assert server_words.explain(stage, code, text).isprintable()


@pytest.mark.parametrize("failure", list(Failure))
def test_every_failure_has_a_sentence_that_names_the_server_or_the_address(
    failure: Failure,
) -> None:
    sentence = server_words.explain_failure(
        failure, host="mail.example.com", port=465, detail="self-signed"
    )
    assert "mail.example.com" in sentence
    assert "{" not in sentence
    assert sentence.endswith(".")


def test_doubt_says_that_it_may_have_been_sent() -> None:
    assert "may have been sent" in server_words.in_doubt("")
    assert server_words.in_doubt("It broke.").endswith(" It broke.")
