"""Proof of a statement by its balances."""

from invoicer.models.money import Money
from invoicer.models.statement import prove


def euro(*minors: int | None) -> list[Money | None]:
    return [None if minor is None else Money(minor, "EUR") for minor in minors]


def moved(*minors: int) -> list[Money]:
    return [Money(minor, "EUR") for minor in minors]


def test_a_balance_that_runs_down_the_file_adds_up() -> None:
    found = prove(moved(100, -30, 5), euro(1100, 1070, 1075), [2, 3, 4])
    assert (found.adds_up, found.remark) == (True, "adds up")
    assert (found.opening, found.closing) == (Money(1000, "EUR"), Money(1075, "EUR"))


def test_a_balance_that_runs_up_the_file_adds_up() -> None:
    found = prove(moved(5, -30, 100), euro(1075, 1070, 1100), [2, 3, 4])
    assert found.adds_up
    assert (found.opening, found.closing) == (Money(1000, "EUR"), Money(1075, "EUR"))


def test_a_gap_names_the_row_from_which_the_balance_differs() -> None:
    found = prove(moved(100, -30, 5), euro(1100, 1090, 1095), [2, 3, 4])
    assert found.adds_up is False
    assert found.remark == "differs by 0.20 EUR from row 3 on"


def test_rows_without_a_balance_count_until_the_next_one() -> None:
    assert prove(moved(100, -30, 5), euro(1100, None, 1075), [2, 3, 4]).adds_up
    sparse = prove(moved(100, -30, 5, 1), euro(None, 1070, 1075, None), [2, 3, 4, 5])
    assert sparse.adds_up
    assert sparse.opening is None
    assert sparse.closing is None


def test_opening_and_closing_balance_prove_without_a_running_one() -> None:
    ends = {"opening": Money(1000, "EUR"), "closing": Money(1075, "EUR")}
    assert prove(moved(100, -30, 5), euro(None, None, None), [2, 3, 4], **ends).adds_up
    short = prove(moved(100, -30), euro(None, None), [2, 3], **ends)
    assert (short.adds_up, short.remark) == (False, "differs by 0.05 EUR")


def test_stated_ends_are_kept_beside_a_running_balance() -> None:
    ends = {"opening": Money(1, "EUR"), "closing": Money(2, "EUR")}
    found = prove(moved(100, -30), euro(1100, 1070), [2, 3], **ends)
    assert (found.opening, found.closing) == (Money(1, "EUR"), Money(2, "EUR"))


def test_one_end_alone_proves_nothing() -> None:
    found = prove(moved(100, -30), euro(None, None), [2, 3], closing=Money(70, "EUR"))
    assert found.adds_up is None
    single = prove(moved(100), euro(1100), [2])
    assert (single.adds_up, single.closing) == (None, Money(1100, "EUR"))


def test_nothing_moved_and_nothing_stated_proves_nothing() -> None:
    assert prove([], [], []).adds_up is None


def test_two_currencies_prove_nothing() -> None:
    mixed = [Money(100, "EUR"), Money(100, "USD")]
    found = prove(mixed, euro(1100, 1200), [2, 3], opening=Money(1, "EUR"))
    assert found.adds_up is None
    assert found.opening == Money(1, "EUR")
