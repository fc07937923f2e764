"""The one door: refusals, trouble, bugs."""

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QPushButton
from pytestqt.qtbot import QtBot

from invoicer.models.errors import LedgerTrouble, NotAllowed
from invoicer.ui.app import App
from invoicer.ui.crash import CrashDialog
from invoicer.ui.widgets.question import Question


def test_undo_in_a_toast_takes_it_back(app: App, qtbot: QtBot) -> None:
    undone: list[int] = []
    app.messages.undo("Client hidden.", lambda: undone.append(1))
    toast = app.messages.toast_widget
    assert toast is not None
    assert toast.isVisible()
    qtbot.mouseClick(toast.button, Qt.MouseButton.LeftButton)
    assert undone == [1]
    assert not toast.isVisible()


def test_a_second_toast_replaces_the_first_and_its_undo(app: App, qtbot: QtBot) -> None:
    undone: list[int] = []
    app.messages.undo("One.", lambda: undone.append(1))
    app.messages.toast("Two.")
    toast = app.messages.toast_widget
    assert toast is not None
    assert toast.sentence.text() == "Two."
    assert not toast.button.isVisible()


def test_trouble_is_a_dialog_that_enter_closes(app: App, qtbot: QtBot) -> None:
    seen: list[str] = []

    def close() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, Question)
        seen.append(dialog.accessibleDescription())
        qtbot.keyClick(dialog, Qt.Key.Key_Return)

    QTimer.singleShot(0, close)
    app.messages.report(LedgerTrouble("The disk is full. Nothing was changed."))
    assert seen == ["The disk is full. Nothing was changed."]


def test_esc_answers_nothing(app: App, qtbot: QtBot) -> None:
    def escape() -> None:
        dialog = QApplication.activeModalWidget()
        assert dialog is not None
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)

    QTimer.singleShot(0, escape)
    assert app.messages.ask("Save?", "It is not saved.", ("Save", "No")) == -1


def test_a_bug_saves_the_work_first_and_can_be_copied(
    app: App, qtbot: QtBot, capsys: object
) -> None:
    order: list[str] = []
    del app.messages.crash  # the fixture's, which keeps dialogs from waiting
    app.messages.add_saver(lambda: order.append("saved"))

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, CrashDialog)
        order.append("told")
        buttons = {button.text(): button for button in dialog.findChildren(QPushButton)}
        qtbot.mouseClick(buttons["Copy the text"], Qt.MouseButton.LeftButton)
        assert "ZeroDivisionError" in dialog.findChildren(QPlainTextEdit)[0].toPlainText()
        qtbot.mouseClick(buttons["Go on"], Qt.MouseButton.LeftButton)

    QTimer.singleShot(0, look)
    try:
        _ = 1 // 0
    except ZeroDivisionError as error:
        app.messages.excepthook(type(error), error, error.__traceback__)
    assert order == ["saved", "told"]
    assert "ZeroDivisionError" in QGuiApplication.clipboard().text()


def test_a_saver_that_breaks_does_not_keep_the_others_from_saving(app: App) -> None:
    saved: list[str] = []

    def broken() -> None:
        raise ValueError("no room")

    app.messages.add_saver(broken)
    app.messages.add_saver(lambda: saved.append("other"))
    assert app.messages.save_work() == ["ValueError: no room"]
    assert saved == ["other"]
    app.messages.remove_saver(broken)
    assert app.messages.save_work() == []


def test_a_refusal_is_said_in_a_toast(app: App) -> None:
    app.messages.report(NotAllowed("Already issued."))
    toast = app.messages.toast_widget
    assert toast is not None
    assert toast.sentence.text() == "Already issued."
