"""Several businesses, each in its own ledger: going from one to another in one program."""

from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from invoicer.actions import business, clients
from invoicer.ledger import documents as kept
from invoicer.ledger import ledger as ledgers
from invoicer.models.errors import Refusal
from invoicer.models.party import Business, Client, Party
from invoicer.models.stored import DocumentFilter
from invoicer.ui import recent
from invoicer.ui.app import App
from invoicer.ui.context import Target
from invoicer.ui.documents.page import DocumentsPage
from invoicer.ui.recent import Recent
from invoicer.ui.session import Session
from tests.ui.first_run.conftest import home, session

__all__ = ["home", "session"]

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def other(home: Path) -> Path:
    """A second ledger, with a business and a client."""
    home.mkdir(parents=True)
    path = home / "studio.invoicer"
    ledger = ledgers.create(path)
    business.set_business(ledger, Business(party=Party(name="Studio Nord")))
    clients.add(ledger, Client(party=Party(name="Kessler GmbH")))
    ledger.close()
    return path


def running(session: Session) -> App:
    assert session.app is not None
    return session.app


def test_the_menu_leads_to_another_business_and_back(
    other: Path, session: Session, qtbot: QtBot
) -> None:
    first = running(session)
    named = Business(party=Party(name="Lena Baum"))
    first.background.run(partial(business.set_business, business=named)).result()
    qtbot.waitUntil(lambda: first.window.ledger_menu.text() == "Lena Baum")
    session.switch(other)
    app = running(session)
    assert app.path == other
    assert app.window.ledger_menu.text() == "Studio Nord"
    assert first.background.stop()
    qtbot.mouseClick(app.window.ledger_menu, LEFT)
    menu = app.window.ledger_menu.list
    assert menu is not None
    titles = [action.text() for action in menu.actions() if action.isCheckable()]
    assert titles == ["Studio Nord  ·  studio", "Lena Baum  ·  ledger"]
    qtbot.keyClick(menu, Qt.Key.Key_Down)
    qtbot.keyClick(menu, Qt.Key.Key_Down)
    qtbot.keyClick(menu, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: running(session).window.ledger_menu.text() == "Lena Baum")


def test_what_is_being_written_is_saved_before_the_ledger_is_closed(
    other: Path, session: Session, qtbot: QtBot
) -> None:
    own = running(session).path
    session.switch(other)
    window = running(session).window
    window.go(Target("invoices", "new", 1))
    page = window.page
    assert isinstance(page, DocumentsPage)
    assert page.editor is not None
    qtbot.keyClicks(page.editor.head.order, "PO-4711")
    session.switch(own)
    again = ledgers.open(other, read_only=True)
    day = running(session).context.today()
    row = kept.rows(again, DocumentFilter(), day, limit=5)[0]
    assert kept.get(again, row.id).document.order_number == "PO-4711"
    again.close()


def test_a_new_business_is_begun_in_a_ledger_of_its_own(
    session: Session, home: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    chosen = str(home / "second")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, **__: (chosen, ""))
    running(session).window.ledger_menu.begin_another()
    qtbot.waitUntil(lambda: running(session).path == home / "second.invoicer")
    assert running(session).window.welcome is not None


def test_a_ledger_of_another_window_is_not_opened_twice(
    other: Path, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    from invoicer.ui import app as apps

    lock = apps.lock_of(other)
    assert lock is not None
    before, told = running(session), list[str]()
    monkeypatch.setattr(before.messages, "tell", lambda _title, text: told.append(text))
    session.switch(other)
    assert running(session) is before
    assert "studio.invoicer" in told[0]
    lock.unlock()


def test_the_ledger_used_last_is_opened_again_but_not_the_demo(
    qapp: QApplication, tmp_path: Path
) -> None:
    settings = QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat)
    for name in ("first.invoicer", "second.invoicer", recent.DEMO):
        (tmp_path / name).touch()
        recent.remember(settings, Recent(tmp_path / name, "Lena"))
    assert recent.last(settings) == tmp_path / "second.invoicer"
    (tmp_path / "second.invoicer").unlink()
    assert recent.last(settings) == tmp_path / "first.invoicer"
    settings.setValue(recent.SETTING, "spoilt")
    assert recent.last(settings) is None


def test_refusals_are_sentences() -> None:
    from invoicer.ui.first_run.demo_making import Stopped
    from invoicer.ui.first_run.taxed import NoRunningNumber

    refusals: tuple[Refusal, ...] = (Stopped(), NoRunningNumber())
    assert all(str(one).endswith(".") for one in refusals)
