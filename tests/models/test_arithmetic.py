"""Sums typed into a field for a number."""

from decimal import ROUND_HALF_UP, Context, Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from invoicer.models.arithmetic import LONGEST, evaluate, is_sum
from invoicer.models.errors import AmountTooLarge, BadAmount, Refusal
from invoicer.models.money import finite

Tree = tuple[str, Fraction]


def value(text: str, decimals: int = 6) -> Decimal:
    """Return what a sum comes to, its numbers being written with a point."""
    return evaluate(text, finite, decimals=decimals)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("3*95", "285"),
        ("(12+8)/4", "5"),
        ("2+3*4", "14"),
        ("2*3+4", "10"),
        ("10-4-3", "3"),
        ("100/5/2", "10"),
        ("-(3+4)", "-7"),
        ("2*-3", "-6"),
        ("--5", "5"),
        ("+5-1", "4"),
        (" 1.5 * ( 2 + 0.5 ) ", "3.75"),
        ("3×95", "285"),
        ("3 x 95", "285"),
        ("3X95", "285"),
        ("12÷4", "3"),
        ("12:4", "3"),
        ("5−3", "2"),
        ("10/3", "3.333333"),
        ("-10/3", "-3.333333"),
        ("1/3*3", "1"),
        ("42", "42"),
        ("0*100", "0"),
    ],
)
def test_a_sum_comes_to_what_a_calculator_says(text: str, expected: str) -> None:
    assert value(text) == Decimal(expected)


@pytest.mark.parametrize(
    ("text", "decimals", "expected"),
    [
        ("10/3", 2, "3.33"),
        ("1/8", 2, "0.13"),
        ("-1/8", 2, "-0.13"),
        ("5/2", 0, "3"),
        ("20*5", 0, "100"),
    ],
)
def test_only_the_result_is_rounded_half_up(text: str, decimals: int, expected: str) -> None:
    assert str(value(text, decimals)) == expected


@pytest.mark.parametrize(
    "text",
    ["", "3*", "*3", "(3", "(3(4)", "3)", "()", "3 4*", "3//4", "3**4", "1/0", "1/(2-2)", "3*a"],
)
def test_what_is_no_sum_is_refused(text: str) -> None:
    with pytest.raises(BadAmount):
        value(text)


@pytest.mark.parametrize(
    "text",
    ["100+19%", "__import__('os')", "1e5*2;", "1" + "+1" * LONGEST, "(" * 150 + "1" + ")" * 150],
)
def test_what_only_looks_like_one_is_refused(text: str) -> None:
    with pytest.raises(BadAmount):
        value(text)


def test_nesting_that_nobody_types_is_still_answered() -> None:
    assert value("(" * 99 + "7" + ")" * 99) == 7


def test_a_result_beyond_any_invoice_is_refused() -> None:
    with pytest.raises(AmountTooLarge):
        value("*".join(["9999999999"] * 18))


@pytest.mark.parametrize(
    ("text", "expected"),
    [("3*95", True), ("3-5", True), ("(5)", True), ("3x5", True), ("-5", False), ("−5", False)],
)
def test_a_sign_before_a_number_makes_no_sum(text: str, expected: bool) -> None:
    assert is_sum(text) is expected


@pytest.mark.parametrize("text", ["5", "", "1.234,56", "12 EUR"])
def test_a_number_is_no_sum(text: str) -> None:
    assert not is_sum(text)


NUMBERS = st.decimals(0, 10_000, places=2).map(lambda d: (f"{d:f}", Fraction(d)))


def _joined(pair: tuple[Tree, str, Tree]) -> Tree:
    (left, a), sign, (right, b) = pair
    if sign == "/" and not b:
        sign = "*"
    results = {"+": a + b, "-": a - b, "*": a * b, "/": a / b if b else a}
    return f"({left} {sign} {right})", results[sign]


TREES = st.recursive(
    NUMBERS,
    lambda inner: st.tuples(inner, st.sampled_from("+-*/"), inner).map(_joined),
    max_leaves=8,
)


@given(TREES)
def test_any_sum_is_exact_until_it_is_rounded(tree: Tree) -> None:
    text, exact = tree
    wide = Context(prec=200)
    expected = wide.divide(Decimal(exact.numerator), Decimal(exact.denominator)).quantize(
        Decimal("0.000001"), rounding=ROUND_HALF_UP, context=wide
    )
    assert value(text) == expected


@given(st.text(alphabet="0123456789.,+-*/()x %:eE", max_size=40))
def test_whatever_is_typed_is_a_number_or_refused(text: str) -> None:
    try:
        result = value(text)
    except Refusal:
        return
    assert result.is_finite()
