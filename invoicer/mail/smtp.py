"""Handing one mail to an SMTP server, for all of its recipients or for none.

`send_message` of smtplib reports a refused recipient by a returned dict and a lost answer like any
failure. Here each attempt has a stage, and the stage decides: before the final dot nothing was
taken and trying again is safe; after it only the server's reply tells.
"""

import re
from collections.abc import Callable
from email.message import EmailMessage
from pathlib import Path

from invoicer.mail import compose
from invoicer.mail.connection import Connection, Ended
from invoicer.models import server_words
from invoicer.models.outbox import Account, Outcome, RecipientReply, Stage, Verdict
from invoicer.models.server_words import Failure

__all__ = ["Account", "check", "send"]

# RFC 5321 4.5.3.2: minutes for a command, ten for the answer to the final dot. A person waits for
# the commands, so they get less; the last answer gets all of it, for without it nobody knows.
COMMAND_SECONDS = 60.0
ANSWER_SECONDS = 600.0

# A time-out counts for each piece: a large mail on a slow line takes longer than one of them.
_PIECE = 16 * 1024


def send(
    account: Account,
    message: EmailMessage,
    recipients: tuple[str, ...],
    *,
    sender: str,
    command_seconds: float = COMMAND_SECONDS,
    answer_seconds: float = ANSWER_SECONDS,
    authority: Path | None = None,
) -> Outcome:
    """Hand the message to the account's server.

    `sender` and `recipients` are plain addresses; `authority` is a file of certificates trusted
    besides the system's. Never raises for what a server or the network does.
    """
    unicode = not "".join((sender, *recipients)).isascii()
    content = compose.as_bytes(message, unicode=unicode)
    connection = Connection(account, command_seconds, authority)

    def deliver() -> Outcome:
        _announce(connection, sender, recipients, unicode, len(content))
        return _hand_over(connection, content, answer_seconds)

    return _attempt(connection, deliver)


def check(
    account: Account,
    *,
    command_seconds: float = COMMAND_SECONDS,
    authority: Path | None = None,
) -> Outcome:
    """Connect and log in without sending anything; `accepted` means that the account works."""
    connection = Connection(account, command_seconds, authority)
    return _attempt(connection, lambda: Outcome(verdict=Verdict.ACCEPTED, stage=connection.stage))


def _attempt(connection: Connection, act: Callable[[], Outcome]) -> Outcome:
    try:
        with connection:
            connection.open()
            return act()
    except Ended as ended:
        return ended.outcome


def _announce(
    connection: Connection, sender: str, recipients: tuple[str, ...], unicode: bool, size: int
) -> None:
    """Say who sends to whom (MAIL, RCPT); one refused recipient ends the attempt for all.

    So nobody gets a mail twice because another address of it had to be corrected.
    """
    client = connection.client
    connection.stage = Stage.MAIL
    if unicode and not client.has_extn("smtputf8"):
        foreign = next(address for address in (sender, *recipients) if not address.isascii())
        connection.fail(Failure.NO_UNICODE, foreign)
    limit = client.esmtp_features.get("size", "")
    if limit.isdecimal() and 0 < int(limit) < size:
        connection.fail(Failure.TOO_LARGE, f"{int(limit) // 1024} KiB")
    options = [f"size={size}"] if client.has_extn("size") else []
    code, text = client.mail(sender, [*options, *(["SMTPUTF8", "BODY=8BITMIME"] * unicode)])
    if not 200 <= code <= 299:
        connection.end(code, text)
    connection.stage = Stage.RCPT
    refused: list[tuple[int, bytes, str]] = []
    for address in recipients:
        code, text = client.rcpt(address)
        words = text.decode("utf-8", errors="replace")
        connection.replies += (RecipientReply(address=address, code=code, text=words),)
        if not 200 <= code <= 299:
            refused.append((code, text, address))
            if code == 421:
                break
    if refused:
        # An address that is wrong for good weighs more than one to be tried again.
        code, text, address = max(refused, key=lambda each: each[0])
        connection.end(code, text, recipient=address)


def _hand_over(connection: Connection, content: bytes, answer_seconds: float) -> Outcome:
    """Send the text, then the final dot by itself, then wait for the one reply that counts."""
    client = connection.client
    connection.stage = Stage.DATA
    code, text = client.docmd("DATA")
    if code != 354:
        connection.end(code, text)
    stuffed = re.sub(rb"(?m)^\.", b"..", content)
    for start in range(0, len(stuffed), _PIECE):
        client.send(stuffed[start : start + _PIECE])
    connection.wait(answer_seconds)
    # If this raises, the system did not take the whole dot, so the server can't have seen it.
    client.send(b".\r\n")
    connection.stage = Stage.END
    code, text = client.getreply()
    if not 200 <= code <= 299:
        connection.end(code, text)
    words = server_words.quote(code, text.decode("utf-8", errors="replace"))
    return Outcome(
        verdict=Verdict.ACCEPTED,
        stage=Stage.END,
        sentence=words,
        recipients=connection.replies,
    )
