"""Addresses as they are written on paper."""

from functools import cache

from invoicer.documents.text import clean
from invoicer.models.party import Address, Party

# Where the postcode stands behind the place (UPU addressing guide); elsewhere it stands before.
TOWN_FIRST = frozenset({"US", "CA", "AU", "IN", "NZ", "SG", "ID", "TH"})
OWN_LINE = frozenset({"GB", "IE", "GI", "JE", "GG", "IM"})


def town(address: Address) -> tuple[str, ...]:
    """Return the line or lines of postcode, place and state, in the order of the country."""
    code, city, state = clean(address.postcode), clean(address.city), clean(address.subdivision)
    if address.country in OWN_LINE:
        return tuple(part for part in (city, state, code) if part)
    if address.country in TOWN_FIRST:
        behind = " ".join(part for part in (state, code) if part)
        mark = ", " if address.country == "US" and city and behind else " "
        return tuple(part for part in (mark.join(p for p in (city, behind) if p),) if part)
    province = f"({state})" if state and address.country == "IT" else state
    return tuple(part for part in (" ".join(p for p in (code, city, province) if p),) if part)


def street(address: Address) -> tuple[str, ...]:
    """Return the lines above the place that say something."""
    return tuple(text for text in map(clean, (address.line1, address.line2, address.line3)) if text)


def recipient(party: Party, home: str, language: str) -> tuple[str, ...]:
    """Return the lines in the window of the envelope; abroad the country stands last."""
    names = [clean(party.name)]
    if clean(party.trading_name) not in ("", names[0]):
        names.append(clean(party.trading_name))
    if clean(party.contact_name) not in ("", names[0]):
        names.append(clean(party.contact_name))
    found = [*names, *street(party.address), *town(party.address)]
    if party.address.country and party.address.country != home:
        found.append(country(party.address.country, language).upper())
    return tuple(line for line in found if line)


def one_line(party: Party) -> str:
    """Return name and address in one line, for the small line above the recipient."""
    parts = (clean(party.name), *street(party.address), *town(party.address))
    return " · ".join(part for part in parts if part)


@cache
def country(code: str, language: str) -> str:
    """Return the name of a country in a language, or its code where there is none."""
    from babel import Locale, UnknownLocaleError

    try:
        territories = Locale.parse(language.replace("-", "_")).territories
    except (UnknownLocaleError, ValueError):
        territories = Locale("en").territories
    return str(territories.get(code, code))
