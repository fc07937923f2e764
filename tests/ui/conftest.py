"""A whole window over an empty ledger, without a screen."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QSettings
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from invoicer.ui.app import App


@pytest.fixture
def app(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[App]:
    """A running App over an empty ledger; its window is shown and active."""
    settings = QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat)
    running = App(qapp, tmp_path / "ledger.invoicer", settings, "en_IE")
    running.window.resize(1280, 800)
    crashes: list[BaseException] = []
    # The crash dialog waits for somebody to close it; here a bug has to fail the test instead.
    running.messages.crash = crashes.append  # type: ignore[method-assign]
    with qtbot.waitActive(running.window):
        running.start()
        running.window.activateWindow()
    yield running
    # Nobody is there to answer whether something half written should be saved.
    running.messages.ask = lambda *_question, **_more: 1  # type: ignore[method-assign]
    running.window.close()
    running.close()
    # Windows left over would be styled anew with each theme of the tests to come.
    running.window.deleteLater()
    running.theme.deleteLater()
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    if crashes:
        raise crashes[0]


@pytest.fixture
def act(app: App, qtbot: QtBot) -> Callable[[Callable[..., Any]], Any]:
    """Do something on the ledger thread and wait until the window has heard of it."""

    def do(action: Callable[..., Any]) -> Any:
        heard: list[Any] = []
        refused: list[BaseException] = []
        app.bridge.run(action, heard.append, refused.append)
        qtbot.waitUntil(lambda: bool(heard or refused))
        if refused:
            raise refused[0]
        return heard[0]

    return do
