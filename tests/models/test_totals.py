"""How much a document comes to, by examples anybody can check on paper."""

from dataclasses import replace
from decimal import Decimal

import pytest

from invoicer.models import totals
from invoicer.models.document import Adjustment, Document, DocumentReference, Line, Withholding
from invoicer.models.errors import (
    AmountTooLarge,
    BadAmount,
    BadField,
    TooManyDecimals,
    UnknownCurrency,
)
from invoicer.models.tax import Tax, TaxCategory
from invoicer.models.totals import Totals
from tests.models.documents import (
    GST_AND_QST,
    GST_WITHIN_QST,
    REDUCED,
    STANDARD,
    invoice,
    line,
    tax,
)


def breakdown(figures: Totals) -> list[tuple[str, str, str]]:
    return [
        (f"{row.tax.rate:f}", str(row.base.amount), str(row.amount.amount)) for row in figures.taxes
    ]


def amounts(figures: Totals, *names: str) -> list[str]:
    return [str(getattr(figures, name).amount) for name in names]


def test_two_rates_and_a_line_discount_add_up_as_on_paper() -> None:
    discounted = replace(
        line("80.00", quantity="2.5"), adjustments=(Adjustment(percentage=Decimal(10)),)
    )
    figures = totals.calculate(invoice(discounted, line("19.99", quantity="3", taxes=REDUCED)))
    assert [str(row.net.amount) for row in figures.lines] == ["180.00", "59.97"]
    assert breakdown(figures) == [("19", "180.00", "34.20"), ("7", "59.97", "4.20")]
    assert amounts(figures, "net", "tax", "gross", "due", "payable") == [
        *("239.97", "38.40", "278.37", "278.37", "278.37")
    ]


def test_a_price_may_be_for_more_than_one_unit() -> None:
    screws = replace(line("7.50", quantity="250"), base_quantity=Decimal(100))
    assert str(totals.calculate(invoice(screws)).net) == "18.75 EUR"


def test_halves_are_rounded_up() -> None:
    assert str(totals.calculate(invoice(line("0.005"))).net) == "0.01 EUR"
    assert str(totals.calculate(invoice(line("0.005", quantity="-1"))).net) == "-0.01 EUR"


def test_a_discount_on_the_document_lowers_each_group_by_its_percentage() -> None:
    figures = totals.calculate(
        invoice(
            line("100"),
            line("50", taxes=REDUCED),
            adjustments=(Adjustment(percentage=Decimal(10), reason="Loyal client"),),
        )
    )
    assert breakdown(figures) == [("19", "90.00", "17.10"), ("7", "45.00", "3.15")]
    assert amounts(figures, "line_total", "allowances", "charges", "net") == [
        *("150.00", "15.00", "0.00", "135.00")
    ]


def test_an_amount_off_is_spread_over_the_groups_and_adds_up() -> None:
    figures = totals.calculate(
        invoice(
            line("100"), line("50", taxes=REDUCED), adjustments=(Adjustment(amount=Decimal(10)),)
        )
    )
    assert [str(part.amount) for part in figures.adjustments] == ["3.33 EUR", "6.67 EUR"]
    assert str(figures.net) == "140.00 EUR"


def test_an_amount_off_stays_positive_beside_goods_taken_back() -> None:
    figures = totals.calculate(
        invoice(
            line("100"),
            line("99", quantity="-1", taxes=REDUCED),
            adjustments=(Adjustment(amount=Decimal(10)),),
        )
    )
    assert all(part.amount.minor > 0 for part in figures.adjustments)
    assert str(figures.allowances) == "10.00 EUR"


def test_a_charge_may_belong_to_one_tax() -> None:
    freight = Adjustment(charge=True, amount=Decimal(7), taxes=REDUCED)
    figures = totals.calculate(
        invoice(line("100"), line("5", taxes=REDUCED), adjustments=(freight,))
    )
    assert breakdown(figures) == [("19", "100.00", "19.00"), ("7", "12.00", "0.84")]


def test_a_line_charge_raises_the_line() -> None:
    with_charge = replace(line("10"), adjustments=(Adjustment(charge=True, amount=Decimal(2)),))
    figures = totals.calculate(invoice(with_charge))
    assert str(figures.net) == "12.00 EUR"
    assert str(figures.charges) == "0.00 EUR"


def test_prices_with_tax_add_up_to_the_total_the_client_sees() -> None:
    figures = totals.calculate(
        invoice(line("9.99"), line("9.99"), line("9.99"), prices_include_tax=True)
    )
    assert amounts(figures, "gross", "tax", "net") == ["29.97", "4.79", "25.18"]
    assert sum(row.net.minor for row in figures.lines) == 2518
    assert [str(row.entered.amount) for row in figures.lines] == ["9.99"] * 3


def test_the_net_of_a_line_stays_its_own_where_goods_are_taken_back_at_prices_with_tax() -> None:
    figures = totals.calculate(
        invoice(line("119"), line("118.97", quantity="-1"), prices_include_tax=True)
    )
    assert str(figures.gross) == "0.03 EUR"
    assert [abs(row.net.minor) for row in figures.lines] in ([10000, 9997], [10001, 9998])


def test_a_discount_at_prices_with_tax_is_told_with_and_without_tax() -> None:
    figures = totals.calculate(
        invoice(
            line("119"), prices_include_tax=True, adjustments=(Adjustment(amount=Decimal("11.90")),)
        )
    )
    (part,) = figures.adjustments
    assert (str(part.entered), str(part.amount)) == ("11.90 EUR", "10.00 EUR")
    assert amounts(figures, "gross", "net", "tax") == ["107.10", "90.00", "17.10"]


def test_gst_and_qst_stand_on_the_same_net() -> None:
    figures = totals.calculate(invoice(line("100", taxes=GST_AND_QST), currency="CAD"))
    assert breakdown(figures) == [("5", "100.00", "5.00"), ("9.975", "100.00", "9.98")]
    assert str(figures.gross) == "114.98 CAD"


def test_a_compound_tax_is_on_the_net_with_the_tax_before_it() -> None:
    figures = totals.calculate(invoice(line("100", taxes=GST_WITHIN_QST), currency="CAD"))
    assert breakdown(figures) == [("5", "100.00", "5.00"), ("9.5", "105.00", "9.98")]


def test_a_compound_tax_is_taken_out_of_a_gross_price() -> None:
    figures = totals.calculate(
        invoice(line("114.98", taxes=GST_WITHIN_QST), currency="CAD", prices_include_tax=True)
    )
    assert amounts(figures, "gross", "net") == ["114.98", "100.00"]
    assert breakdown(figures) == [("5", "100.00", "5.00"), ("9.5", "105.00", "9.98")]


def test_a_withheld_tax_leaves_the_invoice_and_lowers_what_is_transferred() -> None:
    figures = totals.calculate(
        invoice(
            line("1000", taxes=(tax("21", "IVA"),)),
            withholdings=(Withholding(name="IRPF", rate=Decimal(15)),),
        )
    )
    assert amounts(figures, "gross", "due", "withheld", "payable") == [
        *("1210.00", "1210.00", "150.00", "1060.00")
    ]


def test_what_a_deposit_had_withheld_is_not_withheld_again() -> None:
    deposit = DocumentReference(
        number="D-1", amount=Decimal(363), net=Decimal(300), withheld=Decimal(45)
    )
    figures = totals.calculate(
        invoice(
            line("1000", taxes=(tax("21", "IVA"),)),
            withholdings=(Withholding(name="IRPF", rate=Decimal(15)),),
            deposits=(deposit,),
        )
    )
    assert amounts(figures, "prepaid", "due", "withheld", "payable") == [
        *("363.00", "847.00", "105.00", "742.00")
    ]


def test_prepaid_money_and_deposits_lower_the_amount_due() -> None:
    figures = totals.calculate(
        invoice(
            line("100"),
            prepaid=Decimal(9),
            deposits=(DocumentReference(number="D-1", amount=Decimal(50)),),
        )
    )
    assert amounts(figures, "gross", "prepaid", "due") == ["119.00", "59.00", "60.00"]


@pytest.mark.parametrize(
    ("price", "rounding", "due"),
    [
        ("10.02", "-0.02", "10.00"),
        ("10.03", "0.02", "10.05"),
        ("10.07", "-0.02", "10.05"),
        ("10.08", "0.02", "10.10"),
    ],
)
def test_swiss_cash_is_rounded_to_five_centimes(price: str, rounding: str, due: str) -> None:
    figures = totals.calculate(
        invoice(line(price, taxes=()), currency="CHF", round_to=Decimal("0.05"))
    )
    assert amounts(figures, "rounding", "due") == [rounding, due]


def test_yen_have_no_decimals_and_dinars_three() -> None:
    assert str(totals.calculate(invoice(line("99.5"), currency="JPY")).gross) == "119 JPY"
    assert str(totals.calculate(invoice(line("1.2345"), currency="KWD")).net) == "1.235 KWD"


def test_one_row_stands_for_a_rate_whatever_its_wordings() -> None:
    one = Tax(TaxCategory.EXEMPT, name="VAT", reason="§ 4 no. 11", reason_code="A")
    other = Tax(TaxCategory.EXEMPT, name="VAT", reason="§ 4 no. 21", reason_code="B")
    figures = totals.calculate(invoice(line("10", taxes=(one,)), line("20", taxes=(other,))))
    (row,) = figures.taxes
    assert (str(row.base), row.tax.reason) == ("30.00 EUR", "§ 4 no. 11; § 4 no. 21")
    assert row.tax.reason_code == ""


def test_rates_written_differently_are_one_rate() -> None:
    figures = totals.calculate(invoice(line("10"), line("20", taxes=(tax("19.00"),))))
    assert len(figures.taxes) == 1


def test_nothing_comes_to_nothing() -> None:
    figures = totals.calculate(Document(adjustments=(Adjustment(amount=Decimal(5)),)))
    assert amounts(figures, "net", "tax", "gross", "payable") == ["0.00"] * 4


REFUSED: list[tuple[Document, type[Exception]]] = [
    (Document(currency="XYZ"), UnknownCurrency),
    (Document(currency="XAU"), UnknownCurrency),
    (invoice(line("-1")), BadField),
    (invoice(line("NaN")), BadAmount),
    (invoice(line("sNaN")), BadAmount),
    (invoice(line("Infinity")), BadAmount),
    (invoice(line("1", quantity="NaN")), BadAmount),
    (invoice(line("123456789012345678901234567890")), AmountTooLarge),
    (invoice(line("1E-11")), AmountTooLarge),
    (invoice(line("999999999999", quantity="999999999999")), AmountTooLarge),
    (invoice(*[line("9999999999999", quantity="0.9")] * 2), AmountTooLarge),
    (invoice(replace(line("1"), base_quantity=Decimal(0))), BadField),
    (invoice(line("1", taxes=(tax("1001"),))), BadField),
    (invoice(line("1", taxes=(tax("-1"),))), BadField),
    (invoice(line("1", taxes=(tax("NaN"),))), BadAmount),
    (invoice(line("1", taxes=(tax("0.0000001"),))), BadField),
    (invoice(line("1", taxes=(Tax(TaxCategory.EXEMPT, Decimal(7)),))), BadField),
    (invoice(adjustments=(Adjustment(),)), BadField),
    (invoice(adjustments=(Adjustment(amount=Decimal(1), percentage=Decimal(1)),)), BadField),
    (invoice(adjustments=(Adjustment(percentage=Decimal(101)),)), BadField),
    (invoice(adjustments=(Adjustment(amount=Decimal(-1)),)), BadField),
    (invoice(adjustments=(Adjustment(amount=Decimal("0.001")),)), TooManyDecimals),
    (Document(adjustments=(Adjustment(),)), BadField),
    (invoice(withholdings=(Withholding(name="IRPF", rate=Decimal(101)),)), BadField),
    (invoice(prepaid=Decimal("-0.01")), BadField),
    (invoice(prepaid=Decimal("0.001")), TooManyDecimals),
    (invoice(round_to=Decimal(0)), BadField),
    (invoice(round_to=Decimal("0.001")), TooManyDecimals),
    (invoice(line("10"), currency="JPY", round_to=Decimal("0.05")), TooManyDecimals),
]


@pytest.mark.parametrize(("document", "refusal"), REFUSED)
def test_what_cannot_be_calculated_is_refused(document: Document, refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        totals.calculate(document)


def test_many_large_lines_are_refused_as_a_sum() -> None:
    many = tuple(Line(name="x", price=Decimal("9999999999.99")) for _ in range(1001))
    with pytest.raises(AmountTooLarge):
        totals.calculate(Document(lines=many))


def test_a_charge_may_be_more_than_the_whole() -> None:
    figures = totals.calculate(
        invoice(line("10"), adjustments=(Adjustment(charge=True, percentage=Decimal(150)),))
    )
    assert str(figures.net) == "25.00 EUR"


def test_what_each_group_of_taxes_comes_to_can_be_asked_alone() -> None:
    document = invoice(line("10"), line("5"), line("1", taxes=REDUCED))
    found = {group: str(amount) for group, amount in totals.by_taxes(document).items()}
    assert found == {STANDARD: "15.00 EUR", REDUCED: "1.00 EUR"}
