"""Money, numbers, percentages and dates as text for a locale, and back (CLDR, through Babel).

A locale is written "de", "de_CH" or "de-CH". How many decimals money has is our currency table's
word (ISO 4217), not CLDR's. What a locale looks like is worked out once and cached, since every
list row and every keystroke comes through here.
"""

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Literal

from invoicer.i18n import gettext as _
from invoicer.models import currency as currencies
from invoicer.models.errors import BadAmount, BadField
from invoicer.models.money import Money, finite

if TYPE_CHECKING:
    from babel import Locale
    from babel.numbers import NumberPattern

NO_BREAK_SPACE = "\u00a0"
DayStyle = Literal["short", "medium", "long"]

# English as written where English is not a national language: €4,703.90 and 5 Nov 2026.
EUROPEAN_ENGLISH = "en_IE"
ENGLISH_COUNTRIES = frozenset(
    {"AU", "BW", "BZ", "CA", "GB", "GH", "HK", "IE", "IN", "JM", "KE", "MT", "MY", "NA", "NG", "NZ"}
    | {"PH", "PK", "SG", "TT", "TZ", "UG", "US", "ZA", "ZM", "ZW"}
)


@dataclass(frozen=True, slots=True)
class _Shape:
    """How a number is put together: what stands around it, and its marks and groups."""

    before: str
    after: str
    before_negative: str
    after_negative: str
    group: str
    decimal: str
    first_group: int
    further_groups: int


@cache
def _locale(name: str) -> "Locale":
    from babel import Locale, UnknownLocaleError

    wanted = name.replace("-", "_")
    for candidate in (wanted, wanted.split("_")[0]):
        try:
            return Locale.parse(candidate)
        except (UnknownLocaleError, ValueError):
            continue
    return Locale.parse(EUROPEAN_ENGLISH)


@cache
def document_locale(language: str, country: str) -> str:
    """Return the locale of a document in that language, sent from that country (ISO 3166-1).

    "de" from CH gives "de_CH"; a pair that no one writes ("fr" from DE) gives the bare language.
    """
    from babel import localedata

    language = language.replace("-", "_")
    base = language.split("_")[0]
    if base == "en" and "_" not in language and country not in ENGLISH_COUNTRIES:
        return EUROPEAN_ENGLISH
    candidate = f"{base}_{country}" if country and "_" not in language else language
    return candidate if localedata.exists(candidate) else base


def _shape_of(locale: "Locale", pattern: "NumberPattern", sign: str = "") -> _Shape:
    marks = locale.number_symbols["latn"]
    minus = marks["minusSign"]

    def around(text: str, *, before: bool) -> str:
        # CLDR's spacing rule: a currency code is never glued to the figure it belongs to.
        spaced = sign
        if before and sign[-1:].isalpha():
            spaced = sign + NO_BREAK_SPACE
        elif not before and sign[:1].isalpha():
            spaced = NO_BREAK_SPACE + sign
        text = text.replace("-", minus).replace("¤", spaced).replace("%", marks["percentSign"])
        return re.sub(r"[\u00a0\u202f ]{2,}", NO_BREAK_SPACE, text)

    return _Shape(
        around(pattern.prefix[0], before=True),
        around(pattern.suffix[0], before=False),
        around(pattern.prefix[1], before=True),
        around(pattern.suffix[1], before=False),
        marks["group"],
        marks["decimal"],
        pattern.grouping[0],
        pattern.grouping[1],
    )


@cache
def _money_shape(locale: str, currency: str) -> _Shape:
    from babel.numbers import get_currency_symbol

    parsed = _locale(locale)
    pattern = parsed.currency_formats["standard"]
    return _shape_of(parsed, pattern, get_currency_symbol(currency, parsed))


@cache
def _number_shape(locale: str) -> _Shape:
    parsed = _locale(locale)
    return _shape_of(parsed, parsed.decimal_formats[None])


@cache
def _percent_shape(locale: str) -> _Shape:
    parsed = _locale(locale)
    return _shape_of(parsed, parsed.percent_formats[None])


def _grouped(integer: str, shape: _Shape) -> str:
    if len(integer) <= shape.first_group:
        return integer
    head, parts = integer[: -shape.first_group], [integer[-shape.first_group :]]
    while head:
        parts.append(head[-shape.further_groups :])
        head = head[: -shape.further_groups]
    return shape.group.join(reversed(parts))


def _around(text: str, negative: bool, shape: _Shape) -> str:
    if negative:
        return f"{shape.before_negative}{text}{shape.after_negative}"
    return f"{shape.before}{text}{shape.after}"


def _from_minor(money: Money, shape: _Shape) -> str:
    digits = currencies.minor_digits(money.currency)
    text = str(abs(money.minor)).zfill(digits + 1)
    if digits:
        whole = _grouped(text[:-digits], shape)
        return _around(f"{whole}{shape.decimal}{text[-digits:]}", money.minor < 0, shape)
    return _around(_grouped(text, shape), money.minor < 0, shape)


def _from_decimal(value: Decimal, shape: _Shape, least: int = 0) -> str:
    whole, _point, fraction = f"{value.copy_abs():f}".partition(".")
    fraction = fraction.rstrip("0").ljust(least, "0")
    text = _grouped(whole, shape)
    return _around(f"{text}{shape.decimal}{fraction}" if fraction else text, value < 0, shape)


def money(value: Money, locale: str) -> str:
    """Return the amount with its currency: "€4,703.90", "4.703,90 €". Raises UnknownCurrency."""
    return _from_minor(value, _money_shape(locale, value.currency))


def amount(value: Money, locale: str) -> str:
    """Return the amount without its currency: "4,703.90". Raises UnknownCurrency."""
    return _from_minor(value, _number_shape(locale))


def price(value: Decimal, currency: str, locale: str) -> str:
    """Return a unit price with at least the currency's decimals, and more where it has more."""
    return _from_decimal(value, _number_shape(locale), currencies.minor_digits(currency))


def quantity(value: Decimal, locale: str) -> str:
    """Return a number with the decimals it needs: "1.5", "12"."""
    return _from_decimal(value, _number_shape(locale))


def percent(value: Decimal, locale: str) -> str:
    """Return a percentage, given in percent: 19 is "19%", in German "19 %"."""
    return _from_decimal(value, _percent_shape(locale))


@lru_cache(maxsize=8192)
def day(on: date, locale: str, style: DayStyle = "medium") -> str:
    """Return a date: "5 Nov 2026", "05.11.2026"; `style` "short" or "long" for others."""
    from babel.dates import format_date

    return format_date(on, style, _locale(locale))


@lru_cache(maxsize=8192)
def near_day(on: date, today: date, locale: str) -> str:
    """Return a date for a narrow column: "5 Nov" within the year of `today`, else with its year."""
    if on.year != today.year:
        return day(on, locale)
    from babel.dates import format_skeleton

    return format_skeleton("MMMd", on, locale=_locale(locale))


_MONTH_PATTERNS = {"narrow": "LLLLL", "short": "LLL", "long": "LLLL", "year": "LLLL y"}


@lru_cache(maxsize=1024)
def month(on: date, locale: str, style: Literal["narrow", "short", "long", "year"]) -> str:
    """Return the name of a day's month: "N", "Nov", "November", "November 2026"."""
    from babel.dates import format_date

    return format_date(on, _MONTH_PATTERNS[style], _locale(locale))


@lru_cache(maxsize=1024)
def days_of_month(first: date, last: date, locale: str) -> str:
    """Return the days from one to another of a month: "1–22 Oct"."""
    from babel.dates import format_interval

    return format_interval(first, last, "MMMd", locale=_locale(locale))


@lru_cache(maxsize=1024)
def compact(value: int, locale: str) -> str:
    """Return a round number as short as the locale writes it: "2.5K"; German has no such sign."""
    from babel.numbers import format_compact_decimal

    text = format_compact_decimal(value, locale=_locale(locale), fraction_digits=1)
    return quantity(Decimal(value), locale) if text.lstrip("-").isdigit() else text


# Signs people type beside an amount that CLDR knows only in some of its locales.
_COMMON_SIGNS = frozenset(
    {"fr.", "fr", "sfr.", "kr", "kr.", "zł", "kč", "ft", "lei", "r$", "us$", "c$", "a$", "rs.", "%"}
    | {"$", "£", "¥", *map(chr, range(0x20A0, 0x20D0))}
)
_SPACES = str.maketrans(dict.fromkeys("\u00a0\u202f\u2009\u2007\t'’`´", " "))
_MINUS = ("-", "−", "–")
# A point after a letter belongs to the sign ("Fr.20"), never to the number.
_PARTS = re.compile(
    r"(?P<before>(?:[^\W\d_]\.|[^\d.,(+−–-])*)"
    r"(?P<rest>.*?)"
    r"(?P<after>(?:[^\d.,)−–-]|(?<=[^\W\d_])\.)*)",
    re.DOTALL,
)
_SWISS_EMPTY_CENTS = re.compile(r"(?<=\d)[.,][-–—]+$")
_PLAIN = re.compile(r"[0-9]+")
# Groups of three, or Indian ones: two, two and then three.
_GROUPS = re.compile(r"[0-9]{1,3}(?P<mark>[., ])[0-9]{3}(?:(?P=mark)[0-9]{3})*")
_INDIAN_GROUPS = re.compile(r"[0-9]{1,2}(?:,[0-9]{2})+,[0-9]{3}")


@cache
def _signs(locale: str) -> frozenset[str]:
    symbols = _locale(locale).currency_symbols.values()
    return frozenset(
        sign.translate(_SPACES).casefold()
        for sign in (*currencies.codes(), *symbols, *_COMMON_SIGNS)
    )


def parse_amount(text: str, locale: str) -> Decimal:
    """Return the number somebody typed or pasted, exactly as written.

    Takes 1.234,56 and 1,234.56 alike, "1250", spaces and apostrophes between groups, a currency
    code or sign on either side, and a minus on either side or parentheses. One mark before exactly
    three digits ("1.250") can mean two things: the locale's decimal mark is a decimal mark, any
    other groups. Raises BadAmount, AmountTooLarge.
    """
    negative, rest = _split_sign(text.translate(_SPACES).strip())
    found = _PARTS.fullmatch(rest)
    assert found is not None, "the pattern takes any text"
    for sign in (found["before"].strip(), found["after"].strip()):
        if sign and sign.casefold() not in _signs(locale):
            raise BadAmount(text)
    rest = found["rest"].strip()
    if not negative:
        negative, rest = _split_sign(rest)
    plain = _plain(rest, _number_shape(locale).decimal)
    if plain is None:
        raise BadAmount(text)
    number = finite(plain)
    return number.copy_negate() if negative and number else number


def _split_sign(text: str) -> tuple[bool, str]:
    text = _SWISS_EMPTY_CENTS.sub("", text)
    if text.startswith(_MINUS):
        return True, text[1:].lstrip()
    if text.endswith(_MINUS):
        return True, text[:-1].rstrip()
    if text.startswith("(") and text.endswith(")"):
        return True, text[1:-1].strip()
    return False, text.removeprefix("+").lstrip()


def _plain(text: str, decimal: str) -> str | None:
    """Return the number with a point as decimal mark, or None where this is none."""
    marks = [mark for mark in text if mark in ".,"]
    if not marks or marks.count(marks[-1]) > 1:
        # No mark, or the same one twice: that can only be groups.
        return _ungrouped(text)
    if len(marks) == 1 and marks[0] != decimal and text[0] != "0" and _GROUPS.fullmatch(text):
        return _ungrouped(text)
    whole, _mark, fraction = text.rpartition(marks[-1])
    whole_plain = _ungrouped(whole) if whole else "0"
    if whole_plain is None or not (_PLAIN.fullmatch(fraction) if fraction else whole):
        return None
    return f"{whole_plain}.{fraction}" if fraction else whole_plain


def _ungrouped(text: str) -> str | None:
    if _PLAIN.fullmatch(text):
        return text
    if _GROUPS.fullmatch(text) or _INDIAN_GROUPS.fullmatch(text):
        return re.sub("[., ]", "", text)
    return None


def parse_quantity(text: str, locale: str) -> Decimal:
    """Return a quantity or percentage somebody typed, as `parse_amount` reads it."""
    return parse_amount(text, locale)


def parse_day(text: str, locale: str) -> date:
    """Return a date written as 2026-11-05 or in the locale's own order, "5.11.26" or "11/5/2026".

    Raises BadField.
    """
    numbers = re.findall(r"\d+", text)
    if len(numbers) == 3 and re.fullmatch(r"[\d\s./-]+", text):
        order = "ymd" if len(numbers[0]) == 4 else _day_order(locale)
        parts = dict(zip(order, map(int, numbers), strict=True))
        if len(numbers[order.index("y")]) <= 2:
            parts["y"] += 2000
        try:
            return date(parts["y"], parts["m"], parts["d"])
        except ValueError:
            pass
    raise BadField(
        _("Date"),
        _("“{text}” is not a date. Write it like {example}.").format(
            text=text[:40], example=day(date(2026, 11, 25), locale, "short")
        ),
    )


@cache
def _day_order(locale: str) -> str:
    letters = re.sub(r"[^dMy]", "", _locale(locale).date_formats["short"].pattern)
    return "".join(dict.fromkeys(letters.lower()))
