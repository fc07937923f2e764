from decimal import Decimal

from invoicer.documents import lines, sums, wording
from invoicer.models import totals
from invoicer.models.document import Adjustment, Document
from invoicer.models.tax import Tax
from tests.documents.samples import VAT_7, VAT_19, document, line, snapshot


def rows(shown: Document) -> list[tuple[str, str]]:
    found = sums.rows(shown, totals.calculate(shown), wording.of(snapshot(shown)))
    return [(row.label, row.amount) for row in found]


def two_rates(*adjustments: Adjustment, gross: bool = False) -> Document:
    return document(
        line(price=Decimal(100), quantity=Decimal(1), taxes=(VAT_19,)),
        line(price=Decimal(50), quantity=Decimal(1), taxes=(VAT_7,)),
        adjustments=adjustments,
        prices_include_tax=gross,
    )


def test_a_discount_over_two_rates_is_told_once() -> None:
    found = rows(two_rates(Adjustment(percentage=Decimal(10))))
    assert [row for row in found if "Discount" in row[0]] == [("Discount 10%", "-15.00")]


def test_two_equal_discounts_are_told_twice() -> None:
    found = rows(two_rates(Adjustment(percentage=Decimal(10)), Adjustment(percentage=Decimal(10))))
    assert [row for row in found if "Discount" in row[0]] == [("Discount 10%", "-15.00")] * 2


def test_an_amount_spread_over_two_rates_is_told_once() -> None:
    found = rows(two_rates(Adjustment(amount=Decimal(5), charge=True, reason="Shipping")))
    assert ("Charge (Shipping)", "5.00") in found


def test_with_prices_that_include_tax_a_discount_is_told_with_tax() -> None:
    percentage = rows(two_rates(Adjustment(percentage=Decimal(10)), gross=True))
    assert ("Discount 10%", "-15.00") in percentage
    amount = rows(two_rates(Adjustment(amount=Decimal(15)), gross=True))
    assert ("Discount", "-15.00") in amount
    assert amount[-1] == ("Total incl. VAT", "€135.00")


def test_a_document_without_discounts_has_no_subtotal() -> None:
    assert [label for label, _amount in rows(two_rates())] == [
        "Net total",
        "VAT 19% on 100.00",
        "VAT 7% on 50.00",
        "Total incl. VAT",
    ]


def test_a_document_without_taxes_has_a_total_only() -> None:
    assert [label for label, _amount in rows(document(line(taxes=())))] == ["Total"]


def test_taxes_of_several_names_are_summed_up_as_tax() -> None:
    shown = document(line(taxes=(Tax(rate=Decimal(5), name="GST"), VAT_7)))
    assert rows(shown)[-1][0] == "Total incl. tax"


def test_vat_goes_by_its_name_in_the_documents_language() -> None:
    words = wording.of(snapshot(document(language="de")))
    assert lines.tax_name("USt.", words) == "USt."
    assert lines.tax_name("MwSt.", words) == "MwSt."
    assert lines.tax_name("TVA", words) == "USt."
    assert lines.tax_name("", words) == "USt."
    assert lines.tax_name("GST", words) == "GST"
