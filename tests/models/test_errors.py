"""Refusals and troubles read as sentences, whatever they hold."""

from datetime import date
from decimal import Decimal

import pytest

from invoicer.models import errors
from invoicer.models.errors import Refusal, Trouble

LONG = "x" * 1000
SAID: list[tuple[Exception, str]] = [
    (errors.UnknownCurrency(LONG), "is not a currency"),
    (errors.CurrencyMismatch("EUR", "USD"), "EUR and USD"),
    (errors.BadAmount(LONG), "is not an amount"),
    (errors.TooManyDecimals(Decimal("0.001"), "EUR", 2), "0.001 has more decimals"),
    (errors.AmountTooLarge(LONG), "is too large"),
    (errors.BadField("Price", "it is wrong."), "Price: it is wrong."),
    (errors.BadField("", "It is wrong."), "It is wrong."),
    (errors.CannotIssue(("No name.", "No line.")), "No name. No line."),
    (errors.NotAllowed("Not now."), "Not now."),
    (errors.NotFound("client", LONG), "There is no client"),
    (errors.BadDate("Due date", date(1899, 1, 1)), "1899-01-01 is not a likely date"),
    (errors.BadFile("It is empty."), "It is empty."),
    (errors.MissingGlyphs(("漢", "字"), "Note"), "“漢” (U+6F22) “字” (U+5B57) can't be printed"),
    (errors.PrintTrouble(LONG), "The PDF can't be made"),
    (errors.LedgerTrouble("The disk is full."), "The disk is full."),
]


@pytest.mark.parametrize(("error", "said"), SAID, ids=lambda case: type(case).__name__)
def test_an_error_is_a_short_sentence_for_the_user(error: Exception, said: str) -> None:
    assert isinstance(error, Refusal | Trouble)
    assert said in str(error)
    assert len(str(error)) < 400
