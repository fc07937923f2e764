"""Is this number likely to be right? IBAN, BIC, VAT id, creditor reference, e-mail, country.

A doubtful one earns a warning, never a refusal: registers change faster than programs. Checks are
python-stdnum's; stdnum has none for e-mail addresses, so that one is ours.
"""

import re
from functools import cache

from stdnum import bic, iban, iso11649, vatin

# One @, no blanks or brackets, a dot in the domain: what a mail server will not reject at sight.
EMAIL = re.compile(
    r"[^\s@<>()\[\],;:\"\\]{1,64}@(?:[^\W_](?:[\w-]{0,61}[^\W_])?\.)+[^\W\d_][\w-]{0,61}[^\W_]"
)
EMAIL_LONGEST = 254

# Countries whose VAT ids are written with another prefix than their ISO 3166 code.
VAT_PREFIXES = {"GR": ("EL", "GR"), "GB": ("GB", "XI"), "CH": ("CHE",)}

# Entries of CLDR's territories that are no countries of ISO 3166-1.
NO_COUNTRIES = frozenset(
    "AC CP CQ DG EA EU EZ IC QO TA UN XA XB XK ZZ".split(),
)


def is_iban(text: str) -> bool:
    """Tell whether this is an IBAN of the right length and check digits; blanks don't matter."""
    return bool(iban.is_valid(text, check_country=False))


def looks_like_iban(text: str) -> bool:
    """Tell whether this is meant to be an IBAN: two letters, two digits, eleven or more to come."""
    return re.fullmatch(r"[A-Z]{2}\d{2}[A-Z0-9]{11,30}", compact(text)) is not None


def is_bic(text: str) -> bool:
    """Tell whether this has the form of a BIC (ISO 9362: eight or eleven characters)."""
    return bool(bic.is_valid(text))


def is_vat_id(text: str, country: str = "") -> bool:
    """Tell whether this is a well-formed VAT id with its country prefix, as DE136695976.

    With a country it must be one of that country (Greece writes EL, Switzerland CHE).
    """
    number = compact(text)
    prefixes = VAT_PREFIXES.get(country, (country,))
    return number.startswith(prefixes) and bool(vatin.is_valid(number))


def is_creditor_reference(text: str) -> bool:
    """Tell whether this is a structured creditor reference (ISO 11649: RF and check digits)."""
    return bool(iso11649.is_valid(text))


def is_email(text: str) -> bool:
    """Tell whether a mail can be addressed to this; it says nothing of whether it arrives."""
    return len(text) <= EMAIL_LONGEST and ".." not in text and bool(EMAIL.fullmatch(text))


def is_country(code: str) -> bool:
    """Tell whether this is a country code of ISO 3166-1 alpha-2 (GB, not UK; GR, not EL)."""
    return code in _countries()


def format_iban(text: str) -> str:
    """Return an IBAN in groups of four; anything else is only trimmed."""
    return str(iban.format(compact(text))) if looks_like_iban(text) else text.strip()


def format_creditor_reference(text: str) -> str:
    """Return a creditor reference in groups of four, as it is printed; others are only trimmed."""
    return str(iso11649.format(text)) if is_creditor_reference(text) else text.strip()


def compact(text: str) -> str:
    """Return a number without blanks, dots and dashes, in capitals: how two are compared."""
    return re.sub(r"[\s.\-/]", "", text).upper()


@cache
def _countries() -> frozenset[str]:
    # Imported late: it reads a locale file, and most starts never ask.
    from babel import Locale

    codes = {str(code) for code in Locale("en").territories}
    return frozenset(code for code in codes if re.fullmatch("[A-Z]{2}", code)) - NO_COUNTRIES
