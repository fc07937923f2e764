"""Lists and papers written into files."""

from datetime import date
from pathlib import Path

import pytest

from invoicer.models.document import DocumentKind
from invoicer.models.errors import BadFile
from invoicer.models.lifecycle import Status
from invoicer.models.money import Money
from invoicer.models.stored import DocumentRow
from invoicer.ui.documents import export


def row(kind: DocumentKind = DocumentKind.INVOICE, client: str = "Kessler") -> DocumentRow:
    """Return an issued document."""
    return DocumentRow(
        id=1,
        kind=kind,
        number="2026-0001",
        client_id=1,
        client_name=client,
        issued_on=date(2026, 11, 5),
        due_on=date(2026, 11, 19),
        status=Status.PARTLY_PAID,
        payable=Money(123456, "EUR"),
        open=Money(5050, "EUR"),
    )


def test_a_german_spreadsheet_gets_semicolons_and_commas() -> None:
    line = export.csv_text([row()], "de_DE").splitlines()[1]
    assert line.startswith("Invoice;2026-0001;Kessler;2026-11-05;2026-11-19;")
    assert line.endswith("EUR;1234,56;50,50")


def test_an_english_one_gets_commas_and_points() -> None:
    line = export.csv_text([row()], "en_IE").splitlines()[1]
    assert line.endswith("EUR,1234.56,50.50")


def test_a_credit_note_is_below_zero() -> None:
    line = export.csv_text([row(DocumentKind.CREDIT_NOTE)], "en_IE").splitlines()[1]
    assert line.endswith("-1234.56,-50.50")


@pytest.mark.parametrize("client", ["=cmd()", "+1", "-1", "@x"])
def test_a_name_is_never_taken_for_a_formula(client: str) -> None:
    assert f"'{client}" in export.csv_text([row(client=client)], "en_IE")


def test_a_file_of_the_same_name_stays_as_it_is(tmp_path: Path) -> None:
    first = export.write_beside(tmp_path, "a.pdf", b"one")
    again = export.write_beside(tmp_path, "a.pdf", b"one")
    other = export.write_beside(tmp_path, "a.pdf", b"two")
    third = export.write_beside(tmp_path, "a.pdf", b"three")
    assert (first.name, again.name, other.name, third.name) == (
        "a.pdf",
        "a.pdf",
        "a (2).pdf",
        "a (3).pdf",
    )
    assert first.read_bytes() == b"one"


def test_a_folder_that_is_gone_is_told_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(BadFile, match=r"list\.csv can't be written"):
        export.write_csv(tmp_path / "gone" / "list.csv", [row()], "en_IE")


def test_nothing_is_left_of_a_file_that_could_not_be_written(tmp_path: Path) -> None:
    (tmp_path / "taken").mkdir()
    with pytest.raises(BadFile):
        export.write_whole(tmp_path / "taken", b"content")
    assert [path.name for path in tmp_path.iterdir()] == ["taken"]
