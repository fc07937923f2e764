"""Dragging documents out of the list, and choosing its columns."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QDrag
from pytestqt.qtbot import QtBot

from invoicer.actions import documents as acts
from invoicer.ledger import documents as kept
from invoicer.ledger.ledger import Ledger
from invoicer.models.document import DocumentKind, Line
from invoicer.models.taxing import default
from invoicer.ui.documents import drag_out, papers
from invoicer.ui.documents.column_choice import ColumnChoice
from invoicer.ui.documents.list_view import DocumentList
from invoicer.ui.documents.page import DocumentsPage

Do = Callable[[Callable[..., Any]], Any]


def _two(ledger: Ledger, page: DocumentsPage) -> tuple[int, int]:
    document = acts.new(ledger, DocumentKind.INVOICE, 1)
    line = Line(name="Work", price=Decimal(1), taxes=default(acts.taxing_of(ledger, document)))
    document = replace(document, lines=(line,))
    issued, draft = acts.save_draft(ledger, document), acts.save_draft(ledger, document)
    acts.issue(ledger, issued, today=page.context.today(), render=papers.render)
    return issued, draft


@pytest.fixture
def two(invoices: DocumentsPage, act: Do, qtbot: QtBot) -> tuple[int, int]:
    """The ids of an issued invoice and of a draft, both in the list."""
    ids: tuple[int, int] = act(lambda ledger: _two(ledger, invoices))
    qtbot.waitUntil(lambda: invoices.list.table.rows.rowCount() == 2)
    return ids


@pytest.fixture
def dragged(monkeypatch: pytest.MonkeyPatch) -> list[QDrag]:
    """Keep what is dragged; the system's own drag would wait for a mouse."""
    drags: list[QDrag] = []
    monkeypatch.setattr(QDrag, "exec", lambda self, *_: drags.append(self))
    return drags


def drag(page: DocumentsPage, qtbot: QtBot, document_id: int) -> None:
    """Press on a document's row and move the mouse away."""
    table = page.list.table
    assert table.choose(document_id)
    start = table.visualRect(table.rows.index(table.currentIndex().row(), 1)).center()
    left = Qt.MouseButton.LeftButton
    qtbot.mousePress(table.viewport(), left, Qt.KeyboardModifier.NoModifier, start)
    for step in (4, 40):
        qtbot.mouseMove(table.viewport(), start + QPoint(step, 0))
    move_with_button(page, start + QPoint(60, 0))
    qtbot.mouseRelease(table.viewport(), left, Qt.KeyboardModifier.NoModifier, start)


def move_with_button(page: DocumentsPage, place: QPoint) -> None:
    """Send a move with the button held, which the offscreen platform doesn't remember."""
    from PySide6.QtCore import QEvent, QPointF
    from PySide6.QtGui import QMouseEvent
    from PySide6.QtWidgets import QApplication

    viewport = page.list.table.viewport()
    left = Qt.MouseButton.LeftButton
    event = QMouseEvent(
        QEvent.Type.MouseMove,
        QPointF(place),
        QPointF(viewport.mapToGlobal(place)),
        Qt.MouseButton.NoButton,
        left,
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(viewport, event)


def test_an_issued_document_is_dragged_out_as_its_archived_file(
    invoices: DocumentsPage, two: tuple[int, int], dragged: list[QDrag], qtbot: QtBot
) -> None:
    drag(invoices, qtbot, two[0])
    (url,) = dragged[0].mimeData().urls()
    name, content = kept.file(invoices.context.reader, two[0])
    assert url.fileName() == name
    assert Path(url.toLocalFile()).read_bytes() == content


def test_a_draft_is_not_dragged_out(
    invoices: DocumentsPage, two: tuple[int, int], dragged: list[QDrag], qtbot: QtBot
) -> None:
    drag(invoices, qtbot, two[1])
    assert dragged == []


def test_too_many_are_better_saved(
    invoices: DocumentsPage,
    two: tuple[int, int],
    dragged: list[QDrag],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(drag_out, "MOST_AT_ONCE", 1)
    invoices.list.table.selectAll()
    invoices.list.drag.carry()
    assert dragged == []
    toast = invoices.context.messages.toast_widget
    assert toast is not None
    assert "saved in a folder" in toast.sentence.text()


def headings(shown: DocumentList) -> list[str]:
    """Return the headings of the columns that are shown."""
    table = shown.table
    return [
        column.heading
        for section, column in enumerate(table.rows.columns)
        if not table.isColumnHidden(section)
    ]


def test_a_column_is_left_out_and_stays_so(invoices: DocumentsPage, two: tuple[int, int]) -> None:
    assert "Status" in headings(invoices.list)
    menu = invoices.list.columns.menu()
    offered = [entry.text() for entry in menu.actions() if entry.isCheckable()]
    assert offered == ["Issued", "Due", "Status", "Total", "Balance"]
    next(entry for entry in menu.actions() if entry.text() == "Status").trigger()
    assert "Status" not in headings(invoices.list)
    invoices.window().resize(1400, 800)
    assert "Status" not in headings(invoices.list)
    again = DocumentList(invoices.context, invoices.list.filter.kinds)
    assert "Status" not in headings(again)
    quotes = DocumentList(invoices.context, (DocumentKind.QUOTE,))
    assert "Status" in headings(quotes)
    menu = invoices.list.columns.menu()
    menu.actions()[-1].trigger()
    assert "Status" in headings(invoices.list)


def test_a_column_that_is_no_more_is_forgotten(invoices: DocumentsPage) -> None:
    invoices.context.settings.setValue("invoices/hidden-columns", "nonsense,column-4")
    choice = ColumnChoice(invoices.context.settings, "invoices", invoices.list.table)
    assert choice.hidden() == {"column-4"}
