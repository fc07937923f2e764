"""The ledgers that were open lately, kept on this computer beside the window's place."""

import json
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QSettings

SETTING = "ledgers/recent"
MOST = 8
# Never opened by itself: whoever looked around with it comes back to their own books.
DEMO = "demo.invoicer"


@dataclass(frozen=True, slots=True)
class Recent:
    """A ledger and whose business it was when it was open last."""

    path: Path
    business: str = ""

    def title(self) -> str:
        """Return what a menu shows: the business and, to tell two apart, the file."""
        return f"{self.business}  ·  {self.path.stem}" if self.business else self.path.stem


def ledgers(settings: QSettings) -> tuple[Recent, ...]:
    """Return those whose file is still there, the newest first."""
    try:
        kept = json.loads(str(settings.value(SETTING, "[]")))
        found = [Recent(Path(str(path)), str(business)) for path, business in kept]
    except (ValueError, TypeError):
        # The file of settings is open to everybody; what can't be read is forgotten.
        return ()
    return tuple(one for one in found if one.path.is_file())


def remember(settings: QSettings, recent: Recent) -> None:
    """Put a ledger first."""
    others = [one for one in ledgers(settings) if one.path != recent.path]
    kept = [(str(one.path), one.business) for one in (recent, *others)][:MOST]
    settings.setValue(SETTING, json.dumps(kept))


def last(settings: QSettings) -> Path | None:
    """Return the ledger to open when none is named, if it is known."""
    return next((one.path for one in ledgers(settings) if one.path.name != DEMO), None)
