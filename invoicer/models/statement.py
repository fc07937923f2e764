"""A bank statement as read from a file, whatever the file was."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise

from invoicer.i18n import gettext as _
from invoicer.models.money import Money, total


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementLine:
    """One movement of the account; money in is positive. `row` is its 1-based line in the file."""

    row: int
    booked_on: date
    amount: Money
    value_on: date | None = None
    name: str = ""
    account: str = ""
    purpose: str = ""
    references: tuple[str, ...] = ()
    bank_id: str = ""
    pending: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Balance:
    """What the file says of the balance; `adds_up` is None where it says too little."""

    opening: Money | None = None
    closing: Money | None = None
    adds_up: bool | None = None
    remark: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One possible answer to a question."""

    value: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """Something the file can't decide, with examples from the file in its text."""

    key: str
    text: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """A row that was not taken, and why."""

    row: int
    text: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """All that was read from one file for one account.

    With `questions` open, `lines` are what the first choices would give and must not be imported.
    `inferred` tells in plain words what was found out (delimiter, decimal mark, columns).
    `currency` is empty where the file names none, or several; with `currency_assumed` the lines
    bear the currency the reader was told to take.
    """

    format: str
    encoding: str = ""
    profile: str = ""
    account: str = ""
    currency: str = ""
    lines: tuple[StatementLine, ...] = ()
    balance: Balance = field(default_factory=Balance)
    questions: tuple[Question, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    inferred: tuple[str, ...] = ()
    currency_assumed: bool = False


def prove(
    amounts: Sequence[Money],
    balances: Sequence[Money | None],
    rows: Sequence[int],
    *,
    opening: Money | None = None,
    closing: Money | None = None,
) -> Balance:
    """Check the movements against the balances the file states, and say where they part.

    `balances` stand beside `amounts`, None where a row states none; they may run down or up the
    file. Amounts of a second currency prove nothing: `adds_up` is then None.
    """
    if len({amount.currency for amount in amounts}) > 1:
        return Balance(opening=opening, closing=closing)
    stated = [(place, balance) for place, balance in enumerate(balances) if balance is not None]
    if len(stated) >= 2:
        return _running(amounts, rows, stated, opening, closing)
    if opening is None or closing is None:
        known = stated[0][1] if stated and len(amounts) == 1 else None
        return Balance(opening=opening, closing=closing if closing is not None else known)
    gap = closing - opening - total(amounts, opening.currency)
    if gap:
        return Balance(
            opening=opening,
            closing=closing,
            adds_up=False,
            remark=_("differs by {gap}").format(gap=gap),
        )
    return Balance(opening=opening, closing=closing, adds_up=True, remark=_("adds up"))


Stated = Sequence[tuple[int, Money]]


def _running(
    amounts: Sequence[Money],
    rows: Sequence[int],
    stated: Stated,
    opening: Money | None,
    closing: Money | None,
) -> Balance:
    last = len(amounts) - 1
    down = _breaks(amounts, stated)
    turned = [(last - place, balance) for place, balance in reversed(stated)]
    up = _breaks(amounts[::-1], turned)
    upward = len(up) < len(down)
    breaks = [(last - place, gap) for place, gap in up] if upward else down
    (first, oldest), (final, newest) = (
        (turned[0], turned[-1]) if upward else (stated[0], stated[-1])
    )
    if opening is None and first == 0:
        opening = oldest - (amounts[last] if upward else amounts[0])
    if closing is None and final == last:
        closing = newest
    if not breaks:
        return Balance(opening=opening, closing=closing, adds_up=True, remark=_("adds up"))
    place, gap = breaks[0]
    remark = _("differs by {gap} from row {row} on").format(gap=gap, row=rows[place])
    return Balance(opening=opening, closing=closing, adds_up=False, remark=remark)


def _breaks(amounts: Sequence[Money], stated: Stated) -> list[tuple[int, Money]]:
    """Return where a balance isn't the one before plus what moved since, read downward."""
    breaks = []
    for (before, earlier), (after, later) in pairwise(stated):
        moved = total(amounts[before + 1 : after + 1], earlier.currency)
        gap = later - earlier - moved
        if gap:
            breaks.append((after, gap))
    return breaks
