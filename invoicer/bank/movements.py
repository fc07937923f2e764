"""From rows to movements, cell by cell, with a reason for each row that is none."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from invoicer.bank import dates, numbers, words
from invoicer.bank.columns import Columns
from invoicer.bank.dates import Parts
from invoicer.bank.dialect import Row
from invoicer.bank.numbers import Figure
from invoicer.i18n import gettext as _
from invoicer.models.statement import LeftOut


@dataclass(frozen=True, slots=True)
class Movement:
    """A row taken apart; nothing in it is decided yet that needs the whole column."""

    row: Row
    cells: tuple[str, ...]
    on: Parts
    value_on: Parts | None
    amount: Figure | None
    debit: Figure | None
    credit: Figure | None
    fee: Figure | None
    balance: Figure | None
    direction: str
    currency: str
    pending: bool


@dataclass(frozen=True, slots=True)
class Sorted:
    """The movements of a file, the rows that are none, and the rows that state balances."""

    movements: tuple[Movement, ...]
    left_out: tuple[LeftOut, ...]
    stated: tuple[Row, ...]


def sort(rows: Iterable[Row], columns: Columns, heading: Sequence[str], delimiter: str) -> Sorted:
    """Part movements from everything else. Empty rows are passed over without a word."""
    movements: list[Movement] = []
    left_out: list[LeftOut] = []
    stated: list[Row] = []
    repeated = tuple(cell.strip() for cell in heading)
    for row in rows:
        if row.empty:
            continue
        if heading and tuple(cell.strip() for cell in row.cells) == repeated:
            left_out.append(_left(row, _("repeats the headings")))
            continue
        found = _movement(row, columns, len(heading), delimiter)
        if isinstance(found, Movement):
            movements.append(found)
            continue
        if found == _stated():
            stated.append(row)
        left_out.append(_left(row, found))
    return Sorted(tuple(movements), tuple(left_out), tuple(stated))


def _left(row: Row, reason: str) -> LeftOut:
    return LeftOut(row=row.number, text=row.text, reason=reason)


def no_movement() -> str:
    """Return why a row without date and amount is left out."""
    return _("neither date nor amount, it is no movement")


def _stated() -> str:
    return _("states a balance or a total, it is no movement")


def _movement(row: Row, columns: Columns, width: int, delimiter: str) -> Movement | str:
    """Return the movement, or why the row is none."""
    cells = row.cells
    if any(words.is_balance(c) or words.is_total(c) for c in _labels(cells, columns)):
        return _stated()
    taken = _take(row, cells, columns)
    if isinstance(taken, str) and width and len(cells) != width:
        shifted = _aligned(row, columns, width, delimiter)
        return shifted if shifted is not None else taken
    return taken


def _labels(cells: tuple[str, ...], columns: Columns) -> list[str]:
    """Return the cells that could call a row a balance: its texts, or its first cell."""
    places = columns.purposes + columns.names + columns.others + columns.kinds
    labels = [cells[p] for p in places if p < len(cells)]
    filled = [cell for cell in cells if cell.strip()]
    first = filled[0] if filled else ""
    last = filled[-1] if len(filled) <= 4 and filled else ""
    return [*labels, first, last]


def _cell(cells: tuple[str, ...], place: int | None) -> str:
    return cells[place].strip() if place is not None and place < len(cells) else ""


def _take(row: Row, cells: tuple[str, ...], columns: Columns) -> Movement | str:
    on_text = _cell(cells, columns.date)
    status = [_cell(cells, place) for place in columns.statuses]
    on = dates.split(on_text)
    pending = any(words.is_pending(text) for text in status)
    pending = pending or (on is None and words.is_pending(on_text))
    money = [_cell(cells, place) for place in columns.money]
    if on is None and not on_text:
        on = _other_date(cells, columns) if any(money) else None
        pending = pending or on is not None
    if on is None:
        return _no_date(on_text, pending, any(money))
    if not dates.readings(on):
        return _("there is no such day as “{text}”").format(text=on_text[:40])
    if any(words.is_failed(text) for text in status):
        return _("failed or was cancelled, no money moved")
    return _with_amounts(row, cells, columns, on, pending)


def _other_date(cells: tuple[str, ...], columns: Columns) -> Parts | None:
    for place in (columns.made, columns.value):
        found = dates.split(_cell(cells, place))
        if found is not None:
            return found
    return None


def _no_date(text: str, pending: bool, has_money: bool) -> str:
    if pending:
        return _("not booked yet, it has no booking date")
    if not has_money:
        return no_movement()
    if text:
        return _("“{text}” is not a date").format(text=text[:40])
    return _("has no date")


def _with_amounts(
    row: Row, cells: tuple[str, ...], columns: Columns, on: Parts, pending: bool
) -> Movement | str:
    figures: list[Figure | None] = []
    for place in (columns.amount, columns.debit, columns.credit):
        text = _cell(cells, place)
        figure = numbers.split(text) if text else None
        if text and figure is None and not _is_dash(text):
            return _("the amount “{text}” can't be read").format(text=text[:40])
        figures.append(figure)
    if not any(figures):
        return _("has no amount")
    unknown = unknown_currency(cells, columns)
    if unknown:
        return _("“{text}” is not a currency").format(text=unknown)
    code = numbers.code_of(_cell(cells, columns.currency))
    return Movement(
        row, cells, on, dates.split(_cell(cells, columns.value)), figures[0], figures[1],
        figures[2], _figure(cells, columns.fee), _figure(cells, columns.balance),
        _cell(cells, columns.direction), code, pending,
    )  # fmt: skip


def unknown_currency(cells: tuple[str, ...], columns: Columns) -> str:
    """Return what a row has in the place of its currency where that is none; else nothing."""
    text = _cell(cells, columns.currency)
    if numbers.code_of(text) or text in numbers.SHARED or _is_dash(text):
        return ""
    return text[:20]


def _is_dash(text: str) -> bool:
    return not text.strip("-–—. /*")


def _figure(cells: tuple[str, ...], place: int | None) -> Figure | None:
    text = _cell(cells, place)
    return numbers.split(text) if text else None


def _aligned(row: Row, columns: Columns, width: int, delimiter: str) -> Movement | None:
    """Mend a row with cells too few or too many, where only one way gives a date and an amount."""
    cells = row.cells
    missing = width - len(cells)
    ways: list[Movement] = []
    for place in range(len(cells) + 1):
        if missing > 0:
            tried = cells[:place] + ("",) * missing + cells[place:]
        elif place - missing < len(cells):
            joined = delimiter.join(cells[place : place - missing + 1])
            tried = (*cells[:place], joined, *cells[place - missing + 1 :])
        else:
            continue
        taken = _take(row, tried, columns)
        if isinstance(taken, Movement) and _sound(taken, columns):
            ways.append(taken)
    if not ways:
        return None
    first = ways[0]
    return ways[-1] if all(_same(first, way) for way in ways) else None


def _sound(found: Movement, columns: Columns) -> bool:
    """Tell whether the other columns of known kind also hold what they should."""
    if found.pending:
        return False
    for place in (columns.booked, columns.value, columns.made):
        text = _cell(found.cells, place)
        if text and dates.split(text) is None:
            return False
    if columns.currency is not None and not found.currency:
        return False
    balance = _cell(found.cells, columns.balance)
    return not balance or found.balance is not None


def _same(one: Movement, other: Movement) -> bool:
    return (one.on, one.amount, one.debit, one.credit, one.currency) == (
        other.on, other.amount, other.debit, other.credit, other.currency,
    )  # fmt: skip
