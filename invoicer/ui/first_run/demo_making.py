"""Making the demo business in a file of its own, on the ledger thread, with a way to stop it."""

import threading
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from invoicer.i18n import gettext as _
from invoicer.models.errors import BadFile, Refusal
from invoicer.ui import recent
from invoicer.ui.context import Context

if TYPE_CHECKING:
    from invoicer.ledger.ledger import Ledger

# A third of what a year brings: enough for every state, and made while one reads the page.
DOCUMENTS = 100
BANK_FILE = "demo-bank.csv"


class Stopped(Refusal):
    """The user gave up waiting."""

    def __str__(self) -> str:
        return _("The demo business was not made.")


class DemoMaking(QObject):
    """Tells `stepped` (done, whole), and in the end `made` with the path or `failed`."""

    stepped = Signal(int, int)
    made = Signal(object)
    failed = Signal(object)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._stop = threading.Event()

    def start(self, path: Path) -> None:
        """Make the demo at that path; one that is there already is as good."""
        self._stop.clear()
        if path.exists():
            self.made.emit(path)
            return
        action = partial(_make, path=path, today=self._context.today(), making=self)
        self._context.bridge.run(action, self._done, self._failed)

    def stop(self) -> None:
        """Give up; `failed` follows with `Stopped`, and no file is left."""
        self._stop.set()

    def step(self, done: int) -> None:
        """Called on the ledger thread before each document."""
        if self._stop.is_set():
            raise Stopped
        self.stepped.emit(done, DOCUMENTS)

    def _done(self, path: Path) -> None:
        self.made.emit(path)

    def _failed(self, error: BaseException) -> None:
        self.failed.emit(error)


def path_beside(path: Path) -> Path:
    """Return where the demo's ledger is kept: beside the user's own, never in it."""
    return path.with_name(recent.DEMO)


def _make(_own: "Ledger", *, path: Path, today: date, making: DemoMaking) -> Path:
    """Make a whole demo under another name first, so that no half of one is ever found."""
    from invoicer.actions import demo
    from invoicer.documents import render
    from invoicer.ledger import ledger as ledgers

    unfinished = path.with_suffix(".part")
    _remove(unfinished)
    try:
        ledger = ledgers.create(unfinished)
        try:
            made = demo.build(
                ledger, documents=DOCUMENTS, today=today, render=render.pdf, step=making.step
            )
        finally:
            ledger.close()
        path.with_name(BANK_FILE).write_text(made.bank_csv, encoding="utf-8")
        unfinished.replace(path)
    except OSError as error:
        raise BadFile(
            _("The demo can't be written here: {why}").format(why=error.strerror)
        ) from error
    finally:
        _remove(unfinished)
    return path


def _remove(path: Path) -> None:
    for suffix in ("", "-wal", "-shm"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)
