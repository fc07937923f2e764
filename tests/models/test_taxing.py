"""Which taxes the lines of a document bear."""

from dataclasses import replace
from decimal import Decimal

from invoicer.models import taxing
from invoicer.models.document import Line
from invoicer.models.party import Business, Item, TaxScheme, TaxTreatment
from invoicer.models.tax import Tax, TaxCategory
from invoicer.models.taxing import Taxing

GERMAN = Business(country="DE")
AT_HOME = Taxing(business=GERMAN, language="de")
ABROAD = replace(AT_HOME, treatment=TaxTreatment.REVERSE_CHARGE)
SMALL = Taxing(business=replace(GERMAN, scheme=TaxScheme.SMALL_BUSINESS), language="de")


def _rate(taxes: tuple[Tax, ...]) -> Decimal:
    return taxes[0].rate


def test_the_standard_rate_comes_first_and_each_rate_once() -> None:
    offered = taxing.choices(AT_HOME)
    assert _rate(offered[0]) == 19
    assert [_rate(taxes) for taxes in offered] == [19, 7, 0]


def test_a_client_abroad_is_offered_reverse_charge_first() -> None:
    offered = taxing.choices(ABROAD)
    assert offered[0][0].category == TaxCategory.REVERSE_CHARGE
    assert len(offered) == 4


def test_a_small_business_offers_its_exemption_alone() -> None:
    offered = taxing.choices(SMALL)
    assert len(offered) == 1
    assert offered[0][0].rate == 0


def test_a_typed_percentage_is_a_known_rate_or_ones_own() -> None:
    assert taxing.of_percent(AT_HOME, Decimal(7)) == taxing.choices(AT_HOME)[1]
    own = taxing.of_percent(AT_HOME, Decimal("8.1"))
    assert own[0].rate == Decimal("8.1")


def test_an_item_brings_its_own_taxes_at_home_and_the_treatment_s_abroad() -> None:
    reduced = taxing.choices(AT_HOME)[1]
    item = Item(name="Book", number="B1", price=Decimal(10), taxes=reduced)
    line = taxing.line_of(item, 5, AT_HOME)
    assert (line.item_id, line.taxes, line.price) == (5, reduced, Decimal(10))
    assert taxing.line_of(item, 5, ABROAD).taxes == taxing.default(ABROAD)
    plain = replace(item, taxes=())
    assert taxing.line_of(plain, 5, AT_HOME).taxes == taxing.default(AT_HOME)


def test_another_client_changes_the_taxes_that_were_given_and_keeps_those_chosen() -> None:
    own = taxing.of_percent(AT_HOME, Decimal(3))
    reduced = taxing.choices(AT_HOME)[1]
    lines = (Line(taxes=taxing.default(AT_HOME)), Line(taxes=reduced), Line(taxes=own))
    abroad = taxing.retaxed(lines, AT_HOME, ABROAD)
    assert [line.taxes for line in abroad] == [taxing.default(ABROAD)] * 2 + [own]
    back = taxing.retaxed(abroad, ABROAD, AT_HOME)
    assert [line.taxes for line in back] == [taxing.default(AT_HOME)] * 2 + [own]
    assert taxing.retaxed(lines, AT_HOME, AT_HOME) == lines
