"""The first start: what is kept of the three steps, and whether they are wanted at all."""

from invoicer.actions import business as acts
from invoicer.actions import mail_account
from invoicer.ledger import audit, clients, reports, settings
from invoicer.ledger.ledger import Ledger
from invoicer.models.changes import Kind
from invoicer.models.currency import minor_digits
from invoicer.models.numbering import Series
from invoicer.models.outbox import MailSettings
from invoicer.models.party import Business
from invoicer.vault import Vault

_WELCOMED = "welcomed"
INVOICES = "invoices"


def is_untouched(ledger: Ledger) -> bool:
    """Tell whether nothing was written or said in this ledger, so that it welcomes its user."""
    if settings.business(ledger).party.name.strip() or settings.get(ledger, _WELCOMED, bool, False):
        return False
    return not clients.rows(ledger, limit=1) and reports.begun_at(ledger) is None


def keep(
    ledger: Ledger,
    *,
    business: Business,
    series: tuple[Series, ...],
    last_number: str = "",
    mail: MailSettings | None = None,
    secrets: Vault,
) -> None:
    """Keep what was said so far, all of it or nothing; a name may still be missing.

    `last_number` is the last invoice of the program used before. The password of the mail account
    is kept by whoever asks for this. Raises UnknownCurrency, BadField, NotAllowed.
    """
    minor_digits(business.currency)
    with ledger.atomic():
        if business != settings.business(ledger):
            settings.set_business(ledger, business)
            audit.record(ledger, "business_set", "settings", 0, business.party.name)
            ledger.touch(Kind.SETTINGS, 0)
        if series != settings.series(ledger):
            acts.set_series(ledger, series)
        if last_number:
            acts.go_on_from(ledger, INVOICES, last_number)
        if mail is not None and mail.host and mail != mail_account.kept(ledger):
            mail_account.keep(ledger, mail, None, secrets)


def end(ledger: Ledger) -> None:
    """Note that the welcome was seen, so that it is not shown again for this ledger."""
    with ledger.atomic():
        settings.put(ledger, _WELCOMED, True)
