"""The list of documents: any number of rows, found and filtered at once."""

import shutil
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from invoicer.actions import documents as acts
from invoicer.ledger import documents as kept
from invoicer.ledger import ledger as ledgers
from invoicer.ledger.ledger import Ledger
from invoicer.models.document import Document, DocumentKind, Line
from invoicer.models.lifecycle import Answer, Status
from invoicer.models.party import Party
from invoicer.ui.app import App
from invoicer.ui.context import Target
from invoicer.ui.documents import papers
from invoicer.ui.documents.page import DocumentsPage
from tests.ui.documents.conftest import furnish

Do = Callable[[Callable[..., Any]], Any]
MANY = 10_000


def _many(ledger: Ledger) -> None:
    with ledger.atomic():
        for number in range(MANY):
            name = f"Client {number:05}"
            kept.add(ledger, Document(buyer=Party(name=name), lines=(Line(name="Work"),)))


@pytest.fixture(scope="module")
def crowded_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger file with ten thousand drafts, made once."""
    path = tmp_path_factory.mktemp("crowded") / "ledger.invoicer"
    ledger = ledgers.create(path)
    furnish(ledger)
    _many(ledger)
    ledger.close()
    return path


@pytest.fixture
def crowded(
    crowded_file: Path, tmp_path: Path, request: pytest.FixtureRequest, qtbot: QtBot
) -> DocumentsPage:
    """The page with ten thousand drafts."""
    shutil.copy(crowded_file, tmp_path / "ledger.invoicer")
    app = request.getfixturevalue("app")
    app.window.go(Target("invoices"))
    page = app.window.page
    assert isinstance(page, DocumentsPage)
    qtbot.waitUntil(page.isVisible)
    return page


def client_at(page: DocumentsPage, row: int) -> str:
    """Return the client's name the table shows in a row."""
    return str(page.list.table.rows.index(row, 1).data())


def test_ten_thousand_rows_are_there_to_the_last_one(crowded: DocumentsPage) -> None:
    assert client_at(crowded, 0) == "Client 09999"
    assert client_at(crowded, MANY - 1) == "Client 00000"
    assert client_at(crowded, MANY // 2) == "Client 04999"
    assert crowded.list.chips.button("all").text().replace(",", "").endswith("10000")


def test_a_long_list_is_walked_from_end_to_end_by_keyboard(
    crowded: DocumentsPage, qtbot: QtBot
) -> None:
    table = crowded.list.table
    table.setFocus()
    qtbot.keyClick(table, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    assert table.current() is not None
    assert table.current().client_name == "Client 00000"
    qtbot.keyClick(table, Qt.Key.Key_Home, Qt.KeyboardModifier.ControlModifier)
    assert table.current().client_name == "Client 09999"


def test_ctrl_f_filters_as_one_types(crowded: DocumentsPage, qtbot: QtBot) -> None:
    qtbot.keyClick(crowded.window(), Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert crowded.list.search.hasFocus()
    qtbot.keyClicks(crowded.list.search, "04242")
    qtbot.waitUntil(lambda: crowded.list.table.rows.rowCount(QModelIndex()) == 1)
    assert client_at(crowded, 0) == "Client 04242"
    qtbot.keyClicks(crowded.list.search, "nobody")
    qtbot.waitUntil(crowded.list.nothing.isVisible)
    qtbot.mouseClick(crowded.list.nothing.button, Qt.MouseButton.LeftButton)
    assert crowded.list.table.rows.rowCount(QModelIndex()) == MANY


def test_a_heading_sorts_and_sorts_the_other_way(crowded: DocumentsPage) -> None:
    crowded.list.table.horizontalHeader().sectionClicked.emit(1)
    assert client_at(crowded, 0) == "Client 00000"
    crowded.list.table.horizontalHeader().sectionClicked.emit(1)
    assert client_at(crowded, 0) == "Client 09999"


def test_an_empty_list_says_what_it_is_for_and_offers_to_begin(
    invoices: DocumentsPage, qtbot: QtBot
) -> None:
    assert invoices.list.empty.isVisible()
    assert not invoices.detail.isVisible()
    qtbot.mouseClick(invoices.list.empty.button, Qt.MouseButton.LeftButton)
    assert invoices.title() == "New invoice"


def test_enter_opens_a_draft_and_esc_leads_back(crowded: DocumentsPage, qtbot: QtBot) -> None:
    crowded.list.table.setFocus()
    qtbot.keyClick(crowded.list.table, Qt.Key.Key_Return)
    assert crowded.title() == "Invoice for Client 09999"
    assert crowded.editor is not None
    crowded.editor.table.finish()
    # The first Esc is for the list of clients that opened under the field.
    qtbot.keyClick(crowded.window(), Qt.Key.Key_Escape)
    assert crowded.title() == "Invoice for Client 09999"
    qtbot.keyClick(crowded.window(), Qt.Key.Key_Escape)
    assert crowded.title() == "Invoices"
    assert crowded.list.table.hasFocus()


def test_the_menu_offers_what_may_be_done(crowded: DocumentsPage) -> None:
    crowded.list.table.choose_place(0)
    texts = [entry.text() for entry in crowded.detail.menu.actions() if entry.text()]
    assert texts == ["Edit", "Issue…", "Duplicate", "Delete draft", "Save PDF…", "Print…"]


def test_a_pdf_is_saved_where_one_says(
    crowded: DocumentsPage, qtbot: QtBot, tmp_path: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    from PySide6.QtWidgets import QFileDialog

    target = tmp_path / "saved.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    crowded.list.table.choose_place(0)
    qtbot.mouseClick(crowded.detail.save, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: target.exists() and target.stat().st_size > 1000, timeout=20_000)
    assert target.read_bytes().startswith(b"%PDF")


def _quote(ledger: Ledger, context: Any) -> int:
    draft = acts.new(ledger, DocumentKind.QUOTE, 1)
    document = Document(
        kind=draft.kind,
        client_id=draft.client_id,
        buyer=draft.buyer,
        lines=(Line(name="Work", price=Decimal(100)),),
    )
    quote_id = acts.save_draft(ledger, document)
    acts.issue(ledger, quote_id, today=context.today(), render=papers.render)
    return quote_id


def test_a_quote_is_accepted_taken_back_and_invoiced(furnished: App, act: Do, qtbot: QtBot) -> None:
    quote_id = act(lambda ledger: _quote(ledger, furnished.context))
    furnished.window.go(Target("quotes", "open", quote_id))
    page = furnished.window.page
    assert isinstance(page, DocumentsPage)

    def status() -> Status:
        row = page.list.table.current()
        assert row is not None
        return row.status

    assert status() == Status.ISSUED
    page.doing.answer(quote_id, Answer.ACCEPTED)
    qtbot.waitUntil(lambda: status() == Status.ACCEPTED)
    toast = furnished.messages.toast_widget
    assert toast is not None
    qtbot.waitUntil(toast.button.isVisible)
    qtbot.mouseClick(toast.button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: status() == Status.ISSUED)
    qtbot.mouseClick(page.detail.first, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: furnished.window.page is not page)
    invoices = furnished.window.page
    assert isinstance(invoices, DocumentsPage)
    assert invoices.editor is not None
    assert invoices.editor.document.origin is not None
    assert invoices.editor.document.origin.document_id == quote_id


def controls(root: QWidget) -> Iterator[QWidget]:
    """Yield everything a person can use in a part of the window."""
    kinds = (QAbstractButton, QLineEdit, QPlainTextEdit, QComboBox, QAbstractItemView)
    for widget in root.findChildren(QWidget):
        inside = isinstance(widget.parentWidget(), QComboBox | QLineEdit | QAbstractItemView)
        if isinstance(widget, kinds) and not inside and widget.objectName() != "qt_toolbar_ext":
            yield widget


def test_every_control_has_a_name(crowded: DocumentsPage, qtbot: QtBot) -> None:
    crowded.list.table.choose_place(0)
    nameless = [type(w).__name__ for w in controls(crowded) if not w.accessibleName()]
    assert nameless == []
    crowded.write(1)
    assert crowded.editor is not None
    crowded.editor.more.setChecked(True)
    crowded.editor._show_discount()
    nameless = [
        f"{type(w).__name__} {w.parentWidget()}"
        for w in controls(crowded.editor)
        if not w.accessibleName() and w.parentWidget() is not None
        if not isinstance(w.parentWidget().parentWidget(), QComboBox)
    ]
    assert nameless == []
    assert all(isinstance(entry, QAction) for entry in crowded.detail.menu.actions())
