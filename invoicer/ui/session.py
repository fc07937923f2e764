"""The program while it runs: one ledger in one window, and another one when that is asked for."""

import sys
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QEvent, QLockFile, QObject, QSettings, Qt, Slot
from PySide6.QtWidgets import QApplication

from invoicer.i18n import gettext as _
from invoicer.models.errors import Trouble
from invoicer.ui import app as apps
from invoicer.ui.app import App
from invoicer.ui.main_window import GEOMETRY
from invoicer.ui.theme import Theme


class Session(QObject):
    """Holds the running App and the lock of its ledger."""

    def __init__(
        self, application: QApplication, settings: QSettings, locale: str, theme: Theme
    ) -> None:
        super().__init__()
        self._application = application
        self._settings = settings
        self._locale = locale
        self._theme = theme
        self._lock: QLockFile | None = None
        self.app: App | None = None

    def begin(self, path: Path) -> bool:
        """Open the first ledger and show it; False where it can't be opened and the user gave up.

        The file is made where there is none.
        """
        path.parent.mkdir(parents=True, exist_ok=True)
        found = apps.opened(self._application, path, self._settings, self._locale, self._theme)
        if found is None:
            return False
        self._take(*found)
        return True

    @Slot(object)
    def switch(self, path: Path) -> None:
        """Open another ledger, then close the one that is open; a new file is made.

        Where that fails a sentence says why, and everything stays as it is.
        """
        old, old_lock = self.app, self._lock
        assert old is not None, "a ledger is open before another is asked for"
        if path.absolute() == old.path.absolute():
            old.messages.toast(_("This ledger is open already."))
            return
        lock = apps.lock_of(path)
        if lock is None:
            old.messages.tell(_("This ledger is open already"), apps.open_elsewhere(path))
            return
        # The new window takes the place of the old one.
        self._settings.setValue(GEOMETRY, old.window.saveGeometry())
        try:
            new = App(
                self._application,
                path,
                self._settings,
                self._locale,
                theme=self._theme,
                welcome=True,
            )
        except Trouble as trouble:
            lock.unlock()
            sentence = _("{why} “{file}” stays open.").format(why=trouble, file=old.path.name)
            old.messages.tell(_("The ledger can't be opened"), sentence)
            return
        # Between the two there is no window, and that must not end the program.
        self._application.setQuitOnLastWindowClosed(False)
        if old.window.close():
            self._end(old, old_lock)
            self._take(new, lock)
        else:
            self._end(new, lock)
        self._application.setQuitOnLastWindowClosed(True)

    def close(self) -> None:
        """Finish what was given to the ledger and close it."""
        if self.app is not None:
            self.app.close()
        if self._lock is not None:
            self._lock.unlock()
        self.app, self._lock = None, None

    def excepthook(
        self,
        kind: type[BaseException],
        error: BaseException,
        trace: TracebackType | None,
    ) -> None:
        """Take the place of `sys.excepthook`, whichever window is shown."""
        if self.app is None:
            sys.__excepthook__(kind, error, trace)
        else:
            self.app.messages.excepthook(kind, error, trace)

    def _take(self, app: App, lock: QLockFile) -> None:
        self.app, self._lock = app, lock
        # Queued, as the window that asks is gone afterwards.
        app.navigation.ledger_asked.connect(self.switch, Qt.ConnectionType.QueuedConnection)
        app.start()
        app.window.activateWindow()

    def _end(self, app: App, lock: QLockFile | None) -> None:
        # First the window: what it still hears of the last commits would be read from a closed
        # ledger.
        app.window.deleteLater()
        self._application.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        app.close()
        app.deleteLater()
        if lock is not None:
            lock.unlock()
