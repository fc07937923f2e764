"""What holds for the whole ledger: the business, the number series, and small settings."""

from typing import TypeVar

from invoicer.i18n import gettext as _
from invoicer.ledger import codec
from invoicer.ledger.ledger import Ledger
from invoicer.models import numbering
from invoicer.models.changes import Kind
from invoicer.models.document import DocumentKind
from invoicer.models.errors import BadField
from invoicer.models.numbering import DEFAULT_SERIES, Series
from invoicer.models.party import Business

T = TypeVar("T")

_BUSINESS = "business"
_SERIES = "series"


def get(ledger: Ledger, key: str, kind: type[T], default: T) -> T:
    """Return the setting, read as that type, or the default where it was never set."""
    text = ledger.value("SELECT value FROM settings WHERE key = ?", (key,))
    return default if text is None else codec.from_json(text, kind)


def put(ledger: Ledger, key: str, value: object) -> None:
    """Keep the setting: anything that can be written as JSON, dataclasses included."""
    ledger.write(
        "INSERT INTO settings (key, value) VALUES (?, ?)"
        " ON CONFLICT (key) DO UPDATE SET value = excluded.value",
        (key, codec.to_json(value)),
    )
    ledger.touch(Kind.SETTINGS, 0)


def business(ledger: Ledger) -> Business:
    """Return who the user is; an empty business before they said so."""
    return get(ledger, _BUSINESS, Business, Business())


def set_business(ledger: Ledger, business: Business) -> None:
    """Keep who the user is. Documents issued before stay as they are."""
    put(ledger, _BUSINESS, business)


def series(ledger: Ledger) -> tuple[Series, ...]:
    """Return the number series; each kind of document draws from exactly one."""
    return get(ledger, _SERIES, tuple[Series, ...], DEFAULT_SERIES)


def set_series(ledger: Ledger, series: tuple[Series, ...]) -> None:
    """Keep the number series. Raises BadField where a pattern or the division of kinds is wrong."""
    for one in series:
        numbering.check(one)
    names = [one.name for one in series]
    kinds = [kind for one in series for kind in one.kinds]
    if len(set(names)) != len(names) or not all(names):
        raise BadField(_("Number series"), _("each series needs a name of its own."))
    if sorted(kinds) != sorted(DocumentKind):
        raise BadField(
            _("Number series"), _("each kind of document must belong to exactly one series.")
        )
    put(ledger, _SERIES, series)
