"""Mails as bytes."""

from datetime import UTC, datetime
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from invoicer.mail import compose
from invoicer.models.errors import BadField
from invoicer.models.stored import Mail

AT = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)


def mail(**changes: str) -> Mail:
    fields = {
        "to": "Tom <tom@example.org>",
        "subject": "Invoice 7",
        "body": "Hello",
        "sender": "Ada <ada@example.com>",
    }
    return Mail(**(fields | changes))  # type: ignore[arg-type]


def composed(written: Mail, attachments: list[compose.Attachment] | None = None) -> EmailMessage:
    message = compose.message(written, "<7.abc@invoicer>", attachments or [], AT)
    parsed = BytesParser(policy=policy.default).parsebytes(compose.as_bytes(message))
    assert not parsed.defects
    return parsed


def test_identity_and_date_are_what_was_given() -> None:
    message = composed(mail())
    assert message["Message-ID"] == "<7.abc@invoicer>"
    assert message["Date"].datetime == AT
    assert message["From"] == "Ada <ada@example.com>"
    assert message["To"] == "Tom <tom@example.org>"
    assert message["MIME-Version"] == "1.0"


def test_umlauts_arrive_everywhere_and_seven_bits_carry_them() -> None:
    written = mail(
        to="Jörg Müller GmbH & Söhne <jm@müller.example>",
        subject="Rechnung für März – 1.234,50 €",
        body="Grüße aus Łódź, Ω и Ж\n",
    )
    attachment = ("Rechnung-Müller.pdf", "application/pdf", b"%PDF-1.7 \xff\x00")
    message = compose.message(written, "<7@invoicer>", [attachment], AT)
    assert compose.as_bytes(message).isascii()
    parsed = composed(written, [attachment])
    assert parsed["Subject"] == "Rechnung für März – 1.234,50 €"
    assert parsed["To"].addresses[0].display_name == "Jörg Müller GmbH & Söhne"
    body = parsed.get_body()
    assert body is not None
    assert body.get_content_type() == "text/plain"
    assert body.get_content_charset() == "utf-8"
    assert body.get_content().splitlines() == ["Grüße aus Łódź, Ω и Ж"]
    [pdf] = parsed.iter_attachments()
    assert pdf.get_filename() == "Rechnung-Müller.pdf"
    assert pdf.get_content_type() == "application/pdf"
    assert pdf.get_content() == b"%PDF-1.7 \xff\x00"


def test_blind_copies_get_the_mail_and_are_not_seen() -> None:
    written = mail(
        to="tom@example.org, bob@example.org",
        cc="Cleo <cleo@example.org>; tom@example.org",
        bcc="eve@example.org",
        reply_to="office@example.com",
    )
    message = composed(written)
    assert compose.recipients(written) == (
        "tom@example.org",
        "bob@example.org",
        "cleo@example.org",
        "eve@example.org",
    )
    assert message["Bcc"] is None
    assert message["Cc"] == "Cleo <cleo@example.org>, tom@example.org"
    assert message["Reply-To"] == "office@example.com"
    assert compose.sender(written) == "ada@example.com"


@pytest.mark.parametrize("field", ["to", "cc", "bcc", "subject", "sender", "reply_to"])
@pytest.mark.parametrize("line_break", ["\r\n", "\n", "\r"])
def test_a_line_break_can_not_begin_a_header(field: str, line_break: str) -> None:
    with pytest.raises(BadField, match="Line breaks"):
        composed(mail(**{field: f"tom@example.org{line_break}Bcc: eve@example.org"}))


def test_a_line_break_in_a_file_name_or_message_id_is_refused() -> None:
    with pytest.raises(BadField, match="Attachment"):
        composed(mail(), [("a\r\nb.pdf", "application/pdf", b"")])
    with pytest.raises(BadField, match="Message-ID"):
        compose.message(mail(), "<7\r\nBcc: eve@example.org>", [], AT)
    named = Mail(
        to="t@x.example",
        subject="",
        body="",
        sender="a@x.example",
        attachments=(("a\nb.pdf", "application/pdf", "0" * 64),),
    )
    with pytest.raises(BadField, match="Attachment"):
        compose.checked(named)


@pytest.mark.parametrize("changes", [{"to": ""}, {"to": " , "}, {"sender": ""}, {"to": "tom"}])
def test_a_mail_from_or_to_nobody_is_refused(changes: dict[str, str]) -> None:
    with pytest.raises(BadField):
        composed(mail(**changes))


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_any_text_arrives_line_by_line(body: str) -> None:
    content = composed(mail(body=body)).get_content()
    assert content.splitlines() == ("\n".join(body.splitlines()) + "\n").splitlines()


@given(st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"])))
def test_any_subject_and_name_arrive(words: str) -> None:
    from invoicer.models import mailbox

    message = composed(mail(subject=words, to=mailbox.written(words, "tom@example.org")))
    assert [box.addr_spec for box in message["To"].addresses] == ["tom@example.org"]
    assert list(message.keys()).count("Subject") == 1
    assert message["Bcc"] is None
