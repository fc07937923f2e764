"""Nothing that is written gets lost, and the page follows what is written."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pypdf
import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from pytestqt.qtbot import QtBot

from invoicer.actions import documents as acts
from invoicer.ledger import documents as kept
from invoicer.models.errors import LedgerTrouble
from invoicer.models.stored import DocumentFilter, DocumentRow
from invoicer.ui.documents import papers
from invoicer.ui.documents.editor import Editor
from invoicer.ui.documents.line_cells import Cell
from invoicer.ui.documents.page import DocumentsPage

Do = Callable[[Callable[..., Any]], Any]


@pytest.fixture
def editor(invoices: DocumentsPage, qtbot: QtBot) -> Editor:
    """The editor of a new invoice for the first client, with one line that is saved."""
    invoices.write(1)
    editor = invoices.editor
    assert editor is not None
    editor.table.finish()
    editor.lines.setData(editor.lines.index(0, Cell.DESCRIPTION), "Work")
    qtbot.waitUntil(lambda: editor.document_id > 0, timeout=5000)
    return editor


def rows(page: DocumentsPage) -> list[DocumentRow]:
    """Return what the ledger lists."""
    return kept.rows(page.context.reader, DocumentFilter(), page.context.today())


def test_a_draft_that_was_deleted_elsewhere_is_kept_anew(
    editor: Editor, invoices: DocumentsPage, act: Do, qtbot: QtBot
) -> None:
    before = editor.document_id
    act(lambda ledger: acts.delete_draft(ledger, before))
    editor.lines.setData(editor.lines.index(0, Cell.DESCRIPTION), "More work")
    qtbot.waitUntil(lambda: len(rows(invoices)) == 1, timeout=5000)
    stored = kept.get(invoices.context.reader, rows(invoices)[0].id)
    assert stored.id != before
    assert stored.document.lines[0].name == "More work"


def test_what_could_not_be_saved_is_said_and_tried_again(
    editor: Editor, invoices: DocumentsPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_arguments: object) -> None:
        raise LedgerTrouble("The disk is full.")

    with monkeypatch.context() as broken:
        broken.setattr(acts, "change_draft", full)
        editor.lines.setData(editor.lines.index(0, Cell.PRICE), "5")
        qtbot.waitUntil(lambda: invoices.state.text() == "Not saved", timeout=5000)
    qtbot.mouseClick(invoices.close_editor, Qt.MouseButton.LeftButton)

    def is_saved() -> bool:
        return kept.get(invoices.context.reader, 1).document.lines[0].price == 5

    qtbot.waitUntil(is_saved, timeout=5000)


def test_a_crash_saves_what_was_typed_last(
    editor: Editor, invoices: DocumentsPage, qtbot: QtBot
) -> None:
    editor.note.set_text("Typed just before the crash")
    assert invoices.context.messages.save_work() == []

    def is_saved() -> bool:
        stored = kept.get(invoices.context.reader, editor.document_id)
        return stored.document.note == "Typed just before the crash"

    qtbot.waitUntil(is_saved, timeout=5000)


def test_the_preview_follows_and_is_made_beside_the_window(
    editor: Editor, invoices: DocumentsPage, qtbot: QtBot
) -> None:
    qtbot.waitUntil(lambda: editor.preview.paper.page_count() == 1, timeout=20_000)
    first = editor.preview.paper._content
    editor.note.set_text("Another note")
    qtbot.waitUntil(lambda: editor.preview.paper._content != first, timeout=20_000)


def test_a_late_preview_of_another_state_is_not_shown(editor: Editor, qtbot: QtBot) -> None:
    preview = editor.preview
    qtbot.waitUntil(lambda: preview.paper.page_count() == 1, timeout=20_000)
    shown = preview.paper._content
    preview._rendered((preview._turn - 1, b"stale"))
    assert preview.paper._content == shown


def test_leaving_the_page_keeps_the_editor_open(editor: Editor, invoices: DocumentsPage) -> None:
    invoices.context.navigation.go("clients")
    assert not invoices.isVisible()
    invoices.context.navigation.go("invoices")
    assert invoices.title() == "Invoice for Kessler & Söhne GmbH"


def test_a_document_is_put_on_paper_page_by_page(
    editor: Editor, invoices: DocumentsPage, tmp_path: Path
) -> None:
    paper = papers.of_draft(invoices.context.reader, editor.document, invoices.context.today())
    pages = papers.pages_for_print(paper.make)
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    printer.setPageSize(papers.page_size("A4"))
    papers.put_on_paper(pages, printer)
    assert len(pypdf.PdfReader(tmp_path / "printed.pdf").pages) == pages.count == 1


def test_a_period_is_two_days_and_one_day_is_a_delivery(editor: Editor) -> None:
    head = editor.head
    head.delivered.setText("1.11.2026")
    head.delivered.textEdited.emit("1.11.2026")
    assert editor.document.delivered_on is not None
    assert editor.document.period is None
    head.until.setText("15.11.2026")
    head.until.textEdited.emit("15.11.2026")
    assert editor.document.period is not None
    assert editor.document.period.end_on.day == 15
    assert editor.document.delivered_on is None


def test_a_discount_on_the_whole_document_is_taken_off(editor: Editor, qtbot: QtBot) -> None:
    editor.lines.setData(editor.lines.index(0, Cell.PRICE), "200")
    qtbot.mouseClick(editor.discount, Qt.MouseButton.LeftButton)
    qtbot.keyClicks(editor.adjustment.value, "10")
    assert "Discount -€20.00" in "; ".join(editor.totals.spoken()).replace("−", "-")
    assert "Total €214.20" in "; ".join(editor.totals.spoken())
    editor.adjustment.remove.click()
    assert "Total €238.00" in "; ".join(editor.totals.spoken())
