"""Saying who one is: the business, its numbering, its logo."""

from invoicer.i18n import gettext as _
from invoicer.ledger import audit, files, settings
from invoicer.ledger import documents as kept
from invoicer.ledger.ledger import Ledger
from invoicer.models import numbering, outbox
from invoicer.models.changes import Kind
from invoicer.models.currency import minor_digits
from invoicer.models.errors import BadField
from invoicer.models.numbering import Series
from invoicer.models.outbox import MailSettings
from invoicer.models.party import Business

LARGEST_LOGO = 5 * 1024 * 1024


def set_business(ledger: Ledger, business: Business) -> None:
    """Keep what documents say of the seller; issued documents keep what they said.

    Raises UnknownCurrency, BadField.
    """
    minor_digits(business.currency)
    if not business.party.name.strip():
        raise BadField(_("Business name"), _("write the name your invoices should carry."))
    with ledger.atomic():
        settings.set_business(ledger, business)
        audit.record(ledger, "business_set", "settings", 0, business.party.name)
        ledger.touch(Kind.SETTINGS, 0)


def set_series(ledger: Ledger, series: tuple[Series, ...]) -> None:
    """Keep the number patterns for documents to come. Raises BadField."""
    numbering.check_all(series)
    with ledger.atomic():
        settings.set_series(ledger, series)
        audit.record(ledger, "series_set", "settings", 0, "; ".join(s.pattern for s in series))
        ledger.touch(Kind.SETTINGS, 0)


def go_on_from(ledger: Ledger, series_name: str, last_number: str) -> None:
    """Let a series go on after the last number of the program used before. Raises BadField."""
    with ledger.atomic():
        kept.go_on_from(ledger, series_name, last_number)
        audit.record(ledger, "series_goes_on", "settings", 0, f"{series_name}: {last_number}")
        ledger.touch(Kind.SETTINGS, 0)


def set_mail_account(ledger: Ledger, account: MailSettings) -> None:
    """Keep how mail is sent; its password is kept in the system's keyring, never here.

    Raises BadField.
    """
    outbox.checked(account)
    with ledger.atomic():
        settings.put(ledger, "mail", account)
        audit.record(ledger, "mail_set", "settings", 0, f"{account.host}:{account.port}")
        ledger.touch(Kind.SETTINGS, 0)


def set_logo(ledger: Ledger, content: bytes) -> str:
    """Keep a picture and return its SHA-256, for `Business.logo_sha256`.

    Raises BadField where it is too large, BadFile where it can't stand on a document.
    """
    # Imported here: the imaging library is not needed for the window to start.
    from invoicer.documents import logo

    if len(content) > LARGEST_LOGO:
        raise BadField(
            _("Logo"),
            _("the picture has {size} MB; use one of at most 5 MB.").format(
                size=len(content) // 1_000_000
            ),
        )
    logo.prepare(content)
    with ledger.atomic():
        sha256 = files.put(ledger, content, "image/*")
        ledger.touch(Kind.SETTINGS, 0)
    return sha256
