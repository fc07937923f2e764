"""What a bank line's name and account say about who paid."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import IntEnum

from invoicer.models import names
from invoicer.models.statement import StatementLine

ALIKE = 60
_UNLIKE = 34
# Another client that is so much more alike is more likely the payer.
_CLEARLY_MORE = 15
_MOST_COMPARED = 40


class Side(IntEnum):
    """What the payer's name and account say for or against a client; worst last."""

    ACCOUNT = 0
    NAME = 1
    UNKNOWN = 2
    DOUBTFUL = 3
    AGAINST = 4


@dataclass(frozen=True, slots=True)
class Payer:
    """A client among the open documents: by which names it is known, and what it has open."""

    names: tuple[tuple[str, ...], ...]
    documents: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Evidence:
    """Who may have paid a line; numbers are positions of payers."""

    payers: Sequence[Payer]
    name: tuple[str, ...]
    purpose: frozenset[str]
    owners: tuple[int, ...]
    alike: Mapping[int, int]
    _sides: dict[int, Side] = field(default_factory=dict)

    def side(self, number: int) -> Side:
        """Return what is known for or against this payer."""
        if number not in self._sides:
            self._sides[number] = self._judge(number)
        return self._sides[number]

    def _judge(self, number: int) -> Side:
        if number in self.owners:
            return Side.ACCOUNT
        if self.owners:
            # The account is another client's.
            return Side.AGAINST
        likeness = self.alike.get(number)
        if likeness is None:
            likeness = names.best_likeness(self.name, self.payers[number].names)
        if any(set(name) <= self.purpose for name in self.payers[number].names):
            likeness = max(likeness, ALIKE)
        if not self.name:
            return Side.NAME if likeness >= ALIKE else Side.UNKNOWN
        others = max((a for n, a in self.alike.items() if n != number), default=0)
        if likeness < _UNLIKE or (others >= ALIKE and others >= likeness + _CLEARLY_MORE):
            return Side.AGAINST
        if all(names.differ(self.name, known) for known in self.payers[number].names):
            return Side.DOUBTFUL
        return Side.NAME if likeness >= ALIKE else Side.UNKNOWN

    def likely(self) -> list[int]:
        """Return the payers the account or the name point to, likeliest first."""
        if self.owners:
            return list(self.owners)
        fitting = [(-likeness, number) for number, likeness in self.alike.items()]
        return [
            number
            for likeness, number in sorted(fitting)
            if -likeness >= ALIKE and self.side(number) != Side.AGAINST
        ]


def of(
    line: StatementLine,
    payers: Sequence[Payer],
    by_word: Mapping[str, Sequence[int]],
    by_account: Mapping[str, Sequence[int]],
    compared: dict[tuple[str, ...], Mapping[int, int]],
) -> Evidence:
    """Gather what name and account of a line say.

    `compared` keeps what came of a name, as the same payers come again and again.
    """
    name = names.words(line.name)
    if name not in compared:
        compared[name] = _alike(name, payers, by_word)
    purpose = frozenset(names.words(line.purpose)) if len(line.purpose) < 2000 else frozenset()
    key = account_key(line.account)
    owners = tuple(by_account.get(key, ())) if key else ()
    return Evidence(payers, name, purpose, owners, compared[name])


def _alike(
    name: tuple[str, ...], payers: Sequence[Payer], by_word: Mapping[str, Sequence[int]]
) -> dict[int, int]:
    """Compare a name with the clients of its rarest words only."""
    alike: dict[int, int] = {}
    for word in sorted(name, key=lambda word: len(by_word.get(word, ()))):
        numbers = by_word.get(word, ())
        if len(alike) + len(numbers) > _MOST_COMPARED:
            break
        for number in numbers:
            if number not in alike:
                alike[number] = names.best_likeness(name, payers[number].names)
    return alike


def account_key(account: str) -> str:
    """Return an account number without blanks, in capitals."""
    return "".join(account.split()).upper()
