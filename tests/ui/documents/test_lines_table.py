"""The table of lines behaves as a spreadsheet does."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from invoicer.ledger import clients
from invoicer.models.document import Line
from invoicer.models.party import TaxTreatment
from invoicer.ui.documents.editor import Editor
from invoicer.ui.documents.line_cells import Cell
from invoicer.ui.documents.page import DocumentsPage

Write = Callable[[str], None]


@pytest.fixture
def editor(invoices: DocumentsPage, qtbot: QtBot) -> Editor:
    """The editor with three empty lines named one, two and three."""
    invoices.write(clients.find(invoices.context.reader, "Kessler & Söhne GmbH"))
    editor = invoices.editor
    assert editor is not None
    qtbot.waitUntil(editor.isVisible)
    editor.table.finish()
    for row, name in enumerate(("one", "two", "three")):
        editor.lines.setData(editor.lines.index(row, Cell.DESCRIPTION), name)
    editor.table.setFocus()
    qtbot.waitUntil(editor.table.hasFocus)
    return editor


def names(editor: Editor) -> list[str]:
    """Return what the lines are called."""
    return [line.name for line in editor.document.lines]


def at(editor: Editor, row: int, cell: Cell = Cell.DESCRIPTION) -> None:
    """Go to a cell."""
    editor.table.select(editor.lines.index(row, cell))


def test_a_line_is_copied_moved_deleted_and_brought_back(editor: Editor, qtbot: QtBot) -> None:
    control, alt = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
    at(editor, 0)
    qtbot.keyClick(editor.table, Qt.Key.Key_D, control)
    assert names(editor) == ["one", "one", "two", "three"]
    at(editor, 3)
    qtbot.keyClick(editor.table, Qt.Key.Key_Up, alt)
    assert names(editor) == ["one", "one", "three", "two"]
    assert editor.table.currentIndex().row() == 2
    qtbot.keyClick(editor.table, Qt.Key.Key_Down, alt)
    at(editor, 1)
    qtbot.keyClick(editor.table, Qt.Key.Key_Delete)
    assert names(editor) == ["one", "two", "three"]
    qtbot.keyClick(editor.table, Qt.Key.Key_Z, control)
    assert names(editor) == ["one", "one", "two", "three"]


def test_enter_goes_to_the_next_line_and_adds_one_at_the_end(
    editor: Editor, write: Write, qtbot: QtBot
) -> None:
    editor.table.edit_cell(2, Cell.PRICE)
    write("12\nfour\n")
    qtbot.waitUntil(lambda: names(editor) == ["one", "two", "three", "four"])
    qtbot.waitUntil(lambda: editor.table.currentIndex().row() == 4)
    assert editor.document.lines[2].price == 12


def test_shift_tab_goes_back(editor: Editor, qtbot: QtBot) -> None:
    editor.table.edit_cell(1, Cell.QUANTITY)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Backtab)
    index = editor.table.currentIndex()
    assert (index.row(), index.column()) == (1, Cell.DESCRIPTION)


def test_tab_leaves_the_table_behind_the_empty_line(editor: Editor, write: Write) -> None:
    editor.table.edit_cell(3, Cell.DESCRIPTION)
    write("\t")
    assert QApplication.focusWidget() is editor.add_line


def test_an_item_fills_its_line(editor: Editor, write: Write, qtbot: QtBot) -> None:
    editor.table.edit_cell(3, Cell.DESCRIPTION)
    write("Brand wor")
    qtbot.keyClick(QApplication.activePopupWidget(), Qt.Key.Key_Down)
    write("\n")
    qtbot.waitUntil(lambda: len(editor.document.lines) == 4)
    line = editor.document.lines[3]
    assert line.name == "Brand workshop"
    assert line.item_id is not None
    assert line.price > 0
    index = editor.table.currentIndex()
    assert (index.row(), index.column()) == (3, Cell.QUANTITY)


def test_rows_of_a_spreadsheet_are_pasted(editor: Editor, qtbot: QtBot) -> None:
    QApplication.clipboard().setText("Paper\t5\tpc\t1,000.50\t\t7\nInk\t2\tpc\t30\n")
    at(editor, 3)
    qtbot.keyClick(editor.table, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    paper, ink = editor.document.lines[3:]
    assert (paper.name, paper.quantity, str(paper.price)) == ("Paper", 5, "1000.50")
    assert paper.taxes[0].rate == 7
    assert (ink.name, ink.quantity, ink.taxes[0].rate) == ("Ink", 2, 19)


def test_ten_thousand_rows_are_pasted_at_once(editor: Editor, qtbot: QtBot) -> None:
    QApplication.clipboard().setText("Paper\t5\tpc\t1.50\n" * 10_000)
    at(editor, 3)
    editor.table.paste()
    assert len(editor.document.lines) == 10_000
    assert "€89,223.23" in "; ".join(editor.totals.spoken())


def test_what_can_t_be_read_stays_in_its_cell_and_is_told(editor: Editor, write: Write) -> None:
    editor.table.edit_cell(0, Cell.PRICE)
    write("a lot\t")
    index = editor.lines.index(0, Cell.PRICE)
    assert index.data() == "a lot"
    assert [one.field for one in editor.lines.problems()] == ["lines[0]"]
    assert "still missing" in editor.verdict.text()
    editor.table.edit_cell(0, Cell.PRICE)
    write("15\t")
    assert editor.lines.problems() == ()
    assert editor.document.lines[0].price == 15


def test_another_client_taxes_the_lines_anew(editor: Editor, invoices: DocumentsPage) -> None:
    abroad = next(
        one
        for one in clients.rows(invoices.context.reader, limit=50)
        if one.client.treatment == TaxTreatment.REVERSE_CHARGE
    )
    assert editor.document.lines[0].taxes[0].rate == 19
    editor.choose_client(abroad.id)
    assert {tax.category for line in editor.document.lines for tax in line.taxes} == {"AE"}


def test_an_unchanged_line_is_nothing_to_undo(editor: Editor, write: Write) -> None:
    before = editor.lines.undo_stack.count()
    editor.table.edit_cell(0, Cell.QUANTITY)
    write("\t")
    assert editor.lines.undo_stack.count() == before
    assert editor.document.lines[0] == Line(name="one", taxes=editor.document.lines[0].taxes)
