"""Mails as bytes: an `EmailMessage` from what the outbox keeps.

The same mail composes to the same message each time (the boundary between parts apart), so a
second attempt is the same mail with the same Message-ID and Date.
"""

from collections.abc import Iterable
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from invoicer.i18n import gettext as _
from invoicer.models import mailbox
from invoicer.models.errors import BadField
from invoicer.models.mailbox import Mailbox
from invoicer.models.stored import Mail

# 7bit: every server takes it, and signatures of servers on the way survive.
_POLICY = SMTP.clone(cte_type="7bit")

Attachment = tuple[str, str, bytes]


def message(
    mail: Mail, message_id: str, attachments: Iterable[Attachment], at: datetime
) -> EmailMessage:
    """Return the mail with its attachments (file name, media type, content), dated `at` (aware).

    Blind copies are no header: they are among `recipients` only. Raises BadField where an address
    is missing or wrong, or a line break would start a header of its own.
    """
    checked(mail)
    composed = EmailMessage(policy=_POLICY)
    composed["Message-ID"] = mailbox.one_line(message_id, "Message-ID")
    composed["Date"] = format_datetime(at)
    composed["From"] = _addresses(mailbox.parse(mail.sender, _("Sender")))
    composed["To"] = _addresses(mailbox.parse(mail.to, _("Recipient")))
    for header, text in (("Cc", mail.cc), ("Reply-To", mail.reply_to)):
        if text.strip():
            composed[header] = _addresses(mailbox.parse(text, header))
    composed["Subject"] = mailbox.one_line(mail.subject, _("Subject"))
    composed.set_content(_lines(mail.body), charset="utf-8")
    for name, media_type, content in attachments:
        main, _slash, sub = media_type.partition("/")
        composed.add_attachment(
            content,
            maintype=main,
            subtype=sub,
            filename=mailbox.one_line(name, _("Attachment")),
        )
    return composed


def as_bytes(message: EmailMessage, *, unicode: bool = False) -> bytes:
    """Return the message as it goes over the wire: lines end in CRLF, the last one too.

    Seven bits, but for `unicode`: raw UTF-8 in headers, for addresses like `jörg@…` (RFC 6532).
    """
    content = message.as_bytes(policy=_POLICY.clone(utf8=unicode))
    assert content.endswith(b"\r\n"), "the final dot needs a line of its own"
    return content


def recipients(mail: Mail) -> tuple[str, ...]:
    """Return every address the mail goes to (to, cc, bcc), each once, in that order."""
    fields = ((mail.to, _("Recipient")), (mail.cc, "Cc"), (mail.bcc, "Bcc"))
    found = (box.address for text, field in fields for box in mailbox.parse(text, field))
    return tuple(dict.fromkeys(found))


def sender(mail: Mail) -> str:
    """Return the address the mail is sent from (and bounces go to)."""
    return mailbox.parse_one(mail.sender, _("Sender")).address


def checked(mail: Mail) -> Mail:
    """Return the mail if it can be composed; raises BadField otherwise."""
    sender(mail)
    if not mailbox.parse(mail.to, _("Recipient")):
        raise BadField(_("Recipient"), _("There is no e-mail address to send to."))
    recipients(mail)
    mailbox.parse(mail.reply_to, "Reply-To")
    mailbox.one_line(mail.subject, _("Subject"))
    for name, _type, _sha256 in mail.attachments:
        mailbox.one_line(name, _("Attachment"))
    return mail


def _addresses(boxes: Iterable[Mailbox]) -> tuple[Address, ...]:
    return tuple(Address(box.name, box.local, box.domain) for box in boxes)


def _lines(body: str) -> str:
    return "\n".join(body.splitlines()) + "\n"
