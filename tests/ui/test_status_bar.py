"""The status bar."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from pytestqt.qtbot import QtBot

from invoicer.ledger import backup
from invoicer.ui.app import App


def test_it_tells_when_the_last_backup_was_made(
    app: App, qtbot: QtBot, act: Callable[[Callable[..., Any]], Any], tmp_path: Path
) -> None:
    qtbot.waitUntil(lambda: app.window.status.backup.text() == "No backup yet")
    act(lambda ledger: backup.copy_to(ledger, tmp_path / "copy.invoicer"))
    app.window.status.refresh()
    assert app.window.status.backup.text().startswith("Last backup ")
