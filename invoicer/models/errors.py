"""What can be said to the user when something can't be done.

`Refusal`: the request itself is wrong or not allowed; nothing was changed. `Trouble`: the
environment failed (disk, file, network, server); nothing was half-written. Everything else that
is raised is a bug. `str()` of each is one sentence, or two, for the user.
"""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from invoicer.i18n import gettext as _


class Refusal(Exception):
    """A request that is refused in a sentence for the user."""


class Trouble(Exception):
    """An environment that failed, told in a sentence for the user."""


@dataclass(eq=False)
class UnknownCurrency(Refusal):
    """The code is no active currency of ISO 4217."""

    code: str

    def __str__(self) -> str:
        return _(
            "“{code}” is not a currency. Use a three-letter code of ISO 4217, such as EUR."
        ).format(code=self.code[:40])


@dataclass(eq=False)
class CurrencyMismatch(Refusal):
    """Two amounts of different currencies were to be added or compared."""

    first: str
    second: str

    def __str__(self) -> str:
        return _(
            "Amounts in {first} and {second} can't be added. Convert one of them first."
        ).format(first=self.first, second=self.second)


@dataclass(eq=False)
class BadAmount(Refusal):
    """The text or number is no amount: empty, NaN, infinite or not a number at all."""

    text: str

    def __str__(self) -> str:
        return _("“{text}” is not an amount. Write a number such as 1250.00.").format(
            text=self.text[:40]
        )


@dataclass(eq=False)
class TooManyDecimals(Refusal):
    """The amount is finer than the currency's minor unit."""

    amount: Decimal
    currency: str
    digits: int

    def __str__(self) -> str:
        return _(
            "{amount} has more decimals than {currency} allows ({digits}). Round it first."
        ).format(amount=self.amount, currency=self.currency, digits=self.digits)


@dataclass(eq=False)
class AmountTooLarge(Refusal):
    """The number is beyond what any figure of a document can hold."""

    text: str

    def __str__(self) -> str:
        return _(
            "{text} is too large for an invoice. Check for digits that were typed twice."
        ).format(text=self.text[:40])


@dataclass(eq=False)
class BadField(Refusal):
    """One field holds something that is not allowed; `reason` is a sentence of its own."""

    name: str
    reason: str

    def __str__(self) -> str:
        return f"{self.name}: {self.reason}" if self.name else self.reason


@dataclass(eq=False)
class CannotIssue(Refusal):
    """Mandatory particulars are missing or wrong; each finding is a sentence of its own."""

    sentences: tuple[str, ...] = field(default=())

    def __str__(self) -> str:
        return _("This document can't be issued yet. {sentences}").format(
            sentences=" ".join(self.sentences)
        )


@dataclass(eq=False)
class NotAllowed(Refusal):
    """The document's state does not allow the act; `sentence` says so and what to do instead."""

    sentence: str

    def __str__(self) -> str:
        return self.sentence


@dataclass(eq=False)
class NotFound(Refusal):
    """Nothing in the ledger has this number or id."""

    what: str
    key: str

    def __str__(self) -> str:
        return _("There is no {what} “{key}” in this ledger.").format(
            what=self.what, key=self.key[:60]
        )


@dataclass(eq=False)
class BadDate(Refusal):
    """The date is outside what a document may carry (2000-01-01 to 2099-12-31)."""

    name: str
    on: date

    def __str__(self) -> str:
        return _("{name}: {on} is not a likely date. Use one between 2000 and 2099.").format(
            name=self.name, on=self.on.isoformat()
        )


@dataclass(eq=False)
class BadFile(Refusal):
    """A file given by the user can't be used; `sentence` says why and what to do."""

    sentence: str

    def __str__(self) -> str:
        return self.sentence


@dataclass(eq=False)
class MissingGlyphs(Refusal):
    """Characters of a document that the document's fonts can't draw, and where they stand."""

    characters: tuple[str, ...]
    field: str

    def __str__(self) -> str:
        shown = " ".join(
            f"“{character}” (U+{ord(character):04X})" for character in self.characters[:5]
        )
        return _(
            "{field}: {characters} can't be printed, the fonts of documents don't have it. "
            "Write it another way."
        ).format(field=self.field, characters=shown)


@dataclass(eq=False)
class PrintTrouble(Trouble):
    """The PDF writer complained, so what it made is not to be trusted; `reason` is its word."""

    reason: str

    def __str__(self) -> str:
        return _("The PDF can't be made: {reason}").format(reason=self.reason[:300])


@dataclass(eq=False)
class LedgerTrouble(Trouble):
    """The ledger file can't be opened, read or written; `sentence` says why and what is safe."""

    sentence: str

    def __str__(self) -> str:
        return self.sentence
