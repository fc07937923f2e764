"""A ledger's mail on its way to a test's server."""

from invoicer.actions import mail_account, sending
from invoicer.ledger import documents
from invoicer.ledger import outbox as kept
from invoicer.ledger.ledger import Ledger
from invoicer.models.outbox import (
    MailSettings,
    Security,
)
from invoicer.models.stored import Mail, MailState, StoredMail
from invoicer.vault import SessionVault
from tests.mail.smtp_server import MailServer


def use(ledger: Ledger, server: MailServer) -> sending.Transport:
    """Set the ledger's mail account up for the server and return what sends with it."""
    settings = MailSettings(
        host=server.host, port=server.port, security=Security.NONE, sender="ada@example.com"
    )
    mail_account.keep(ledger, settings, None, SessionVault())
    return sending.transport(ledger, SessionVault())


def note(to: str = "tom@example.org", subject: str = "Hello") -> Mail:
    return Mail(to=to, subject=subject, body="A few words.")


def state_of(ledger: Ledger, mail: StoredMail) -> MailState:
    return kept.get(ledger, mail.id).state


def sent(ledger: Ledger, document_id: int) -> bool:
    return documents.get(ledger, document_id).facts.sent
