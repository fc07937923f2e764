"""The first start: three steps, the demo, a ledger there is already, or nothing of it."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QWidget
from pytestqt.qtbot import QtBot

from invoicer.ledger import clients, issuing, settings
from invoicer.ledger import documents as kept
from invoicer.ledger import ledger as ledgers
from invoicer.models.document import DocumentKind
from invoicer.models.stored import DocumentFilter, DocumentRow
from invoicer.ui.app import App
from invoicer.ui.documents.client_field import ClientDialog
from invoicer.ui.documents.issue_dialog import IssueDialog
from invoicer.ui.documents.page import DocumentsPage
from invoicer.ui.first_run import demo_making
from invoicer.ui.first_run.welcome import Welcome
from invoicer.ui.home.page import HomePage
from invoicer.ui.session import Session
from invoicer.ui.theme import Mode
from invoicer.ui.widgets.question import Question
from tests.ui.test_main_window import reachable, spoken

Write = Callable[[str], None]
LEFT = Qt.MouseButton.LeftButton


def running(session: Session) -> App:
    assert session.app is not None
    return session.app


def rows(app: App) -> list[DocumentRow]:
    return kept.rows(app.reader, DocumentFilter(), app.context.today(), limit=50)


def dialog_of(kind: type, qtbot: QtBot) -> Any:
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), kind))
    return QApplication.activeModalWidget()


def at_step(welcome: Welcome, place: int, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: welcome.place == place and welcome.next_button.isEnabled())


def write_three_steps(welcome: Welcome, write: Write, qtbot: QtBot) -> None:
    write("Lena Baum Design\tHafenstr. 3\t20457\tHamburg\t\tlena@baum.example\n")
    at_step(welcome, 1, qtbot)
    write("\tDE136695976\n")
    at_step(welcome, 2, qtbot)
    write("DE12 5001 0517 0648 4898 90\tINGDDEFFXXX\n")


def test_from_an_empty_home_to_an_issued_invoice_by_hand(
    session: Session, welcome: Welcome, write: Write, qtbot: QtBot
) -> None:
    app = running(session)
    write_three_steps(welcome, write, qtbot)
    qtbot.waitUntil(lambda: app.window.welcome is None)
    page = app.window.page
    assert isinstance(page, DocumentsPage)
    assert page.title() == "New invoice"
    editor = page.editor
    assert editor is not None

    qtbot.mouseClick(editor.head.first_client, LEFT)
    dialog = dialog_of(ClientDialog, qtbot)
    qtbot.waitUntil(dialog.form.lines["name"].hasFocus)
    write("Kessler GmbH")
    for key, text in (("line1", "Marktplatz 1"), ("postcode", "53111"), ("city", "Bonn")):
        dialog.form.lines[key].setFocus()
        write(text)
    qtbot.mouseClick(dialog.save, LEFT)
    qtbot.waitUntil(lambda: editor.document.client_id is not None)
    assert editor.head.first_client.isHidden()

    # Without a screen no window comes back by itself when a dialog over it is closed.
    app.window.activateWindow()
    qtbot.waitUntil(app.window.isActiveWindow)
    editor.head.order.setFocus()
    write("\tBrand workshop\t16\thour\t95\t\t\t")
    qtbot.mouseClick(page.issue, LEFT)
    issue = dialog_of(IssueDialog, qtbot)
    assert issue.findings.sentences() == []
    qtbot.mouseClick(issue.issue_button, LEFT)
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None, timeout=20_000)
    row = rows(app)[0]
    assert row.number == f"{app.context.today().year}-0001"
    assert kept.file(app.reader, row.id)[1].startswith(b"%PDF")


def test_what_was_said_is_found_in_the_settings(
    session: Session, welcome: Welcome, write: Write, qtbot: QtBot
) -> None:
    app = running(session)
    write_three_steps(welcome, write, qtbot)
    qtbot.waitUntil(lambda: app.window.welcome is None)
    business = settings.business(app.reader)
    assert business.party.name == "Lena Baum Design"
    assert business.party.address.city == "Hamburg"
    assert business.party.vat_id == "DE136695976"
    assert (business.country, business.language, business.currency) == ("DE", "de", "EUR")
    assert business.accounts[0].account == "DE12500105170648489890"
    assert business.terms.days == 14
    assert app.window.ledger_menu.text() == "Lena Baum Design"


def test_all_can_be_skipped_and_is_not_asked_again(
    session: Session, welcome: Welcome, home: Path, qtbot: QtBot
) -> None:
    app = running(session)
    for place in range(3):
        assert welcome.place == place
        qtbot.mouseClick(welcome.skip_button, LEFT)
    qtbot.waitUntil(lambda: app.window.welcome is None)
    assert isinstance(app.window.page, HomePage)
    assert settings.business(app.reader).party.name == ""
    session.switch(home / "other.invoicer")
    assert running(session).window.welcome is not None
    session.switch(home / "ledger.invoicer")
    assert running(session).window.welcome is None


def test_what_is_missing_is_said_beside_its_field_and_esc_goes_back(
    welcome: Welcome, write: Write, qtbot: QtBot
) -> None:
    write("\n")
    assert welcome.who.form.fields["name"].error() == "Write your name, or skip this step."
    assert welcome.place == 0
    welcome.skip_button.setFocus()
    write("\n")
    assert welcome.place == 1
    qtbot.keyClick(welcome.window(), Qt.Key.Key_Escape)
    assert welcome.place == 0


def test_a_doubt_holds_one_up_once(welcome: Welcome, write: Write, qtbot: QtBot) -> None:
    write("Lena\t\t\t\t\tlena at baum\n")
    assert "e-mail" in welcome.who.form.fields["email"].error()
    assert welcome.place == 0
    assert welcome.remark.isVisible()
    write("\n")
    at_step(welcome, 1, qtbot)


def test_numbers_go_on_as_they_were_written_elsewhere(
    session: Session, welcome: Welcome, write: Write, qtbot: QtBot
) -> None:
    app = running(session)
    write("Lena\n")
    at_step(welcome, 1, qtbot)
    year = app.context.today().year
    welcome.taxed.last.setFocus()
    write("no number\n")
    assert "no running number" in welcome.taxed.form.fields["last"].error()
    welcome.taxed.last.selectAll()
    write(f"RE-{year}/0041")
    assert welcome.taxed.preview.text() == f"RE-{year}/0042"
    write("\n")
    at_step(welcome, 2, qtbot)
    today = app.context.today()
    assert issuing.next_number(app.reader, DocumentKind.INVOICE, today) == f"RE-{year}/0042"
    qtbot.mouseClick(welcome.back_button, LEFT)
    assert welcome.taxed.preview.text() == f"RE-{year}/0042"


def test_the_demo_is_made_beside_the_own_books_and_opened(
    session: Session, welcome: Welcome, home: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(demo_making, "DOCUMENTS", 3)
    qtbot.mouseClick(welcome.side.demo, LEFT)
    qtbot.waitUntil(lambda: running(session).path == home / "demo.invoicer", timeout=30_000)
    app = running(session)
    assert app.window.welcome is None
    assert len(rows(app)) == 3
    with_own = ledgers.open(home / "ledger.invoicer")
    assert clients.rows(with_own, limit=1) == []
    with_own.close()
    assert (home / "demo-bank.csv").exists()


def test_making_the_demo_can_be_cancelled_and_leaves_nothing(
    session: Session, welcome: Welcome, home: Path, qtbot: QtBot
) -> None:
    qtbot.mouseClick(welcome.side.demo, LEFT)
    qtbot.waitUntil(welcome.side.progress.isVisible)
    qtbot.mouseClick(welcome.side.progress.cancel, LEFT)
    qtbot.waitUntil(welcome.main.isEnabled, timeout=20_000)
    assert sorted(path.name for path in home.glob("demo*")) == []
    assert running(session).path == home / "ledger.invoicer"


def test_closing_the_window_stops_making_the_demo(
    session: Session, welcome: Welcome, home: Path, qtbot: QtBot
) -> None:
    qtbot.mouseClick(welcome.side.demo, LEFT)
    qtbot.waitUntil((home / "demo.part").exists)
    welcome.window().close()
    assert running(session).background.stop()
    assert sorted(path.name for path in home.glob("demo*")) == []


def test_a_demo_that_is_there_already_is_opened_at_once(
    session: Session, welcome: Welcome, home: Path, qtbot: QtBot
) -> None:
    ledgers.create(home / "demo.invoicer").close()
    qtbot.mouseClick(welcome.side.demo, LEFT)
    qtbot.waitUntil(lambda: running(session).path == home / "demo.invoicer")


@pytest.mark.parametrize("mode", [Mode.LIGHT, Mode.DARK])
def test_each_step_fits_a_small_screen_and_each_control_is_named_and_reached(
    session: Session, welcome: Welcome, qtbot: QtBot, mode: Mode
) -> None:
    app = running(session)
    app.theme.set_mode(mode)
    window = app.window
    window.resize(1024, 700)
    welcome.paid.with_mail.click()
    for place in range(3):
        welcome.show_step(place)
        qtbot.wait(1)
        assert (window.width(), window.height()) == (1024, 700)
        assert not window.grab().isNull()
        chain, widget = list[QWidget](), welcome.nextInFocusChain()
        while widget not in chain:
            chain.append(widget)
            widget = widget.nextInFocusChain()
        controls = reachable(window)
        labels = window.findChildren(QLabel)
        assert [control for control in controls if not spoken(control, labels)] == []
        assert [control for control in controls if control not in chain] == []


def test_a_damaged_ledger_is_told_and_everything_stays(
    session: Session, welcome: Welcome, home: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    damaged = home / "damaged.invoicer"
    damaged.write_bytes(b"no ledger at all, only some text" * 200)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(damaged), ""))
    sentences: list[str] = []

    def press() -> None:
        question = QApplication.activeModalWidget()
        assert isinstance(question, Question)
        sentences.append(question.accessibleDescription())
        qtbot.mouseClick(question.buttons[0], LEFT)

    qtbot.mouseClick(welcome.side.open, LEFT)
    QTimer.singleShot(0, press)
    qtbot.waitUntil(lambda: bool(sentences))
    assert "damaged.invoicer" in sentences[0]
    assert "“ledger.invoicer” stays open" in sentences[0]
    assert running(session).window.welcome is welcome


def test_f1_helps_and_other_keys_lead_nowhere(welcome: Welcome, qtbot: QtBot) -> None:
    window = welcome.window()
    qtbot.keyClick(window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(window, Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier)
    assert welcome.isVisible()
    seen: list[str] = []

    def close() -> None:
        dialog = QApplication.activeModalWidget()
        seen.append(dialog.windowTitle())
        dialog.close()

    QTimer.singleShot(0, close)
    qtbot.keyClick(window, Qt.Key.Key_F1)
    assert seen
