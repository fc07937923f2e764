"""Amounts as banks print them: signs, marks, currencies, and which sign is the decimal mark.

`split` takes a cell apart without deciding what "1,234" is; `decimal_mark` decides that from all
cells of a file together; `value` then makes the number. Nothing here makes up a zero.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from invoicer.models import currency as currencies

SYMBOLS = {
    "€": "EUR", "£": "GBP", "R$": "BRL", "US$": "USD", "CA$": "CAD", "C$": "CAD", "A$": "AUD",
    "AU$": "AUD", "NZ$": "NZD", "HK$": "HKD", "S$": "SGD", "NT$": "TWD", "MX$": "MXN",
    "zł": "PLN", "Kč": "CZK", "Ft": "HUF", "₹": "INR", "Rs.": "INR", "₽": "RUB", "₺": "TRY",
    "₴": "UAH", "₪": "ILS", "₩": "KRW", "₫": "VND", "฿": "THB", "₦": "NGN", "₱": "PHP",
    "₸": "KZT", "₾": "GEL", "Fr.": "CHF", "SFr.": "CHF", "лв.": "BGN", "лв": "BGN",
    "руб.": "RUB", "руб": "RUB", "грн.": "UAH", "грн": "UAH", "lei": "RON", "RM": "MYR",
    "Rp": "IDR", "元": "CNY", "人民币": "CNY", "美元": "USD", "港币": "HKD", "円": "JPY",
    "د.ا.": "JOD", "د.إ.": "AED", "ر.س.": "SAR", "د.ك.": "KWD", "د.ب.": "BHD", "ر.ق.": "QAR",
    "ج.م.": "EGP", "د.م.": "MAD", "د.ت.": "TND",
}  # fmt: skip
# Signs several currencies share: kept as they are, decided by what else is known.
SHARED = {
    "$": ("USD", "CAD", "AUD", "NZD", "SGD", "HKD", "MXN"),
    "¥": ("JPY", "CNY"),
    "￥": ("CNY", "JPY"),
    "kr": ("SEK", "NOK", "DKK", "ISK"),
    "kr.": ("DKK", "SEK", "NOK", "ISK"),
}
WORDS = {"EURO": "EUR", "EUROS": "EUR", "RUR": "RUB", "NTD": "TWD", "RMB": "CNY", "STG": "GBP"}
_SIGNS = sorted({**SYMBOLS, **SHARED}, key=len, reverse=True)
_NOISE = str.maketrans(
    {
        "\u200e": "", "\u200f": "", "\u202a": "", "\u202b": "", "\u202c": "", "\u2066": "",
        "\u2067": "", "\u2069": "", "\u200b": "", "\ufeff": "", "\u00a0": " ", "\u202f": " ",
        "\u2009": " ", "\t": " ", "\u2212": "-", "\u2013": "-", "\u2014": "-", "\u2019": "'",
        "\u02bc": "'", "`": "'", "\u00b4": "'", "\uff0b": "+", "\uff0d": "-", "\u066b": ".",
        "\u066c": ",",
    }
)  # fmt: skip
_PLAIN = re.compile(r"[+-]?[\d.,]*\d[\d.,]*\Z")
_MARKER = re.compile(r"(?<=[\d.\s)])\s*(CR|DR|C|D|S|H)\.?\Z", re.IGNORECASE)
_MARKS = {"CR": "C", "C": "C", "H": "C", "DR": "D", "D": "D", "S": "D"}
_CODE = re.compile(r"(?<![A-Za-z])([A-Za-z]{3,5})(?![A-Za-z])")
_DIGITS = re.compile(r"[\d.,' ]*\d[\d.,' ]*\Z")
_SWISS_WHOLE = re.compile(r"[.,](?:-{1,2}|\u2014)\Z")
_POINT = re.compile(r"(\d{1,3}(?:[,' ]\d{2,3})*[,' ]\d{3}|\d*)(?:\.(\d*))?\Z")
_COMMA = re.compile(r"(\d{1,3}(?:[.' ]\d{2,3})*[.' ]\d{3}|\d*)(?:,(\d*))?\Z")
# "-5.000.00": one sign for both, as one Danish bank writes; the last two digits are the cents.
_POINT_TWICE = re.compile(r"\d{1,3}(?:\.\d{3})+\.\d{2}\Z")
_COMMA_TWICE = re.compile(r"\d{1,3}(?:,\d{3})+,\d{2}\Z")


@dataclass(frozen=True, slots=True)
class Figure:
    """A cell taken apart: unsigned digits with their separators, sign, D or C mark, currency."""

    digits: str
    sign: str = ""
    marker: str = ""
    currency: str = ""


def code_of(text: str) -> str:
    """Return the ISO 4217 code a text names by code, sign or word, or nothing."""
    word = text.translate(_NOISE).strip()
    if word in SYMBOLS:
        return SYMBOLS[word]
    upper = word.upper()
    upper = WORDS.get(upper, upper)
    return upper if upper in _codes() else ""


def split(text: str) -> Figure | None:
    """Take an amount apart; None where the text is no amount."""
    cell = text.translate(_NOISE).strip() if not text.isascii() or "\t" in text else text.strip()
    if _PLAIN.match(cell):
        sign = cell[0] if cell[0] in "+-" else ""
        return Figure(cell[1:] if sign else cell, sign)
    if not cell or len(cell) > 60:
        return None
    return _split_dressed(cell)


def _split_dressed(cell: str) -> Figure | None:
    sign, marker = "", ""
    cell, currency = _take_currency(cell)
    if cell.startswith("(") and cell.endswith(")"):
        sign, cell = "-", cell[1:-1].strip()
    if cell.startswith("'"):
        cell = cell[1:].strip()
    found = _MARKER.search(cell)
    if found:
        marker, cell = _MARKS[found.group(1).upper()], cell[: found.start()].strip()
    if not currency:
        cell, currency = _take_currency(cell)
    cell = _SWISS_WHOLE.sub("", cell)
    if cell[:1] in ("+", "-"):
        sign, cell = ("-" if "-" in (sign, cell[0]) else cell[0]), cell[1:].strip()
    elif cell[-1:] in ("+", "-"):
        sign, cell = ("-" if "-" in (sign, cell[-1]) else cell[-1]), cell[:-1].strip()
    if not _DIGITS.match(cell):
        return None
    return Figure(cell, sign, marker, currency)


def _take_currency(cell: str) -> tuple[str, str]:
    for sign in _SIGNS:
        if sign in cell:
            rest = cell.replace(sign, " ", 1).strip()
            return rest, SYMBOLS.get(sign, sign)
    found = _CODE.search(cell)
    if found:
        code = code_of(found.group(1))
        if code:
            return (cell[: found.start()] + " " + cell[found.end() :]).strip(), code
    return cell, ""


def decimal_mark(digits: Iterable[str], minor_digits: int | None = None) -> str:
    """Return "." or ",", or nothing where the amounts leave it open ("1,234" and no more).

    `minor_digits` of the currency, where known, says whether three digits can be decimals.
    """
    votes = {".": 0, ",": 0}
    open_marks: set[str] = set()
    for number in digits:
        mark, sure = _mark_of(number)
        if sure:
            votes[mark] += 1
        elif mark:
            open_marks.add(mark)
    if votes["."] or votes[","]:
        return "." if votes["."] >= votes[","] else ","
    if not open_marks:
        return "."
    if len(open_marks) == 1 and minor_digits is not None and minor_digits < 3:
        # Three digits can't be the cents of this currency, so they are thousands.
        return "," if "." in open_marks else "."
    return ""


def _mark_of(number: str) -> tuple[str, bool]:
    """Return which sign is the decimal mark by this number alone, and whether that is sure."""
    point, comma = number.rfind("."), number.rfind(",")
    if point < 0 and comma < 0:
        return "", False
    if point >= 0 and comma >= 0:
        last, other = (".", ",") if point > comma else (",", ".")
        return (last, True) if number.count(last) == 1 else (other, True)
    mark = "." if point >= 0 else ","
    before, _, after = number.rpartition(mark)
    if number.count(mark) > 1:
        return (mark, True) if len(after) != 3 else ("," if mark == "." else ".", True)
    if len(after) != 3 or "'" in before or " " in before:
        return mark, True
    if before in ("", "0") or len(before) > 3:
        return mark, True
    return mark, False


def value(figure: Figure, mark: str) -> Decimal | None:
    """Return the signed number, or None where the digits don't fit the decimal mark."""
    number = figure.digits
    found = (_POINT if mark == "." else _COMMA).match(number)
    if found:
        whole, cents = found.group(1), found.group(2) or ""
        for separator in ",.' ":
            if separator in whole:
                whole = whole.replace(separator, "")
    elif (_POINT_TWICE if mark == "." else _COMMA_TWICE).match(number):
        whole, cents = number[:-3].replace(mark, ""), number[-2:]
    else:
        return None
    if len(whole) + len(cents) > 30:
        return None
    # A separator with nothing behind it, or nothing before it, is fine; nothing at all is not.
    if not whole and not cents:
        return None
    amount = Decimal(f"{whole or '0'}.{cents}" if cents else whole)
    return -amount if figure.sign == "-" else amount


@cache
def _codes() -> frozenset[str]:
    return frozenset(currencies.codes())
