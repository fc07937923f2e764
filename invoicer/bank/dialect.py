"""From text to rows: which sign divides the cells, and what to do with quotes that never close."""

import csv
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from invoicer.bank import dates, numbers, vocabulary

DELIMITERS = (";", ",", "\t", "|", "^", "~")
_SAMPLE_ROWS = 400
_SEPARATOR_LINE = re.compile(r'"?sep=(.)"?\Z', re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Row:
    """One row with the 1-based line of the file it starts on."""

    number: int
    cells: tuple[str, ...]

    @property
    def text(self) -> str:
        """The row's cells as one line, for showing."""
        return " | ".join(cell.strip() for cell in self.cells if cell.strip())[:200]

    @property
    def empty(self) -> bool:
        """Whether nothing stands in the row."""
        return not any(cell.strip() for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Table:
    """All rows of a file and the sign that divides their cells."""

    delimiter: str
    rows: tuple[Row, ...]


def table(text: str) -> Table:
    """Return the rows under the delimiter that makes the most sense of the whole text."""
    first = text.split("\n", 1)[0].strip()
    named = _SEPARATOR_LINE.match(first)
    if named:
        # Excel's own way to name the delimiter; the line itself is no row.
        rows = _rows("\n" + text.split("\n", 1)[-1], named.group(1))
        return Table(named.group(1), tuple(rows))
    sample = "\n".join(text.split("\n")[:_SAMPLE_ROWS])
    scores = {sign: _score(sample, sign) for sign in DELIMITERS if sign in sample}
    if not scores:
        return Table(",", tuple(_rows(text, ",")))
    delimiter = max(scores, key=lambda sign: scores[sign])
    return Table(delimiter, tuple(_rows(text, delimiter)))


def _score(sample: str, delimiter: str) -> float:
    rows = [row for row in _rows(sample, delimiter) if not row.empty]
    wide = [row for row in rows if len(row.cells) > 1]
    if not wide:
        return 0.0
    widths = Counter(len(row.cells) for row in wide)
    steady = widths.most_common(1)[0][1] / len(rows)
    movements = sum(1 for row in wide if _is_movement(row)) / len(wide)
    known = max(sum(1 for c in row.cells if vocabulary.is_heading(c)) for row in wide[:60])
    return 4.0 * movements + 1.5 * steady + 1.0 * min(known, 6) + 0.01 * len(wide[0].cells)


def _is_movement(row: Row) -> bool:
    dated = any(dates.split(cell) is not None for cell in row.cells)
    return dated and any(
        any(sign.isdigit() for sign in cell) and numbers.split(cell) is not None
        and dates.split(cell) is None
        for cell in row.cells
    )  # fmt: skip


def _rows(text: str, delimiter: str) -> Iterator[Row]:
    """Read rows; where a quote swallowed further rows, each line is read by itself."""
    rows = list(_read(text.split("\n"), delimiter))
    if any(_swallowed(row, delimiter) for row in rows):
        return _line_by_line(rows, text, delimiter)
    return iter(rows)


def _read(lines: list[str], delimiter: str, first: int = 1) -> Iterator[Row]:
    quoting = '"'
    reader = csv.reader(
        (line + "\n" for line in lines), delimiter=delimiter, quotechar=quoting,
        skipinitialspace=True,
    )  # fmt: skip
    before = 0
    try:
        for cells in reader:
            yield Row(first + before, tuple(cells))
            before = reader.line_num
    except csv.Error:
        # A cell longer than the reader allows: what follows is read without quotes.
        for offset, line in enumerate(lines[before:]):
            yield Row(first + before + offset, tuple(line.split(delimiter)))


def _swallowed(row: Row, delimiter: str) -> bool:
    """Tell whether one cell holds whole further rows, because a quote was never closed."""
    for cell in row.cells:
        if "\n" not in cell:
            continue
        for line in cell.split("\n")[1:]:
            pieces = line.split(delimiter)
            if len(pieces) >= 3 and _is_movement(Row(0, tuple(p.strip(' "') for p in pieces))):
                return True
    return False


def _line_by_line(rows: list[Row], text: str, delimiter: str) -> Iterator[Row]:
    lines = text.split("\n")
    for place, row in enumerate(rows):
        if not _swallowed(row, delimiter):
            yield row
            continue
        end = rows[place + 1].number - 1 if place + 1 < len(rows) else len(lines)
        for number in range(row.number, end + 1):
            line = lines[number - 1]
            cells = next(iter(_read([line], delimiter)), Row(number, ())).cells
            if any("\n" in cell.rstrip("\n") for cell in cells) or line.count('"') % 2:
                cells = tuple(piece.strip().strip('"') for piece in line.split(delimiter))
            yield Row(number, cells)
