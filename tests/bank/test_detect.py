"""What a file is, told by its content; and nothing but our own refusals for anything else."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from invoicer.bank import detect
from invoicer.models.errors import BadFile
from invoicer.models.statement import Statement

CAMT = '<?xml version="1.0"?><Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.02"/>'
BARE_CAMT = "<Document><BkToCstmrDbtCdtNtfctn/></Document>"


@pytest.mark.parametrize(
    ("content", "named"),
    [
        (CAMT, "CAMT.053"),
        (BARE_CAMT, "CAMT.054"),
        ("OFXHEADER:100\nDATA:OFXSGML\n<OFX></OFX>", "OFX"),
        ("!Type:Bank\nD1/2/26\nT5.00\n^\n", "QIF"),
        (":20:STARTUMSE\n:25:10010010/1\n:28C:1/1\n:60F:C261101EUR1,00\n", "MT940"),
        (":20:X\n:25:1\n:28C:1/1\n:34F:EUR0,\n", "MT942"),
        ("<html><body>Log in</body></html>", "HTML"),
        ("<?xml version='1.0'?><statement/>", "XML"),
        ('{"transactions": []}', "JSON"),
        ("{\\rtf1 hello}", "RTF"),
    ],
)
def test_formats_other_than_csv_are_refused_by_name(content: str, named: str) -> None:
    with pytest.raises(BadFile, match=named) as refused:
        detect.read(content.encode())
    assert "CSV" in str(refused.value)


@pytest.mark.parametrize("content", [b"%PDF-1.7", b"PK\x03\x04zip", b"\x89PNG\r\n", b"a\0b\0\0\0c"])
def test_files_that_are_no_text_are_refused(content: bytes) -> None:
    with pytest.raises(BadFile):
        detect.read(content)


@pytest.mark.parametrize("content", [b"", b" \r\n\t", b"\xef\xbb\xbf", b"\xff\xfe"])
def test_empty_files_are_refused_as_empty(content: bytes) -> None:
    with pytest.raises(BadFile, match="empty"):
        detect.read(content)


def test_the_name_of_a_file_decides_nothing_about_its_format() -> None:
    content = b"Date,Text,Amount,Currency\n2026-11-23,A,-33.50,EUR\n"
    assert detect.read(content, "statement.ofx") == detect.read(content, "x.csv")


def read_or_refused(content: bytes) -> tuple[Statement, ...]:
    """Read; a refusal gives nothing, anything else that is raised fails the test."""
    try:
        return detect.read(content)
    except BadFile:
        return ()


CELL = st.one_of(
    st.text(max_size=12),
    st.sampled_from(
        ("Date", "Betrag", "Amount", "Saldo", "2026-11-23", "31.12.26", "1/2/2026", "1.234,56",
         "-5.00", "(3.00)", "EUR", "CR", "Pending", '"', "S", "0", "1e5", "٣", "½", "²", "1,2,3")
    ),
)  # fmt: skip


@settings(max_examples=300)
@given(
    st.lists(st.lists(CELL, max_size=7), max_size=12),
    st.sampled_from((";", ",", "\t", "|")),
    st.sampled_from(("utf-8", "utf-16", "cp1252", "gb18030")),
)
def test_any_table_is_read_or_refused(rows: list[list[str]], delimiter: str, encoding: str) -> None:
    content = "\n".join(delimiter.join(row) for row in rows).encode(encoding, errors="replace")
    for statement in read_or_refused(content):
        assert all(line.row > 0 for line in statement.lines)
        assert all(left.reason for left in statement.left_out)


@settings(max_examples=300)
@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    read_or_refused(content)
