"""Small sums people type into a field for a number: 3*95, (12+8)/4.

A parser of its own, so that nothing typed is ever run as code. It knows + - * / and parentheses,
with their usual precedence, and works with exact fractions; only the result is rounded. How a
number is written is the caller's to say.
"""

import re
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction

from invoicer.models.errors import AmountTooLarge, BadAmount
from invoicer.models.money import EXACT, finite

# Longer than any sum somebody types, and short enough that no nesting runs deep.
LONGEST = 200

# More decimals than a price or a quantity needs, so that a third times three is right to the cent.
DECIMALS = 6

# Figures beyond this are refused by `finite` in any case.
LIMIT = 10**40

# What people write for the four operations, and for a minus.
_SIGNS = str.maketrans({"×": "*", "·": "*", "÷": "/", ":": "/", "−": "-", "–": "-"})
_TIMES = re.compile(r"(?<=[\d)])(\s*)[xX](?=\s*[\d(])")
_PARTS = re.compile(r"[-+*/()]|[^-+*/()]+")


def is_sum(text: str) -> bool:
    """Tell whether the text holds a sign of arithmetic that is not just the sign of a number."""
    plain = _plain(text).strip()
    return bool(re.search(r"[*/()]", plain) or re.search(r"[-+]", plain[1:]))


def evaluate(text: str, number: Callable[[str], Decimal], *, decimals: int = DECIMALS) -> Decimal:
    """Return what a sum comes to, rounded half up to `decimals` where it has more.

    `number` reads a single number of it as the user's locale writes it, and raises BadAmount for
    what is none. Raises BadAmount for what is no sum, and for a division by zero; AmountTooLarge.
    """
    if len(text) > LONGEST or "%" in text:
        # "100 + 19 %" means one thing to a calculator and another to a person.
        raise BadAmount(text)
    parts = [part.strip() for part in _PARTS.findall(_plain(text)) if part.strip()]
    sum_ = _Sum(text, parts, number)
    value = sum_.terms()
    if sum_.next:
        raise BadAmount(text)
    return _rounded(value, decimals)


def _plain(text: str) -> str:
    return _TIMES.sub(r"\1*", text.translate(_SIGNS))


class _Sum:
    """A sum that is read from left to right: terms of factors of numbers."""

    def __init__(self, text: str, parts: list[str], number: Callable[[str], Decimal]) -> None:
        self._text = text
        self._parts = parts
        self._number = number
        self._place = 0

    @property
    def next(self) -> str:
        return self._parts[self._place] if self._place < len(self._parts) else ""

    def terms(self) -> Fraction:
        value = self._factors()
        while self.next in ("+", "-"):
            sign = self._take()
            term = self._factors()
            value = value + term if sign == "+" else value - term
        return value

    def _factors(self) -> Fraction:
        value = self._signed()
        while self.next in ("*", "/"):
            sign = self._take()
            factor = self._signed()
            if sign == "/" and not factor:
                raise BadAmount(self._text)
            value = value * factor if sign == "*" else value / factor
            if abs(value) >= LIMIT:
                raise AmountTooLarge(self._text)
        return value

    def _signed(self) -> Fraction:
        if self.next in ("+", "-"):
            return -self._signed() if self._take() == "-" else self._signed()
        if self.next != "(":
            return Fraction(self._number(self._take()))
        self._take()
        value = self.terms()
        if self._take() != ")":
            raise BadAmount(self._text)
        return value

    def _take(self) -> str:
        part = self.next
        if not part:
            raise BadAmount(self._text)
        self._place += 1
        return part


def _rounded(value: Fraction, decimals: int) -> Decimal:
    scaled = value * 10**decimals
    whole, rest = divmod(abs(scaled.numerator), scaled.denominator)
    if 2 * rest >= scaled.denominator:
        whole += 1
    result = Decimal(whole if value >= 0 else -whole).scaleb(-decimals, EXACT)
    return finite(f"{result:f}".rstrip("0").rstrip(".") if decimals else f"{result:f}")
