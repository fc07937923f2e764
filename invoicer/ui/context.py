"""What every page is handed: how to read, act, speak and go elsewhere."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSettings, Signal

from invoicer.ui.bridge import Bridge
from invoicer.ui.messages import Messages
from invoicer.ui.theme import Theme
from invoicer.vault import Vault

if TYPE_CHECKING:
    from invoicer.background import Sender
    from invoicer.ledger.ledger import Ledger


@dataclass(frozen=True, slots=True)
class Target:
    """A place in the window: a page, and what to do there.

    `act` is "" (just show it), "new", "open" (with `id`), or a word of the page's own, such as a
    section of the settings.
    """

    page: str
    act: str = ""
    id: int = 0


class Navigation(QObject):
    """Asks the main window to go somewhere, or the program to open another ledger."""

    asked = Signal(object)
    ledger_asked = Signal(object)

    def open_ledger(self, path: Path) -> None:
        """Close this ledger and open another, in a window of its own; a new file is made."""
        self.ledger_asked.emit(path)

    def go(self, page: str, act: str = "", id: int = 0) -> None:  # noqa: A002 - names a Target's field
        """Show a page of the registry, and do `act` there."""
        self.asked.emit(Target(page, act, id))


@dataclass(frozen=True, slots=True)
class Context:
    """Handed to every page and dialog by `ui.app`; nobody reaches for anything else.

    `reader` is the Qt thread's read-only ledger. Writes go through `bridge.run`. `locale` is the
    user's, for `invoicer.format` ("de_DE"). `sender.tick()` sends what is due in the outbox now.
    """

    reader: "Ledger"
    bridge: Bridge
    messages: Messages
    theme: Theme
    settings: QSettings
    navigation: Navigation
    now: Callable[[], datetime]
    today: Callable[[], date]
    locale: str
    secrets: Vault
    sender: "Sender"
