"""The currency table against the ISO 4217 list itself."""

import pytest
from iso4217 import Currency

from invoicer.models import currency
from invoicer.models.errors import UnknownCurrency


@pytest.mark.parametrize("listed", list(Currency), ids=lambda listed: listed.code)
def test_every_currency_has_the_digits_iso_4217_gives_it(listed: Currency) -> None:
    if listed.exponent is None:
        with pytest.raises(UnknownCurrency, match="is not a currency"):
            currency.minor_digits(listed.code)
    else:
        assert currency.minor_digits(listed.code) == listed.exponent
        assert listed.code in currency.codes()


@pytest.mark.parametrize(
    ("code", "digits"),
    [
        ("EUR", 2),
        ("USD", 2),
        ("JPY", 0),
        ("ISK", 0),
        ("KWD", 3),
        ("TND", 3),
        ("CLF", 4),
        ("HUF", 2),
    ],
)
def test_well_known_currencies_have_their_digits(code: str, digits: int) -> None:
    assert currency.minor_digits(code) == digits


@pytest.mark.parametrize("code", ["", "eur", "EURO", "XXX", "XAU", "DEM", "€"])
def test_anything_else_is_no_currency(code: str) -> None:
    with pytest.raises(UnknownCurrency):
        currency.minor_digits(code)
