"""Currencies and their minor digits (ISO 4217)."""

from functools import cache

from iso4217 import Currency

from invoicer.models.errors import UnknownCurrency


@cache
def _digits_by_code() -> dict[str, int]:
    # Codes without an exponent (gold, test codes) are units of account nobody is invoiced in.
    return {
        currency.code: currency.exponent for currency in Currency if currency.exponent is not None
    }


def minor_digits(code: str) -> int:
    """Return how many decimals the currency has: EUR 2, JPY 0, KWD 3.

    Raises UnknownCurrency for anything that is not an active ISO 4217 code in capitals.
    """
    try:
        return _digits_by_code()[code]
    except KeyError:
        raise UnknownCurrency(code) from None


def codes() -> tuple[str, ...]:
    """Return every currency an invoice can be written in, sorted."""
    return tuple(sorted(_digits_by_code()))
