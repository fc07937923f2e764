"""What the fonts of documents can draw: what they lack is refused, not printed as black boxes."""

import struct
from collections.abc import Iterator
from functools import cache

from invoicer import paths
from invoicer.documents import addresses
from invoicer.documents.text import lines
from invoicer.i18n import gettext as _
from invoicer.models.document import Document, Snapshot
from invoicer.models.errors import MissingGlyphs
from invoicer.models.party import Party

FONT = "Inter-Regular.ttf"
# Windows, Unicode up to U+FFFF; every one of our fonts has this, and all have the same characters.
BASIC_PLANE = (3, 1)
SEGMENTED = 4


@cache
def covered() -> frozenset[str]:
    """Return every character the fonts have, read once from the font's cmap table."""
    data = (paths.resources() / "fonts" / FONT).read_bytes()
    start = _table(data, b"cmap")
    (count,) = struct.unpack_from(">H", data, start + 2)
    for index in range(count):
        platform, encoding, offset = struct.unpack_from(">HHL", data, start + 4 + 8 * index)
        if (platform, encoding) == BASIC_PLANE:
            return frozenset(_segments(data, start + offset))
    raise ValueError(f"{FONT} has no Unicode character map")


def missing(text: str) -> set[str]:
    """Return the characters of a text that the fonts lack; line breaks and blanks are fine."""
    return {c for c in set(text).difference(covered()) if not c.isspace()}


def check(snapshot: Snapshot) -> None:
    """Raise MissingGlyphs for the first field with a character that can't be drawn."""
    for field, text in _typed(snapshot):
        # Cleaned as it is for print, which takes away what has no shape.
        lacking = missing("".join(lines(text)))
        if lacking:
            raise MissingGlyphs(tuple(sorted(lacking)), field)


def check_text(text: str) -> None:
    """Raise MissingGlyphs for what isn't typed by the user: figures, dates and our own words."""
    lacking = missing(text)
    if lacking:
        raise MissingGlyphs(tuple(sorted(lacking)), _("Document"))


def _typed(snapshot: Snapshot) -> Iterator[tuple[str, str]]:
    document, seller = snapshot.document, snapshot.seller
    yield from _party(document.buyer, _("Client"))
    yield from _party(seller.party, _("Your business"))
    yield from _lines(document)
    yield _("Introduction"), document.intro
    yield _("Note"), document.note
    yield _("Payment terms"), document.terms.text
    yield _("Footer"), seller.footer
    yield _("Customer number"), document.client_number
    yield _("Your reference"), document.buyer_reference
    yield _("Your order"), document.order_number
    yield _("Contract"), document.contract_number
    yield _("Project"), document.project
    yield _("Number"), snapshot.number
    for adjustment in document.adjustments:
        yield _("Discount or charge"), adjustment.reason
    for withholding in document.withholdings:
        yield _("Withholding tax"), withholding.name
    if snapshot.account is not None:
        account = snapshot.account
        yield _("Bank account"), f"{account.account} {account.holder} {account.bank}"


def _lines(document: Document) -> Iterator[tuple[str, str]]:
    for position, line in enumerate(document.lines, start=1):
        field = _("Line {position}").format(position=position)
        yield field, line.name
        yield field, line.description
        yield field, line.item_number
        yield field, line.unit
        for adjustment in line.adjustments:
            yield field, adjustment.reason
        for tax in line.taxes:
            yield field, f"{tax.name}{tax.reason}"


def _party(party: Party, who: str) -> Iterator[tuple[str, str]]:
    address = party.address
    yield _("{who}, name").format(who=who), f"{party.name}{party.trading_name}"
    yield (
        _("{who}, address").format(who=who),
        "".join((*addresses.street(address), *addresses.town(address))),
    )
    yield (
        _("{who}, contact").format(who=who),
        f"{party.contact_name}{party.email}{party.phone}{party.website}",
    )
    yield (
        _("{who}, numbers").format(who=who),
        f"{party.vat_id}{party.tax_number}{party.registration}",
    )


def _table(data: bytes, tag: bytes) -> int:
    (count,) = struct.unpack_from(">H", data, 4)
    for index in range(count):
        name, _checksum, offset, _length = struct.unpack_from(">4sLLL", data, 12 + 16 * index)
        if name == tag:
            return int(offset)
    raise ValueError(f"{FONT} has no table {tag.decode()}")


def _segments(data: bytes, start: int) -> Iterator[str]:
    """Yield the characters of a cmap subtable of format 4, glyph 0 ("missing") left out."""
    kind, twice = struct.unpack_from(">H4xH", data, start)
    if kind != SEGMENTED:
        raise ValueError(f"{FONT} has a character map of format {kind}, not {SEGMENTED}")
    starts = start + 16 + twice
    for position in range(0, twice, 2):
        (last,) = struct.unpack_from(">H", data, start + 14 + position)
        (first,) = struct.unpack_from(">H", data, starts + position)
        (delta,) = struct.unpack_from(">H", data, starts + twice + position)
        where = starts + 2 * twice + position
        (offset,) = struct.unpack_from(">H", data, where)
        for code in range(first, last + 1):
            glyph = code
            if offset:
                (glyph,) = struct.unpack_from(">H", data, where + offset + 2 * (code - first))
            if glyph and (glyph + delta) % 0x10000:
                yield chr(code)
