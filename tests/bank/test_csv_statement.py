"""Whole files of our own, each with the traits of many banks'."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from invoicer.bank import detect
from invoicer.models.errors import BadFile
from invoicer.models.statement import Statement

FOLDER = Path(__file__).parent.parent / "data" / "bank"


def read(name: str, answers: Mapping[str, str] | None = None, home: str = "EUR") -> Statement:
    (statement,) = detect.read(
        (FOLDER / name).read_bytes(), name, answers or {}, home_currency=home
    )
    return statement


def text(content: str, answers: Mapping[str, str] | None = None) -> Statement:
    (statement,) = detect.read(content.encode(), "", answers or {})
    return statement


def amounts(statement: Statement) -> list[Decimal]:
    return [line.amount.amount for line in statement.lines if not line.pending]


def test_a_giro_account_in_an_old_code_page_with_preamble_and_balance() -> None:
    found = read("giro-semicolon-latin.csv")
    assert found.encoding == "cp1252"
    assert (found.account, found.currency) == ("DE89370400440532013000", "EUR")
    assert amounts(found) == [Decimal("1190.00"), Decimal("-88.40"), Decimal("-56.00")]
    first = found.lines[0]
    assert (first.booked_on, first.value_on) == (date(2026, 11, 27), date(2026, 11, 27))
    assert (first.name, first.row) == ("KESSLER U SÖHNE GMBH", 6)
    assert "RE 2026-0128" in first.purpose
    assert found.balance.adds_up
    assert found.balance.opening is not None
    assert found.balance.opening.amount == Decimal("1300.00")
    assert [left.row for left in found.left_out] == [1, 2, 3]
    assert not found.questions


def test_two_amount_columns_with_thousands_and_commas_in_quotes() -> None:
    found = read("two-columns-comma.csv", home="GBP")
    assert amounts(found) == [Decimal("-42.10"), Decimal("1190.00"), Decimal("-30.00")]
    assert found.lines[0].booked_on == date(2026, 11, 21)
    assert found.balance.adds_up
    assert (found.currency, found.currency_assumed) == ("", True)
    assert found.lines[0].amount.currency == "GBP"


def test_a_column_tells_money_in_from_money_out() -> None:
    found = read("direction-column.csv")
    assert amounts(found) == [Decimal("1190.00"), Decimal("-60.50")]
    assert found.lines[0].account == "NL91ABNA0417164300"
    assert found.currency == "EUR"


@pytest.mark.parametrize("name", ["markers.csv", "brackets.csv"])
def test_marks_and_brackets_in_the_amounts_tell_the_sign(name: str) -> None:
    assert amounts(read(name)) == [Decimal("1190.00"), Decimal("-42.10")]


def test_utf_16_with_tabs_in_cyrillic() -> None:
    found = read("utf16-tabs.csv")
    assert found.encoding == "utf-16le with BOM"
    assert amounts(found) == [Decimal("1190.00"), Decimal("-42.10")]


def test_gb18030_wallet_with_neutral_rows_left_out() -> None:
    found = read("chinese-wallet-gb18030.csv")
    assert (found.encoding, found.currency) == ("gb18030", "CNY")
    assert amounts(found) == [Decimal("1190.00"), Decimal("-42.10")]
    assert any("neither" in left.reason and left.row == 8 for left in found.left_out)


def test_pending_and_failed_rows_never_count_and_proven_fees_do() -> None:
    found = read("pending-and-fees.csv")
    assert amounts(found) == [Decimal("1190.00"), Decimal("-42.50"), Decimal("-10.00")]
    assert [line.name or line.purpose for line in found.lines if line.pending] == ["Hotel"]
    assert [left.row for left in found.left_out] == [6]
    assert found.balance.adds_up


def test_balance_rows_prove_and_footers_are_left_out_with_reasons() -> None:
    found = read("balance-rows-and-footer.csv")
    assert amounts(found) == [Decimal("-2.90"), Decimal("1190.00")]
    assert (found.balance.adds_up, found.balance.remark) == (True, "adds up")
    assert len(found.left_out) == 4
    assert all(left.reason for left in found.left_out)


def test_rows_cut_short_are_mended_and_unreadable_ones_are_listed() -> None:
    found = read("ragged-and-broken-quotes.csv")
    assert amounts(found) == [Decimal(1190), Decimal("-62.30"), Decimal("2647.74")]
    reasons = {left.row: left.reason for left in found.left_out}
    assert "12,3,4" in reasons[5]
    assert "kein Datum" in reasons[7]
    assert [line.amount.amount for line in found.lines if line.pending] == [Decimal(-50)]


@pytest.mark.parametrize(
    ("name", "sentence"),
    [("daily-balances.csv", "balances, not movements"), ("films.csv", "no bank statement")],
)
def test_what_is_no_statement_is_refused_in_plain_words(name: str, sentence: str) -> None:
    with pytest.raises(BadFile, match=sentence):
        read(name)


def test_a_card_that_prints_spending_as_positive_is_asked_about() -> None:
    (question,) = read("card-positive-spending.csv").questions
    assert question.key == "sign"
    assert "42.10" in question.text
    assert "30.00" in question.text
    spent = read("card-positive-spending.csv", {"sign": "out"})
    assert amounts(spent) == [Decimal("-42.10"), Decimal("-30.00"), Decimal("72.10")]
    assert not spent.questions
    assert amounts(read("card-positive-spending.csv", {"sign": "in"}))[0] == Decimal("42.10")


def test_day_or_month_is_asked_with_two_examples_from_the_file() -> None:
    (question,) = read("day-or-month.csv").questions
    assert "“03/04/2026” and “05/06/2026”" in question.text
    assert [choice.value for choice in question.choices] == ["dmy", "mdy"]
    assert read("day-or-month.csv", {"date_order": "mdy"}).lines[0].booked_on == date(2026, 3, 4)
    assert read("day-or-month.csv", {"date_order": "dmy"}).lines[0].booked_on == date(2026, 4, 3)
    assert read("day-or-month.csv", {"date_order": "nonsense"}).questions


def test_thousands_or_decimals_are_asked_about_where_nothing_decides() -> None:
    (question,) = read("thousands-or-decimals.csv").questions
    assert question.key == "decimal_mark"
    groups = read("thousands-or-decimals.csv", {"decimal_mark": "thousands"})
    assert amounts(groups) == [Decimal(1190), Decimal(-2500)]
    known = text('Date,Text,Amount,Currency\n2026-11-23,A,"1,190",EUR\n2026-11-24,B,-5,EUR\n')
    assert amounts(known) == [Decimal(1190), Decimal(-5)]


def test_decimals_finer_than_the_currency_leave_the_row_out() -> None:
    found = read("thousands-or-decimals.csv", {"decimal_mark": "decimals"})
    assert amounts(found) == [Decimal("1.19"), Decimal("-2.5")]
    dinar = text("Date,Text,Amount,Currency\n2026-11-23,A,1.195,EUR\n2026-11-24,B,-5.1,EUR\n")
    assert amounts(dinar) == [Decimal("-5.1")]
    assert "decimals" in dinar.left_out[0].reason


def test_other_dates_of_the_file_settle_the_order() -> None:
    content = (
        "Export;from 01/11/2026 to 30/11/2026\n\nDate;Text;Amount;Currency\n"
        "03/11/2026;Rent;-5,00;EUR\n04/11/2026;Kessler;7,00;EUR\n"
    )
    assert text(content).lines[0].booked_on == date(2026, 11, 3)


def test_the_order_of_the_rows_settles_the_order_of_day_and_month() -> None:
    rows = "".join(f"{day:02}/{month:02}/2026,x,-1.00,EUR\n" for day, month in
                   ((9, 1), (11, 1), (2, 2), (7, 2), (1, 3), (12, 3)))  # fmt: skip
    found = text("Date,Description,Amount,Currency\n" + rows)
    assert not found.questions
    assert found.lines[0].booked_on == date(2026, 1, 9)


def test_which_column_is_the_amount_is_asked_where_several_might_be() -> None:
    content = "Date;Text;Alpha;Beta\n2026-11-23;Kessler;10,00;3,00\n2026-11-24;Train;7,00;9,50\n"
    (question,) = text(content).questions
    assert question.key == "amount_column"
    assert "10,00" in question.text
    assert amounts(text(content, {"amount_column": "4"})) == [Decimal("3.00"), Decimal("9.50")]


def test_several_accounts_in_one_file_are_several_statements() -> None:
    content = (
        "Account Name,Date,Description,Amount,Currency\nGiro 1,2026-11-23,A,-5.00,EUR\n"
        "Giro 2,2026-11-23,B,7.00,EUR\nGiro 1,2026-11-24,C,-1.00,EUR\n"
    )
    found = detect.read(content.encode())
    assert [(s.account, len(s.lines)) for s in found] == [("Giro 1", 2), ("Giro 2", 1)]
    assert found[0].profile != found[1].profile


def test_several_currencies_stay_apart_and_prove_nothing() -> None:
    content = "Date,Text,Currency,Amount\n2026-11-23,A,USD,-33.50\n2026-11-23,B,EUR,25.00\n"
    found = text(content)
    assert [line.amount.currency for line in found.lines] == ["USD", "EUR"]
    assert (found.currency, found.currency_assumed) == ("", False)
    assert found.balance.adds_up is None


def test_headings_without_rows_are_a_statement_of_nothing() -> None:
    found = text('"Date","Name","Currency","Gross","Fee","Net","Balance"\n')
    assert (found.lines, found.questions) == ((), ())


def test_the_same_layout_has_the_same_profile_and_another_has_not() -> None:
    one = text("Date,Text,Amount\n2026-11-23,A,-33.50\n").profile
    assert one == text("date, text, AMOUNT\n2026-12-01,B,-1.50\n").profile
    assert one != text("Date,Amount,Text\n2026-11-23,-33.50,A\n").profile


def test_three_identical_rows_stay_three() -> None:
    rows = "09.12.2026;Infopay;OnlineTicket;-2,90;EUR\n" * 3
    assert len(text("Buchungstag;Name;Zweck;Betrag;Währung\n" + rows).lines) == 3


def test_text_in_several_lines_within_quotes_is_one_row() -> None:
    content = 'Date,Description,Amount,Currency\n2026-11-23,"Kessler\nRE 2026-0128, May",5.00,EUR\n'
    (line,) = text(content + "2026-11-24,Train,-1.00,EUR\n").lines[:1]
    assert line.purpose == "Kessler RE 2026-0128, May"


def test_a_quote_that_is_never_closed_swallows_no_rows() -> None:
    content = (
        'Date,Description,Amount,Currency\n2026-11-23,"Kessler,5.00,EUR\n'
        "2026-11-24,Train,-1.00,EUR\n2026-11-25,Bus,-2.00,EUR\n"
    )
    assert amounts(text(content)) == [Decimal(5), Decimal(-1), Decimal(-2)]


def test_excel_s_own_line_for_the_delimiter_is_obeyed() -> None:
    found = text("sep=;\nDate;Text;Amount;Currency\n2026-11-23;A;-33,50;EUR\n")
    assert (amounts(found), found.lines[0].row) == ([Decimal("-33.50")], 3)


def test_repeated_headings_are_left_out() -> None:
    heading = "Date,Text,Amount,Currency\n"
    found = text(f"{heading}2026-11-23,A,-33.50,EUR\n{heading}2026-11-24,B,1.00,EUR\n")
    assert [left.reason for left in found.left_out] == ["repeats the headings"]


def test_both_columns_filled_in_one_row_are_no_amount() -> None:
    found = text("Date,Text,Debit,Credit\n2026-11-23,A,5.00,\n2026-11-24,B,1.00,2.00\n")
    assert amounts(found) == [Decimal(-5)]
    assert "both" in found.left_out[0].reason


def test_what_was_found_out_is_told_in_plain_words() -> None:
    told = "\n".join(read("two-columns-comma.csv").inferred)
    assert "day, month, year" in told
    assert "names no currency" in told
    assert "“Paid In”" in told
