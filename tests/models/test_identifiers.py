"""Identifiers that are likely right, and those that can't be."""

import pytest

from invoicer.models import identifiers


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("DE89370400440532013000", True),
        ("de89 3704 0044 0532 0130 00", True),
        ("CH9300762011623852957", True),
        ("GB82 WEST 1234 5698 7654 32", True),
        ("NO9386011117947", True),
        ("DE89370400440532013001", False),
        ("DE8937040044053201300", False),
        ("US64SVBKUS6S3300958879", False),
        ("12345678", False),
        ("", False),
    ],
)
def test_an_iban_has_right_check_digits_and_length(text: str, right: bool) -> None:
    assert identifiers.is_iban(text) is right


@pytest.mark.parametrize(
    ("text", "meant"),
    [("DE89370400440532013001", True), ("12-345678", False), ("DE12", False), ("", False)],
)
def test_a_wrong_iban_is_told_from_a_national_account_number(text: str, meant: bool) -> None:
    assert identifiers.looks_like_iban(text) is meant


@pytest.mark.parametrize(
    ("text", "right"),
    [("COBADEFFXXX", True), ("COBADEFF", True), ("cobadeff", True), ("COBADE", False), ("", False)],
)
def test_a_bic_has_eight_or_eleven_characters(text: str, right: bool) -> None:
    assert identifiers.is_bic(text) is right


@pytest.mark.parametrize(
    ("text", "country", "right"),
    [
        ("DE136695976", "", True),
        ("DE 136 695 976", "DE", True),
        ("DE136695975", "DE", False),
        ("136695976", "DE", False),
        ("DE136695976", "AT", False),
        ("ATU33864707", "AT", True),
        ("EL094259216", "GR", True),
        ("GB980780684", "GB", True),
        ("XI432525179", "GB", True),
        ("CHE-116.281.710 MWST", "CH", True),
        ("USA123", "", False),
        ("", "", False),
    ],
)
def test_a_vat_id_has_the_form_of_its_country(text: str, country: str, right: bool) -> None:
    assert identifiers.is_vat_id(text, country) is right


def test_a_creditor_reference_has_right_check_digits() -> None:
    assert identifiers.is_creditor_reference("RF18 5390 0754 7034")
    assert not identifiers.is_creditor_reference("RF19539007547034")


@pytest.mark.parametrize(
    "text",
    ["a@b.de", "anna.muster+rechnung@firma-x.co.uk", "info@müller.de", "a_b@x1.example", "a@1.de"],
)
def test_an_address_a_mail_can_go_to_is_right(text: str) -> None:
    assert identifiers.is_email(text)


@pytest.mark.parametrize(
    "text",
    [
        *("", "a", "a@b", "a@b.c", "@b.de", "a b@c.de", "a@-b.de", "a@b-.de", "a@b..de"),
        *("a@b.de,c@d.de", "<a@b.de>", "a@b.de ", "a@b.123", "a..b@c.de", "x" * 65 + "@b.de"),
        "a@" + "b." * 130 + "de",
    ],
)
def test_an_address_no_mail_can_go_to_is_doubtful(text: str) -> None:
    assert not identifiers.is_email(text)


@pytest.mark.parametrize(
    ("code", "known"),
    [
        *(("DE", True), ("GB", True), ("GR", True), ("UK", False), ("EL", False), ("EU", False)),
        *(("XK", False), ("de", False), ("", False), ("ZZ", False), ("001", False)),
    ],
)
def test_countries_are_those_of_iso_3166(code: str, known: bool) -> None:
    assert identifiers.is_country(code) is known


def test_an_iban_is_printed_in_groups_of_four() -> None:
    assert identifiers.format_iban("de89370400440532013000") == "DE89 3704 0044 0532 0130 00"
    assert identifiers.format_iban(" 12-345 ") == "12-345"


def test_a_creditor_reference_is_printed_in_groups_of_four() -> None:
    assert identifiers.format_creditor_reference("RF18539007547034") == "RF18 5390 0754 7034"
    assert identifiers.format_creditor_reference(" 2026-1 ") == "2026-1"
