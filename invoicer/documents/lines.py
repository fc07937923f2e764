"""The table of lines, ready for print."""

import textwrap
from decimal import Decimal

from invoicer.documents import unit_labels
from invoicer.documents.parts import Columns, LineRow
from invoicer.documents.text import clean, lines
from invoicer.documents.wording import Wording
from invoicer.models.document import Document, Line
from invoicer.models.tax import TaxCategory
from invoicer.models.totals import AdjustmentTotal, LineTotal, Totals

# The width of a digit at the table's size, in millimetres.
DIGIT = Decimal("1.95")

# What of a long description stands in one row of the table: a third of a page at the most.
ROW_LINES = 16
ROW_CHARACTERS = 800
LONGEST_IN_ONE_LINE = 13

# What VAT is called by those who write the language; some countries have their own word.
VAT_NAMES = {
    "en": {"vat"},
    "de": {"ust", "ust.", "mwst", "mwst."},
    "fr": {"tva"},
    "es": {"iva", "igic"},
    "it": {"iva"},
    "nl": {"btw"},
}
ALL_VAT_NAMES = frozenset(name for names in VAT_NAMES.values() for name in names) - {"igic"}


def rows(document: Document, totals: Totals, wording: Wording) -> tuple[LineRow, ...]:
    """Return a row per line; amounts as the document was written, with tax or without."""
    return tuple(
        _row(str(position), line, figures, wording)
        for position, (line, figures) in enumerate(
            zip(document.lines, totals.lines, strict=True), start=1
        )
    )


def columns(
    document: Document, found: tuple[LineRow, ...], wording: Wording, room: Decimal
) -> Columns:
    """Return the heads, and widths that hold the longest figure of each column.

    `room` is the width of the table in millimetres; the description gets what the figures leave.
    """
    _ = wording.gettext
    tax = _tax_head(document, wording) if any(row.tax for row in found) else ""
    price, amount = _("Price"), _("Amount")
    if document.prices_include_tax:
        amount = _("Amount incl. {tax}").format(tax=_tax_head(document, wording))
    heads = (_("Quantity"), price, tax, amount)
    texts = (
        [word for row in found for word in (*_unbroken(row.quantity), heads[0])],
        [word for row in found for word in (row.price, heads[1])],
        [word for row in found for word in (*row.tax, heads[2])],
        [word for row in found for word in (row.amount, *heads[3].split())],
    )
    limits = ((18, 30), (18, 40), (14, 26), (20, 42))
    widths = [
        min(max(_width(words), Decimal(least)), Decimal(most)) if head else Decimal(0)
        for words, head, (least, most) in zip(texts, heads, limits, strict=True)
    ]
    position = max(_width([row.position for row in found]), Decimal(7))
    description = room - position - sum(widths)
    return Columns(
        description=_("Description"),
        quantity=heads[0],
        price=heads[1],
        tax=tax,
        amount=amount,
        widths=tuple(f"{width}mm" for width in (position, description, *widths)),
    )


def tax_name(name: str, wording: Wording) -> str:
    """Return what a tax is called on the document; a VAT by its name in the document's language.

    Other taxes (GST, sales tax) are proper names and stay.
    """
    _ = wording.gettext
    name = clean(name)
    foreign = name.casefold() in ALL_VAT_NAMES
    if not name or (foreign and name.casefold() not in VAT_NAMES.get(wording.language[:2], ())):
        return _("VAT")
    return name


def adjustment_label(part: AdjustmentTotal, wording: Wording) -> str:
    """Return "Discount 10 % (regular customer)" or "Charge (express)"."""
    _ = wording.gettext
    adjustment = part.adjustment
    label = _("Charge") if adjustment.charge else _("Discount")
    if adjustment.percentage is not None:
        label = f"{label} {wording.percent(adjustment.percentage)}"
    reason = clean(adjustment.reason)
    return f"{label} ({reason})" if reason else label


def _unbroken(quantity: str) -> list[str]:
    """A short quantity stays in one line; a long one may break between number and unit."""
    return [quantity] if len(quantity) <= LONGEST_IN_ONE_LINE else quantity.split(" ")


def _pieces(details: tuple[str, ...]) -> list[tuple[str, ...]]:
    """Cut long details into rows: a row of a table can't go on over a page's end."""
    pieces: list[tuple[str, ...]] = []
    piece: list[str] = []
    for detail in (part for text in details for part in _cut(text)):
        full = len(piece) >= ROW_LINES
        if piece and (full or sum(map(len, piece)) + len(detail) > ROW_CHARACTERS):
            pieces.append(tuple(piece))
            piece = []
        piece.append(detail)
    return [*pieces, tuple(piece)] if piece else pieces


def _cut(text: str) -> list[str]:
    return textwrap.wrap(text, ROW_CHARACTERS) if len(text) > ROW_CHARACTERS else [text]


def _width(words: list[str]) -> Decimal:
    return max((len(word) for word in words), default=0) * DIGIT + 4


def _tax_head(document: Document, wording: Wording) -> str:
    names = {tax_name(tax.name, wording) for line in document.lines for tax in line.taxes}
    return names.pop() if len(names) == 1 else wording.gettext("Tax")


def _row(position: str, line: Line, figures: LineTotal, wording: Wording) -> LineRow:
    _ = wording.gettext
    base = ""
    if line.base_quantity != 1:
        base = _("per {quantity}").format(
            quantity=unit_labels.quantity(line.base_quantity, line.unit, wording)
        )
    details = _pieces(_details(line, figures, wording))
    return LineRow(
        position=position,
        name=clean(line.name),
        details=details[0] if details else (),
        more=tuple(details[1:]),
        quantity=unit_labels.quantity(line.quantity, line.unit, wording),
        price=wording.price(line.price),
        price_base=base,
        tax=tuple(
            wording.percent(tax.rate) if tax.category != TaxCategory.OUTSIDE_SCOPE else "–"
            for tax in line.taxes
        ),
        amount=wording.amount(figures.entered),
    )


def _details(line: Line, figures: LineTotal, wording: Wording) -> tuple[str, ...]:
    _ = wording.gettext
    found = list(lines(line.description))
    if clean(line.item_number):
        found.append(_("Item no. {number}").format(number=clean(line.item_number)))
    if line.period is not None:
        found.append(_("Period: {period}").format(period=wording.period(line.period)))
    for part in figures.adjustments:
        sign = part.amount if part.adjustment.charge else -part.amount
        found.append(f"{adjustment_label(part, wording)}: {wording.amount(sign)}")
    return tuple(found)
