"""What is decided from the whole file: decimal mark, order of dates, currency and signs."""

from collections.abc import Mapping, Sequence

from invoicer.bank import dates, lines, numbers, questions, signs, vocabulary, words
from invoicer.bank.lines import Decisions
from invoicer.bank.movements import Movement
from invoicer.bank.sheet import Sheet
from invoicer.models import currency as currencies
from invoicer.models.statement import Question


def decide(
    sheet: Sheet,
    found: Sequence[Movement],
    file_name: str,
    answers: Mapping[str, str],
    home_currency: str,
) -> Decisions:
    """Decide what the cells decide together, and ask for the rest."""
    asked: list[Question] = []
    currency = _currency(sheet, found, answers, home_currency)
    mark, question = _mark(sheet, found, currency, answers)
    asked += [question] if question else []
    order, question = _order(sheet, found, answers)
    asked += [question] if question else []
    signed = signs.decide(
        found,
        sheet.columns,
        mark,
        suspicious=_hints_at_card(sheet, file_name),
        headed=bool(sheet.heading),
        answer=answers.get(questions.SIGN, ""),
    )
    if signed.open_question:
        texts = [lines.text_of(movement, sheet.columns) for movement in found]
        asked.append(questions.sign(found, texts, by_words=signed.by_words))
    return Decisions(mark, order, signed, currency, tuple(asked), tuple(found))


def _hints_at_card(sheet: Sheet, file_name: str) -> bool:
    """Tell whether words hint at a card account; the file's name may raise doubt, never settle it.

    A transaction date beside a posting date, with one amount and no balance, is a card's layout.
    """
    columns = sheet.columns
    if columns.fee is not None or columns.direction is not None or columns.amount is None:
        return False
    heading = " ".join(vocabulary.normalised(cell) for cell in sheet.heading)
    named = f"{vocabulary.normalised(sheet.around.words)} {heading}"
    name = vocabulary.normalised(file_name.replace("_", " ").replace("-", " "))
    if words.CARD.search(named) or "credit card" in name or "creditcard" in name:
        return True
    return columns.made is not None and columns.booked is not None and columns.balance is None and (
        columns.currency is None and columns.value is None and columns.fee is None
    )  # fmt: skip


def _currency(
    sheet: Sheet, found: Sequence[Movement], answers: Mapping[str, str], home: str
) -> str:
    """Return the currency of rows that name none themselves, or nothing."""
    for place in sheet.columns.money:
        if place < len(sheet.heading):
            code = vocabulary.heading_currency(sheet.heading[place])
            if code:
                return code
    if sheet.around.currency:
        return sheet.around.currency
    for movement in found:
        figure = movement.amount or movement.debit or movement.credit
        if figure and figure.currency in numbers.SHARED:
            return _shared(figure.currency, home, "".join(sheet.heading))
    return numbers.code_of(answers.get(questions.CURRENCY, ""))


def _shared(sign: str, home: str, heading: str) -> str:
    """Settle a sign of several currencies: the user's own if it is one, else its commonest."""
    codes = numbers.SHARED[sign]
    if home in codes:
        return home
    if sign in ("¥", "￥"):
        kana = any("\u3040" <= letter <= "\u30ff" for letter in heading)
        chinese = not kana and any("\u4e00" <= letter <= "\u9fff" for letter in heading)
        return "CNY" if chinese else codes[0]
    return codes[0] if sign == "$" else ""


def _mark(
    sheet: Sheet, found: Sequence[Movement], currency: str, answers: Mapping[str, str]
) -> tuple[str, Question | None]:
    figures = [f for m in found for f in (m.amount, m.debit, m.credit, m.fee) if f]
    amounts = [figure.digits for figure in figures]
    rest = [m.balance.digits for m in found if m.balance]
    rest += [f.digits for f in (sheet.around.opening, sheet.around.closing) if f]
    code = currency or next((m.currency for m in found if m.currency), "")
    code = code or next((f.currency for f in figures if f.currency not in numbers.SHARED), "")
    digits = currencies.minor_digits(code) if numbers.code_of(code) else None
    for evidence in (amounts, amounts + rest):
        mark = numbers.decimal_mark(evidence)
        if mark:
            return mark, None
    mark = numbers.decimal_mark(amounts + rest, digits)
    if mark and not _doubtful(sheet, found, amounts, mark, digits):
        return mark, None
    used = "." if any("." in number for number in amounts) else ","
    answer = answers.get(questions.DECIMAL_MARK, "")
    if answer == "decimals":
        return used, None
    mark = "," if used == "." else "."
    if answer == "thousands":
        return mark, None
    telling = [number for number in amounts if used in number]
    return mark, questions.decimal_mark(telling)


def _doubtful(
    sheet: Sheet, found: Sequence[Movement], amounts: Sequence[str], mark: str, digits: int | None
) -> bool:
    """Tell whether only the currency's digits speak for thousands ("119,005" is no EUR in cents).

    A currency says what an amount should be, not what the bank wrote: where days have dots or
    cells are parted by semicolons, a comma is the decimal mark. Where they don't, amounts without
    any separator beside it, or a currency without cents, show that it parts thousands.
    """
    used = "," if mark == "." else "."
    if not any(used in number for number in amounts):
        return False
    decimal_comma = sheet.table.delimiter == ";" or any(m.on.separator == "." for m in found)
    if decimal_comma:
        return used == ","
    return bool(digits) and all(used in number for number in amounts)


def _order(
    sheet: Sheet, found: Sequence[Movement], answers: Mapping[str, str]
) -> tuple[str, Question | None]:
    written = [m.on for m in found]
    orders = dates.allowed(written)
    if len(orders) > 1:
        others = [
            [p for m in found if (p := dates.split(lines.cell(m.cells, place))) is not None]
            for place in (sheet.columns.value, sheet.columns.made)
            if place is not None
        ]
        orders = dates.narrowed(orders, [written, *others, list(sheet.around.dates)])
    if len(orders) < 2:
        return (orders[0] if orders else dates.DAY_FIRST), None
    answer = answers.get(questions.DATE_ORDER, "")
    if answer in orders:
        return answer, None
    columns = sheet.columns
    shown = [(lines.cell(m.cells, columns.date), lines.text_of(m, columns), m.on) for m in found]
    return orders[0], questions.date_order(shown, orders)
