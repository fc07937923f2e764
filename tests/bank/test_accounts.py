"""Whose account a column is: told by headings and preamble, never by how often a value occurs."""

import pytest

from invoicer.bank import detect
from invoicer.models.statement import Statement

PAYER, OTHER, OWN = "DE12500105170648489890", "NL91ABNA0417164300", "DE89370400440532013000"


def statement(content: str) -> Statement:
    (found,) = detect.read(content.encode())
    return found


def line(account: str, *, day: int = 23, name: str = "Kessler") -> str:
    return f"{day}.11.2026;{name};RE 128;{account};1190,00;EUR\n"


def accounts(found: Statement) -> tuple[str, list[str]]:
    return found.account, [movement.account for movement in found.lines]


@pytest.mark.parametrize("heading", ["IBAN", "Konto", "Kontonummer", "Account", "Account number"])
def test_a_lone_account_beside_a_name_is_the_payer_s_in_one_line_and_in_many(heading: str) -> None:
    top = f"Buchungstag;Name;Verwendungszweck;{heading};Betrag;Währung\n"
    assert accounts(statement(top + line(PAYER))) == ("", [PAYER])
    same = statement(top + line(PAYER) + line(PAYER, day=24))
    assert accounts(same) == ("", [PAYER, PAYER])
    more = statement(top + line(PAYER) + line(OTHER, day=24, name="Ek"))
    assert accounts(more) == ("", [PAYER, OTHER])
    assert more.profile == same.profile


def test_a_lone_account_in_front_of_day_and_name_is_the_payer_s_too() -> None:
    content = f"IBAN;Buchungstag;Name;Zweck;Betrag\n{PAYER};23.11.2026;Kessler;RE 128;1190,00\n"
    assert accounts(statement(content)) == ("", [PAYER])


@pytest.mark.parametrize(
    "heading", ["Auftragskonto", "Own account", "IBAN (own)", "Eigene IBAN", "Mein Konto"]
)
def test_a_heading_that_says_so_makes_the_own_account(heading: str) -> None:
    content = (
        f"{heading};Buchungstag;Name;Verwendungszweck;IBAN;Betrag;Währung\n"
        f"{OWN};23.11.2026;Kessler;RE 128;{PAYER};1190,00;EUR\n"
    )
    assert accounts(statement(content)) == (OWN, [PAYER])
    alone = f"Buchungstag;Name;Zweck;{heading};Betrag\n{line(OWN)}".replace(";EUR", "")
    assert accounts(statement(alone)) == (OWN, [""])


@pytest.mark.parametrize("other", ["IBAN Zahlungsbeteiligter", "Gegenkonto", "Counterparty IBAN"])
def test_an_account_beside_the_other_side_s_is_the_own_one(other: str) -> None:
    content = (
        f"Buchungstag;Name;Verwendungszweck;Kontonummer;{other};Betrag;Währung\n"
        f"23.11.2026;Kessler;RE 128;{OWN};{PAYER};1190,00;EUR\n"
    )
    assert accounts(statement(content)) == (OWN, [PAYER])


def test_of_two_accounts_the_one_in_front_of_the_day_is_the_own_one() -> None:
    content = f"Konto;Datum;Name;IBAN;Betrag\n{OWN};23.11.2026;Kessler;{PAYER};1190,00\n"
    assert accounts(statement(content)) == (OWN, [PAYER])


def test_two_accounts_behind_the_name_are_both_the_payer_s() -> None:
    content = f"Datum;Name;Kontonummer;IBAN;Betrag\n23.11.2026;Kessler;648489890;{PAYER};1190,00\n"
    assert accounts(statement(content)) == ("", [PAYER])


@pytest.mark.parametrize(
    ("content", "account"),
    [
        (f"IBAN;Booked At;Text;Amount\n{OWN};2026-11-23;Kessler;1190.00\n", OWN),
        (
            "Transaction Date,Sort Code,Account Number,Transaction Description,Debit Amount,"
            "Credit Amount,Balance\n23/11/2026,11-22-33,11111111,KESSLER,,1190.00,2190.00\n",
            "11111111",
        ),
        (f"Datum;Verwendungszweck;IBAN;Betrag\n23.11.2026;Kessler;{PAYER};1190,00\n", ""),
    ],
)
def test_where_no_row_names_another_side_an_account_in_front_is_the_own_one(
    content: str, account: str
) -> None:
    assert statement(content).account == account


def test_the_preamble_names_the_own_account_and_the_column_the_payer_s() -> None:
    top = f"Girokonto;{OWN}\n\nBuchungstag;Name;Verwendungszweck;IBAN;Betrag;Währung\n"
    assert accounts(statement(top + line(PAYER))) == (OWN, [PAYER])
    assert accounts(statement(top + line(OWN))) == (OWN, [""])


def test_the_payer_s_account_in_a_row_without_a_date_is_not_the_own_one() -> None:
    top = "Buchungstag;Name;Verwendungszweck;IBAN;Betrag;Währung\n"
    found = statement(f"{top}offen;Hotel;Karte;{OTHER};-5,00;EUR\n{line(PAYER)}")
    assert accounts(found) == ("", [PAYER])


def test_an_own_account_given_twice_is_nobody_else_s() -> None:
    content = (
        "Buchungstag;Buchungstext;Betrag;Währung;Auftraggeberkonto;IBAN Auftraggeberkonto\n"
        f"23.11.2026;Kessler;1190,00;EUR;532013000;{OWN}\n"
    )
    assert accounts(statement(content)) == (OWN, [""])
