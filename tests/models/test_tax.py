"""Taxes: what a rate and a category allow each other, and compound rates."""

from decimal import Decimal

import pytest

from invoicer.models import breakdown, tax
from invoicer.models.errors import BadAmount, BadField
from invoicer.models.money import Money
from invoicer.models.tax import RATED, Tax, TaxCategory
from tests.models.documents import GST_AND_QST, GST_WITHIN_QST


@pytest.mark.parametrize("category", list(TaxCategory))
def test_only_rated_categories_take_a_rate(category: TaxCategory) -> None:
    tax.check(Tax(category))
    if category in RATED:
        tax.check(Tax(category, Decimal("7.5")))
    else:
        with pytest.raises(BadField, match="its rate must be 0"):
            tax.check(Tax(category, Decimal("7.5")))


@pytest.mark.parametrize("percent", ["-0.1", "1000.1", "19.0000001"])
def test_an_impossible_rate_is_refused(percent: str) -> None:
    with pytest.raises(BadField, match="is not possible"):
        tax.check(Tax(TaxCategory.STANDARD, Decimal(percent)))


def test_a_rate_that_is_no_number_is_refused() -> None:
    with pytest.raises(BadAmount):
        tax.check(Tax(TaxCategory.STANDARD, Decimal("NaN")))


def test_a_compound_rate_includes_what_stands_before_it() -> None:
    assert tax.effective_rates(GST_AND_QST) == (Decimal("0.05"), Decimal("0.09975"))
    assert tax.effective_rates(GST_WITHIN_QST) == (Decimal("0.05"), Decimal("0.09975"))


def test_one_compound_tax_over_two_different_ones_has_two_rows() -> None:
    gst, qst = GST_WITHIN_QST
    rows = breakdown.of_net({(gst, qst): Money(10000, "CAD"), (qst,): Money(5000, "CAD")}, "CAD")
    assert [(row.tax.name, row.base.minor, row.amount.minor) for row in rows] == [
        ("GST", 10000, 500),
        ("QST", 10500, 998),
        ("QST", 5000, 475),
    ]
