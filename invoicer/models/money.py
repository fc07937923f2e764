"""Money in whole minor units, and the one function that rounds.

Every amount that exists is a `Money`. What is typed as a rate, price, quantity or percentage is a
`Decimal` until it becomes an amount through `round_half_up`.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_FLOOR, ROUND_HALF_UP, Context, Decimal, InvalidOperation
from functools import reduce

from invoicer.models.currency import minor_digits
from invoicer.models.errors import AmountTooLarge, BadAmount, CurrencyMismatch, TooManyDecimals

# A quadrillion minor units: far beyond any invoice, and far inside SQLite's 64-bit integers, so
# that sums over a whole ledger can't overflow.
LIMIT_MINOR = 10**15

# Products of the widest quantity, price and percentages stay exact at this precision.
EXACT = Context(prec=120)


@dataclass(frozen=True, slots=True)
class Money:
    """An amount in whole minor units of one currency (EUR 12.50 is `Money(1250, "EUR")`)."""

    minor: int
    currency: str

    @classmethod
    def zero(cls, currency: str) -> "Money":
        """Return nothing of that currency. Raises UnknownCurrency."""
        minor_digits(currency)
        return cls(0, currency)

    @classmethod
    def of(cls, amount: Decimal | int | str, currency: str) -> "Money":
        """Return the amount exactly as written.

        Raises BadAmount, TooManyDecimals, AmountTooLarge, UnknownCurrency.
        """
        digits = minor_digits(currency)
        number = finite(amount)
        scaled = number.scaleb(digits, EXACT)
        if scaled.copy_abs() >= LIMIT_MINOR:
            raise AmountTooLarge(str(amount))
        if scaled != scaled.to_integral_value():
            raise TooManyDecimals(number, currency, digits)
        return cls(int(scaled), currency)

    @property
    def amount(self) -> Decimal:
        """The amount in major units, with exactly the currency's decimals."""
        return Decimal(self.minor).scaleb(-minor_digits(self.currency), EXACT)

    def __add__(self, other: "Money") -> "Money":
        self._same(other)
        return Money(self.minor + other.minor, self.currency)

    def __sub__(self, other: "Money") -> "Money":
        self._same(other)
        return Money(self.minor - other.minor, self.currency)

    def __neg__(self) -> "Money":
        return Money(-self.minor, self.currency)

    def __abs__(self) -> "Money":
        return Money(abs(self.minor), self.currency)

    def __bool__(self) -> bool:
        return self.minor != 0

    def __lt__(self, other: "Money") -> bool:
        self._same(other)
        return self.minor < other.minor

    def __le__(self, other: "Money") -> bool:
        self._same(other)
        return self.minor <= other.minor

    def __gt__(self, other: "Money") -> bool:
        return other < self

    def __ge__(self, other: "Money") -> bool:
        return other <= self

    def __str__(self) -> str:
        return f"{self.amount} {self.currency}"

    def _same(self, other: "Money") -> None:
        if self.currency != other.currency:
            raise CurrencyMismatch(self.currency, other.currency)


def finite(value: Decimal | int | str) -> Decimal:
    """Return the value as a finite Decimal. Raises BadAmount, AmountTooLarge (over 40 digits)."""
    try:
        number = Decimal(value.strip() if isinstance(value, str) else value)
    except InvalidOperation:
        raise BadAmount(str(value)) from None
    if not number.is_finite():
        raise BadAmount(str(value))
    if number.adjusted() > 40 or number.as_tuple().exponent < -40:  # type: ignore[operator]
        raise AmountTooLarge(str(value))
    return number


def round_half_up(amount: Decimal, currency: str) -> Money:
    """Round to the currency's minor unit, halves away from zero: the only rounding there is.

    Away from zero on both sides, so that a credit note mirrors its invoice to the cent.
    Raises AmountTooLarge, UnknownCurrency.
    """
    scaled = amount.scaleb(minor_digits(currency), EXACT)
    if scaled.copy_abs() >= LIMIT_MINOR:
        raise AmountTooLarge(str(amount))
    return Money(int(scaled.quantize(Decimal(1), rounding=ROUND_HALF_UP, context=EXACT)), currency)


def total(amounts: Iterable[Money], currency: str) -> Money:
    """Add amounts of one currency; nothing adds up to zero. Raises CurrencyMismatch."""
    result = Money.zero(currency)
    for amount in amounts:
        result = result + amount
    return result


def spread(whole: Money, shares: Sequence[Decimal]) -> tuple[Money, ...]:
    """Split `whole` in proportion to `shares`, by largest remainder, so that the parts add up.

    Shares may be negative; where they add up to zero there is no proportion and the parts are even.
    """
    weight = reduce(EXACT.add, shares, Decimal(0))
    if not weight:
        shares, weight = [Decimal(1)] * len(shares), Decimal(len(shares))
    minor = Decimal(whole.minor)
    return settle(whole, [EXACT.divide(EXACT.multiply(minor, share), weight) for share in shares])


def settle(whole: Money, exact: Sequence[Decimal]) -> tuple[Money, ...]:
    """Round exact parts (in minor units) so that they add up to `whole`, by largest remainder.

    Ties go to the larger part, then to the positive one, then to the earlier one. Nobody gets more
    than a unit beside the exact part, unless these are further from the whole than one unit each.
    """
    if not exact:
        return ()
    floors = [int(part.to_integral_value(ROUND_FLOOR)) for part in exact]
    for_each, left = divmod(whole.minor - sum(floors), len(floors))
    # Only operations that don't round: a thread's decimal context must not choose who gets a cent.
    fractions = [EXACT.subtract(part, floor) for part, floor in zip(exact, floors, strict=True)]
    order = sorted(
        range(len(exact)),
        key=lambda i: (fractions[i], exact[i].copy_abs(), exact[i], -i),
        reverse=True,
    )
    gets_one = set(order[:left])
    return tuple(
        Money(floor + for_each + (i in gets_one), whole.currency) for i, floor in enumerate(floors)
    )
