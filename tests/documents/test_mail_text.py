from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from invoicer.documents.mail_text import mail_text
from invoicer.models.document import DocumentKind, DocumentReference
from tests.documents import samples
from tests.documents.samples import document, snapshot

LANGUAGES = ("en", "de", "fr", "es", "it", "nl")


@pytest.mark.parametrize("kind", list(DocumentKind))
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_kind_has_a_mail_in_every_language(kind: DocumentKind, language: str) -> None:
    shown = snapshot(
        document(
            kind=kind,
            valid_until=date(2026, 12, 31),
            preceding=(DocumentReference(number="2026-0007"),),
        )
    )
    subject, body = mail_text(shown, samples.figures(shown), language)
    assert "2026-1283" in subject
    assert "Lena Baum Design" in subject
    assert "\n" not in subject
    for part in ("Zoë Łuczak", "2026-1283", "2026"):
        assert part in body
    assert body.endswith("www.lenabaum.example\n")
    assert "{" not in body
    assert "\n\n\n" not in body


def test_an_invoice_tells_how_to_pay() -> None:
    shown = snapshot()
    subject, body = mail_text(shown, samples.figures(shown), "en")
    assert subject == "Invoice 2026-1283 from Lena Baum Design"
    assert body == (
        "Dear Zoë Łuczak,\n"
        "\n"
        "please find attached our invoice 2026-1283 of 21 November 2026 for €1,808.80.\n"
        "\n"
        "Please pay €1,808.80 by 5 Dec 2026.\n"
        "Account holder: Lena Baum Design\n"
        "IBAN: DE12 5001 0517 0648 4898 90\n"
        "BIC: INGDDEFFXXX · ING\n"
        "Payment reference: 2026-1283\n"
        "\n"
        "If you pay by 28 Nov 2026, you may deduct 2% (€36.18) and pay €1,772.62.\n"
        "\n"
        "Kind regards,\n"
        "Lena Baum Design\n"
        "+49 40 1234560\n"
        "www.lenabaum.example\n"
    )


def test_without_a_language_the_mail_speaks_the_documents() -> None:
    shown = snapshot(document(language="nl"))
    assert mail_text(shown, samples.figures(shown))[0] == "Factuur 2026-1283 van Lena Baum Design"


def test_a_quote_and_a_credit_note_ask_for_no_money() -> None:
    for kind in (DocumentKind.QUOTE, DocumentKind.CREDIT_NOTE):
        shown = snapshot(document(kind=kind))
        assert "IBAN" not in mail_text(shown, samples.figures(shown))[1]


def test_a_client_without_a_contact_is_greeted_all_the_same() -> None:
    shown = snapshot(document(buyer=replace(samples.BUYER, contact_name="")))
    assert mail_text(shown, samples.figures(shown))[1].startswith("Hello,\n")


def test_mail_is_plain_text_without_escapes() -> None:
    shown = snapshot(document(buyer=replace(samples.BUYER, contact_name="A & <B> {{ 7*7 }}")))
    assert "Dear A & <B> {{ 7*7 }}," in mail_text(shown, samples.figures(shown))[1]


def test_a_line_break_in_a_name_can_not_reach_the_subject() -> None:
    party = replace(samples.SELLER.party, name="Lena\r\nBcc: x@example.org", trading_name="")
    shown = snapshot(seller=replace(samples.SELLER, party=party))
    assert mail_text(shown, samples.figures(shown))[0].endswith("Lena Bcc: x@example.org")


def test_an_amount_already_paid_is_not_asked_for() -> None:
    shown = snapshot(document(prepaid=Decimal("1808.80")))
    assert "Please pay" not in mail_text(shown, samples.figures(shown))[1]
