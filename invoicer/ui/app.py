"""Builds the window and everything it stands on; nothing else makes these things."""

import sys
from pathlib import Path

from PySide6.QtCore import QLocale, QLockFile, QObject, QSettings, QTimer, Slot
from PySide6.QtWidgets import QApplication

import invoicer
from invoicer import background, clock, i18n, paths
from invoicer.actions import sending
from invoicer.i18n import gettext as _
from invoicer.ledger import ledger as ledgers
from invoicer.models.errors import Trouble
from invoicer.ui.bridge import Bridge
from invoicer.ui.context import Context, Navigation
from invoicer.ui.main_window import MainWindow
from invoicer.ui.messages import Messages
from invoicer.ui.network import Network
from invoicer.ui.theme import Theme
from invoicer.ui.widgets.question import Question
from invoicer.vault import LateVault, Vault


class App(QObject):
    """A running window over one ledger. `close` ends it in order."""

    def __init__(
        self, application: QApplication, path: Path, settings: QSettings, locale: str
    ) -> None:
        """Open the ledger and build the window, without showing it. Raises LedgerTrouble."""
        super().__init__()
        self.path = path
        self.background = background.Background(self._open)
        self.messages = Messages()
        self.bridge = Bridge(self.background, self.messages.report)
        self.navigation = Navigation()
        self.theme = Theme(application, settings)
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

    def _open(self) -> ledgers.Ledger:
        return ledgers.open_or_create(self.path)

    def start(self) -> None:
        """Show the window; what is not needed for that comes after it is shown."""
        self.window.start()
        self.window.show()
        QTimer.singleShot(0, self._after_start)

    def _after_start(self) -> None:
        self.network = Network()
        self.network.online.connect(self.window.status.set_online)
        self.network.online.connect(self._network_changed)
        self.window.status.set_online(self.network.is_online)
        self.bridge.run(sending.recover)
        self.background.start_ticking(self.mailing.tick)

    @Slot(bool)
    def _network_changed(self, online: bool) -> None:
        if online:
            self.mailing.tick()

    def close(self) -> None:
        """Finish what was given to the ledger and close it."""
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
    path = path or paths.default_ledger()
    path.parent.mkdir(parents=True, exist_ok=True)
    lock = QLockFile(str(path) + ".window")
    lock.setStaleLockTime(0)
    if not lock.tryLock(0) and lock.error() == QLockFile.LockError.LockFailedError:
        _say(
            _("This ledger is open already"),
            _("There is a window with {file} on this computer. Go on working there.").format(
                file=path.name
            ),
        )
        return 1
    try:
        app = App(application, path, _settings(), locale)
    except Trouble as trouble:
        _say(_("The ledger can't be opened"), str(trouble))
        return 1
    sys.excepthook = app.messages.excepthook
    app.start()
    code = application.exec()
    app.close()
    lock.unlock()
    return code


def _settings() -> QSettings:
    folder = paths.data_folder()
    return QSettings(str(folder / "window.ini"), QSettings.Format.IniFormat)


def _say(title: str, sentence: str) -> None:
    Question(title, sentence, (_("OK"),)).exec()
