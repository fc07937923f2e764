"""Units: codes of UN/ECE Rec. 20 and 21, their plain names, and what people type for them."""

import re

import pytest

from invoicer.models import unit_words, units


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("h", "HUR"),
        ("hour", "HUR"),
        ("Hours", "HUR"),
        ("Std.", "HUR"),
        ("pc", "C62"),
        ("Stk", "C62"),
        ("  Stück ", "C62"),
        ("pauschal", "LS"),
        ("lump  sum", "LS"),
        ("m²", "MTK"),
        ("MTK", "MTK"),
        ("kwh", "KWH"),
        ("XPK", "XPK"),
        ("pk", "XPK"),
        ("HAR", "H18"),
        ("single piece", "XPP"),
        ("jours", "DAY"),
        ("giorni", "DAY"),
        ("uur", "HUR"),
    ],
)
def test_what_people_type_is_understood(typed: str, code: str) -> None:
    assert units.lookup(typed) == code


@pytest.mark.parametrize("typed", ["", "  ", ".", "parsec", "hhh"])
def test_an_unknown_unit_is_not_guessed(typed: str) -> None:
    assert units.lookup(typed) is None


@pytest.mark.parametrize("code", units.codes())
def test_each_unit_has_a_code_a_name_and_words(code: str) -> None:
    assert re.fullmatch(r"X?[A-Z0-9]{2,3}", code)
    assert units.lookup(code) == code
    assert units.lookup(units.name(code)) == code
    for word in unit_words.WORDS[code]:
        assert units.lookup(word) == code


def test_no_two_units_share_a_name() -> None:
    names = list(units.names().values())
    assert len(set(names)) == len(names) >= 60
    assert set(unit_words.WORDS) == set(units.codes())


def test_an_unnamed_code_is_its_own_name() -> None:
    assert units.name("NIU") == "NIU"


def test_names_come_in_a_documents_language() -> None:
    # A language without a catalogue speaks English.
    assert units.name("HUR", "xx") == "hour"
    assert units.lookup("hour", "xx") == "HUR"
    assert set(units.names("de")) == set(units.codes())
