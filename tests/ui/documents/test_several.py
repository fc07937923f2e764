"""Several documents at once: selecting, issuing, sending, saving, exporting, deleting."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QMenu
from pytestqt.qtbot import QtBot

from invoicer.actions import documents as acts
from invoicer.ledger import documents as kept
from invoicer.ledger import outbox
from invoicer.ledger.ledger import Ledger
from invoicer.models.document import Document, DocumentKind, Line
from invoicer.models.errors import LedgerTrouble, NotAllowed
from invoicer.models.party import Party
from invoicer.models.taxing import default
from invoicer.ui.documents.bulk import Bulk, Outcome, Step
from invoicer.ui.documents.page import DocumentsPage
from invoicer.ui.documents.several import Refusals

Do = Callable[[Callable[..., Any]], Any]
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def _drafts(ledger: Ledger, whole: int, broken: int) -> list[int]:
    document = acts.new(ledger, DocumentKind.INVOICE, 1)
    taxes = default(acts.taxing_of(ledger, document))
    line = Line(name="Work", price=Decimal(100), taxes=taxes)
    good = [acts.save_draft(ledger, replace(document, lines=(line,))) for _ in range(whole)]
    nobody = Document(buyer=Party(name="Nobody"), lines=(line,))
    return good + [acts.save_draft(ledger, nobody) for _ in range(broken)]


@pytest.fixture
def drafts(invoices: DocumentsPage, act: Do, qtbot: QtBot) -> list[int]:
    """Three drafts that can be issued and one that can't, the newest on top."""
    ids = list(act(lambda ledger: _drafts(ledger, 3, 1)))
    qtbot.waitUntil(lambda: rows(invoices) == 4)
    invoices.list.table.setFocus()
    return ids


@pytest.fixture
def yes(invoices: DocumentsPage, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Answer every question with its first answer; the questions are kept."""
    asked: list[str] = []

    def ask(title: str, *_: object, **_more: object) -> int:
        asked.append(title)
        return 0

    monkeypatch.setattr(invoices.context.messages, "ask", ask)
    return asked


def rows(page: DocumentsPage) -> int:
    """Return how many rows the list has."""
    return page.list.table.rows.rowCount(QModelIndex())


def select_all(page: DocumentsPage, qtbot: QtBot) -> None:
    """Press Ctrl+A in the list."""
    qtbot.keyClick(page.list.table, Qt.Key.Key_A, CTRL)


def click(page: DocumentsPage, qtbot: QtBot, row: int, keys: Qt.KeyboardModifier) -> None:
    """Click a row, holding keys."""
    table = page.list.table
    place = table.visualRect(table.rows.index(row, 1)).center()
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, keys, place)


def refusals(page: DocumentsPage) -> Iterator[Refusals]:
    """Yield the dialogs that are open."""
    for widget in QApplication.topLevelWidgets():
        if isinstance(widget, Refusals) and widget.isVisible():
            yield widget


def said(page: DocumentsPage) -> str:
    """Return what the toast says."""
    toast = page.context.messages.toast_widget
    assert toast is not None
    return toast.sentence.text()


def test_ctrl_and_shift_clicks_select_several(
    invoices: DocumentsPage, drafts: list[int], qtbot: QtBot
) -> None:
    table = invoices.list.table
    click(invoices, qtbot, 0, Qt.KeyboardModifier.NoModifier)
    assert invoices.several.isHidden()
    click(invoices, qtbot, 2, CTRL)
    assert [row.id for row in table.selected()] == [drafts[3], drafts[1]]
    assert invoices.several.isVisible()
    assert not invoices.detail.isVisible()
    assert invoices.several.title.text() == "2 documents selected"
    assert invoices.several.issue.text().strip() == "Issue 2 drafts…"
    assert not invoices.several.send.isEnabled()
    click(invoices, qtbot, 0, Qt.KeyboardModifier.NoModifier)
    click(invoices, qtbot, 2, SHIFT)
    assert table.count() == 3
    qtbot.keyClick(invoices.window(), Qt.Key.Key_Escape)
    assert table.count() == 1
    assert invoices.detail.isVisible()


def test_the_selection_stays_when_the_list_is_read_again(
    invoices: DocumentsPage, drafts: list[int], act: Do, qtbot: QtBot
) -> None:
    select_all(invoices, qtbot)
    click(invoices, qtbot, 1, CTRL)
    before = {row.id for row in invoices.list.table.selected()}
    assert len(before) == 3
    act(lambda ledger: _drafts(ledger, 1, 0))
    qtbot.waitUntil(lambda: rows(invoices) == 5)
    assert {row.id for row in invoices.list.table.selected()} == before
    assert invoices.several.isVisible()


def test_many_drafts_are_issued_and_what_was_refused_is_told_once(
    invoices: DocumentsPage, drafts: list[int], yes: list[str], qtbot: QtBot
) -> None:
    select_all(invoices, qtbot)
    invoices.several.issue.click()
    assert invoices.several.running
    qtbot.waitUntil(lambda: not invoices.several.running, timeout=30_000)
    assert yes == ["Issue 4 drafts?"]
    reader = invoices.context.reader
    numbers = [kept.get(reader, one).number for one in drafts]
    assert numbers[:3] == sorted(numbers[:3])
    assert all(numbers[:3])
    assert numbers[3] == ""
    (dialog,) = refusals(invoices)
    assert "Nobody" in dialog.list.toPlainText()
    assert "can't be issued yet" in dialog.list.toPlainText()
    assert said(invoices) == "3 documents issued."
    dialog.close_button.click()
    assert invoices.several.title.text() == "4 documents selected"


def test_issued_documents_are_sent_together(
    invoices: DocumentsPage, drafts: list[int], yes: list[str], qtbot: QtBot
) -> None:
    select_all(invoices, qtbot)
    invoices.several.issue.click()
    qtbot.waitUntil(lambda: not invoices.several.running, timeout=30_000)
    for dialog in refusals(invoices):
        dialog.accept()
    assert invoices.several.send.text().strip() == "Send 3 of them…"
    invoices.several.send.click()
    qtbot.waitUntil(lambda: not invoices.several.running)
    assert len(outbox.rows(invoices.context.reader)) == 3
    invoices.several.send.click()
    qtbot.waitUntil(lambda: not invoices.several.running)
    # A mail that is on its way keeps its document from being sent a second time.
    assert len(outbox.rows(invoices.context.reader)) == 3
    (dialog,) = refusals(invoices)
    assert dialog.windowTitle() == "3 could not be done"
    dialog.accept()


def test_drafts_are_deleted_together_and_brought_back(
    invoices: DocumentsPage, drafts: list[int], qtbot: QtBot
) -> None:
    select_all(invoices, qtbot)
    qtbot.keyClick(invoices.list.table, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: rows(invoices) == 0)
    toast = invoices.context.messages.toast_widget
    assert toast is not None
    qtbot.waitUntil(toast.button.isVisible)
    assert said(invoices) == "4 drafts deleted."
    qtbot.mouseClick(toast.button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: rows(invoices) == 4)


def test_pdfs_are_saved_in_a_folder_and_none_replaces_another(
    invoices: DocumentsPage,
    drafts: list[int],
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    folder = tmp_path / "papers"
    folder.mkdir()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(folder))
    select_all(invoices, qtbot)
    click(invoices, qtbot, 0, CTRL)
    invoices.several.save.click()
    qtbot.waitUntil(lambda: not invoices.several.running, timeout=30_000)
    saved = sorted(folder.iterdir())
    assert all(path.read_bytes().startswith(b"%PDF") for path in saved)
    assert {path.suffix for path in saved} == {".pdf"}
    assert said(invoices) == "3 PDFs saved."


def test_the_selected_rows_are_exported(
    invoices: DocumentsPage,
    drafts: list[int],
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    target = tmp_path / "list.csv"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    select_all(invoices, qtbot)
    invoices.several.export.click()
    qtbot.waitUntil(target.exists)
    lines = target.read_text("utf-8-sig").splitlines()
    assert lines[0] == "Kind,Number,Client,Issued,Due,Status,Currency,Total,Balance"
    assert len(lines) == 5
    assert lines[1] == "Invoice,,Nobody,,,Draft,EUR,119.00,0.00"


def test_the_menu_offers_what_can_be_done_to_all(
    invoices: DocumentsPage, drafts: list[int], qtbot: QtBot
) -> None:
    select_all(invoices, qtbot)
    menu = QMenu()
    invoices.several.fill(menu)
    assert [entry.text() for entry in menu.actions()] == [
        "Issue 4 drafts…",
        "Save PDFs in a folder…",
        "Export as CSV…",
        "Delete 4 drafts",
    ]


def run(page: DocumentsPage, qtbot: QtBot, steps: list[Step], stop_after: int = 0) -> Outcome:
    """Do steps, giving up after some of them, and return what came of it."""
    bulk = Bulk(page.context, page)
    ended: list[Outcome] = []
    bulk.ended.connect(ended.append)
    if stop_after:
        bulk.stepped.connect(lambda done, _whole: done == stop_after and bulk.cancel())
    bulk.start(steps)
    bulk.start(steps)
    qtbot.waitUntil(lambda: bool(ended))
    assert not bulk.running
    return ended[0]


def _fine(_ledger: Ledger) -> int:
    return 1


def _refused(_ledger: Ledger) -> int:
    raise NotAllowed("No.")


def _disk_full(_ledger: Ledger) -> int:
    raise LedgerTrouble("The disk is full.")


def test_a_refusal_goes_on_and_trouble_ends_it(invoices: DocumentsPage, qtbot: QtBot) -> None:
    steps = [
        Step(name=str(n), action=action)
        for n, action in enumerate([_fine, _refused, _fine, _disk_full, _fine])
    ]
    outcome = run(invoices, qtbot, steps)
    assert outcome.results == (1, 1)
    assert outcome.refused == (("1", "No."), ("3", "The disk is full."))
    assert outcome.left == 1


def test_cancelling_stops_between_two_steps(invoices: DocumentsPage, qtbot: QtBot) -> None:
    steps = [Step(name=str(n), action=_fine) for n in range(5)]
    outcome = run(invoices, qtbot, steps, stop_after=2)
    assert len(outcome.results) == 2
    assert outcome.left == 3


def test_what_is_refused_before_it_begins_is_told_too(
    invoices: DocumentsPage, qtbot: QtBot
) -> None:
    def prepare() -> Callable[[], int]:
        raise NotAllowed("Not this one.")

    steps = [Step(name="a", prepare=prepare), Step(name="b", prepare=lambda: lambda: 2)]
    outcome = run(invoices, qtbot, steps)
    assert outcome.results == (2,)
    assert outcome.refused == (("a", "Not this one."),)


def test_a_shrunken_list_forgets_rows_that_are_gone(
    invoices: DocumentsPage, drafts: list[int], act: Do, qtbot: QtBot
) -> None:
    assert invoices.list.choose(drafts[0])
    select_all(invoices, qtbot)
    act(lambda ledger: acts.delete_draft(ledger, drafts[0]))
    qtbot.waitUntil(lambda: rows(invoices) == 3)
    assert {row.id for row in invoices.list.table.selected()} == set(drafts[1:])
    flags = QItemSelectionModel.SelectionFlag
    index = invoices.list.table.rows.index(0, 0)
    invoices.list.table.selectionModel().select(index, flags.Deselect | flags.Rows)
    assert invoices.list.table.count() == 2
