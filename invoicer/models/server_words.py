"""A mail server's words translated into what to do about them.

Servers answer with a code (RFC 5321 4.2.3), often an enhanced status (RFC 3463: class, subject,
detail) and a text that was written for administrators. `explain` puts a sentence before it that
says what to do; the server's own words follow, because only they tell the particular case.
"""

import re
from collections.abc import Callable
from enum import StrEnum

from invoicer.i18n import gettext as _
from invoicer.models.outbox import Stage


class Failure(StrEnum):
    """What can fail without a word from the server."""

    NO_SUCH_HOST = "no_such_host"
    NOBODY_LISTENS = "nobody_listens"
    NO_NETWORK = "no_network"
    SILENT = "silent"
    CLOSED = "closed"
    CERTIFICATE = "certificate"
    NOT_TLS = "not_tls"
    NO_STARTTLS = "no_starttls"
    NO_LOGIN = "no_login"
    UNENCRYPTED = "unencrypted"
    NO_UNICODE = "no_unicode"
    TOO_LARGE = "too_large"
    GARBLED = "garbled"


Row = tuple[frozenset[Stage], str, Callable[[], str]]

_AUTH = frozenset({Stage.AUTH})
_MAIL = frozenset({Stage.MAIL})
_RCPT = frozenset({Stage.RCPT})
_TEXT = frozenset({Stage.DATA, Stage.END})
_OPENING = frozenset({Stage.CONNECT, Stage.EHLO})
_LATER = frozenset({Stage.MAIL, Stage.RCPT, Stage.DATA, Stage.END})
_ANY = frozenset(Stage)

# The first row that fits speaks; each pattern is matched against "CODE STATUS".
_ADVICE: tuple[Row, ...] = (
    (
        _AUTH,
        r"\d+ 5\.7\.(9|14)\b",
        lambda: _(
            "The mail provider wants an app password. Make one in your account there and enter "
            "it in Settings, Mail."
        ),
    ),
    (
        _AUTH,
        r"\d+ 5\.7\.(30|139)\b",
        lambda: _(
            "The mail provider does not allow sending with a password. Allow SMTP there, or use "
            "another account in Settings, Mail."
        ),
    ),
    (
        _AUTH,
        r"5",
        lambda: _(
            "The mail server did not accept the user name and password. Check them in Settings, "
            "Mail; many providers want an app password."
        ),
    ),
    (_AUTH, r"4", lambda: _("The mail server can't check the password at the moment.")),
    (
        frozenset({Stage.STARTTLS}),
        r".",
        lambda: _("The mail server would not encrypt the connection, so nothing was sent."),
    ),
    (_OPENING, r"5", lambda: _("The mail server refuses connections from here.")),
    (
        _LATER,
        r"530\b|\d+ 5\.7\.0\b",
        lambda: _("The mail server wants a user name and password. Enter them in Settings, Mail."),
    ),
    (
        _MAIL,
        r"552\b|\d+ 5\.3\.4\b",
        lambda: _("The mail is larger than the mail server allows. Leave out an attachment."),
    ),
    (
        _MAIL,
        r"5",
        lambda: _(
            "The mail server does not let this account send with this sender address. Correct "
            "the sender in Settings, Mail."
        ),
    ),
    (_RCPT, r"\d+ 5\.1\.2\b", lambda: _("The domain of {recipient} does not exist.")),
    (_RCPT, r"(552|\d+ 5\.2\.2)\b", lambda: _("The mailbox of {recipient} is full.")),
    (_RCPT, r"(452|\d+ 4\.2\.2)\b", lambda: _("The mailbox of {recipient} is full for now.")),
    (
        _RCPT,
        r"(5\d\d 5\.7\.|554)",
        lambda: _("The mail server may not deliver to {recipient}."),
    ),
    (
        _RCPT,
        r"5",
        lambda: _("The address {recipient} was not accepted. Correct it and send again."),
    ),
    (_RCPT, r"4", lambda: _("The mail server asks to try {recipient} again later.")),
    (
        _TEXT,
        r"552\b|\d+ 5\.(3\.4|2\.3)\b",
        lambda: _("The mail is larger than the mail server allows. Leave out an attachment."),
    ),
    (
        _TEXT,
        r"\d+ 5\.7\.|550\b",
        lambda: _(
            "The mail server refused the mail because of its rules, perhaps as spam. Change the "
            "text, or ask the mail provider."
        ),
    ),
    (_ANY, r"421\b", lambda: _("The mail server is not available at the moment.")),
    (_ANY, r"45[12]\b|\d+ 4\.3\.", lambda: _("The mail server is too busy at the moment.")),
    (_ANY, r"4", lambda: _("The mail server asks to try again later.")),
    (_ANY, r"5", lambda: _("The mail server refused the mail.")),
    (_ANY, r"", lambda: _("The mail server gave an answer that makes no sense.")),
)

_STATUS = re.compile(r"^\s*([245]\.\d{1,3}\.\d{1,3})\b")


def explain(stage: Stage, code: int, text: str, *, recipient: str = "") -> str:
    """Return what to do about a reply, and the reply itself."""
    found = _STATUS.match(text)
    key = f"{code} {found[1] if found else ''}"
    advice = next(
        sentence()
        for stages, pattern, sentence in _ADVICE
        if stage in stages and re.match(pattern, key)
    )
    said = _("The server said: “{reply}”").format(reply=quote(code, text))
    return f"{advice.format(recipient=recipient)} {said}"


def quote(code: int, text: str) -> str:
    """Return a reply in one line of at most 300 printable characters."""
    words = " ".join(text.split())
    printable = "".join(character for character in words if character.isprintable())
    return f"{code} {printable[:300]}".strip()


def explain_failure(failure: Failure, *, host: str, port: int, detail: str = "") -> str:
    """Return what failed and what to do about it; `detail` is the system's own word for it."""
    sentence = {
        Failure.NO_SUCH_HOST: _(
            "The mail server {host} was not found. Check the connection to the internet, and the "
            "server's name in Settings, Mail."
        ),
        Failure.NOBODY_LISTENS: _(
            "Nothing answers at {host}, port {port}. Check both in Settings, Mail."
        ),
        Failure.NO_NETWORK: _(
            "The mail server {host} can't be reached. Check the connection to the internet."
        ),
        Failure.SILENT: _(
            "The mail server {host} did not answer in time. If this goes on, check port and "
            "security in Settings, Mail: 465 goes with TLS, 587 with STARTTLS."
        ),
        Failure.CLOSED: _("The mail server {host} closed the connection."),
        Failure.CERTIFICATE: _(
            "The certificate of {host} can't be trusted ({detail}), so nothing was sent. Check "
            "the server's name in Settings, Mail, or ask the mail provider."
        ),
        Failure.NOT_TLS: _(
            "An encrypted connection to {host}, port {port}, was not possible. Check port and "
            "security in Settings, Mail: 465 goes with TLS, 587 with STARTTLS."
        ),
        Failure.NO_STARTTLS: _(
            "The mail server {host} does not offer STARTTLS, so nothing was sent. Try TLS with "
            "port 465 in Settings, Mail."
        ),
        Failure.NO_LOGIN: _(
            "The mail server {host} offers no way to log in with a password. Check port and "
            "security in Settings, Mail."
        ),
        Failure.UNENCRYPTED: _(
            "Without encryption the password could be read on its way to {host}, so nothing was "
            "sent. Choose TLS or STARTTLS in Settings, Mail."
        ),
        Failure.NO_UNICODE: _(
            "The mail server {host} can't send to addresses with letters such as {detail}."
        ),
        Failure.TOO_LARGE: _(
            "The mail is larger than the mail server {host} allows ({detail}). Leave out an "
            "attachment."
        ),
        Failure.GARBLED: _("The mail server {host} gave an answer that makes no sense."),
    }[failure]
    return sentence.format(host=host, port=port, detail=detail)


def in_doubt(sentence: str) -> str:
    """Return what to tell of a mail that was handed over without an answer."""
    return _("The mail was handed over, but the answer got lost: it may have been sent.") + (
        f" {sentence}" if sentence else ""
    )
