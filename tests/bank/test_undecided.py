"""What a file leaves open is asked or left out with its reason, never taken silently."""

from collections.abc import Mapping
from decimal import Decimal

import pytest

from invoicer.bank import detect
from invoicer.models.errors import BadFile
from invoicer.models.statement import Statement

GERMAN = "Buchungstag;Name;Verwendungszweck;Betrag;Währung\n"
ENGLISH = "Date,Text,Amount,Currency\n"


def statement(content: str, answers: Mapping[str, str] | None = None) -> Statement:
    (found,) = detect.read(content.encode(), "", answers or {})
    return found


def amounts(found: Statement) -> list[Decimal]:
    return [line.amount.amount for line in found.lines]


def asked(found: Statement) -> list[str]:
    return [question.key for question in found.questions]


@pytest.mark.parametrize(
    "content",
    [
        f"{GERMAN}23.11.2026;Kessler;RE 128;119,005;EUR\n",
        f"{GERMAN}23.11.2026;Kessler;RE 128;119,005;EUR\n24.11.2026;Bahn;Karte;-5;EUR\n",
        f"{GERMAN}2026-11-23;Kessler;RE 128;119,005;EUR\n",
        "Date,Name,Text,Amount,Currency\n23.11.2026,Kessler,x,'119,005',EUR\n".replace("'", '"'),
        f'{ENGLISH}2026-11-23,Kessler,"119,005",EUR\n2026-11-24,Train,"-2,500",EUR\n',
        f"{ENGLISH}2026-11-23,Kessler,119.005,EUR\n",
    ],
)
def test_a_separator_with_three_digits_behind_it_in_all_rows_is_asked_about(content: str) -> None:
    assert asked(statement(content)) == ["decimal_mark"]
    read = statement(content, {"decimal_mark": "thousands"})
    assert (asked(read), amounts(read)[0]) == ([], Decimal(119005))
    finer = statement(content, {"decimal_mark": "decimals"})
    assert Decimal(119005) not in amounts(finer)
    assert "decimals" in finer.left_out[0].reason


@pytest.mark.parametrize(
    "content",
    [
        f"{GERMAN}23.11.2026;Kessler;RE 128;119.005;EUR\n",
        f'{ENGLISH}2026-11-23,Kessler,"119,005",EUR\n2026-11-24,Train,-5,EUR\n',
        f'{ENGLISH}2026-11-23,Kessler,"119,005",EUR\n2026-11-24,Train,-5.10,EUR\n',
        'Date,Text,Amount,Currency,Balance\n2026-11-23,Kessler,"119,005",EUR,"120,005.50"\n',
        f'{ENGLISH}2026-11-23,Kessler,"119,005",JPY\n',
    ],
)
def test_other_evidence_settles_what_the_separator_is(content: str) -> None:
    found = statement(content)
    assert (asked(found), amounts(found)[0]) == ([], Decimal(119005))


@pytest.mark.parametrize("code", ["ZZZ", "XXX", "BTC", "USDT", "999", "zzz"])
def test_rows_of_an_unknown_currency_are_left_out_with_the_reason(code: str) -> None:
    content = f"{ENGLISH}2026-11-23,A,10.00,EUR\n2026-11-24,B,20.00,{code}\n2026-11-25,C,5.00,EUR\n"
    found = statement(content)
    assert amounts(found) == [Decimal(10), Decimal(5)]
    assert [(left.row, code in left.reason) for left in found.left_out] == [(3, True)]


@pytest.mark.parametrize("code", ["ZZZ", "BTC", "USDT", "999"])
def test_a_file_in_an_unknown_currency_alone_is_refused(code: str) -> None:
    content = f"{ENGLISH}2026-11-23,A,10.00,{code}\n2026-11-24,B,20.00,{code}\n"
    with pytest.raises(BadFile, match=code):
        statement(content)


def test_a_row_without_a_currency_is_read_like_the_others() -> None:
    content = f"{ENGLISH}2026-11-23,A,10.00,EUR\n2026-11-24,B,20.00,\n2026-11-25,C,5.00,-\n"
    assert len(statement(content).lines) == 3
