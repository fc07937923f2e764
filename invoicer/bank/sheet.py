"""A CSV file taken apart: headings, rows, columns, and what stands around them."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace

from invoicer.bank import columns as column_finder
from invoicer.bank import dates, header, headless, movements, vocabulary
from invoicer.bank.columns import Columns
from invoicer.bank.dialect import Row, Table
from invoicer.bank.header import Surroundings
from invoicer.i18n import gettext as _
from invoicer.models.statement import LeftOut


@dataclass(frozen=True, slots=True)
class Sheet:
    """A file taken apart into headings, rows and what stands around them."""

    table: Table
    heading: tuple[str, ...]
    heading_row: int
    rows: tuple[Row, ...]
    around: Surroundings
    columns: Columns
    skipped: tuple[LeftOut, ...] = ()


def build(table: Table) -> Sheet:
    """Take a table of rows apart."""
    place = header.find(table.rows)
    if place is None:
        return _headless(table)
    written = heading = table.rows[place].cells
    rows = table.rows[place + 1 :]
    width = len(heading)
    while width > 1 and not heading[width - 1].strip():
        width -= 1
    long_enough = [row for row in rows if not row.empty]
    # A last heading without a name still has cells below it ("…,Amount," over "…,5.00,CR").
    width = max([width, *(min(len(row.cells), len(heading)) for row in long_enough)])
    heading = heading[:width]
    rows, columns = _fitted(heading, len(written), rows, _data(long_enough, width))
    skipped = tuple(
        LeftOut(row=row.number, text=row.text, reason=_("stands above the headings"))
        for row in table.rows[:place]
        if not row.empty
    )
    around = header.surroundings(table.rows[:place], [row for row in rows if not _dated(row)])
    return Sheet(
        table, heading, table.rows[place].number, rows, around, columns, skipped,
    )  # fmt: skip


def _fitted(
    heading: tuple[str, ...], written: int, rows: tuple[Row, ...], data: Sequence[Row]
) -> tuple[tuple[Row, ...], Columns]:
    """Return the columns; where all rows lack the same cells, with the rows mended first."""
    columns = column_finder.by_heading(heading, data)
    lengths = {len(row.cells) for row in data}
    if columns.money or len(lengths) != 1:
        return rows, columns
    length = lengths.pop()
    for place in range(1, length):
        if length >= written:
            break
        mended = tuple(_padded(row, place, written - length, length) for row in rows)
        tried = column_finder.by_heading(heading, [row for row in mended if _dated(row)])
        if tried.date is not None and tried.money:
            return mended, tried
    return rows, columns


def _padded(row: Row, place: int, count: int, length: int) -> Row:
    if len(row.cells) != length:
        return row
    return Row(row.number, row.cells[:place] + ("",) * count + row.cells[place:])


def _data(rows: Sequence[Row], width: int) -> list[Row]:
    """Return the rows that tell most of the columns: full ones, if there are any."""
    full = [row for row in rows if len(row.cells) >= width - 1 and _dated(row)]
    return full or [row for row in rows if _dated(row)]


def _dated(row: Row) -> bool:
    return any(dates.split(cell) is not None for cell in row.cells)


def _headless(table: Table) -> Sheet:
    columns = headless.by_content(table.rows)
    outside = [row for row in table.rows if not _dated(row) and not row.empty]
    rows = tuple(row for row in table.rows if row not in outside)
    skipped = tuple(
        LeftOut(row=row.number, text=row.text, reason=movements.no_movement()) for row in outside
    )
    return Sheet(table, (), 0, rows, header.surroundings((), outside), columns, skipped)


def with_stated(around: Surroundings, stated: Sequence[Row]) -> Surroundings:
    """Add the balances that rows among the movements state."""
    opening, closing = around.opening, around.closing
    written = header.dates_of(stated)
    for row in stated:
        found = header.balance_of(row)
        if found and found[0] == "opening":
            opening = opening or found[1]
        elif found:
            closing = closing or found[1]
    return replace(around, opening=opening, closing=closing, dates=(*around.dates, *written))


def profile(sheet: Sheet, account: str) -> str:
    """Return a short name for this layout of this account, the same for every file like it."""
    shape = "|".join(vocabulary.normalised(cell) for cell in sheet.heading)
    if not shape:
        shape = f"{len(sheet.rows[0].cells) if sheet.rows else 0} columns"
    digest = hashlib.sha256(f"{sheet.table.delimiter}{shape}#{account}".encode())
    return f"csv-{digest.hexdigest()[:12]}"
