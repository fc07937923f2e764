"""Units of quantity: UN/ECE Recommendation 20 and 21 codes with plain names (BT-130, BT-150).

A document keeps the code; people read and type names. Codes of Recommendation 21 (packages) carry
an X in front, as EN 16931 asks for.
"""

from collections.abc import Callable
from functools import cache

from invoicer import i18n
from invoicer.i18n import gettext as _screen
from invoicer.models import unit_words


def codes() -> tuple[str, ...]:
    """Return every code that has a plain name, in the order a list should offer them."""
    return tuple(_names(str))


def name(code: str, language: str | None = None) -> str:
    """Return the plain name of a code; a code we have no name for is its own name.

    `language` is a document's ("de", "fr"); without one the screen's language is used.
    """
    return names(language).get(code, code)


def names(language: str | None = None) -> dict[str, str]:
    """Return code → plain name in a document's language, or without one in the screen's."""
    return _names(_screen if language is None else i18n.catalogue(language).gettext)


def lookup(text: str, language: str | None = None) -> str | None:
    """Return the code for what somebody typed ("h", "hours", "Stk."), or None if it is unknown.

    Asks in turn for the plain names of the language, the words people use in six languages, and
    the code itself, which may also be one of a package (Rec. 21) without its X.
    """
    wanted = _plain(text)
    if not wanted:
        return None
    for code, label in names(language).items():
        if _plain(label) == wanted:
            return code
    found = _codes_by_word().get(wanted)
    if found is not None:
        return found
    for code in (wanted.upper(), f"X{wanted.upper()}"):
        if code in _names(str):
            return code
    return None


def _plain(text: str) -> str:
    return " ".join(text.casefold().replace(".", " ").split())


@cache
def _codes_by_word() -> dict[str, str]:
    return {_plain(word): code for code, words in unit_words.WORDS.items() for word in words}


def _names(_: Callable[[str], str]) -> dict[str, str]:
    # Functions, so that gettext finds the names and each language can have its own.
    return _work_and_time(_) | _measures(_) | _counts(_) | _packages(_)


def _work_and_time(_: Callable[[str], str]) -> dict[str, str]:
    return {
        "C62": _("piece"),
        "HUR": _("hour"),
        "DAY": _("day"),
        "WEE": _("week"),
        "MON": _("month"),
        "ANN": _("year"),
        "LS": _("lump sum"),
        "MIN": _("minute"),
        "SEC": _("second"),
        "LH": _("labour hour"),
        "E49": _("working day"),
        "QAN": _("quarter"),
        "SAN": _("half-year"),
    }


def _measures(_: Callable[[str], str]) -> dict[str, str]:
    return {
        "KGM": _("kilogram"),
        "GRM": _("gram"),
        "MGM": _("milligram"),
        "TNE": _("tonne"),
        "LBR": _("pound"),
        "ONZ": _("ounce"),
        "MTR": _("metre"),
        "MMT": _("millimetre"),
        "CMT": _("centimetre"),
        "KMT": _("kilometre"),
        "LM": _("linear metre"),
        "INH": _("inch"),
        "FOT": _("foot"),
        "YRD": _("yard"),
        "SMI": _("mile"),
        "MTK": _("square metre"),
        "CMK": _("square centimetre"),
        "KMK": _("square kilometre"),
        "H18": _("hectare"),
        "FTK": _("square foot"),
        "ACR": _("acre"),
        "MTQ": _("cubic metre"),
        "LTR": _("litre"),
        "MLT": _("millilitre"),
        "HLT": _("hectolitre"),
        "GLL": _("gallon"),
        "KWH": _("kilowatt hour"),
        "MWH": _("megawatt hour"),
        "KWT": _("kilowatt"),
    }


def _counts(_: Callable[[str], str]) -> dict[str, str]:
    return {
        "P1": _("percent"),
        "PR": _("pair"),
        "SET": _("set"),
        "KT": _("kit"),
        "DZN": _("dozen"),
        "CEN": _("hundred"),
        "MIL": _("thousand"),
        "IE": _("person"),
        "E48": _("service unit"),
        "ACT": _("activity"),
        "QB": _("page"),
        "D68": _("word"),
        "4L": _("megabyte"),
        "E34": _("gigabyte"),
        "E35": _("terabyte"),
        "EA": _("each"),
        "H87": _("item"),
    }


def _packages(_: Callable[[str], str]) -> dict[str, str]:
    return {
        "XPK": _("package"),
        "XPA": _("packet"),
        "XBX": _("box"),
        "XCT": _("carton"),
        "XPX": _("pallet"),
        "XBG": _("bag"),
        "XBO": _("bottle"),
        "XCR": _("crate"),
        "XRO": _("roll"),
        "XST": _("sheet"),
        "XTU": _("tube"),
        "XBJ": _("bucket"),
        "XDR": _("drum"),
        "XCA": _("can"),
        "XPP": _("single piece"),
        "XLT": _("lot"),
    }
