"""Columns of a file without headings: told apart by what their cells hold and prove."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from invoicer.bank import dates, numbers
from invoicer.bank.columns import SAMPLE, Columns, is_figure, nearest, profiles
from invoicer.bank.dialect import Row


def by_content(rows: Sequence[Row]) -> Columns:
    """Give columns their parts in a file without headings; what stays open is a candidate."""
    movements = [row for row in rows if any(dates.split(cell) for cell in row.cells)]
    width = max((len(row.cells) for row in movements), default=0)
    looks = profiles(movements, width)
    dated = [p for p, look in enumerate(looks) if look.filled and look.dates >= 0.8]
    figures = [
        place
        for place, look in enumerate(looks)
        if look.filled and place not in dated and look.figures >= 0.8 and look.decimals > 0
    ]
    direction = [
        place for place, look in enumerate(looks)
        if look.filled == len(movements[:SAMPLE]) and look.directions >= 0.9 and look.longest < 12
    ]  # fmt: skip
    codes = [p for p, look in enumerate(looks) if look.filled and look.codes >= 0.8]
    columns = Columns(
        booked=dated[0] if dated else None,
        value=dated[1] if len(dated) > 1 else None,
        direction=direction[0] if direction else None,
        currency=nearest(codes, figures),
    )
    texts = [
        p for p, look in enumerate(looks)
        if look.filled and look.dates < 0.5 and look.figures < 0.5 and p not in codes + direction
    ]  # fmt: skip
    columns = replace(columns, purposes=tuple(texts), others=())
    return _money_by_content(columns, figures, movements)


def _money_by_content(columns: Columns, figures: list[int], rows: Sequence[Row]) -> Columns:
    """Find the amounts: one column, two that never speak at once, with or without a balance."""
    if len(figures) == 1:
        return replace(columns, amount=figures[0])
    always = [p for p in figures if all(p < len(r.cells) and r.cells[p].strip() for r in rows)]
    rarely = [p for p in figures if _filled(rows, p) * 2 < len(rows)]
    if len(always) == 1 and len(rarely) == len(figures) - 1:
        return replace(columns, amount=always[0])
    for balance in reversed(figures):
        rest = [place for place in figures if place != balance]
        for amount in rest:
            if _runs(rows, (amount,), balance):
                return replace(columns, amount=amount, balance=balance)
        for first, second in pairwise(rest):
            if _runs(rows, (second, first), balance):
                return replace(columns, debit=first, credit=second, balance=balance)
            if _runs(rows, (first, second), balance):
                return replace(columns, debit=second, credit=first, balance=balance)
    for first, second in pairwise(figures):
        if _never_both(rows, first, second):
            return _signed_pair(columns, figures, rows, first, second)
    return replace(columns, candidates=tuple(figures))


def _filled(rows: Sequence[Row], place: int) -> int:
    return sum(1 for row in rows if place < len(row.cells) and row.cells[place].strip())


def _signed_pair(
    columns: Columns, figures: list[int], rows: Sequence[Row], first: int, second: int
) -> Columns:
    signs = []
    for place in (first, second):
        cells = [row.cells[place] for row in rows if place < len(row.cells)]
        found = [f for cell in cells if is_figure(cell) and (f := numbers.split(cell))]
        signs.append({f.sign for f in found})
    balance = next((place for place in reversed(figures) if place > second), None)
    if signs[0] == {"-"} and "-" not in signs[1]:
        return replace(columns, debit=first, credit=second, balance=balance)
    if signs[1] == {"-"} and "-" not in signs[0]:
        return replace(columns, debit=second, credit=first, balance=balance)
    return replace(columns, candidates=tuple(figures))


def _never_both(rows: Iterable[Row], first: int, second: int) -> bool:
    seen = {first: 0, second: 0}
    for row in rows:
        filled = [p for p in (first, second) if p < len(row.cells) and _nonzero(row.cells[p])]
        if len(filled) != 1:
            return False
        seen[filled[0]] += 1
    return all(seen.values())


def _nonzero(cell: str) -> bool:
    return any(sign in "123456789" for sign in cell)


def _runs(rows: Sequence[Row], inward: tuple[int, ...], balance: int) -> bool:
    """Tell whether a balance runs with an amount, or with credits less debits."""
    steps: list[tuple[Decimal, Decimal]] = []
    for row in rows[:SAMPLE]:
        cells = [row.cells[p] if p < len(row.cells) else "" for p in (*inward, balance)]
        figures = [numbers.split(cell) for cell in cells]
        known = [figure for figure in figures if figure is not None]
        mark = numbers.decimal_mark([figure.digits for figure in known]) or "."
        values = [numbers.value(f, mark) if f is not None else None for f in figures]
        if values[-1] is None:
            return False
        change = values[0] or Decimal(0)
        if len(values) > 2:
            change -= abs(values[1] or Decimal(0))
        steps.append((change, values[-1]))
    if len(steps) < 3:
        return False
    pairs = list(pairwise(steps))
    down = sum(1 for a, b in pairs if b[1] - a[1] == b[0])
    up = sum(1 for a, b in pairs if a[1] - b[1] == a[0])
    return max(down, up) * 10 >= len(pairs) * 8
