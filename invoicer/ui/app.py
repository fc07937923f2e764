"""Builds the window and everything it stands on; nothing else makes these things."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QLockFile, QObject, QSettings, QTimer, Slot
from PySide6.QtWidgets import QApplication, QFileDialog

import invoicer
from invoicer import background, clock, i18n, paths
from invoicer.i18n import gettext as _
from invoicer.ledger import ledger as ledgers
from invoicer.models.errors import Trouble
from invoicer.ui import recent
from invoicer.ui.bridge import Bridge
from invoicer.ui.context import Context, Navigation
from invoicer.ui.main_window import MainWindow
from invoicer.ui.messages import Messages
from invoicer.ui.theme import Theme
from invoicer.vault import LateVault, Vault

if TYPE_CHECKING:
    from invoicer.ui.network import Network

# The list is painted and the user looks at it; what else a running window does begins then.
SETTLED_MS = 500

# The answers to "The ledger can't be opened", in the order of the buttons.
TRY_AGAIN, ONLY_LOOK, ANOTHER = 0, 1, 2


class App(QObject):
    """A running window over one ledger. `close` ends it in order."""

    def __init__(
        self,
        application: QApplication,
        path: Path,
        settings: QSettings,
        locale: str,
        *,
        theme: Theme | None = None,
        read_only: bool = False,
        welcome: bool = False,
    ) -> None:
        """Open the ledger and build the window, without showing it. Raises LedgerTrouble.

        With `welcome`, a ledger in which nothing was written yet shows three steps to begin with.
        """
        super().__init__()
        self._welcome = welcome and not read_only
        self.path = path
        self.read_only = read_only
        self.background = background.Background(self._open)
        self.messages = Messages()
        self.bridge = Bridge(self.background, self.messages.report)
        self.navigation = Navigation()
        self.theme = theme or Theme(application, settings)
        self.reader = self.background.ledger.reader()
        self.secrets: Vault = LateVault()
        self.mailing = background.Sender(self.background, self.secrets, clock.now)
        self.context = Context(
            reader=self.reader,
            bridge=self.bridge,
            messages=self.messages,
            theme=self.theme,
            settings=settings,
            navigation=self.navigation,
            now=clock.now,
            today=clock.today,
            locale=locale,
            secrets=self.secrets,
            sender=self.mailing,
        )
        self.window = MainWindow(self.context)
        self.messages.attach(self.window, self.theme)
        self.network: Network | None = None
        self._settled = QTimer(self)
        self._settled.setSingleShot(True)
        self._settled.setInterval(SETTLED_MS)
        self._settled.timeout.connect(self._after_start)

    def _open(self) -> ledgers.Ledger:
        if self.read_only:
            return ledgers.open(self.path, read_only=True)
        return ledgers.open_or_create(self.path)

    def start(self) -> None:
        """Show the window; what is not needed for that comes after it is shown."""
        if self._is_welcome():
            self.window.show_welcome()
        else:
            self.window.start()
        self.window.show()
        self._settled.start()

    def _is_welcome(self) -> bool:
        from invoicer.ledger import settings

        if not self._welcome or settings.business(self.reader).party.name:
            return False
        from invoicer.actions import beginning

        return beginning.is_untouched(self.reader)

    @Slot()
    def _after_start(self) -> None:
        from invoicer.ui.network import Network

        self.network = Network()
        self.network.online.connect(self.window.status.set_online)
        self.network.online.connect(self._network_changed)
        self.window.status.set_online(self.network.is_online)
        if self.read_only:
            self.messages.toast(_("This ledger is open to look at only; nothing can be changed."))
            return
        self.background.start_ticking(self.mailing.tick)

    @Slot(bool)
    def _network_changed(self, online: bool) -> None:
        if online and not self.read_only:
            self.mailing.tick()

    def close(self) -> None:
        """Finish what was given to the ledger and close it."""
        self._settled.stop()
        self.bridge.close()
        self.reader.close()
        self.background.stop()


def run(path: Path | None = None) -> int:
    """Open the window over a ledger and return the exit code."""
    application = QApplication(sys.argv[:1])
    application.setApplicationName("invoicer")
    application.setApplicationVersion(invoicer.__version__)
    application.setDesktopFileName("invoicer")
    locale = QLocale.system().name()
    i18n.install(locale)
    settings = _settings()
    theme = Theme(application, settings)
    from invoicer.ui.session import Session

    session = Session(application, settings, locale, theme)
    if not session.begin(path or recent.last(settings) or paths.default_ledger()):
        return 1
    sys.excepthook = session.excepthook
    code = application.exec()
    session.close()
    return code


def opened(
    application: QApplication, path: Path, settings: QSettings, locale: str, theme: Theme
) -> tuple[App, QLockFile] | None:
    """Open a ledger in this window alone; where that fails, ask what to do instead."""
    read_only = False
    while True:
        lock = lock_of(path)
        if lock is None:
            _ask(_("This ledger is open already"), open_elsewhere(path), (_("OK"),))
            return None
        try:
            app = App(
                application,
                path,
                settings,
                locale,
                theme=theme,
                read_only=read_only,
                welcome=True,
            )
        except Trouble as trouble:
            lock.unlock()
            answers = (_("Try again"), _("Only look"), _("Another ledger…"), _("Quit"))
            answer = _ask(_("The ledger can't be opened"), str(trouble), answers)
            if answer not in (TRY_AGAIN, ONLY_LOOK, ANOTHER):
                return None
            read_only = answer == ONLY_LOOK
            path = _chosen_ledger(path) if answer == ANOTHER else path
        else:
            return app, lock


def lock_of(path: Path) -> QLockFile | None:
    """Return the lock that keeps a second window from a ledger; None where there is one already."""
    lock = QLockFile(str(path) + ".window")
    lock.setStaleLockTime(0)
    if not lock.tryLock(0) and lock.error() == QLockFile.LockError.LockFailedError:
        return None
    return lock


def open_elsewhere(path: Path) -> str:
    """Return the sentence about a ledger that another window has open."""
    sentence = _("There is a window with “{file}” on this computer. Go on working there.")
    return sentence.format(file=path.name)


def _chosen_ledger(before: Path) -> Path:
    files = _("Ledgers") + " (*.invoicer);;" + _("All files") + " (*)"
    folder = str(before.parent)
    chosen, _filter = QFileDialog.getOpenFileName(None, _("Open a ledger"), folder, files)
    return Path(chosen) if chosen else before


def _settings() -> QSettings:
    folder = paths.data_folder()
    return QSettings(str(folder / "window.ini"), QSettings.Format.IniFormat)


def _ask(title: str, sentence: str, answers: tuple[str, ...]) -> int:
    from invoicer.ui.widgets.question import Question

    question = Question(title, sentence, answers)
    question.exec()
    return question.answer
