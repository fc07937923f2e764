"""The outbox: mails and what the server said of each.

A mail is marked as being sent, and that is committed, before any connection opens; so after a crash
it is known which mails may have gone out.
"""

import secrets
from collections.abc import Sequence
from datetime import datetime

from invoicer.i18n import gettext as _
from invoicer.ledger import codec
from invoicer.ledger.ledger import Ledger, Row
from invoicer.ledger.moments import moment, moment_text
from invoicer.models.changes import Kind
from invoicer.models.errors import NotAllowed, NotFound
from invoicer.models.stored import Mail, MailState, StoredMail

_COLUMNS = (
    "id, content, message_id, state, attempts, created_at, next_attempt_at, accepted_at,"
    " server_reply, claimed_by, claimed_at"
)
# Where a sender names no domain of its own (RFC 2606: never a real one).
_DOMAIN = "invoicer.invalid"


def add(ledger: Ledger, mail: Mail, *, at: datetime) -> StoredMail:
    """Queue a mail with a Message-ID of its own, which every attempt to send it bears.

    Its attachments must be in the ledger already (`files.put`). Raises NotFound.
    """
    for _name, _type, sha256 in mail.attachments:
        if not ledger.value("SELECT 1 FROM files WHERE sha256 = ?", (sha256,)):
            raise NotFound(_("file"), sha256)
    mail_id = ledger.write(
        "INSERT INTO outbox (document_id, message_id, state, created_at, content)"
        " VALUES (?, ?, 'queued', ?, ?)",
        (mail.document_id, _message_id(mail.sender), moment_text(at), codec.to_json(mail)),
    )
    ledger.write_all(
        "INSERT INTO outbox_files (mail_id, position, sha256) VALUES (?, ?, ?)",
        [
            (mail_id, position, sha256)
            for position, (_name, _type, sha256) in enumerate(mail.attachments, start=1)
        ],
    )
    _touch(ledger, mail_id, mail.document_id)
    return get(ledger, mail_id)


def _message_id(sender: str) -> str:
    domain = sender.rpartition("@")[2].strip(" >")
    plain = domain.isascii() and domain.replace("-", "").replace(".", "").isalnum()
    return f"<{secrets.token_hex(16)}@{domain if plain else _DOMAIN}>"


def claim(ledger: Ledger, at: datetime, *, by: str) -> StoredMail | None:
    """Mark the oldest mail that is due as being sent, and return it; None where none is due.

    `by` names the process that sends it, for others to tell whether it still does.
    """
    mail_id = ledger.value(
        "SELECT id FROM outbox WHERE state = 'queued'"
        " AND (next_attempt_at IS NULL OR next_attempt_at <= ?) ORDER BY id LIMIT 1",
        (moment_text(at),),
    )
    if mail_id is None:
        return None
    _set(ledger, mail_id, MailState.SENDING, attempts="attempts + 1")
    ledger.write(
        "UPDATE outbox SET claimed_by = ?, claimed_at = ? WHERE id = ?",
        (by, moment_text(at), mail_id),
    )
    return get(ledger, mail_id)


def accepted(ledger: Ledger, id: int, reply: str, at: datetime) -> None:  # noqa: A002
    """Note that the server took the mail. Raises NotFound."""
    _set(ledger, id, MailState.ACCEPTED, reply=reply)
    ledger.write("UPDATE outbox SET accepted_at = ? WHERE id = ?", (moment_text(at), id))


def refused(ledger: Ledger, id: int, reply: str) -> None:  # noqa: A002
    """Note that the server did not take the mail and never will. Raises NotFound."""
    _set(ledger, id, MailState.REFUSED, reply=reply)


def retry_at(ledger: Ledger, id: int, reply: str, at_next: datetime) -> None:  # noqa: A002
    """Queue the mail again for that moment. Raises NotFound."""
    _set(ledger, id, MailState.QUEUED, reply=reply, next_attempt_at=at_next)


def unknown(ledger: Ledger, id: int, reply: str) -> None:  # noqa: A002
    """Note that the mail may have been taken, and that nobody can tell. Raises NotFound."""
    _set(ledger, id, MailState.UNKNOWN, reply=reply)


def requeue(ledger: Ledger, id: int) -> None:  # noqa: A002
    """Queue the mail for now. Raises NotAllowed where it was accepted or is being sent."""
    if get(ledger, id).state in (MailState.ACCEPTED, MailState.SENDING):
        raise NotAllowed(_("This mail was sent or is being sent, so it isn't sent again."))
    _set(ledger, id, MailState.QUEUED)


def delete(ledger: Ledger, id: int) -> None:  # noqa: A002
    """Take the mail out of the outbox. Raises NotAllowed where it was accepted or is being sent."""
    if get(ledger, id).state in (MailState.ACCEPTED, MailState.SENDING):
        raise NotAllowed(_("This mail was sent or is being sent, so it stays in the outbox."))
    _set(ledger, id, MailState.DELETED)


def _set(
    ledger: Ledger,
    mail_id: int,
    state: MailState,
    *,
    reply: str | None = None,
    next_attempt_at: datetime | None = None,
    attempts: str = "attempts",
) -> None:
    document_id = _document_of(ledger, mail_id)
    ledger.write(
        f"UPDATE outbox SET state = ?, next_attempt_at = ?, attempts = {attempts},"
        " server_reply = coalesce(?, server_reply) WHERE id = ?",
        (
            state.value,
            None if next_attempt_at is None else moment_text(next_attempt_at),
            reply,
            mail_id,
        ),
    )
    _touch(ledger, mail_id, document_id)


def _document_of(ledger: Ledger, mail_id: int) -> int | None:
    row = ledger.first("SELECT document_id FROM outbox WHERE id = ?", (mail_id,))
    if row is None:
        raise NotFound(_("mail"), str(mail_id))
    document_id: int | None = row[0]
    return document_id


def _touch(ledger: Ledger, mail_id: int, document_id: int | None) -> None:
    ledger.touch(Kind.OUTBOX, mail_id)
    if document_id is not None:
        ledger.touch(Kind.DOCUMENT, document_id)


def get(ledger: Ledger, id: int) -> StoredMail:  # noqa: A002
    """Return one mail. Raises NotFound."""
    row = ledger.first(f"SELECT {_COLUMNS} FROM outbox WHERE id = ?", (id,))
    if row is None:
        raise NotFound(_("mail"), str(id))
    return _stored(row)


def rows(
    ledger: Ledger, states: Sequence[MailState] = (), *, limit: int = -1, offset: int = 0
) -> list[StoredMail]:
    """Return mails, newest first: those in the states, or all that were not deleted."""
    wanted = states or [state for state in MailState if state != MailState.DELETED]
    found = ledger.select(
        f"SELECT {_COLUMNS} FROM outbox WHERE state IN ({', '.join('?' * len(wanted))})"
        " ORDER BY id DESC LIMIT ? OFFSET ?",
        (*(state.value for state in wanted), limit, offset),
    )
    return [_stored(row) for row in found]


def of_document(ledger: Ledger, document_id: int) -> list[StoredMail]:
    """Return the mails a document was or is to be sent by, newest first."""
    found = ledger.select(
        f"SELECT {_COLUMNS} FROM outbox WHERE document_id = ? AND state <> 'deleted'"
        " ORDER BY id DESC",
        (document_id,),
    )
    return [_stored(row) for row in found]


def _stored(row: Row) -> StoredMail:
    mail_id, content, message_id, state, attempts, created_at, next_at, accepted_at, *rest = row
    reply, claimed_by, claimed_at = rest
    return StoredMail(
        id=mail_id,
        mail=codec.from_json(content, Mail),
        message_id=message_id,
        state=MailState(state),
        attempts=attempts,
        created_at=datetime.fromisoformat(created_at),
        next_attempt_at=moment(next_at),
        accepted_at=moment(accepted_at),
        server_reply=reply,
        claimed_by=claimed_by,
        claimed_at=moment(claimed_at),
    )
