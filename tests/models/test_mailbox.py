"""Addresses as people type them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from invoicer.models import mailbox
from invoicer.models.errors import BadField
from invoicer.models.mailbox import Mailbox


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", []),
        ("   ", []),
        ("tom@example.org", [("", "tom@example.org")]),
        (" tom@example.org , ", [("", "tom@example.org")]),
        ("Tom Bo <tom@example.org>", [("Tom Bo", "tom@example.org")]),
        ("<tom@example.org>", [("", "tom@example.org")]),
        ('"Bo, Tom" <tom@example.org>', [("Bo, Tom", "tom@example.org")]),
        ('"Tom \\"T\\" Bo; x" <tom@example.org>', [('Tom "T" Bo; x', "tom@example.org")]),
        ("a@x.example;b@y.example", [("", "a@x.example"), ("", "b@y.example")]),
        ("Jörg <jörg@MÜLLER.example>", [("Jörg", "jörg@xn--mller-kva.example")]),
        ("a+b_c.d@sub.example.co", [("", "a+b_c.d@sub.example.co")]),
        ("root@localhost", [("", "root@localhost")]),
    ],
)
def test_addresses_are_read_with_their_names(text: str, found: list[tuple[str, str]]) -> None:
    assert [(box.name, box.address) for box in mailbox.parse(text, "To")] == found


@pytest.mark.parametrize(
    "text",
    [
        "tom",
        "tom@",
        "@example.org",
        "tom@example..org",
        "tom@-example.org",
        "tom@example.org bob@example.org",
        "tom.@example.org",
        ".tom@example.org",
        "to m@example.org",
        "Bo, Tom <tom@example.org>",
        "Tom <tom@example.org",
        "Tom <tom@example.org> x",
        "tom@exa mple.org",
        "tom@[127.0.0.1]",
        f"{'x' * 65}@example.org",
        f"tom@{'.'.join(['x' * 50] * 6)}.org",
        f"tom@{'x' * 64}.org",
        f"{'x' * 64}@{'.'.join(['x' * 48] * 4)}.org",
    ],
)
def test_what_is_no_address_is_refused_in_a_sentence(text: str) -> None:
    with pytest.raises(BadField) as refusal:
        mailbox.parse(text, "To")
    assert refusal.value.name == "To"
    assert refusal.value.reason.endswith(".")


@pytest.mark.parametrize("separator", ["\r\n", "\n", "\r", "\0", "\x1b", "\u2028", "\u2029"])
def test_a_line_break_can_not_begin_a_header_of_its_own(separator: str) -> None:
    for text in (f"tom@example.org{separator}Bcc: eve@example.org", f"T{separator} <t@x.example>"):
        with pytest.raises(BadField, match="Line breaks"):
            mailbox.parse(text, "To")


def test_exactly_one_address_is_asked_for() -> None:
    assert mailbox.parse_one("tom@example.org", "From") == Mailbox("", "tom", "example.org")
    for text in ("", "a@x.example, b@x.example"):
        with pytest.raises(BadField, match="exactly one"):
            mailbox.parse_one(text, "From")


def test_a_name_is_left_out_where_there_is_none() -> None:
    assert mailbox.written(" ", "tom@example.org") == "tom@example.org"


@given(st.text(st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"]), min_size=1))
def test_any_name_is_read_as_it_was_written(name: str) -> None:
    [box] = mailbox.parse(mailbox.written(name, "tom@example.org"), "To")
    assert box == Mailbox(name.strip(), "tom", "example.org")


@given(st.text())
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        boxes = mailbox.parse(text, "To")
    except BadField:
        return
    for box in boxes:
        assert box.address.count("@") == 1
        assert not any(character.isspace() for character in box.address)
