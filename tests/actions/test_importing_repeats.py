"""The same movement from two exports of one account: not booked unasked a second time."""

from pathlib import Path

import pytest

from invoicer.actions import importing
from invoicer.ledger import documents as kept
from invoicer.ledger import statements
from invoicer.ledger.ledger import Ledger
from invoicer.models.stored import LineState, StoredLine
from tests.actions.conftest import TODAY, issued

OWN, PAYER = "DE89370400440532013000", "DE12500105170648489890"
KNOWN = "Auftragskonto;Buchungstag;Name;Verwendungszweck;IBAN;Betrag;Währung\n"
UNKNOWN = "Buchungstag;Name;Verwendungszweck;Betrag;Währung\n"
WARNING = "same date, amount and text as a line imported before"


def file(folder: Path, number: str, *, known: bool, name: str = "KESSLER U SOEHNE GMBH") -> Path:
    path = folder / f"{known}-{name}.csv"
    middle = f"{name};RECHNUNG {number};"
    row = f"{OWN};23.11.2026;{middle}{PAYER};" if known else f"23.11.2026;{middle}"
    top = KNOWN if known else UNKNOWN
    path.write_text(f"{top}{row}4.703,90;EUR\n", encoding="utf-8")
    return path


def only_line(ledger: Ledger, import_id: int) -> StoredLine:
    (line,) = statements.lines(ledger, import_id)
    return line


@pytest.mark.parametrize("known_first", [False, True])
def test_a_movement_imported_before_under_another_account_is_not_booked_unasked(
    ledger: Ledger, tmp_path: Path, known_first: bool
) -> None:
    number = "2026-0001"
    importing.import_file(ledger, file(tmp_path, number, known=known_first), today=TODAY)
    invoice_id = issued(ledger)
    assert kept.get(ledger, invoice_id).number == number
    done = importing.import_file(
        ledger, file(tmp_path, number, known=not known_first, name="Kessler u. Soehne GmbH"),
        today=TODAY,
    )  # fmt: skip
    line = only_line(ledger, done.id)
    assert (done.new_lines, done.booked, line.state) == (1, 0, LineState.SUGGESTED)
    assert WARNING in line.proposals[0].reasons
    importing.propose_again(ledger)
    assert WARNING in only_line(ledger, done.id).proposals[0].reasons
    importing.book(ledger, line.id, line.proposals[0], today=TODAY)
    importing.reopen(ledger, line.id, on=TODAY)
    assert WARNING in only_line(ledger, done.id).proposals[0].reasons


def test_after_an_undo_the_other_export_is_booked(ledger: Ledger, tmp_path: Path) -> None:
    number = kept.get(ledger, issued(ledger)).number
    first = importing.import_file(ledger, file(tmp_path, number, known=False), today=TODAY)
    importing.undo(ledger, first.id, on=TODAY)
    assert importing.import_file(ledger, file(tmp_path, number, known=True), today=TODAY).booked


def test_a_movement_of_another_text_is_booked(ledger: Ledger, tmp_path: Path) -> None:
    importing.import_file(ledger, file(tmp_path, "2025-0009", known=False), today=TODAY)
    number = kept.get(ledger, issued(ledger)).number
    assert importing.import_file(ledger, file(tmp_path, number, known=True), today=TODAY).booked


def test_a_one_line_export_and_a_longer_one_have_the_movement_once(
    ledger: Ledger, tmp_path: Path
) -> None:
    top = "Buchungstag;Name;Verwendungszweck;IBAN;Betrag;Währung\n"
    row = f"23.11.2026;KESSLER;RECHNUNG 7;{PAYER};100,00;EUR\n"
    more = "24.11.2026;EK;RECHNUNG 8;NL91ABNA0417164300;50,00;EUR\n"
    for name, content in (("one.csv", top + row), ("more.csv", top + row + more)):
        (tmp_path / name).write_text(content, encoding="utf-8")
        importing.import_file(ledger, tmp_path / name, today=TODAY)
    assert len(statements.lines(ledger)) == 2
