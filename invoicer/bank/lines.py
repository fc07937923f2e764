"""From decided movements to statement lines, one statement for each account in the file."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from invoicer.bank import dates, header, numbers, signs
from invoicer.bank import sheet as sheets
from invoicer.bank.columns import Columns
from invoicer.bank.encoding import Decoded
from invoicer.bank.movements import Movement, Sorted
from invoicer.bank.numbers import Figure
from invoicer.bank.sheet import Sheet
from invoicer.i18n import gettext as _
from invoicer.models import statement as proofs
from invoicer.models.errors import Refusal
from invoicer.models.money import Money
from invoicer.models.statement import Balance, LeftOut, Question, Statement, StatementLine


@dataclass(frozen=True, slots=True)
class Decisions:
    """What was found out about all cells together."""

    mark: str
    order: str
    signed: signs.Signed
    currency: str
    questions: tuple[Question, ...]
    movements: tuple[Movement, ...] = ()


@dataclass(frozen=True, slots=True)
class _Taken:
    """A line with what the statement it belongs to needs."""

    line: StatementLine
    own_account: str
    balance: Money | None


def cell(cells: tuple[str, ...], place: int | None) -> str:
    """Return a cell without blanks around it; nothing where the row has no such cell."""
    return cells[place].strip() if place is not None and place < len(cells) else ""


def text_of(movement: Movement, columns: Columns) -> str:
    """Return the words of a row: what it is for, else whom it is with."""
    return _purpose(movement.cells, columns) or _name(movement.cells, columns, inward=True)


def statements(
    sheet: Sheet, decoded: Decoded, found: Sorted, decided: Decisions, home_currency: str
) -> tuple[Statement, ...]:
    """Return one statement an account; rows that give no line are left out with their reason."""
    taken: list[_Taken] = []
    left_out = list(sheet.skipped + found.left_out)
    amounts = _less_fees(sheet, found.movements, decided)
    for movement, amount in zip(found.movements, amounts, strict=True):
        made = _line(sheet, movement, amount, decided, home_currency)
        if isinstance(made, str):
            row = movement.row
            left_out.append(LeftOut(row=row.number, text=row.text, reason=made))
        else:
            taken.append(made)
    left_out.sort(key=lambda left: left.row)
    accounts = list(dict.fromkeys(t.own_account for t in taken)) or [sheet.around.account]
    return tuple(
        _statement(
            sheet, decoded, decided, account, [t for t in taken if t.own_account == account],
            tuple(left_out) if place == 0 else (), len(accounts) == 1,
        )
        for place, account in enumerate(accounts)
    )  # fmt: skip


def _less_fees(
    sheet: Sheet, found: Sequence[Movement], decided: Decisions
) -> Sequence[Decimal | str]:
    """Take fees off where the running balance proves that they left the account too."""
    amounts = decided.signed.amounts
    if sheet.columns.fee is None or sheet.columns.balance is None or sheet.columns.gross:
        return amounts
    fees = [numbers.value(m.fee, decided.mark) if m.fee else None for m in found]
    if not any(fees):
        return amounts
    lessened = [
        value if isinstance(value, str) or fee is None else value - abs(fee)
        for value, fee in zip(amounts, fees, strict=True)
    ]
    settled = [(m, a, b) for m, a, b in zip(found, amounts, lessened, strict=True) if not m.pending]
    movements = [m for m, _a, _b in settled]
    plain = signs.chain(movements, [a for _m, a, _b in settled], decided.mark)
    less = signs.chain(movements, [b for _m, _a, b in settled], decided.mark)
    return lessened if less > plain else amounts


def _line(
    sheet: Sheet,
    movement: Movement,
    amount: Decimal | str,
    decided: Decisions,
    home_currency: str,
) -> _Taken | str:
    if isinstance(amount, str):
        return amount
    columns, cells = sheet.columns, movement.cells
    booked_on = dates.readings(movement.on).get(decided.order)
    if booked_on is None:
        written = cell(cells, columns.date)
        return _("“{text}” is no date like the others of its column").format(text=written[:40])
    currency = _row_currency(movement) or decided.currency or home_currency
    try:
        money = Money.of(amount, currency)
    except Refusal as refusal:
        return str(refusal)
    value_on = dates.readings(movement.value_on).get(decided.order) if movement.value_on else None
    own = cell(cells, columns.own_account).strip("'") or sheet.around.account
    other = cell(cells, columns.account).strip("'")
    line = StatementLine(
        row=movement.row.number,
        booked_on=booked_on,
        amount=money,
        value_on=value_on,
        name=_name(cells, columns, inward=money.minor >= 0),
        account=other.replace(" ", "") if other != own else "",
        purpose=_purpose(cells, columns),
        references=tuple(
            dict.fromkeys(text for p in columns.references if (text := cell(cells, p)))
        ),
        bank_id=cell(cells, columns.bank_id),
        pending=movement.pending,
    )
    return _Taken(line, own, _stated(movement.balance, decided.mark, currency))


def _row_currency(movement: Movement) -> str:
    for figure in (movement.amount, movement.debit, movement.credit):
        if figure is not None and numbers.code_of(figure.currency):
            return figure.currency
    return movement.currency


def _stated(figure: Figure | None, mark: str, currency: str) -> Money | None:
    number = header.amount_of(figure, mark)
    if number is None:
        return None
    try:
        return Money.of(number, currency)
    except Refusal:
        return None


def _name(cells: tuple[str, ...], columns: Columns, *, inward: bool) -> str:
    sides = (columns.payer, columns.payee)
    wanted = sides if inward else sides[::-1]
    places = [p for p in wanted if p is not None][:1] if any(s is not None for s in sides) else []
    for place in (*places, *columns.names):
        text = _flat(cell(cells, place))
        if text:
            return text
    return ""


def _purpose(cells: tuple[str, ...], columns: Columns) -> str:
    texts = [_flat(cell(cells, place)) for place in (*columns.purposes, *columns.others)]
    return " ".join(dict.fromkeys(text for text in texts if text))


def _flat(text: str) -> str:
    for tag in ("<BR>", "<br>", "<br/>", "<br />"):
        text = text.replace(tag, " ")
    return " ".join(text.split())


def _statement(
    sheet: Sheet,
    decoded: Decoded,
    decided: Decisions,
    account: str,
    taken: Sequence[_Taken],
    left_out: tuple[LeftOut, ...],
    alone: bool,
) -> Statement:
    currencies = list(dict.fromkeys(t.line.amount.currency for t in taken))
    known = decided.currency or any(_row_currency(m) for m in decided.movements)
    currency = currencies[0] if len(currencies) == 1 and known else ""
    return Statement(
        format="CSV",
        encoding=decoded.encoding,
        profile=sheets.profile(sheet, account),
        account=account,
        currency=currency,
        lines=tuple(t.line for t in taken),
        balance=_balance(sheet, decided, taken, currencies, alone),
        questions=decided.questions,
        left_out=left_out,
        inferred=_inferred(sheet, decoded, decided, currencies, bool(known)),
        currency_assumed=not known,
    )


def _balance(
    sheet: Sheet,
    decided: Decisions,
    taken: Sequence[_Taken],
    currencies: Sequence[str],
    alone: bool,
) -> Balance:
    if len(currencies) != 1:
        return Balance()
    booked = [t for t in taken if not t.line.pending]
    around = sheet.around
    opening = _stated(around.opening, decided.mark, currencies[0]) if alone else None
    closing = _stated(around.closing, decided.mark, currencies[0]) if alone else None
    return proofs.prove(
        [t.line.amount for t in booked],
        [t.balance for t in booked],
        [t.line.row for t in booked],
        opening=opening,
        closing=closing,
    )


def _inferred(
    sheet: Sheet, decoded: Decoded, decided: Decisions, currencies: Sequence[str], known: bool
) -> tuple[str, ...]:
    """Tell in plain words what was found out."""
    delimiter = {"\t": _("tab")}.get(sheet.table.delimiter, f"“{sheet.table.delimiter}”")
    found = [
        _("Encoding: {encoding}").format(encoding=decoded.encoding),
        _("Cells are parted by {delimiter}").format(delimiter=delimiter),
        _("Headings stand in row {row}").format(row=sheet.heading_row)
        if sheet.heading
        else _("There are no headings; columns were told apart by their content"),
        _("Decimal mark: “{mark}”").format(mark=decided.mark),
        _("Dates are written {order}").format(order=_order_name(decided.order)),
    ]
    if decided.signed.remark:
        found.append(decided.signed.remark)
    if not known and currencies:
        sentence = _("The file names no currency; {currency} is taken")
        found.append(sentence.format(currency=currencies[0]))
    for label, place in _named_places(sheet.columns):
        found.append(f"{label}: {_column_name(sheet, place)}")
    return tuple(found)


def _order_name(order: str) -> str:
    return {
        dates.DAY_FIRST: _("day, month, year"),
        dates.MONTH_FIRST: _("month, day, year"),
        dates.YEAR_FIRST: _("year, month, day"),
    }[order]


def _named_places(columns: Columns) -> list[tuple[str, int]]:
    named = (
        (_("Booking date"), columns.date),
        (_("Amount"), columns.amount),
        (_("Money out"), columns.debit),
        (_("Money in"), columns.credit),
        (_("Balance"), columns.balance),
        (_("Name"), columns.names[0] if columns.names else columns.payer),
        (_("Text"), columns.purposes[0] if columns.purposes else None),
    )
    return [(label, place) for label, place in named if place is not None]


def _column_name(sheet: Sheet, place: int) -> str:
    if place < len(sheet.heading) and sheet.heading[place].strip():
        return f"“{sheet.heading[place].strip()}”"
    return _("column {place}").format(place=place + 1)
