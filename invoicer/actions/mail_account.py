"""The user's mail account: kept in the ledger but for its password, which is in the vault."""

from invoicer.actions import business
from invoicer.i18n import gettext as _
from invoicer.ledger import settings
from invoicer.ledger.ledger import Ledger
from invoicer.models import mailbox, outbox
from invoicer.models.errors import NotAllowed
from invoicer.models.outbox import NO_PAUSE, Account, MailSettings, Pause
from invoicer.vault import Vault

_ACCOUNT = "mail"
_PAUSE = "mail_pause"
_NOT_SET_UP = MailSettings(host="")


def kept(ledger: Ledger) -> MailSettings | None:
    """Return the account as it is kept, or None before there is one."""
    found = settings.get(ledger, _ACCOUNT, MailSettings, _NOT_SET_UP)
    return found if found.host else None


def keep(ledger: Ledger, account: MailSettings, password: str | None, secrets: Vault) -> None:
    """Keep the account, and the password if one is given. Raises BadField, VaultLocked.

    What waited because of the old account may be tried at once.
    """
    outbox.checked(account)
    if password is not None:
        secrets.put(secret_name(account), password)
    with ledger.atomic():
        business.set_mail_account(ledger, account)
        set_pause(ledger, NO_PAUSE)


def ready(ledger: Ledger, secrets: Vault) -> Account:
    """Return the account with its password. Raises NotAllowed before it is set up, VaultLocked."""
    account = kept(ledger)
    if account is None:
        raise NotAllowed(_("No mail account is set up. Enter it in Settings, Mail."))
    password = secrets.get(secret_name(account)) if account.user else ""
    if password is None:
        raise NotAllowed(
            _("The password of the mail account is not known here. Enter it in Settings, Mail.")
        )
    return Account(
        host=account.host,
        port=account.port,
        security=account.security,
        user=account.user,
        password=password,
        sender=account.sender,
    )


def secret_name(account: MailSettings) -> str:
    """Return the name the account's password has in the vault."""
    return f"mail {account.user}@{account.host}"


def sender(ledger: Ledger) -> str:
    """Return who mails are from: as the account says, else the business's name and address."""
    account = kept(ledger)
    if account is not None and account.sender:
        return account.sender
    party = settings.business(ledger).party
    return mailbox.written(party.trading_name or party.name, party.email) if party.email else ""


def pause(ledger: Ledger) -> Pause:
    """Return until when no mail is tried, and why; `NO_PAUSE` where nothing is in the way."""
    return settings.get(ledger, _PAUSE, Pause, NO_PAUSE)


def set_pause(ledger: Ledger, new: Pause) -> None:
    """Keep a pause, inside a transaction."""
    if new != pause(ledger):
        settings.put(ledger, _PAUSE, new)
