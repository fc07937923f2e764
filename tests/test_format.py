from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from invoicer import format as text_of
from invoicer.models import currency
from invoicer.models.errors import AmountTooLarge, BadAmount, BadField, UnknownCurrency
from invoicer.models.money import LIMIT_MINOR, Money

LOCALES = ["en_IE", "en_US", "de", "de_AT", "de_CH", "fr", "fr_CH", "es", "it", "it_CH", "nl"]
LOCALES += ["pl", "pt", "sv", "en_IN", "da"]


@pytest.mark.parametrize(
    ("locale", "expected"),
    [
        ("en_IE", "€4,703.90"),
        ("de", "4.703,90\u00a0€"),
        ("de_AT", "€\u00a04.703,90"),
        ("fr", "4\u202f703,90\u00a0€"),
        ("es", "4.703,90\u00a0€"),
        ("it", "4.703,90\u00a0€"),
        ("nl", "€\u00a04.703,90"),
        ("de-DE", "4.703,90\u00a0€"),
    ],
)
def test_money_is_written_as_the_locale_writes_it(locale: str, expected: str) -> None:
    assert text_of.money(Money(470390, "EUR"), locale) == expected


@pytest.mark.parametrize(
    ("money", "expected"),
    [
        (Money(123456, "JPY"), "JP¥123,456"),
        (Money(1234567, "KWD"), "KWD\u00a01,234.567"),
        (Money(5, "EUR"), "€0.05"),
        (Money(-5, "EUR"), "-€0.05"),
        (Money(-1234567, "KWD"), "-KWD\u00a01,234.567"),
        (Money(0, "CLF"), "CLF\u00a00.0000"),
    ],
)
def test_money_has_the_digits_of_its_currency(money: Money, expected: str) -> None:
    assert text_of.money(money, "en_IE") == expected


def test_indian_groups_are_of_two_after_the_first() -> None:
    assert text_of.money(Money(1234567890, "INR"), "en_IN") == "₹1,23,45,678.90"


def test_a_currency_code_is_never_glued_to_the_figure() -> None:
    assert text_of.money(Money(1000, "USD"), "es_MX") == "USD\u00a010.00"
    assert text_of.money(Money(-1000, "USD"), "it_CH") == "USD\u00a0-10.00"


def test_money_of_an_unknown_currency_is_refused() -> None:
    with pytest.raises(UnknownCurrency):
        text_of.money(Money(1, "XYZ"), "de")


def test_an_amount_stands_without_its_currency() -> None:
    assert text_of.amount(Money(-470390, "EUR"), "de") == "-4.703,90"
    assert text_of.amount(Money(470390, "JPY"), "de") == "470.390"


def test_a_price_keeps_the_decimals_it_has() -> None:
    assert text_of.price(Decimal("0.12345"), "EUR", "en_IE") == "0.12345"
    assert text_of.price(Decimal(95), "EUR", "en_IE") == "95.00"
    assert text_of.price(Decimal("95.5"), "JPY", "de") == "95,5"


def test_a_quantity_has_the_decimals_it_needs() -> None:
    assert text_of.quantity(Decimal("1.50"), "de") == "1,5"
    assert text_of.quantity(Decimal("1E+3"), "de") == "1.000"
    assert text_of.quantity(Decimal("-0.25"), "en_IE") == "-0.25"


def test_long_numbers_are_not_rounded() -> None:
    digits = "1234567890123456789012345678901234567.125"
    shown = text_of.quantity(Decimal(digits), "en_US")
    assert shown.replace(",", "") == digits
    assert text_of.parse_quantity(f"-{shown}", "en_US") == Decimal(f"-{digits}")


def test_a_percentage_is_given_in_percent() -> None:
    assert text_of.percent(Decimal(19), "en_IE") == "19%"
    assert text_of.percent(Decimal("9.9750"), "de") == "9,975\u00a0%"


def test_a_day_is_written_in_three_lengths() -> None:
    on = date(2026, 11, 5)
    assert text_of.day(on, "en_IE") == "5 Nov 2026"
    assert text_of.day(on, "de") == "05.11.2026"
    assert text_of.day(on, "de", "long") == "5. November 2026"
    assert text_of.day(on, "en_US", "short") == "11/5/26"


def test_a_day_of_this_year_needs_no_year_in_a_narrow_column() -> None:
    today = date(2026, 11, 21)
    assert text_of.near_day(date(2026, 11, 5), today, "en_IE") == "5 Nov"
    assert text_of.near_day(date(2025, 11, 5), today, "en_IE") == "5 Nov 2025"


@pytest.mark.parametrize(
    ("language", "country", "expected"),
    [
        ("en", "DE", "en_IE"),
        ("en", "", "en_IE"),
        ("en", "US", "en_US"),
        ("en-GB", "DE", "en_GB"),
        ("de", "CH", "de_CH"),
        ("fr", "DE", "fr"),
        ("nl", "", "nl"),
    ],
)
def test_a_document_is_written_in_the_manner_of_the_sellers_country(
    language: str, country: str, expected: str
) -> None:
    assert text_of.document_locale(language, country) == expected


def test_a_locale_no_one_knows_falls_back_to_its_language_and_then_to_english() -> None:
    assert text_of.amount(Money(123456, "EUR"), "de_XX") == "1.234,56"
    assert text_of.amount(Money(123456, "EUR"), "xx_nonsense") == "1,234.56"


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("1250", "1250"),
        ("1.234,56", "1234.56"),
        ("1,234.56", "1234.56"),
        ("1.234.567,89", "1234567.89"),
        ("1,23,456.5", "123456.5"),
        ("1 234,5", "1234.5"),
        ("1\u202f234,50", "1234.50"),
        ("1'234.50", "1234.50"),
        ("1’234.50", "1234.50"),
        ("0.125", "0.125"),
        ("0,125", "0.125"),
        ("1234.567", "1234.567"),
        ("12,5", "12.5"),
        (".5", "0.5"),
        ("5.", "5"),
        ("€ 12,50", "12.50"),
        ("12,50 €", "12.50"),
        ("EUR 12.50", "12.50"),
        ("12.50 usd", "12.50"),
        ("Fr.20", "20"),
        ("Fr. 20.–", "20"),
        ("kr 1 000", "1000"),
        ("19 %", "19"),
        ("-5", "-5"),
        ("−5", "-5"),
        ("5,00-", "-5.00"),
        ("(5.00)", "-5.00"),
        ("-€5", "-5"),
        ("€-5", "-5"),
        ("+5", "5"),
        ("  7 ", "7"),
        ("-0", "0"),
    ],
)
def test_what_can_mean_one_thing_is_read_everywhere(typed: str, meant: str, locale: str) -> None:
    assert text_of.parse_amount(typed, locale) == Decimal(meant)


@pytest.mark.parametrize(
    ("typed", "locale", "meant"),
    [
        ("1.250", "de", "1250"),
        ("1.250", "en_US", "1.250"),
        ("1,250", "de", "1.250"),
        ("1,250", "en_US", "1250"),
        ("1.250", "fr", "1250"),
        ("1,250", "de_CH", "1250"),
    ],
)
def test_the_locale_decides_what_could_mean_two_things(typed: str, locale: str, meant: str) -> None:
    assert text_of.parse_amount(typed, locale) == Decimal(meant)


@pytest.mark.parametrize(
    "typed",
    [
        *("", " ", "abc", "€", "-", ".", ",", "1.2.3", "12 34", "1e5", "NaN", "Infinity", "½"),
        *("1,2.3,4", "--5", "1_000", "٣", "1.5h", "5 apples", "1.234,567.8", "10²", "0x10", "1..2"),
    ],
)
def test_what_is_no_amount_is_refused(typed: str) -> None:
    for locale in ("en_IE", "de", "de_CH"):
        with pytest.raises(BadAmount):
            text_of.parse_amount(typed, locale)


def test_an_amount_of_fifty_digits_is_too_large() -> None:
    with pytest.raises(AmountTooLarge):
        text_of.parse_amount("9" * 50, "de")


@given(
    minor=st.integers(-LIMIT_MINOR + 1, LIMIT_MINOR - 1),
    code=st.sampled_from(currency.codes()),
    locale=st.sampled_from(LOCALES),
)
def test_money_is_read_back_as_it_was_written(minor: int, code: str, locale: str) -> None:
    money = Money(minor, code)
    assert text_of.parse_amount(text_of.money(money, locale), locale) == money.amount
    assert text_of.parse_amount(text_of.amount(money, locale), locale) == money.amount


@given(text=st.text(max_size=30), locale=st.sampled_from(LOCALES))
def test_any_text_is_read_or_refused(text: str, locale: str) -> None:
    try:
        number = text_of.parse_amount(text, locale)
    except (BadAmount, AmountTooLarge):
        return
    assert number.is_finite()


@pytest.mark.parametrize(
    ("typed", "locale"),
    [
        ("2026-11-05", "de"),
        ("5.11.2026", "de"),
        ("05.11.26", "de"),
        ("11/5/2026", "en_US"),
        ("5/11/26", "en_GB"),
        ("05-11-2026", "nl"),
        ("2026. 11. 5", "de"),
    ],
)
def test_a_date_is_read_in_the_order_of_the_locale(typed: str, locale: str) -> None:
    assert text_of.parse_day(typed, locale) == date(2026, 11, 5)


@pytest.mark.parametrize("typed", ["", "31.2.2026", "5.11.", "tomorrow", "5 Nov 2026", "1.2.3.4"])
def test_what_is_no_date_is_refused_with_an_example(typed: str) -> None:
    with pytest.raises(BadField, match=r"25\.11\.26"):
        text_of.parse_day(typed, "de")


def test_months_are_named_as_long_as_there_is_room() -> None:
    on = date(2026, 11, 5)
    assert text_of.month(on, "en_IE", "narrow") == "N"
    assert text_of.month(on, "en_IE", "short") == "Nov"
    assert text_of.month(on, "de", "long") == "November"
    assert text_of.month(on, "fr", "year") == "novembre 2026"


def test_the_days_of_a_month_are_named_together() -> None:
    assert text_of.days_of_month(date(2026, 10, 1), date(2026, 10, 22), "en_IE") == "1–22 Oct"
    assert text_of.days_of_month(date(2026, 10, 1), date(2026, 10, 1), "de") == "1. Okt."


@pytest.mark.parametrize(
    ("locale", "expected"),
    [("en_IE", "2.5K"), ("de", "2.500"), ("fr", "2,5\u00a0k"), ("en_IN", "2.5K")],
)
def test_a_round_number_is_as_short_as_the_locale_writes_it(locale: str, expected: str) -> None:
    assert text_of.compact(2500, locale) == expected
    assert text_of.compact(0, locale) == "0"
