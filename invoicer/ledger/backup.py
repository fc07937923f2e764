"""Copies of the whole ledger, taken while it is in use."""

from datetime import datetime
from pathlib import Path

from invoicer.i18n import gettext as _
from invoicer.ledger import settings
from invoicer.ledger.ledger import Ledger
from invoicer.models.errors import LedgerTrouble

_LAST = "last_backup_at"


def copy_to(ledger: Ledger, path: Path | str) -> None:
    """Copy the ledger to a file, which replaces one that is there only when the copy is whole.

    The copy opens as any ledger, with the same key. Raises LedgerTrouble where it can't be written,
    or where it is the ledger itself.
    """
    target = Path(path)
    if target.exists() and (not target.is_file() or target.samefile(ledger.path)):
        raise LedgerTrouble(
            _("“{path}” is in use or no plain file. Choose another name for the copy.").format(
                path=target
            )
        )
    ledger.copy_into(target)
    if not ledger.read_only:
        with ledger.atomic():
            settings.put(ledger, _LAST, ledger.clock())


def last_backup_at(ledger: Ledger) -> datetime | None:
    """Return when the ledger was last copied by `copy_to`, or None for never."""
    at: datetime | None = settings.get(ledger, _LAST, datetime, None)
    return at
