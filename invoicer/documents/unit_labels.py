"""How a quantity is printed with its unit: "16 hours", "2.5 kg", "100 pcs."."""

from decimal import Decimal

from invoicer.documents.wording import Wording
from invoicer.models import units

# Symbols of the SI and of trade that are the same in every language we print.
SYMBOLS = {
    "KGM": "kg",
    "GRM": "g",
    "MGM": "mg",
    "TNE": "t",
    "MTR": "m",
    "MMT": "mm",
    "CMT": "cm",
    "KMT": "km",
    "MTK": "m²",
    "CMK": "cm²",
    "KMK": "km²",
    "HAR": "ha",
    "MTQ": "m³",
    "LTR": "l",
    "MLT": "ml",
    "HLT": "hl",
    "KWH": "kWh",
    "MWH": "MWh",
    "KWT": "kW",
    "MIN": "min",
    "SEC": "s",
    "P1": "%",
    "4L": "MB",
    "E34": "GB",
    "E35": "TB",
    "LBR": "lb",
    "ONZ": "oz",
    "INH": "in",
    "FOT": "ft",
    "YRD": "yd",
    "FTK": "sq ft",
}


def quantity(value: Decimal, unit: str, wording: Wording) -> str:
    """Return a quantity with its unit in the document's language; an unknown code as it is."""
    return f"{wording.number(value)} {label(value, unit, wording)}".strip()


def label(value: Decimal, unit: str, wording: Wording) -> str:
    """Return the unit alone, in the form that goes with the quantity."""
    if unit in SYMBOLS:
        return SYMBOLS[unit]
    _n = wording.ngettext
    count = _count(value, wording.language)
    counted = {
        "C62": lambda: _n("pc.", "pcs.", count),
        "H87": lambda: _n("pc.", "pcs.", count),
        "EA": lambda: _n("pc.", "pcs.", count),
        "XPP": lambda: _n("pc.", "pcs.", count),
        "HUR": lambda: _n("hour", "hours", count),
        "LH": lambda: _n("labour hour", "labour hours", count),
        "DAY": lambda: _n("day", "days", count),
        "E49": lambda: _n("working day", "working days", count),
        "WEE": lambda: _n("week", "weeks", count),
        "MON": lambda: _n("month", "months", count),
        "QAN": lambda: _n("quarter", "quarters", count),
        "SAN": lambda: _n("half-year", "half-years", count),
        "ANN": lambda: _n("year", "years", count),
        "IE": lambda: _n("person", "persons", count),
        "QB": lambda: _n("page", "pages", count),
        "D68": lambda: _n("word", "words", count),
        "SET": lambda: _n("set", "sets", count),
        "PR": lambda: _n("pair", "pairs", count),
        "XPK": lambda: _n("package", "packages", count),
        "XBX": lambda: _n("box", "boxes", count),
        "XBO": lambda: _n("bottle", "bottles", count),
        "XPX": lambda: _n("pallet", "pallets", count),
    }
    form = counted.get(unit)
    return form() if form is not None else units.name(unit, wording.language)


def _count(value: Decimal, language: str) -> int:
    # gettext counts in whole numbers. "1.5 hours", but in French, where the plural begins at two,
    # "1,5 heure"; "0 hours", in French "0 heure".
    size = value.copy_abs()
    if language.startswith("fr"):
        return 1 if size < 2 else 2
    return 1 if size == 1 else 2
