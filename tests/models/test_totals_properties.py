"""What holds for every document, however odd (EN 16931 BR-CO-10 to BR-CO-17, BR-DEC)."""

import decimal
import random
from dataclasses import fields, replace
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from invoicer.models import crediting, totals
from invoicer.models.currency import minor_digits
from invoicer.models.document import Document
from invoicer.models.errors import Refusal
from invoicer.models.money import Money, round_half_up
from invoicer.models.totals import Totals
from tests.models.documents import VAT_GROUPS, documents, line, snapshot

# A document is large to draw; sixty of each keep the suite quick.
bounded = settings(max_examples=60)


def whole(amounts: list[Money]) -> int:
    return sum(amount.minor for amount in amounts)


@bounded
@given(documents())
def test_lines_discounts_and_charges_add_up_to_the_net(document: Document) -> None:
    figures = totals.calculate(document)
    allowances = [a.amount for a in figures.adjustments if not a.adjustment.charge]
    charges = [a.amount for a in figures.adjustments if a.adjustment.charge]
    assert figures.line_total.minor == whole([row.net for row in figures.lines])  # BR-CO-10
    assert figures.allowances.minor == whole(allowances)  # BR-CO-11
    assert figures.charges.minor == whole(charges)  # BR-CO-12
    assert figures.net == figures.line_total - figures.allowances + figures.charges  # BR-CO-13


@bounded
@given(documents())
def test_tax_gross_and_due_follow_from_each_other(document: Document) -> None:
    figures = totals.calculate(document)
    assert figures.tax.minor == whole([row.amount for row in figures.taxes])  # BR-CO-14
    assert figures.gross == figures.net + figures.tax  # BR-CO-15
    assert figures.due == figures.gross - figures.prepaid + figures.rounding  # BR-CO-16
    assert figures.payable == figures.due - figures.withheld
    assert figures.withheld.minor == whole([row.amount for row in figures.withholdings])


@bounded
@given(documents(gross=False))
def test_each_tax_is_its_base_times_its_rate(document: Document) -> None:
    for row in totals.calculate(document).taxes:
        exact = row.base.amount * row.tax.rate / 100
        assert row.amount == round_half_up(exact, document.currency)  # BR-CO-17


@bounded
@given(documents(gross=True, groups=VAT_GROUPS))
def test_tax_within_gross_prices_is_right_to_the_unit(document: Document) -> None:
    figures = totals.calculate(document)
    for row in figures.taxes:
        gross = row.base + row.amount
        within = gross.amount * row.tax.rate / (100 + row.tax.rate)
        assert row.amount == round_half_up(within, document.currency)
        # BR-S-09 allows a difference of less than one unit of the invoice.
        assert abs(row.base.amount * row.tax.rate / 100 - row.amount.amount) < 1


@bounded
@given(documents(groups=VAT_GROUPS))
def test_bases_of_the_breakdown_add_up_to_the_net(document: Document) -> None:
    figures = totals.calculate(document)
    untaxed = sum(
        row.net.minor
        for written, row in zip(document.lines, figures.lines, strict=True)
        if not written.taxes
    )
    for part in figures.adjustments:
        if not part.taxes:
            untaxed += part.amount.minor if part.adjustment.charge else -part.amount.minor
    assert figures.net.minor == whole([row.base for row in figures.taxes]) + untaxed


@bounded
@given(documents(gross=True))
def test_gross_prices_add_up_to_the_gross_to_the_cent(document: Document) -> None:
    figures = totals.calculate(document)
    entered = whole([row.entered for row in figures.lines])
    for part in figures.adjustments:
        entered += part.entered.minor if part.adjustment.charge else -part.entered.minor
    assert figures.gross.minor == entered


@bounded
@given(documents(gross=True, groups=VAT_GROUPS))
def test_a_line_at_a_gross_price_has_its_own_net_within_a_unit(document: Document) -> None:
    figures = totals.calculate(document)
    for written, row in zip(document.lines, figures.lines, strict=True):
        factor = 1 + sum((tax.rate for tax in written.taxes), Decimal(0)) / 100
        assert abs(row.net.minor - row.entered.minor / factor) <= 1


def _figures(figures: Totals) -> dict[str, object]:
    amounts = {f.name: getattr(figures, f.name) for f in fields(figures)}
    return {
        **{name: value for name, value in amounts.items() if isinstance(value, Money)},
        "taxes": sorted((repr(row.tax), row.base.minor, row.amount.minor) for row in figures.taxes),
        "withholdings": figures.withholdings,
        "adjustments": sorted(
            (repr(part.adjustment), repr(part.taxes), part.amount.minor)
            for part in figures.adjustments
        ),
    }


@bounded
@given(documents(), st.randoms(use_true_random=False))
def test_the_order_of_lines_changes_no_total(document: Document, shuffler: random.Random) -> None:
    lines = list(document.lines)
    shuffler.shuffle(lines)
    shuffled = replace(document, lines=tuple(lines))
    assert _figures(totals.calculate(shuffled)) == _figures(totals.calculate(document))


@bounded
@given(documents())
def test_a_credit_note_of_the_whole_brings_exactly_zero(document: Document) -> None:
    invoice = totals.calculate(document)
    credit = totals.calculate(crediting.credit_note_of(snapshot(document)))
    assert credit == invoice
    assert not invoice.payable - credit.payable


@bounded
@given(documents())
def test_no_figure_is_finer_than_the_currency(document: Document) -> None:
    figures = totals.calculate(document)
    digits = minor_digits(document.currency)
    amounts = [
        value for f in fields(figures) if isinstance(value := getattr(figures, f.name), Money)
    ]
    amounts += [row.net for row in figures.lines]
    amounts += [amount for row in figures.taxes for amount in (row.base, row.amount)]
    for amount in amounts:
        assert -int(amount.amount.as_tuple().exponent) == digits  # BR-DEC-01 and following
        assert Money.of(str(amount.amount), document.currency) == amount


@bounded
@given(documents(currencies=("CHF",)))
def test_swiss_amounts_due_are_multiples_of_five_centimes(document: Document) -> None:
    figures = totals.calculate(replace(document, round_to=Decimal("0.05")))
    assert figures.due.minor % 5 == 0
    assert abs(figures.rounding.minor) <= 2


@given(
    st.decimals(allow_nan=True, allow_infinity=True),
    st.decimals(allow_nan=True, allow_infinity=True),
    st.decimals(allow_nan=True, allow_infinity=True),
)
def test_any_number_is_either_calculated_or_refused_in_a_sentence(
    price: Decimal, quantity: Decimal, base: Decimal
) -> None:
    odd = replace(line("1"), price=price, quantity=quantity, base_quantity=base)
    try:
        figures = totals.calculate(Document(lines=(odd,)))
    except Refusal as refused:
        sentence = str(refused)
    else:
        sentence = f"{figures.gross} is {figures.net}"
        assert figures.gross == figures.net + figures.tax
    assert sentence


@bounded
@given(documents())
def test_a_decimal_context_of_somebody_else_changes_nothing(document: Document) -> None:
    expected = totals.calculate(document)
    with decimal.localcontext() as context:
        context.prec = 3
        assert totals.calculate(document) == expected
