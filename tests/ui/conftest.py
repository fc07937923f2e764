"""A whole window over an empty ledger, without a screen."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QSettings
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
    running.start()
    qtbot.waitExposed(running.window)
    running.window.activateWindow()
    yield running
    running.window.close()
    running.close()
    running.window.deleteLater()
    qapp.processEvents()
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
