"""Sending mail: into the outbox, out to the server, and what came of it.

Three steps, each in the thread it belongs to: `claim` (ledger) commits that a mail is being sent
before any connection opens, `transmit` (network) hands it over, `record` (ledger) keeps what came
of it. A crash in between leaves the mail marked as being sent, and `recover` then asks the user:
it is never sent a second time by itself.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from invoicer import vault
from invoicer.actions import claimant, mail_account
from invoicer.i18n import gettext as _
from invoicer.ledger import audit, codec, documents, files
from invoicer.ledger import outbox as kept
from invoicer.ledger.ledger import Ledger
from invoicer.models import outbox
from invoicer.models.changes import Kind
from invoicer.models.errors import BadField, NotAllowed, Refusal
from invoicer.models.outbox import HELD_UNTIL, NO_PAUSE, Account, Act, Outcome, Verdict
from invoicer.models.stored import Mail, MailState, StoredMail
from invoicer.vault import Vault

if TYPE_CHECKING:
    from email.message import EmailMessage

PDF = "application/pdf"

# A mail of a document in one of these states is on its way, or may be.
_ON_ITS_WAY = (MailState.QUEUED, MailState.SENDING, MailState.UNKNOWN)
# In one of these it was claimed, and nobody decided anything since.
_ATTEMPTED = (MailState.SENDING, MailState.UNKNOWN)


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """A claimed mail, ready to be handed over without the ledger."""

    mail_id: int
    message: "EmailMessage"
    sender: str
    recipients: tuple[str, ...]


Transport = Callable[[Letter], Outcome]


def compose(ledger: Ledger, document_id: int) -> Mail:
    """Return the mail a document is sent with, to be changed as one likes: not yet queued.

    Its words are in the document's language; the archived PDF is attached. Raises NotFound, and
    NotAllowed for a draft.
    """
    from invoicer.documents import mail_text

    stored = documents.get(ledger, document_id)
    if stored.snapshot is None or stored.totals is None:
        raise NotAllowed(_("A draft can't be sent. Issue it first, so that it has its number."))
    language = stored.document.language
    subject, body = mail_text.mail_text(stored.snapshot, stored.totals, language)
    name, content = documents.file(ledger, document_id)
    return Mail(
        to=stored.document.buyer.email,
        subject=subject,
        body=body,
        document_id=document_id,
        attachments=((name, PDF, codec.sha256(content)),),
    )


def queue(
    ledger: Ledger,
    document_id: int,
    *,
    at: datetime,
    to: str | None = None,
    subject: str | None = None,
    body: str | None = None,
    cc: str = "",
    bcc: str = "",
) -> StoredMail:
    """Put a document's mail into the outbox; what is None is as `compose` says.

    May run inside a transaction of the caller, so that issuing and sending are one. Raises
    BadField, and NotAllowed while another mail of the document is on its way (a double click).
    """
    with ledger.atomic():
        mail = compose(ledger, document_id)
        mail = replace(
            mail,
            to=mail.to if to is None else to,
            subject=mail.subject if subject is None else subject,
            body=mail.body if body is None else body,
            cc=cc,
            bcc=bcc,
        )
        return queue_mail(ledger, mail, at=at)


def queue_mail(ledger: Ledger, mail: Mail, *, at: datetime) -> StoredMail:
    """Put a mail into the outbox. Raises BadField, NotAllowed as `queue`."""
    from invoicer.mail import compose as composing

    with ledger.atomic():
        _refuse_twins(ledger, mail)
        if not mail.to.strip():
            raise BadField(_("Recipient"), _no_address(ledger, mail))
        mail = composing.checked(_from_account(ledger, mail))
        stored = kept.add(ledger, mail, at=at)
        audit.record(ledger, "mail_queued", Kind.OUTBOX, stored.id, {"to": mail.to})
        return stored


def _refuse_twins(ledger: Ledger, mail: Mail) -> None:
    if mail.document_id is None:
        return
    if any(other.state in _ON_ITS_WAY for other in kept.of_document(ledger, mail.document_id)):
        raise NotAllowed(
            _("This document is in the outbox already. Delete that mail to write another.")
        )


def _no_address(ledger: Ledger, mail: Mail) -> str:
    name = ""
    if mail.document_id is not None:
        name = documents.get(ledger, mail.document_id).document.buyer.name
    if not name:
        return _("There is no e-mail address to send to.")
    return _("{client} has no e-mail address. Enter it here or with the client.").format(
        client=name
    )


def _from_account(ledger: Ledger, mail: Mail) -> Mail:
    """Return the mail from whom the account sends: corrected there, it holds for what waits."""
    return replace(mail, sender=mail_account.sender(ledger) or mail.sender)


def claim(ledger: Ledger, *, at: datetime) -> Letter | None:
    """Mark the oldest due mail as being sent, and return it composed; None if none is due.

    After this returned, the mail is either recorded or found by `recover`. A mail that can't be
    composed is refused on the spot and the next one is taken.
    """
    while True:
        with ledger.atomic():
            if mail_account.pause(ledger).until_at > at:
                return None
            stored = kept.claim(ledger, at, by=claimant.ourselves())
            if stored is None:
                return None
            letter = _composed(ledger, stored)
        if letter is not None:
            return letter


def _composed(ledger: Ledger, stored: StoredMail) -> Letter | None:
    from invoicer.mail import compose as composing

    mail = _from_account(ledger, stored.mail)
    try:
        attached = [
            (name, media_type, files.get(ledger, sha256))
            for name, media_type, sha256 in mail.attachments
        ]
        return Letter(
            mail_id=stored.id,
            # Dated when it was written, so that a second attempt is the same mail.
            message=composing.message(mail, stored.message_id, attached, stored.created_at),
            sender=composing.sender(mail),
            recipients=composing.recipients(mail),
        )
    except Refusal as refusal:
        kept.refused(ledger, stored.id, str(refusal))
        return None


def transmit(letter: Letter, account: Account, *, authority: Path | None = None) -> Outcome:
    """Hand a claimed mail to the server; needs no ledger, so it runs in the outside thread."""
    from invoicer.mail import smtp

    return smtp.send(
        account, letter.message, letter.recipients, sender=letter.sender, authority=authority
    )


def transport(ledger: Ledger, secrets: Vault | None = None) -> Transport:
    """Return what `send_due` sends with: the ledger's mail account and its password.

    Without a vault the commands' one is used. Raises NotAllowed before an account is set up.
    """
    account = mail_account.ready(ledger, vault.for_commands() if secrets is None else secrets)
    return partial(transmit, account=account)


def record(ledger: Ledger, mail_id: int, outcome: Outcome, *, at: datetime) -> StoredMail:
    """Keep what came of a claimed mail; once accepted, its document counts as sent.

    It may come late, when `recover` of another process took the sender for dead: an acceptance
    still counts then, anything else only while nobody decided otherwise or tried it again.
    """
    with ledger.atomic():
        pause = outbox.pause_after(outcome, mail_account.pause(ledger), at)
        mail_account.set_pause(ledger, pause)
        stored = kept.get(ledger, mail_id)
        if outcome.verdict == Verdict.ACCEPTED:
            _accept(ledger, stored, outcome.sentence, at)
        elif stored.state in _ATTEMPTED and stored.claimed_by == claimant.ourselves():
            _keep_failure(ledger, stored, outcome, at)
        return kept.get(ledger, mail_id)


def _keep_failure(ledger: Ledger, stored: StoredMail, outcome: Outcome, at: datetime) -> None:
    if outcome.verdict == Verdict.RETRY:
        due_at = outbox.next_attempt_at(stored.attempts, at)
        kept.retry_at(ledger, stored.id, outcome.sentence, due_at)
    elif outcome.verdict == Verdict.REFUSED:
        kept.refused(ledger, stored.id, outcome.sentence)
    else:
        kept.unknown(ledger, stored.id, outcome.sentence)


def _accept(ledger: Ledger, stored: StoredMail, reply: str, at: datetime) -> None:
    if stored.state == MailState.ACCEPTED:
        return
    kept.accepted(ledger, stored.id, reply, at)
    document_id = stored.mail.document_id
    if document_id is not None:
        documents.mark_sent(ledger, document_id, at)
    audit.record(ledger, "mail_accepted", Kind.OUTBOX, stored.id, {"to": stored.mail.to})


def send_due(
    ledger: Ledger, transport: Transport, *, at: datetime, everything: bool = False
) -> list[StoredMail]:
    """Send what is due, one by one, and return what became of each.

    It stops where the next mail would meet the same (no network, wrong password). `everything`
    doesn't wait for the next attempt's time: for somebody who asks for it.
    """
    if everything:
        make_due(ledger)
    done: list[StoredMail] = []
    while (letter := claim(ledger, at=at)) is not None:
        outcome = transport(letter)
        done.append(record(ledger, letter.mail_id, outcome, at=at))
        if outcome.account_wide:
            break
    return done


def make_due(ledger: Ledger) -> None:
    """Let every mail that waits for a time, and is not held back, be tried at once."""
    with ledger.atomic():
        mail_account.set_pause(ledger, NO_PAUSE)
        for stored in kept.rows(ledger, states=(MailState.QUEUED,)):
            if stored.next_attempt_at is not None and not outbox.held(stored):
                kept.requeue(ledger, stored.id)


def recover(ledger: Ledger, *, at: datetime) -> list[StoredMail]:
    """Turn mails a crash left as being sent into `unknown`: the user is asked.

    Only between two attempts of this process. What another process may be sending is left to it.
    """
    if not kept.rows(ledger, states=(MailState.SENDING,)):
        return []
    with ledger.atomic():
        found = [
            stored
            for stored in kept.rows(ledger, states=(MailState.SENDING,))
            if not claimant.may_be_sending(stored, at)
        ]
        for stored in found:
            kept.unknown(ledger, stored.id, _("The program ended while this mail was being sent."))
        return [kept.get(ledger, stored.id) for stored in found]


def it_arrived(ledger: Ledger, mail_id: int, *, at: datetime) -> StoredMail:
    """Take the user's word that a mail nobody can tell of has arrived. Raises NotAllowed."""
    with ledger.atomic():
        stored = _allowed(ledger, mail_id, Act.ARRIVED)
        _accept(ledger, stored, _("You said that it arrived."), at)
        return kept.get(ledger, mail_id)


def send_again(ledger: Ledger, mail_id: int, *, at: datetime) -> StoredMail:
    """Send a mail nobody can tell of again, with the same Message-ID. Raises NotAllowed.

    Mail programs that got it twice then know that it is one and the same.
    """
    return _requeue(ledger, mail_id, Act.SEND_AGAIN, "mail_sent_again", at)


def retry_now(ledger: Ledger, mail_id: int, *, at: datetime) -> StoredMail:
    """Let a mail that waits, is held or was refused be tried at once. Raises NotAllowed."""
    return _requeue(ledger, mail_id, Act.TRY_NOW, "mail_retried", at)


def _requeue(ledger: Ledger, mail_id: int, act: Act, name: str, at: datetime) -> StoredMail:
    with ledger.atomic():
        stored = _allowed(ledger, mail_id, act)
        mail_account.set_pause(ledger, NO_PAUSE)
        kept.retry_at(ledger, mail_id, stored.server_reply, at)
        audit.record(ledger, name, Kind.OUTBOX, mail_id, {"to": stored.mail.to})
        return kept.get(ledger, mail_id)


def hold(ledger: Ledger, mail_id: int) -> StoredMail:
    """Keep a mail that waits from being sent until `retry_now`. Raises NotAllowed."""
    with ledger.atomic():
        stored = _allowed(ledger, mail_id, Act.HOLD)
        kept.retry_at(ledger, mail_id, stored.server_reply, HELD_UNTIL)
        return kept.get(ledger, mail_id)


def delete(ledger: Ledger, mail_id: int) -> None:
    """Take a mail that was not accepted out of the outbox. Raises NotAllowed."""
    with ledger.atomic():
        stored = _allowed(ledger, mail_id, Act.DELETE)
        kept.delete(ledger, mail_id)
        audit.record(ledger, "mail_deleted", Kind.OUTBOX, mail_id, {"to": stored.mail.to})


def _allowed(ledger: Ledger, mail_id: int, act: Act) -> StoredMail:
    stored = kept.get(ledger, mail_id)
    outbox.after(stored.state, act)
    return stored
