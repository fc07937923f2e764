"""100,000 rows, read by page."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from invoicer.ui.theme import Theme
from invoicer.ui.tokens import Tone
from invoicer.ui.widgets.table import PAGE, Column, Table

MANY = 100_000


class Rows:
    """Numbers, and how often they were read."""

    def __init__(self, count: int) -> None:
        self.count = count
        self.reads: list[tuple[int, int]] = []

    def fetch(self, limit: int, offset: int) -> Sequence[int]:
        self.reads.append((limit, offset))
        return range(offset, min(self.count, offset + limit))


@pytest.fixture
def table(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Table[int]:
    settings = QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat)
    columns: Sequence[Column[int]] = (
        Column(heading="Name", text=lambda row: f"Row {row}", stretch=True, order="name"),
        Column(heading="Half", text=lambda row: str(row // 2), sample="50000", spare=1),
        Column(heading="State", text=lambda row: "Paid", tone=lambda row: Tone.GREEN),
    )
    result: Table[int] = Table(Theme(qapp, settings), columns, lambda row: row, "Rows")
    qtbot.addWidget(result)
    result.resize(600, 400)
    result.show()
    return result


def test_a_long_table_reads_only_what_is_looked_at(table: Table[int]) -> None:
    rows = Rows(MANY)
    table.show_rows(rows.fetch, MANY)
    table.grab()
    assert table.rows.rowCount() == MANY
    assert rows.reads == [(PAGE, 0)]
    table.scrollToBottom()
    table.grab()
    assert rows.reads[-1] == (PAGE, MANY - PAGE)
    assert len(rows.reads) == 2


def test_pages_far_behind_are_forgotten_and_read_again(table: Table[int]) -> None:
    rows = Rows(MANY)
    table.show_rows(rows.fetch, MANY)
    for place in range(0, MANY, PAGE):
        assert table.rows.row_at(place) == place
    before = len(rows.reads)
    assert table.rows.row_at(0) == 0
    assert len(rows.reads) == before + 1


def test_without_a_count_rows_are_added_as_one_scrolls(table: Table[int]) -> None:
    rows = Rows(PAGE + 50)
    table.show_rows(rows.fetch)
    assert table.rows.rowCount() == PAGE
    table.rows.fetchMore(table.rootIndex())
    assert table.rows.rowCount() == PAGE + 50
    assert not table.rows.canFetchMore(table.rootIndex())


def test_the_chosen_row_stays_chosen_when_the_table_is_read_again(table: Table[int]) -> None:
    table.show_rows(Rows(500).fetch, 500)
    assert table.choose(120)
    told: list[Any] = []
    table.chosen.connect(told.append)
    table.show_rows(lambda limit, offset: range(offset + 20, min(500, offset + 20 + limit)), 480)
    assert table.current() == 120
    assert told[-1] == 120


def test_a_chosen_row_that_is_gone_is_told(table: Table[int]) -> None:
    table.show_rows(Rows(10).fetch, 10)
    table.choose(9)
    told: list[Any] = []
    table.chosen.connect(told.append)
    table.show_rows(Rows(3).fetch, 3)
    assert told == [None]


def test_enter_and_double_click_open_the_row(table: Table[int], qtbot: QtBot) -> None:
    table.show_rows(Rows(10).fetch, 10)
    table.choose(4)
    opened: list[Any] = []
    table.opened.connect(opened.append)
    qtbot.keyClick(table, Qt.Key.Key_Return)
    place = table.visualRect(table.rows.index(6, 0)).center()
    viewport = table.viewport()
    qtbot.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=place)
    qtbot.mouseDClick(viewport, Qt.MouseButton.LeftButton, pos=place)
    assert opened == [4, 6]


def test_a_click_on_a_heading_asks_for_an_order_and_a_second_one_turns_it(
    table: Table[int], qtbot: QtBot
) -> None:
    table.show_rows(Rows(10).fetch, 10)
    asked: list[Any] = []
    table.order_asked.connect(lambda order, descending: asked.append((order, descending)))
    header = table.horizontalHeader()
    for _turn in range(2):
        qtbot.mouseClick(
            header.viewport(), Qt.MouseButton.LeftButton, pos=header.rect().center() / 2
        )
        table.show_order(*asked[-1][:1], descending=asked[-1][1])
    assert asked == [("name", False), ("name", True)]


def test_columns_that_can_be_spared_make_room(table: Table[int], qtbot: QtBot) -> None:
    table.show_rows(Rows(10).fetch, 10)
    assert not table.isColumnHidden(1)
    table.resize(200, 300)
    assert table.isColumnHidden(1)
    assert not table.isColumnHidden(0)
    table.resize(600, 300)
    assert not table.isColumnHidden(1)
