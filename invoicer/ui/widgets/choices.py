"""What choice fields offer: countries, currencies, languages, units, as (value, label)."""

from functools import cache

from invoicer.i18n import gettext as _
from invoicer.models import currency, identifiers, units

# Offered first: the currencies of the countries with a preset.
COMMON_CURRENCIES = ("EUR", "CHF", "GBP", "USD", "SEK", "DKK", "NOK", "PLN", "CZK", "CAD", "AUD")


@cache
def countries(locale: str) -> tuple[tuple[str, str], ...]:
    """Return every country by name in the user's language, after an empty choice."""
    from babel import Locale, UnknownLocaleError

    try:
        territories = Locale.parse(locale).territories
    except (UnknownLocaleError, ValueError):
        territories = Locale("en").territories
    named = [(str(c), str(n)) for c, n in territories.items() if identifiers.is_country(str(c))]
    named.sort(key=lambda pair: pair[1].casefold())
    return (("", ""), *named)


def country_name(code: str, locale: str) -> str:
    """Return a country's name in the user's language."""
    return dict(countries(locale)).get(code, code) if code else ""


@cache
def currencies(locale: str) -> tuple[tuple[str, str], ...]:
    """Return every currency as "EUR – Euro", the common ones first."""
    from babel import Locale, UnknownLocaleError

    try:
        names = Locale.parse(locale).currencies
    except (UnknownLocaleError, ValueError):
        names = Locale("en").currencies
    codes = (*COMMON_CURRENCIES, *(c for c in currency.codes() if c not in COMMON_CURRENCIES))
    return tuple((code, f"{code} – {names[code]}" if code in names else code) for code in codes)


def languages() -> tuple[tuple[str, str], ...]:
    """Return the languages documents can be written in."""
    return (
        ("en", _("English")),
        ("de", _("German")),
        ("fr", _("French")),
        ("es", _("Spanish")),
        ("it", _("Italian")),
        ("nl", _("Dutch")),
    )


def unit_choices() -> tuple[tuple[str, str], ...]:
    """Return the units of quantity by their plain names."""
    return tuple(units.names().items())
