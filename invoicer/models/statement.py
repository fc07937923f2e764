"""A bank statement as read from a file, whatever the file was."""

from dataclasses import dataclass, field
from datetime import date

from invoicer.models.money import Money


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
