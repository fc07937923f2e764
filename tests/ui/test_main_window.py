"""The window as a whole: menu, keys, search, help, and what every control owes everybody."""

from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QTextBrowser,
    QTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from invoicer.actions import business as business_acts
from invoicer.actions import clients as client_acts
from invoicer.models.party import Business, Client, Party
from invoicer.ui import pages
from invoicer.ui.app import App
from invoicer.ui.context import Target
from invoicer.ui.help import HelpDialog
from invoicer.ui.theme import Mode

Act = Callable[[Callable[..., Any]], Any]
LEFT = Qt.MouseButton.LeftButton
CONTROLS = (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
)
PLACES = [(entry.name, "") for entry in pages.entries()]
PLACES += [("clients", "new"), ("items", "new"), ("invoices", "new")]
PLACES += [
    (command.page, command.act) for command in pages.commands() if command.page == "settings"
]


@pytest.fixture
def filled(act: Act) -> None:
    business = Business(party=Party(name="Lena", email="l@example.com"), country="DE")
    act(partial(business_acts.set_business, business=business))
    act(partial(client_acts.add, client=Client(party=Party(name="Kessler GmbH"))))


class Windows(QObject):
    """Notes every window that appears."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[QWidget] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # A list of suggestions below a field is a window too, and meant.
        popup = isinstance(watched, QWidget) and watched.windowType() == Qt.WindowType.Popup
        shown = event.type() == QEvent.Type.Show and isinstance(watched, QWidget)
        if shown and watched.isWindow() and not popup:
            self.seen.append(watched)
        return False


def test_no_page_flashes_a_window_while_it_is_built(
    app: App, qapp: QApplication, qtbot: QtBot, filled: None
) -> None:
    windows = Windows()
    qapp.installEventFilter(windows)
    for page, act in PLACES:
        app.window.go(Target(page, act))
        qapp.processEvents()
    qapp.removeEventFilter(windows)
    assert windows.seen == []


def test_the_menu_and_alt_with_a_figure_lead_to_each_page(app: App, qtbot: QtBot) -> None:
    for number, entry in enumerate(app.window.entries[:9], 1):
        app.window.go(Target("settings"))
        qtbot.keyClick(app.window, Qt.Key(Qt.Key.Key_0 + number), Qt.KeyboardModifier.AltModifier)
        shown = app.window.page
        assert app.window.sidebar.button(entry.name).isChecked()
        app.window.go(Target("settings"))
        qtbot.mouseClick(app.window.sidebar.button(entry.name), LEFT)
        assert app.window.page is shown
        assert app.window.sidebar.button(entry.name).isChecked()


def test_the_search_finds_a_client_and_opens_it(app: App, qtbot: QtBot, filled: None) -> None:
    app.window.go(Target("settings"))
    qtbot.keyClick(app.window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    palette = app.window.palette_dialog
    assert palette is not None
    assert palette.isVisible()
    qtbot.keyClicks(palette.field, "kessl")
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: app.window.page.title() == "Clients")
    assert not palette.isVisible()


def test_the_search_offers_commands_by_name(app: App, qtbot: QtBot) -> None:
    qtbot.mouseClick(app.window.header.search, LEFT)
    palette = app.window.palette_dialog
    assert palette is not None
    qtbot.keyClicks(palette.field, "new item")
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: app.window.page.title() == "New item")


def test_the_search_is_steered_by_arrows_and_left_by_esc(app: App, qtbot: QtBot) -> None:
    app.window.search()
    palette = app.window.palette_dialog
    assert palette is not None
    first = palette.list.currentIndex().row()
    qtbot.keyClick(palette.field, Qt.Key.Key_Down)
    assert palette.list.currentIndex().row() == first + 1
    qtbot.keyClick(palette.field, Qt.Key.Key_Up)
    qtbot.keyClick(palette.field, Qt.Key.Key_Up)
    assert palette.list.currentIndex().row() == palette.list.model().rowCount() - 1
    qtbot.keyClick(palette, Qt.Key.Key_Escape)
    assert not palette.isVisible()


def test_a_search_without_result_says_what_to_try(app: App, qtbot: QtBot) -> None:
    app.window.search()
    palette = app.window.palette_dialog
    assert palette is not None
    qtbot.keyClicks(palette.field, "zzzqqq")
    palette.field.search_now()
    assert "Nothing found" in palette.hint.text()
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    assert palette.isVisible()
    palette.hide()


@pytest.mark.parametrize("page", [entry.name for entry in pages.entries()])
def test_f1_helps_on_every_page(app: App, qtbot: QtBot, page: str) -> None:
    app.window.go(Target(page))
    shown: list[str] = []

    def close() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, HelpDialog)
        shown.append(dialog.findChildren(QTextBrowser)[0].toPlainText())
        dialog.reject()

    QTimer.singleShot(0, close)
    qtbot.keyClick(app.window, Qt.Key.Key_F1)
    assert app.window.page.help_text()
    assert "Ctrl+K" in shown[0]


def test_ctrl_f_goes_to_the_filter(app: App, qtbot: QtBot, filled: None) -> None:
    app.window.go(Target("clients"))
    qtbot.keyClick(app.window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert app.window.page.filter_field() is QApplication.focusWidget()


def test_a_page_that_is_not_there_is_not_gone_to(app: App) -> None:
    assert not app.window.go(Target("no such page"))


def reachable(window: QWidget) -> list[QWidget]:
    """Every control that is shown and takes the keyboard."""
    return [
        widget
        for widget in window.findChildren(QWidget)
        if isinstance(widget, CONTROLS)
        and widget.isVisible()
        and widget.isEnabled()
        and widget.focusPolicy() != Qt.FocusPolicy.NoFocus
        and not isinstance(widget.parent(), QComboBox | QAbstractSpinBox)
    ]


def by_arrows(widget: QWidget) -> bool:
    """Tell whether Tab reaches the chosen one of a group, and the arrow keys this one."""
    group = widget.group() if isinstance(widget, QAbstractButton) else None
    return group is not None and group.exclusive()


def spoken(widget: QWidget, labels: list[QLabel]) -> str:
    """What a screen reader would say for a control."""
    if widget.accessibleName():
        return widget.accessibleName()
    if isinstance(widget, QAbstractButton) and widget.text().strip():
        return widget.text()
    return next((label.text() for label in labels if label.buddy() is widget), "")


@pytest.mark.parametrize(("page", "place"), PLACES)
def test_every_control_has_a_name(
    app: App, qtbot: QtBot, filled: None, page: str, place: str
) -> None:
    app.window.go(Target(page, place))
    qtbot.wait(1)
    labels = app.window.findChildren(QLabel)
    nameless = [widget for widget in reachable(app.window) if not spoken(widget, labels)]
    assert [f"{type(w).__name__} in {type(w.parent()).__name__}" for w in nameless] == []


@pytest.mark.parametrize(("page", "place"), PLACES)
def test_every_control_is_reached_by_tab(
    app: App, qtbot: QtBot, filled: None, page: str, place: str
) -> None:
    app.window.go(Target(page, place))
    qtbot.wait(1)
    reached: set[int] = set()
    start = app.window.sidebar.button(app.window.entries[0].name)
    widget: QWidget = start
    for _step in range(5000):
        reached.add(id(widget))
        widget = widget.nextInFocusChain()
        if widget is start:
            break
    missing = [
        widget
        for widget in reachable(app.window)
        if id(widget) not in reached
        or (not widget.focusPolicy() & Qt.FocusPolicy.TabFocus and not by_arrows(widget))
    ]
    assert [f"{type(w).__name__} {w.accessibleName()}" for w in missing] == []


@pytest.mark.parametrize("mode", [Mode.LIGHT, Mode.DARK])
@pytest.mark.parametrize(("page", "place"), PLACES)
def test_every_page_fits_a_small_screen_and_can_be_painted(
    app: App, qtbot: QtBot, filled: None, page: str, place: str, mode: Mode
) -> None:
    app.theme.set_mode(mode)
    app.window.resize(1024, 700)
    app.window.go(Target(page, place))
    qtbot.wait(1)
    assert app.window.size().width() == 1024, "a page is wider than a small screen"
    assert app.window.size().height() == 700, "a page is higher than a small screen"
    assert not app.window.grab().isNull()


def test_the_window_comes_back_as_it_was_left(app: App, qtbot: QtBot) -> None:
    app.window.go(Target("items"))
    app.window.resize(1100, 720)
    app.window.close()
    from invoicer.ui.main_window import MainWindow

    again = MainWindow(app.context)
    again.start()
    assert again.page.title() == "Items"
    # The screen of the tests is narrower than that, so only the height can come back.
    assert again.height() == 720
    again.deleteLater()


def test_what_waits_in_the_outbox_is_said_below(app: App) -> None:
    from invoicer.ui.status_bar import connection_text

    app.window.status.set_online(False)
    assert app.window.status.connection.text() == "Offline"
    assert connection_text(False, 2) == "Offline — 2 mails wait in the outbox"
    assert connection_text(True, 1) == "Online — 1 mail waits in the outbox"
