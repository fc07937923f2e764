"""One mail on its way to a test's server."""

from datetime import UTC, datetime
from typing import Any

from invoicer.mail import compose, smtp
from invoicer.models.outbox import Account, Outcome
from invoicer.models.stored import Mail
from tests.mail.certificates import Certificates
from tests.mail.smtp_server import MailServer

AT = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)


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
