"""Which way the money went: marks, columns, words and the running balance, never a guess."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from invoicer.bank import numbers, words
from invoicer.bank.columns import Columns
from invoicer.bank.movements import Movement
from invoicer.i18n import gettext as _

_ENOUGH = 5
PLUS_IN, PLUS_OUT, BY_WORDS = "in", "out", "words"


@dataclass(frozen=True, slots=True)
class Signed:
    """Each movement's amount with its sign, or the reason why there is none.

    `open_question` says that only the user can tell the sign; the amounts are then as written.
    """

    amounts: tuple[Decimal | str, ...]
    open_question: bool = False
    by_words: bool = False
    remark: str = ""


def decide(
    movements: Sequence[Movement],
    columns: Columns,
    mark: str,
    *,
    suspicious: bool,
    headed: bool = True,
    answer: str = "",
) -> Signed:
    """Return signed amounts; money into the account is positive.

    `suspicious` says that words of the file hint at a card, whose spending is printed as positive.
    """
    if columns.amount is None:
        return _two_columns(movements, mark)
    values = [_value(m.amount, mark) for m in movements]
    marked = _marked(movements, values)
    if marked is not None:
        return marked
    directed = _directed(movements, values)
    if directed is not None:
        return directed
    return _one_column(movements, columns, values, mark, suspicious, headed, answer)


def _value(figure: numbers.Figure | None, mark: str) -> Decimal | str:
    if figure is None:
        return _("has no amount")
    found = numbers.value(figure, mark)
    if found is None:
        return _("the amount “{text}” can't be read").format(text=figure.digits[:40])
    return found


def _two_columns(movements: Sequence[Movement], mark: str) -> Signed:
    debits = [_side(m.debit, mark) for m in movements]
    gains = [_side(m.credit, mark) for m in movements]
    below = sum(1 for d in debits if isinstance(d, Decimal) and d < 0)
    above = sum(1 for d in debits if isinstance(d, Decimal) and d > 0)
    flip = 1 if below > above else -1
    # Some cards print what comes in with a minus, although it has a column of its own.
    minus = sum(1 for g in gains if isinstance(g, Decimal) and g < 0)
    plus = sum(1 for g in gains if isinstance(g, Decimal) and g > 0)
    if minus > plus and flip == -1:
        gains = [-g if isinstance(g, Decimal) else g for g in gains]
    amounts: list[Decimal | str] = []
    for movement, debit, credit in zip(movements, debits, gains, strict=True):
        amounts.append(_pair(movement, debit, credit, flip))
    return Signed(tuple(amounts), remark=_("money in and money out stand in two columns"))


def _side(figure: numbers.Figure | None, mark: str) -> Decimal | str | None:
    return None if figure is None else _value(figure, mark)


def _pair(
    movement: Movement, debit: Decimal | str | None, credit: Decimal | str | None, flip: int
) -> Decimal | str:
    for side in (debit, credit):
        if isinstance(side, str):
            return side
    if isinstance(debit, Decimal) and isinstance(credit, Decimal) and debit and credit:
        return _("has an amount both for money in and for money out")
    for figure, value in ((movement.debit, debit), (movement.credit, credit)):
        # A mark in the cell ("0.80Dr") says more than the heading above it.
        if figure is not None and figure.marker and isinstance(value, Decimal):
            return abs(value) if figure.marker == "C" else -abs(value)
    if isinstance(debit, Decimal) and debit:
        return debit * flip
    if isinstance(credit, Decimal):
        return credit
    return Decimal(0)


def _marked(movements: Sequence[Movement], values: Sequence[Decimal | str]) -> Signed | None:
    """Use D and C marks in the amounts; where only one is ever set, its lack means the other.

    Cards print "+ 100.00" or "100.00 CR" for a payment and nothing for spending.
    """
    figures = [m.amount for m in movements]
    marks = [figure.marker if figure else "" for figure in figures]
    signs = {figure.sign for figure in figures if figure}
    directions = [words.direction(m.direction) for m in movements]
    if not any(marks) and any(directions) and not all(directions) and "-" not in signs:
        marks = directions
    if not any(marks) and signs == {"+", ""}:
        marks = ["C" if figure and figure.sign else "" for figure in figures]
        if all(m or not v for m, v in zip(marks, values, strict=True)):
            return None
    if not any(marks):
        return None
    kinds = {mark for mark in marks if mark}
    unmarked = ({"C": "D", "D": "C"}[kinds.pop()]) if len(kinds) == 1 else ""
    if all(marks):
        unmarked = ""
    amounts: list[Decimal | str] = []
    for mark, value in zip(marks, values, strict=True):
        amounts.append(_by_mark(mark or unmarked, value))
    return Signed(tuple(amounts), remark=_("marks in the amounts tell money in from money out"))


def _by_mark(mark: str, value: Decimal | str) -> Decimal | str:
    if isinstance(value, str) or not value:
        return value
    if mark == "C":
        return abs(value)
    return -abs(value) if mark == "D" else _("nothing says whether this is money in or out")


def _directed(movements: Sequence[Movement], values: Sequence[Decimal | str]) -> Signed | None:
    """Use a column that says debit or credit, Af or Bij, 支出 or 收入."""
    directions = [words.direction(m.direction) for m in movements]
    known = [
        (direction, value)
        for direction, value in zip(directions, values, strict=True)
        if direction in ("C", "D") and isinstance(value, Decimal) and value
    ]
    if not known:
        return None
    remark = _("a column tells money in from money out")
    if _agree(known):
        # The amounts carry the sign already and the column says the same.
        return Signed(tuple(values), remark=remark)
    if _mostly_below(known, "C") and not _mostly_below(known, "D"):
        # Credits are printed with a minus: the statement of a debt.
        return Signed(tuple(v if isinstance(v, str) else -v for v in values), remark=remark)
    amounts: list[Decimal | str] = []
    for direction, value in zip(directions, values, strict=True):
        if isinstance(value, str) or not value:
            amounts.append(value)
        elif direction == "N":
            amounts.append(_("counts neither as money in nor as money out"))
        elif not direction:
            amounts.append(_("nothing says whether this is money in or out"))
        else:
            amounts.append(value if direction == "C" else -value)
    return Signed(tuple(amounts), remark=remark)


def _mostly_below(known: Sequence[tuple[str, Decimal]], wanted: str) -> bool:
    values = [value for direction, value in known if direction == wanted]
    return sum(1 for value in values if value < 0) * 2 > len(values)


def _agree(known: Sequence[tuple[str, Decimal]]) -> bool:
    if not any(value < 0 for _direction, value in known):
        return False
    return all((value > 0) == (direction == "C") for direction, value in known)


def _one_column(
    movements: Sequence[Movement],
    columns: Columns,
    values: Sequence[Decimal | str],
    mark: str,
    suspicious: bool,
    headed: bool,
    answer: str,
) -> Signed:
    sure = [value for value in values if isinstance(value, Decimal)]
    proven = proof(movements, values, mark)
    if suspicious and not (_below_zero(movements, mark) or _mostly_out(sure)):
        # A card's debt may be printed as a positive balance, which then proves nothing.
        proven = 0
    proven = proven or _by_kind(movements, columns, values)
    if not proven and (answer in (PLUS_IN, PLUS_OUT)):
        proven = 1 if answer == PLUS_IN else -1
    if proven:
        return Signed(tuple(v if isinstance(v, str) else v * proven for v in values))
    lexicon = [words.text_direction(_text(m, columns)) for m in movements]
    by_words = _words_decide(lexicon, values)
    if answer == BY_WORDS and by_words:
        signed = tuple(_by_mark(way, value) for way, value in zip(lexicon, values, strict=True))
        return Signed(signed, remark=_("the words of each row tell money in from money out"))
    if _natural(movements, sure, lexicon, values, columns, suspicious, headed):
        return Signed(tuple(values))
    return Signed(tuple(values), open_question=bool(sure), by_words=by_words)


def _mostly_out(sure: Sequence[Decimal]) -> bool:
    below = sum(1 for value in sure if value < 0)
    return below * 2 > len(sure)


def _bare(columns: Columns) -> bool:
    """Tell whether a file has nothing but date, text and amount."""
    more = (columns.balance, columns.currency, columns.account, columns.own_account, columns.value,
            columns.payer, columns.fee, columns.bank_id)  # fmt: skip
    texts = columns.names + columns.purposes + columns.kinds + columns.references
    return all(place is None for place in more) and len(texts) <= 1


def _below_zero(movements: Sequence[Movement], mark: str) -> bool:
    balances = [numbers.value(m.balance, mark) for m in movements if m.balance]
    return all(balance is not None and balance <= 0 for balance in balances)


def _text(movement: Movement, columns: Columns) -> str:
    places = columns.purposes + columns.names + columns.kinds
    cells = movement.cells
    return " ".join(cells[place] for place in places if place < len(cells))


def _words_decide(lexicon: Sequence[str], values: Sequence[Decimal | str]) -> bool:
    ways = {way for way in lexicon if way}
    return len(ways) == 2 and all(lexicon) and all(isinstance(v, str) or v >= 0 for v in values)


def _natural(
    movements: Sequence[Movement],
    sure: Sequence[Decimal],
    lexicon: Sequence[str],
    values: Sequence[Decimal | str],
    columns: Columns,
    suspicious: bool,
    headed: bool,
) -> bool:
    """Tell whether plus can only be money in."""
    below = any(value < 0 for value in sure)
    above = any(value > 0 for value in sure)
    if below and any(m.amount is not None and m.amount.sign == "+" for m in movements):
        return True
    if suspicious:
        # On a card spending outnumbers payments, so the commoner sign is spending's.
        return _mostly_out(sure) and (above or len(sure) >= 3)
    if _bare(columns) and len(sure) >= _ENOUGH and sum(1 for v in sure if v < 0) * 5 <= len(sure):
        # A date, a text and amounts nearly all without a minus: a card's file may look just so.
        return False
    if not below and above:
        explicit = all(m.amount is not None and m.amount.sign for m in movements)
        if explicit or columns.fee is not None:
            return True
        # Headings name an account's amounts, no row speaks of spending: what came in, filtered.
        return headed and "D" not in lexicon
    contrary = natural = 0
    for way, value in zip(lexicon, values, strict=True):
        if way and isinstance(value, Decimal) and value:
            if (value > 0) == (way == "C"):
                natural += 1
            else:
                contrary += 1
    return contrary <= natural


def _by_kind(
    movements: Sequence[Movement], columns: Columns, values: Sequence[Decimal | str]
) -> int:
    """Compare signs with a column of kinds such as DEBIT and CREDIT, where it speaks plainly."""
    for place in columns.kinds:
        agree = disagree = 0
        for movement, value in zip(movements, values, strict=True):
            cell = movement.cells[place] if place < len(movement.cells) else ""
            way = words.direction(cell)
            if way in ("C", "D") and isinstance(value, Decimal) and value:
                if (value > 0) == (way == "C"):
                    agree += 1
                else:
                    disagree += 1
        if agree and not disagree:
            return 1
        if disagree and not agree and any(isinstance(v, Decimal) and v < 0 for v in values):
            return -1
    return 0


def proof(movements: Sequence[Movement], values: Sequence[Decimal | str], mark: str) -> int:
    """Return 1 or -1 where the running balance proves the sign as written or its reverse."""
    if chain(movements, values, mark) >= 8:
        return 1
    turned = [value if isinstance(value, str) else -value for value in values]
    return -1 if chain(movements, turned, mark) >= 8 else 0


def chain(movements: Sequence[Movement], values: Sequence[Decimal | str], mark: str) -> int:
    """Return in how many of ten steps the running balance follows the amounts, up or down."""
    steps: list[tuple[Decimal, Decimal]] = []
    for movement, value in zip(movements, values, strict=True):
        balance = numbers.value(movement.balance, mark) if movement.balance else None
        if balance is not None and not isinstance(value, str):
            steps.append((value, balance))
    if len(steps) < 2:
        return 0
    pairs = list(pairwise(steps))
    down = sum(1 for a, b in pairs if b[1] - a[1] == b[0])
    up = sum(1 for a, b in pairs if a[1] - b[1] == a[0])
    return max(down, up) * 10 // len(pairs)
