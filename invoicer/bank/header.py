"""Where the headings stand, and what the lines above and below the movements tell."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from stdnum import iban

from invoicer.bank import dates, numbers, vocabulary, words
from invoicer.bank.dates import Parts
from invoicer.bank.dialect import Row
from invoicer.bank.numbers import Figure
from invoicer.bank.phrases import Role

_SEARCHED_ROWS = 120
_MOST_LABELLED = 3
_DATE_ROLES = (Role.BOOKED, Role.MADE, Role.VALUE)
_ACCOUNT_ROLES = (Role.OWN_ACCOUNT, Role.EITHER_ACCOUNT)
_MONEY_ROLES = (Role.AMOUNT, Role.DEBIT, Role.CREDIT, Role.BALANCE, Role.NET)
_IBAN = re.compile(r"\b([A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,4})?)\b")
_LABEL = re.compile(r"^\s*([^:]{2,40}?)\s*:\s*(\S.*)$", re.DOTALL)
_YUAN = re.compile(r"\d(?:元|人民币)")
_CELL_DATE = re.compile(r"(?<!\d)\d{1,4}([./-])\d{1,2}\1\d{1,4}(?!\d)")


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What stands around the movements. Balances are as written, still without decimal mark."""

    account: str = ""
    currency: str = ""
    opening: Figure | None = None
    closing: Figure | None = None
    dates: tuple[Parts, ...] = ()
    words: str = ""


def find(rows: Sequence[Row]) -> int | None:
    """Return the place of the row of headings, or None where the file has none."""
    best: tuple[float, int] | None = None
    for place, row in enumerate(rows[:_SEARCHED_ROWS]):
        score = _heading_score(row)
        if score and (best is None or score > best[0]):
            best = (score, place)
    return best[1] if best else None


def _heading_score(row: Row) -> float:
    filled = [cell for cell in row.cells if cell.strip()]
    if len(filled) < 2:
        return 0.0
    roles: set[Role] = set()
    score = 0.0
    for cell in filled:
        if dates.split(cell) is not None:
            return 0.0
        figure = numbers.split(cell)
        if figure is not None and any(sign.isdigit() for sign in cell):
            return 0.0
        found = vocabulary.role_of(cell)
        if found:
            roles.add(found[0])
            score += found[1] / 100
    typed = any(r in roles for r in _DATE_ROLES) + any(r in roles for r in _MONEY_ROLES)
    enough = typed == 2 or (typed == 1 and len(roles) >= 3)
    return score + typed if enough and score / len(filled) > 0.25 else 0.0


def surroundings(above: Sequence[Row], below: Sequence[Row]) -> Surroundings:
    """Gather account, currency, balances and dates from lines that are no movements.

    A long row below the headings is a movement without a date: an account in it is the payer's.
    """
    rows = [*above, *below]
    long = {row.number for row in below if sum(1 for c in row.cells if c.strip()) > _MOST_LABELLED}
    account, codes = "", []
    opening: Figure | None = None
    closing: Figure | None = None
    parts: list[Parts] = []
    for row in rows:
        if not account and row.number not in long:
            account = _account(row)
        codes += _currencies(row)
        parts += _dates(row)
        stated = balance_of(row)
        if stated and stated[0] == "opening":
            opening = opening or stated[1]
        elif stated:
            closing = closing or stated[1]
    distinct = sorted(set(codes))
    return Surroundings(
        account,
        distinct[0] if len(distinct) == 1 else "",
        opening,
        closing,
        tuple(parts),
        " ".join(row.text for row in rows)[:4000],
    )


def balance_of(row: Row) -> tuple[str, Figure] | None:
    """Return "opening" or "closing" with the amount of a row that states a balance."""
    texts = [vocabulary.normalised(_before_colon(c)) for c in row.cells if _is_label(c)]
    kind = ""
    for text in texts:
        if words.OPENING.search(text) and words.is_balance_label(text):
            kind = "opening"
            break
        if words.is_balance_label(text):
            kind = "closing"
            break
    if not kind:
        return None
    figures = [f for cell in row.cells for f in _figures(cell)]
    return (kind, figures[-1]) if figures else None


def _before_colon(cell: str) -> str:
    return cell.split(":", 1)[0][:80]


def _is_label(cell: str) -> bool:
    return any(sign.isalpha() for sign in cell) and len(cell) < 120


def _figures(cell: str) -> list[Figure]:
    text = cell.strip().strip("|").strip()
    label = _LABEL.match(text)
    for piece in (text, label.group(2) if label else ""):
        if any(sign.isdigit() for sign in piece) and dates.split(piece) is None:
            figure = numbers.split(piece)
            if figure is not None:
                return [figure]
    return []


def _account(row: Row) -> str:
    for cell in row.cells:
        found = _IBAN.search(cell.upper())
        if found:
            number = found.group(1).replace(" ", "")
            if iban.is_valid(number) or len(number) >= 18:
                return number
    cells = [cell.strip() for cell in row.cells]
    for place, cell in enumerate(cells):
        label = _LABEL.match(cell)
        name, value = (label.group(1), label.group(2)) if label else (cell, "")
        if not value and place + 1 < len(cells):
            value = cells[place + 1]
        role, _score = vocabulary.role_of(name) or (None, 0.0)
        if role in _ACCOUNT_ROLES and sum(map(str.isdigit, value)) >= 4:
            return value.strip(" '\"")[:60]
    return ""


def _currencies(row: Row) -> list[str]:
    codes: list[str] = []
    for cell in row.cells:
        text = cell.strip()
        label = _LABEL.match(text)
        value = (label.group(2) if label else text).strip(" :")
        code = numbers.code_of(value) if len(value) <= 8 else ""
        if not code:
            figures = _figures(cell)
            code = numbers.code_of(figures[0].currency) if figures else ""
        if not code and _YUAN.search(cell):
            code = "CNY"
        if code:
            codes.append(code)
    return codes


def _dates(row: Row) -> list[Parts]:
    found = []
    for cell in row.cells:
        if len(cell) < 400:
            for match in _CELL_DATE.finditer(cell):
                parts = dates.split(match.group(0))
                if parts is not None:
                    found.append(parts)
    return found


def dates_of(rows: Iterable[Row]) -> list[Parts]:
    """Return the dates written in rows that are no movements; they show the order too."""
    return [parts for row in rows for parts in _dates(row)]


def amount_of(figure: Figure | None, mark: str) -> Decimal | None:
    """Return the number of a stated balance under the file's decimal mark."""
    return None if figure is None else numbers.value(figure, mark)
