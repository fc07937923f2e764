"""Findings on texts: too long to print, or holding what can be neither printed nor sent."""

import unicodedata
from collections.abc import Iterator

from invoicer.i18n import gettext as _
from invoicer.models.document import Document
from invoicer.models.finding import Finding, error
from invoicer.models.party import Address, Business, Party

SHORT = 200
LONG = 5000


def texts(document: Document, business: Business) -> Iterator[Finding]:
    """Find texts over 200 characters (names, numbers) or 5,000 (notes), and control characters."""
    for field, text, longest in _texts(document, business):
        if len(text) > longest:
            yield error(
                field,
                _(
                    "A text has {length} characters; at most {longest} can be printed. Shorten it."
                ).format(length=len(text), longest=longest),
            )
        if any(
            unicodedata.category(sign) in ("Cc", "Cs") and sign not in "\t\n\r" for sign in text
        ):
            # XML 1.0 has no way to write these at all.
            yield error(field, _("A text holds invisible control characters. Type it anew."))


def _texts(document: Document, business: Business) -> Iterator[tuple[str, str, int]]:
    for name in ("buyer_reference", "order_number", "contract_number", "project"):
        yield name, getattr(document, name), SHORT
    yield "intro", document.intro, LONG
    yield "note", document.note, LONG
    yield "terms", document.terms.text, LONG
    for i, line in enumerate(document.lines):
        yield f"lines[{i}].name", line.name, SHORT
        yield f"lines[{i}].description", line.description, LONG
        yield f"lines[{i}].item_number", line.item_number, SHORT
    for i, adjustment in enumerate(document.adjustments):
        yield f"adjustments[{i}].reason", adjustment.reason, SHORT
    yield from _party("client", document.buyer)
    yield from _party("business", business.party)
    yield "business.footer", business.footer, LONG


def _party(place: str, party: Party) -> Iterator[tuple[str, str, int]]:
    for name in Party.__slots__:
        value = getattr(party, name)
        if isinstance(value, Address):
            for part in Address.__slots__:
                yield f"{place}.address", getattr(value, part), SHORT
        else:
            yield f"{place}.{name}", value, SHORT
