"""What a file can't decide, put to the user with two examples from the file."""

from collections.abc import Sequence

from invoicer.bank import dates, signs
from invoicer.bank.movements import Movement
from invoicer.i18n import gettext as _
from invoicer.models.statement import Choice, Question

DATE_ORDER = "date_order"
SIGN = "sign"
DECIMAL_MARK = "decimal_mark"
AMOUNT_COLUMN = "amount_column"
CURRENCY = "currency"


def _two(examples: Sequence[str]) -> str:
    """Return two examples, quoted: different ones if there are any."""
    filled = [text.strip() for text in examples if text.strip()]
    distinct = list(dict.fromkeys(filled))[:2]
    distinct = distinct if len(distinct) > 1 else filled[:2]
    return _(" and ").join(f"“{text}”" for text in distinct)


def date_order(written: Sequence[tuple[str, str, dates.Parts]], orders: Sequence[str]) -> Question:
    """Ask which of day, month and year comes first; each is (date, the row's words, parts)."""
    names = {
        dates.DAY_FIRST: _("day first"),
        dates.MONTH_FIRST: _("month first"),
        dates.YEAR_FIRST: _("year first"),
    }
    telling = [w for w in written if len(set(dates.readings(w[2]).values())) > 1] or written
    text, _words, parts = telling[0]
    choices = []
    for order in orders:
        day = dates.readings(parts).get(order)
        shown = day.isoformat() if day else text
        label = _("{name}: {text} is {day}").format(name=names[order], text=text, day=shown)
        choices.append(Choice(value=order, label=label))
    sentence = _("How are the dates {examples} to be read?").format(examples=_two(_shown(telling)))
    return Question(key=DATE_ORDER, text=sentence, choices=tuple(choices))


def _shown(written: Sequence[tuple[str, str, dates.Parts]]) -> list[str]:
    """Return the dates, with words of their rows where they are all the same."""
    days = [day for day, _words, _parts in written]
    if len(set(days)) > 1:
        return days
    return [f"{day} {words[:40]}" for day, words, _parts in written]


def sign(movements: Sequence[Movement], texts: Sequence[str], *, by_words: bool) -> Question:
    """Ask whether amounts without a minus are money in or money out."""
    shown: dict[bool, list[str]] = {True: [], False: []}
    for movement, words in zip(movements, texts, strict=True):
        minus = movement.amount is not None and movement.amount.sign == "-"
        shown[minus].append(f"{'-' if minus else ''}{_written(movement)} {words[:40]}".strip())
    choices = [
        Choice(value=signs.PLUS_IN, label=_("without a minus is money in: you received it")),
        Choice(value=signs.PLUS_OUT, label=_("without a minus is money out: you spent it")),
    ]
    if by_words:
        label = _("as the words of each row say (purchase is out, refund and payment are in)")
        choices.insert(0, Choice(value=signs.BY_WORDS, label=label))
    if len(shown[False]) > 1 or not shown[True]:
        sentence = _("Are amounts without a minus, such as {examples}, money in or money out?")
        text = sentence.format(examples=_two(shown[False]))
    else:
        sentence = _("Which of these is money in and which is money out: {examples}?")
        text = sentence.format(examples=_two([*shown[False], *shown[True]]))
    return Question(key=SIGN, text=text, choices=tuple(choices))


def _written(movement: Movement) -> str:
    return movement.amount.digits if movement.amount is not None else ""


def decimal_mark(examples: Sequence[str]) -> Question:
    """Ask whether a comma or a point parts off the cents."""
    choices = (
        Choice(value="thousands", label=_("groups of thousands (1,234 is 1234)")),
        Choice(value="decimals", label=_("decimals (1,234 is a little more than 1)")),
    )
    sentence = _("What does the sign in the amounts {examples} stand for?")
    return Question(
        key=DECIMAL_MARK, text=sentence.format(examples=_two(examples)), choices=choices
    )


def amount_column(columns: Sequence[tuple[int, str, Sequence[str]]]) -> Question:
    """Ask which of several columns of figures is the amount; each is (place, name, cells)."""
    choices = tuple(
        Choice(
            value=str(place + 1),
            label=_("column {place} {name}: {examples}").format(
                place=place + 1, name=name, examples=_two(cells)
            ),
        )
        for place, name, cells in columns
    )
    sentence = _("Which column holds the amount: the one with {first} or the one with {second}?")
    text = sentence.format(first=_two(columns[0][2]), second=_two(columns[1][2]))
    return Question(key=AMOUNT_COLUMN, text=text, choices=choices)


def currency(examples: Sequence[str], codes: Sequence[str]) -> Question:
    """Ask which currency the amounts are in."""
    choices = tuple(Choice(value=code, label=code) for code in codes)
    sentence = _("In which currency are amounts such as {examples}? The file doesn't say.")
    return Question(key=CURRENCY, text=sentence.format(examples=_two(examples)), choices=choices)
