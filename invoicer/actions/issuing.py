"""Issuing and sending as one act, and the mail a document would be sent with."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime

from invoicer.actions import documents as writing
from invoicer.actions import sending
from invoicer.ledger import documents as kept
from invoicer.ledger import issuing as numbers
from invoicer.ledger.ledger import Ledger
from invoicer.models import totals
from invoicer.models.stored import Mail


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """What issuing a document on a day would come to: its number, its file, its mail."""

    number: str
    file_name: str
    mail: Mail


def proposal(ledger: Ledger, document_id: int, *, on: date) -> Proposal:
    """Return the number a draft would get, and the mail it would be sent with.

    An issued document has its number already. Raises NotFound, and what `totals.calculate`
    refuses.
    """
    from invoicer.documents import mail_text

    stored = kept.get(ledger, document_id)
    if stored.snapshot is not None:
        mail = sending.compose(ledger, document_id)
        return Proposal(number=stored.number, file_name=mail.attachments[0][0], mail=mail)
    number = kept.next_number(ledger, stored.document.kind, on)
    snapshot = replace(writing.snapshot_of_draft(ledger, stored.document, today=on), number=number)
    figures = totals.calculate(stored.document)
    subject, body = mail_text.mail_text(snapshot, figures, stored.document.language)
    mail = Mail(to=stored.document.buyer.email, subject=subject, body=body, document_id=document_id)
    return Proposal(number=number, file_name=numbers.file_name(number), mail=mail)


def issue_and_queue(
    ledger: Ledger,
    document_id: int,
    mail: Mail,
    *,
    on: date,
    at: datetime,
    expected: str,
    render: Callable[..., bytes],
) -> str:
    """Issue a draft dated `on`, put its mail into the outbox, and return the number: both or none.

    `expected` is the number the mail's words were written for; where another document took it
    meanwhile, the words get the new one. Raises what `documents.issue` and `sending.queue` raise.
    """
    with ledger.atomic():
        number = writing.issue(ledger, document_id, today=on, render=render)
        sending.queue(
            ledger,
            document_id,
            at=at,
            to=mail.to,
            subject=mail.subject.replace(expected, number) if expected else mail.subject,
            body=mail.body.replace(expected, number) if expected else mail.body,
        )
    return number
