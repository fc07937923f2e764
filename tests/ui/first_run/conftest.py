"""The program from an empty home, without a screen."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QSettings, Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from invoicer.ui.first_run.welcome import Welcome
from invoicer.ui.messages import Messages
from invoicer.ui.session import Session
from invoicer.ui.theme import Theme

SPECIAL = {"\t": Qt.Key.Key_Tab, "\n": Qt.Key.Key_Return}


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """The folder of the ledgers, which is not there yet."""
    return tmp_path / "home"


@pytest.fixture
def session(
    qapp: QApplication, qtbot: QtBot, home: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Session]:
    """The running program over a ledger that it has just made."""
    crashes: list[BaseException] = []
    # The crash dialog waits for somebody to close it; here a bug has to fail the test instead.
    monkeypatch.setattr(Messages, "crash", lambda _self, error: crashes.append(error))
    settings = QSettings(str(home.parent / "window.ini"), QSettings.Format.IniFormat)
    theme = Theme(qapp, settings)
    running = Session(qapp, settings, "en_DE", theme)
    assert running.begin(home / "ledger.invoicer")
    assert running.app is not None
    qtbot.waitUntil(running.app.window.isActiveWindow)
    yield running
    if running.app is not None:
        window = running.app.window
        window.close()
        window.deleteLater()
    running.close()
    theme.deleteLater()
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    if crashes:
        raise crashes[0]


@pytest.fixture
def welcome(session: Session) -> Welcome:
    """The first steps, shown."""
    assert session.app is not None
    found = session.app.window.welcome
    assert found is not None
    return found


@pytest.fixture
def write(qtbot: QtBot) -> Callable[[str], None]:
    """Type into whatever has the keyboard; "\\t" is Tab and "\\n" Enter."""

    def type_(text: str) -> None:
        for sign in text:
            qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
            target: QWidget = QApplication.activePopupWidget() or QApplication.focusWidget()
            if sign in SPECIAL:
                qtbot.keyClick(target, SPECIAL[sign])
            else:
                qtbot.keyClicks(target, sign)
            QApplication.processEvents()

    return type_
