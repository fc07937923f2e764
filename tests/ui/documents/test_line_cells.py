"""What is typed into the cells of a line."""

from dataclasses import replace
from decimal import Decimal

import pytest

from invoicer.models.document import Adjustment, Line
from invoicer.models.errors import BadField, Refusal
from invoicer.models.party import Business
from invoicer.models.payment_terms import EarlyDiscount, PaymentTerms
from invoicer.models.tax import Tax, TaxCategory
from invoicer.models.taxing import Taxing
from invoicer.ui.documents import line_cells, terms_field
from invoicer.ui.documents.line_cells import Cell, Ground

GERMAN = Ground(locale="de_DE", currency="EUR", taxing=Taxing(business=Business(country="DE")))
IRISH = replace(GERMAN, locale="en_IE")


def typed(cell: Cell, text: str, ground: Ground = IRISH) -> Line:
    """Return a new line after typing into one cell."""
    return line_cells.typed(line_cells.blank(ground), cell, text, ground)


@pytest.mark.parametrize(
    ("ground", "text"), [(IRISH, "1,234.50"), (GERMAN, "1.234,50"), (GERMAN, "1,234.50")]
)
def test_a_price_is_read_as_it_is_written_where_one_lives(ground: Ground, text: str) -> None:
    assert typed(Cell.PRICE, text, ground).price == Decimal("1234.50")


def test_a_cell_shows_what_was_typed_into_it_and_reads_it_again() -> None:
    line = Line(
        name="Style guide",
        quantity=Decimal("1.5"),
        unit="HUR",
        price=Decimal(2400),
        adjustments=(Adjustment(percentage=Decimal(5)),),
        taxes=line_cells.blank(GERMAN).taxes,
    )
    for cell in Cell:
        for ground in (IRISH, GERMAN):
            text = line_cells.shown(line, cell, ground)
            assert line_cells.typed(line, cell, text, ground) == line, (cell, text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("5", Adjustment(percentage=Decimal(5))),
        ("5 %", Adjustment(percentage=Decimal(5))),
        ("-5%", Adjustment(percentage=Decimal(5))),
        ("20 EUR", Adjustment(amount=Decimal(20))),
        ("€20", Adjustment(amount=Decimal(20))),
        ("+3 %", Adjustment(charge=True, percentage=Decimal(3))),
    ],
)
def test_a_discount_is_percent_unless_a_currency_is_named(text: str, expected: Adjustment) -> None:
    assert typed(Cell.DISCOUNT, text).adjustments == (expected,)


def test_sums_are_typed_into_quantity_price_and_discount() -> None:
    assert typed(Cell.QUANTITY, "(12+8)/4").quantity == 5
    assert typed(Cell.PRICE, "3*95").price == 285
    assert typed(Cell.PRICE, "1.500,50 / 2", GERMAN).price == Decimal("750.25")
    assert typed(Cell.DISCOUNT, "2*5 %").adjustments == (Adjustment(percentage=Decimal(10)),)
    assert typed(Cell.DISCOUNT, "2*5").adjustments == (Adjustment(percentage=Decimal(10)),)
    assert typed(Cell.DISCOUNT, "2*5 EUR").adjustments == (Adjustment(amount=Decimal(10)),)


def test_what_a_price_is_for_is_no_division() -> None:
    line = Line(price=Decimal(12), base_quantity=Decimal(100))
    shown = line_cells.shown(line, Cell.PRICE, IRISH)
    assert shown == "12.00 / 100"
    assert line_cells.typed(line, Cell.PRICE, shown, IRISH) == line
    assert line_cells.typed(line, Cell.PRICE, "6*4 / 100", IRISH).price == 24


def test_an_emptied_cell_falls_back_to_the_usual() -> None:
    line = replace(typed(Cell.DISCOUNT, "5"), quantity=Decimal(7), price=Decimal(3), unit="HUR")
    assert line_cells.typed(line, Cell.DISCOUNT, "", IRISH).adjustments == ()
    assert line_cells.typed(line, Cell.QUANTITY, "", IRISH).quantity == 1
    assert line_cells.typed(line, Cell.PRICE, "", IRISH).price == 0
    assert line_cells.typed(line, Cell.UNIT, "", IRISH).unit == "C62"
    assert line_cells.typed(line, Cell.TAX, "", IRISH).taxes == line.taxes


def test_units_are_typed_by_the_words_people_use() -> None:
    assert typed(Cell.UNIT, "Std.").unit == "HUR"
    with pytest.raises(BadField, match="no unit we know"):
        typed(Cell.UNIT, "furlongs")


def test_a_tax_is_typed_as_a_number_or_chosen_by_its_label() -> None:
    assert typed(Cell.TAX, "7").taxes[0].rate == 7
    assert typed(Cell.TAX, "7%").taxes[0].rate == 7
    assert typed(Cell.TAX, "8.1 %").taxes[0].rate == Decimal("8.1")
    label = line_cells.tax_label(typed(Cell.TAX, "7").taxes, "en_IE")
    assert typed(Cell.TAX, label).taxes[0].rate == 7


def test_several_taxes_and_none_can_be_read() -> None:
    taxes = (Tax(rate=Decimal(5), name="GST"), Tax(rate=Decimal("9.975"), name="QST"))
    assert line_cells.tax_text(taxes, "en_IE") == "5% + 9.975%"
    assert line_cells.tax_label(taxes, "en_IE") == "5% GST + 9.975% QST"
    assert line_cells.tax_label((), "en_IE") == "no tax"
    reverse = (Tax(category=TaxCategory.REVERSE_CHARGE),)
    assert line_cells.tax_label(reverse, "en_IE") == "0% – reverse charge"


@pytest.mark.parametrize("cell", [Cell.QUANTITY, Cell.PRICE, Cell.DISCOUNT, Cell.TAX])
def test_what_is_no_number_is_refused_in_a_sentence(cell: Cell) -> None:
    with pytest.raises(Refusal):
        typed(cell, "a lot")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("21", PaymentTerms(days=21)),
        ("21 days", PaymentTerms(days=21)),
        ("due at once", PaymentTerms(days=0)),
        ("14 days, 2 % within 7", PaymentTerms(14, (EarlyDiscount(Decimal(2), 7),))),
        ("2.5% within 10, 30 days", PaymentTerms(30, (EarlyDiscount(Decimal("2.5"), 10),))),
    ],
)
def test_payment_terms_are_typed_freely(text: str, expected: PaymentTerms) -> None:
    assert terms_field.read(text, "en_IE") == expected


@pytest.mark.parametrize("text", ["", "soon", "9999 days", "14 days, 120 % within 3"])
def test_terms_that_make_no_sense_are_refused(text: str) -> None:
    with pytest.raises(BadField):
        terms_field.read(text, "en_IE")
