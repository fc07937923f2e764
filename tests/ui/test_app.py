"""Opening a ledger: alone, to look only, or not at all with a clear choice."""

from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt, QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from invoicer.ledger import ledger as ledgers
from invoicer.models.errors import LedgerTrouble
from invoicer.ui import app as apps
from invoicer.ui.theme import Theme
from invoicer.ui.widgets.question import Question


def settings_in(folder: Path) -> QSettings:
    return QSettings(str(folder / "window.ini"), QSettings.Format.IniFormat)


def answer(qtbot: QtBot, text: str, sentences: list[str]) -> None:
    def press() -> None:
        question = QApplication.activeModalWidget()
        assert isinstance(question, Question)
        sentences.append(question.accessibleDescription())
        button = next(button for button in question.buttons if button.text() == text)
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)

    QTimer.singleShot(0, press)


@pytest.mark.parametrize("content", [b"", b"no ledger at all, only some text" * 200])
def test_a_file_that_is_no_ledger_is_told_and_left_alone(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path, content: bytes
) -> None:
    path = tmp_path / "ledger.invoicer"
    path.write_bytes(content)
    settings, sentences = settings_in(tmp_path), list[str]()
    answer(qtbot, "Quit", sentences)
    assert apps.opened(qapp, path, settings, "en_IE", Theme(qapp, settings)) is None
    assert sentences[0]
    assert path.read_bytes() == content


def test_a_second_window_over_one_ledger_is_refused(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path
) -> None:
    path, settings = tmp_path / "ledger.invoicer", settings_in(tmp_path)
    theme = Theme(qapp, settings)
    opened = apps.opened(qapp, path, settings, "en_IE", theme)
    assert opened is not None
    sentences: list[str] = []
    answer(qtbot, "OK", sentences)
    assert apps.opened(qapp, path, settings, "en_IE", theme) is None
    assert "ledger.invoicer" in sentences[0]
    opened[0].close()
    opened[1].unlock()
    opened[0].window.deleteLater()


def test_a_ledger_can_be_opened_to_look_only(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "ledger.invoicer"
    ledgers.create(path).close()
    settings = settings_in(tmp_path)
    app = apps.App(qapp, path, settings, "en_IE", read_only=True)
    app.start()
    failures: list[BaseException] = []

    def write(ledger: ledgers.Ledger) -> None:
        with ledger.atomic():
            pass

    app.bridge.run(write, None, failures.append)
    qtbot.waitUntil(lambda: bool(failures))
    assert isinstance(failures[0], LedgerTrouble)
    app.window.close()
    app.close()
    app.window.deleteLater()
