"""One cell of a line ↔ the text in it, in the user's locale."""

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import IntEnum

from invoicer import format as texts
from invoicer.i18n import gettext as _
from invoicer.models import taxing, units
from invoicer.models.document import Adjustment, Line
from invoicer.models.errors import BadField
from invoicer.models.tax import TaxCategory
from invoicer.models.taxing import Taxes, Taxing
from invoicer.ui.widgets import fields

PERCENTAGE = re.compile(r"[%٪]")
# What makes a discount an amount of money: anything but a number, or a sum of numbers.
MONEY_SIGN = re.compile(r"[^\d.,'’\s()+\-*/×÷:−–]")
LONGEST_NAME = 500


class Cell(IntEnum):
    """The columns of the table of lines."""

    DESCRIPTION = 0
    QUANTITY = 1
    UNIT = 2
    PRICE = 3
    DISCOUNT = 4
    TAX = 5
    AMOUNT = 6


# What findings call the part of a line a cell shows.
FIELDS = {
    "name": Cell.DESCRIPTION,
    "quantity": Cell.QUANTITY,
    "unit": Cell.UNIT,
    "price": Cell.PRICE,
    "adjustments": Cell.DISCOUNT,
    "taxes": Cell.TAX,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """What a line stands on: the user's locale, the document's currency, how it is taxed."""

    locale: str
    currency: str
    taxing: Taxing


def heading(cell: Cell) -> str:
    """Return what stands above a column."""
    return {
        Cell.DESCRIPTION: _("Description"),
        Cell.QUANTITY: _("Qty"),
        Cell.UNIT: _("Unit"),
        Cell.PRICE: _("Price"),
        Cell.DISCOUNT: _("Disc."),
        Cell.TAX: _("Tax"),
        Cell.AMOUNT: _("Amount"),
    }[cell]


def spoken_heading(cell: Cell) -> str:
    """Return the heading in full, for those who hear it."""
    spoken = {Cell.QUANTITY: _("Quantity"), Cell.DISCOUNT: _("Discount")}
    return spoken.get(cell) or heading(cell)


def blank(ground: Ground) -> Line:
    """Return the line that is begun by typing."""
    return Line(taxes=taxing.default(ground.taxing))


def shown(line: Line, cell: Cell, ground: Ground) -> str:
    """Return what a cell shows; the amount is the table's to know."""
    if cell == Cell.DESCRIPTION:
        return line.name
    if cell == Cell.QUANTITY:
        return texts.quantity(line.quantity, ground.locale)
    if cell == Cell.UNIT:
        return units.name(line.unit)
    if cell == Cell.PRICE:
        return _price(line, ground)
    if cell == Cell.DISCOUNT:
        return " ".join(_adjustment(one, ground) for one in line.adjustments)
    return tax_text(line.taxes, ground.locale) if cell == Cell.TAX else ""


def typed(line: Line, cell: Cell, text: str, ground: Ground) -> Line:
    """Return the line with a cell's new text read. Raises a Refusal that says what is wrong."""
    text = text.strip()
    if cell == Cell.DESCRIPTION:
        return replace(line, name=text[:LONGEST_NAME])
    if cell == Cell.QUANTITY:
        quantity = fields.number(text, ground.locale) if text else Decimal(1)
        return replace(line, quantity=quantity)
    if cell == Cell.UNIT:
        return replace(line, unit=_unit(text))
    if cell == Cell.PRICE:
        return replace(line, price=_typed_price(line, text, ground))
    if cell == Cell.DISCOUNT:
        return replace(line, adjustments=discount(text, ground))
    if cell == Cell.TAX:
        return replace(line, taxes=_taxes(line, text, ground))
    return line


def discount(text: str, ground: Ground) -> tuple[Adjustment, ...]:
    """Return the discount somebody typed: "5" and "5 %" are percent, "5 EUR" and "5 €" money.

    A plus sign makes it a charge. Raises BadAmount.
    """
    if not text:
        return ()
    charge = text.startswith("+")
    plain = PERCENTAGE.sub("", text).strip().lstrip("+-−– ")
    value = fields.number(plain, ground.locale)
    money = not PERCENTAGE.search(text) and bool(MONEY_SIGN.search(plain))
    if money:
        return (Adjustment(charge=charge, amount=value),)
    return (Adjustment(charge=charge, percentage=value),) if value else ()


def tax_text(taxes: Taxes, locale: str) -> str:
    """Return taxes as they stand in a cell: "19%", "5% + 9.975%"."""
    return " + ".join(texts.percent(tax.rate, locale) for tax in taxes) or "–"


def tax_label(taxes: Taxes, locale: str) -> str:
    """Return taxes as a list offers them: "19% USt.", "0% – Reverse charge"."""
    if not taxes:
        return _("no tax")
    parts = []
    for tax in taxes:
        rate = texts.percent(tax.rate, locale)
        why = category_word(tax.category)
        parts.append(f"{rate} – {why}" if why else f"{rate} {tax.name or _('tax')}")
    return " + ".join(parts)


def category_word(category: TaxCategory) -> str:
    """Return why a tax is not charged, in few words; nothing where it is."""
    return {
        TaxCategory.EXEMPT: _("exempt"),
        TaxCategory.REVERSE_CHARGE: _("reverse charge"),
        TaxCategory.INTRA_COMMUNITY: _("supply within the EU"),
        TaxCategory.EXPORT: _("export"),
        TaxCategory.OUTSIDE_SCOPE: _("not subject to tax"),
    }.get(category, "")


def _price(line: Line, ground: Ground) -> str:
    price = texts.price(line.price, ground.currency, ground.locale)
    if line.base_quantity == 1:
        return price
    return f"{price} / {texts.quantity(line.base_quantity, ground.locale)}"


def _typed_price(line: Line, text: str, ground: Ground) -> Decimal:
    """Read a price; the "/ 100" that is shown after it is no division."""
    if line.base_quantity != 1:
        text = text.removesuffix(f" / {texts.quantity(line.base_quantity, ground.locale)}")
    return fields.number(text, ground.locale) if text else Decimal(0)


def _adjustment(one: Adjustment, ground: Ground) -> str:
    sign = "+" if one.charge else ""
    if one.percentage is not None:
        return sign + texts.percent(one.percentage, ground.locale)
    amount = texts.price(one.amount or Decimal(0), ground.currency, ground.locale)
    return f"{sign}{amount} {ground.currency}"


def _unit(text: str) -> str:
    if not text:
        return "C62"
    code = units.lookup(text)
    if code is None:
        raise BadField(
            _("Unit"),
            _("“{text}” is no unit we know. Try hour, day, piece or kg.").format(text=text[:40]),
        )
    return code


def _taxes(line: Line, text: str, ground: Ground) -> Taxes:
    for taxes in (line.taxes, *taxing.choices(ground.taxing)):
        if text.casefold() in {
            tax_label(taxes, ground.locale).casefold(),
            tax_text(taxes, ground.locale).casefold(),
        }:
            return taxes
    if not text:
        return taxing.default(ground.taxing)
    percent = texts.parse_quantity(PERCENTAGE.sub("", text).strip(), ground.locale)
    return taxing.of_percent(ground.taxing, percent)
