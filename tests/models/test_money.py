"""Money: exact amounts in minor units, and the one function that rounds."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from invoicer.models import money
from invoicer.models.errors import (
    AmountTooLarge,
    BadAmount,
    CurrencyMismatch,
    TooManyDecimals,
    UnknownCurrency,
)
from invoicer.models.money import Money

ALL_CENTS = st.integers(-(10**14), 10**14)


@given(ALL_CENTS, st.sampled_from(["EUR", "JPY", "KWD", "CLF"]))
def test_an_amount_written_out_is_read_back_the_same(minor: int, currency: str) -> None:
    amount = Money(minor, currency)
    assert Money.of(str(amount.amount), currency) == amount


@given(ALL_CENTS, ALL_CENTS)
def test_amounts_add_subtract_and_compare_like_whole_numbers(one: int, other: int) -> None:
    first, second = Money(one, "EUR"), Money(other, "EUR")
    assert (first + second).minor == one + other
    assert (first - second).minor == one - other
    assert (first < second, first <= second) == (one < other, one <= other)
    assert (first > second, first >= second) == (one > other, one >= other)
    assert (-first).minor == -one
    assert abs(first).minor == abs(one)
    assert bool(first) == bool(one)


def test_an_amount_reads_as_its_figure_and_currency() -> None:
    assert str(Money(1250, "EUR")) == "12.50 EUR"
    assert str(Money(-7, "JPY")) == "-7 JPY"


def test_two_currencies_are_neither_added_nor_compared() -> None:
    euro, yen = Money(1, "EUR"), Money(1, "JPY")
    for act in (lambda: euro + yen, lambda: euro - yen, lambda: euro < yen, lambda: euro >= yen):
        with pytest.raises(CurrencyMismatch, match=r"EUR and JPY|JPY and EUR"):
            act()


@pytest.mark.parametrize("text", ["", "abc", "NaN", "sNaN", "Infinity", "-Infinity", "1,5"])
def test_what_is_no_number_is_no_amount(text: str) -> None:
    with pytest.raises(BadAmount):
        Money.of(text, "EUR")


def test_an_amount_finer_than_its_currency_is_refused() -> None:
    with pytest.raises(TooManyDecimals, match="more decimals than EUR allows"):
        Money.of("0.001", "EUR")
    with pytest.raises(TooManyDecimals):
        Money.of("0.5", "JPY")
    assert Money.of("1.2300", "EUR").minor == 123


@pytest.mark.parametrize("text", ["123456789012345678901234567890", "1E+13", "1E+500", "1E-50"])
def test_an_amount_beyond_all_trade_is_refused(text: str) -> None:
    with pytest.raises(AmountTooLarge):
        Money.of(text, "EUR")


def test_nothing_of_an_unknown_currency_is_refused() -> None:
    with pytest.raises(UnknownCurrency):
        Money.zero("EURO")


@pytest.mark.parametrize(
    ("exact", "cents"),
    [
        ("0.005", 1),
        ("-0.005", -1),
        ("0.0049999", 0),
        ("2.675", 268),
        ("1.115", 112),
        ("-1.115", -112),
    ],
)
def test_halves_are_rounded_away_from_zero(exact: str, cents: int) -> None:
    assert money.round_half_up(Decimal(exact), "EUR").minor == cents


def test_rounding_refuses_what_is_too_large() -> None:
    with pytest.raises(AmountTooLarge):
        money.round_half_up(Decimal(10) ** 13, "EUR")


@given(st.lists(ALL_CENTS, max_size=20))
def test_a_total_is_the_sum(cents: list[int]) -> None:
    amounts = [Money(minor, "EUR") for minor in cents]
    assert money.total(amounts, "EUR").minor == sum(cents)


@given(ALL_CENTS, st.lists(st.integers(-1000, 10**6), min_size=1, max_size=20))
def test_parts_of_a_split_amount_add_up_to_it(minor: int, shares: list[int]) -> None:
    whole = Money(minor, "EUR")
    parts = money.spread(whole, [Decimal(share) for share in shares])
    assert len(parts) == len(shares)
    assert sum(part.minor for part in parts) == minor


@given(st.integers(0, 10**9), st.lists(st.integers(1, 10**6), min_size=1, max_size=20))
def test_each_part_is_within_a_cent_of_its_proportion(minor: int, shares: list[int]) -> None:
    parts = money.spread(Money(minor, "EUR"), [Decimal(share) for share in shares])
    for part, share in zip(parts, shares, strict=True):
        assert abs(part.minor - Decimal(minor) * share / sum(shares)) < 1


def test_shares_of_nothing_are_split_evenly() -> None:
    parts = money.spread(Money(10, "EUR"), [Decimal(0), Decimal(0), Decimal(0)])
    assert sorted(part.minor for part in parts) == [3, 3, 4]


def test_nobody_gets_anything_where_nobody_is() -> None:
    assert money.spread(Money(10, "EUR"), []) == ()


@given(
    st.integers(-(10**6), 10**6),
    st.lists(st.decimals(-1000, 1000, places=3), min_size=1, max_size=9),
)
def test_rounded_parts_add_up_even_far_from_the_whole(minor: int, exact: list[Decimal]) -> None:
    parts = money.settle(Money(minor, "EUR"), exact)
    assert sum(part.minor for part in parts) == minor


def test_a_tie_goes_to_the_larger_part_then_to_the_earlier() -> None:
    parts = money.settle(Money(3, "EUR"), [Decimal("0.5"), Decimal("1.5"), Decimal("0.5")])
    assert [part.minor for part in parts] == [1, 2, 0]
