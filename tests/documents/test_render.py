from dataclasses import replace
from datetime import date
from decimal import Decimal
from html import escape

import pytest

from invoicer import format as shown_as
from invoicer.documents import render
from invoicer.models.document import (
    Adjustment,
    DocumentKind,
    DocumentReference,
    Period,
    Withholding,
)
from invoicer.models.money import Money
from invoicer.models.party import BankAccount
from invoicer.models.payment_terms import PaymentTerms
from invoicer.models.tax import Tax, TaxCategory
from tests.documents import samples
from tests.documents.samples import document, line, printed, snapshot, text, text_of


def test_an_invoice_says_who_to_whom_what_when_and_how_much() -> None:
    words = text(snapshot())
    for expected in (
        "Lena Baum Design · Hafenstr. 3 · 20457 Hamburg",
        "Kessler & Söhne GmbH",
        "Zoë Łuczak",
        "70565 Stuttgart",
        "Invoice 2026-1283",
        "21 Nov 2026",
        "5 Dec 2026",
        "19 Nov 2026",
        "K-1004",
        "PO-77812",
        "DE811569869",
        "DE136695976",
        "Thank you for the pleasant work together.",
        "Brand workshop",
        "łóżka ő ș Ω Ж",
        "16 hours",
        "We look forward to the next project.",
        "DE12 5001 0517 0648 4898 90",
        "INGDDEFFXXX",
        "Page 1 of 1",
    ):
        assert expected in words


def test_every_amount_of_the_totals_is_on_the_page() -> None:
    shown = snapshot(
        document(
            line(),
            line("Photographs", quantity=Decimal("1.5"), price=Decimal("49.99")),
            line("Book", taxes=(samples.VAT_7,), adjustments=(Adjustment(amount=Decimal("9.5")),)),
            adjustments=(Adjustment(percentage=Decimal(5), reason="spring"),),
            prepaid=Decimal(100),
            round_to=Decimal("0.05"),
            withholdings=(Withholding(name="IRPF", rate=Decimal(15)),),
        )
    )
    totals = samples.figures(shown)
    words = text(shown)
    plain = [row.entered for row in totals.lines]
    plain += [row.base for row in totals.taxes] + [row.amount for row in totals.taxes]
    plain += [totals.line_total, totals.net, -totals.allowances, -totals.prepaid]
    plain += [totals.rounding, -totals.withheld, -totals.lines[2].adjustments[0].amount]
    for amount in plain:
        assert shown_as.amount(amount, "en_IE") in words
    for amount in (totals.gross, totals.payable):
        assert shown_as.money(amount, "en_IE") in words


def test_prices_that_include_tax_are_shown_as_entered_and_add_up_to_the_total() -> None:
    shown = snapshot(
        document(
            line(price=Decimal("59.5"), quantity=Decimal(2)),
            line(price=Decimal("10.7"), quantity=Decimal(1), taxes=(samples.VAT_7,)),
            prices_include_tax=True,
            adjustments=(Adjustment(percentage=Decimal(10)),),
        )
    )
    words = text(shown)
    assert "Amount incl. VAT" in words
    for amount in ("119.00", "10.70", "129.70", "-12.97", "€116.73"):
        assert amount in words
    assert "Including VAT 19%" in words


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en", ("Invoice 2026-1283", "16 hours", "1,520.00", "€1,808.80", "5 Dec 2026")),
        ("de", ("Rechnung 2026-1283", "16 Stunden", "1.520,00", "1.808,80 €", "05.12.2026")),
        ("fr", ("Facture 2026-1283", "16 heures", "1 520,00", "1 808,80 €", "5 déc. 2026")),
        ("es", ("Factura 2026-1283", "16 horas", "1.520,00", "1.808,80 €", "5 dic 2026")),
        ("it", ("Fattura 2026-1283", "16 ore", "1.520,00", "1.808,80 €", "5 dic 2026")),
        ("nl", ("Factuur 2026-1283", "16 uur", "1.520,00", "€ 1.808,80", "5 dec 2026")),
    ],
)
def test_a_document_speaks_its_own_language(language: str, expected: tuple[str, ...]) -> None:
    words = text(snapshot(document(language=language)))
    for part in expected:
        assert part in words


@pytest.mark.parametrize(
    ("kind", "language", "title"),
    [
        (DocumentKind.QUOTE, "en", "Quote"),
        (DocumentKind.CREDIT_NOTE, "en", "Credit note"),
        (DocumentKind.CORRECTED_INVOICE, "en", "Corrected invoice"),
        (DocumentKind.DEPOSIT_INVOICE, "en", "Deposit invoice"),
        (DocumentKind.FINAL_INVOICE, "en", "Final invoice"),
        (DocumentKind.CREDIT_NOTE, "de", "Rechnungskorrektur"),
        (DocumentKind.DEPOSIT_INVOICE, "de", "Abschlagsrechnung"),
        (DocumentKind.CREDIT_NOTE, "fr", "Avoir"),
    ],
)
def test_each_kind_has_its_own_title(kind: DocumentKind, language: str, title: str) -> None:
    shown = snapshot(document(kind=kind, language=language))
    assert f"<h1>{title} 2026-1283</h1>" in render.html(shown, samples.figures(shown))


def test_a_german_credit_note_never_says_gutschrift() -> None:
    # § 14 (2) UStG keeps the word for invoices that the customer writes.
    shown = document(
        kind=DocumentKind.CREDIT_NOTE,
        language="de",
        preceding=(DocumentReference(number="2026-0007", issued_on=date(2026, 10, 3)),),
    )
    words = text(snapshot(shown))
    assert "gutschrift" not in words.casefold()
    assert "Zu Rechnung 2026-0007 vom 03.10.2026" in words


def test_a_corrected_invoice_names_the_one_it_replaces() -> None:
    shown = document(
        kind=DocumentKind.CORRECTED_INVOICE,
        preceding=(DocumentReference(number="2026-0007", issued_on=date(2026, 10, 3)),),
    )
    assert "Replaces invoice 2026-0007 of 3 Oct 2026" in text(snapshot(shown))


def test_a_final_invoice_takes_off_each_deposit() -> None:
    shown = document(
        kind=DocumentKind.FINAL_INVOICE,
        deposits=(
            DocumentReference(
                number="2026-0003", issued_on=date(2026, 9, 3), amount=Decimal("500.5")
            ),
        ),
    )
    words = text(snapshot(shown))
    assert "Less deposit invoice 2026-0003 of 3 Sept 2026 -500.50" in words
    assert "Amount due €1,308.30" in words


def test_a_quote_says_how_long_it_holds_and_asks_for_no_money() -> None:
    words = text(snapshot(document(kind=DocumentKind.QUOTE, valid_until=date(2026, 12, 31))))
    assert "Valid until 31 Dec 2026" in words
    assert "Please pay" not in words
    assert "Due date" not in words


def test_a_draft_says_so_instead_of_a_number_and_has_no_code_to_pay() -> None:
    shown = snapshot(number="")
    page = render.html(shown, samples.figures(shown))
    assert "<h1>Invoice · Draft</h1>" in page
    assert "data:image/png" not in page


def test_exempt_sales_carry_the_wording_the_law_asks_for() -> None:
    taxes = (
        Tax(TaxCategory.REVERSE_CHARGE, name="USt."),
        Tax(TaxCategory.INTRA_COMMUNITY, name="USt."),
        Tax(TaxCategory.EXEMPT, name="USt.", reason="Exempt under § 19 UStG"),
    )
    words = text(snapshot(document(*(line(taxes=(tax,)) for tax in taxes))))
    assert "Reverse charge: VAT is to be paid by the recipient." in words
    assert "VAT-exempt intra-Community supply." in words
    assert "Exempt under § 19 UStG" in words


def test_the_early_payment_discount_names_its_day_and_both_amounts() -> None:
    expected = "If you pay by 28 Nov 2026, you may deduct 2% (€36.18) and pay €1,772.62."
    assert expected in text(snapshot())


def test_yen_have_no_decimals_and_dinars_three() -> None:
    yen = text(snapshot(document(line(price=Decimal(12345)), currency="JPY")))
    assert "JP¥235,049" in yen
    dinars = text(snapshot(document(line(price=Decimal("1.125")), currency="KWD")))
    assert "KWD 21.420" in dinars


def test_several_taxes_on_a_line_stand_below_each_other() -> None:
    taxes = (Tax(rate=Decimal(5), name="GST"), Tax(rate=Decimal("9.975"), name="QST"))
    words = text(snapshot(document(line(taxes=taxes), currency="CAD")))
    assert "GST 5% on 1,520.00 76.00" in words
    assert "QST 9.975% on 1,520.00 151.62" in words


def test_lines_without_any_tax_need_no_column_for_it() -> None:
    reader = printed(snapshot(document(line(taxes=()))))
    assert "Description Quantity Price Amount" in text_of(reader)


def test_a_price_for_a_hundred_pieces_and_a_period_are_told() -> None:
    words = text(
        snapshot(
            document(
                line(
                    unit="C62",
                    base_quantity=Decimal(100),
                    item_number="A-7",
                    period=Period(start_on=date(2026, 10, 1), end_on=date(2026, 10, 31)),
                )
            )
        )
    )
    assert "per 100 pcs." in words
    assert "Item no. A-7" in words
    assert "Period: 1 Oct 2026 – 31 Oct 2026" in words


def test_what_a_client_is_called_is_never_read_as_html() -> None:
    name = '<b>Evil</b><img src="http://example.org/x.png"> & Co'
    shown = snapshot(document(buyer=replace(samples.BUYER, name=name)))
    page = render.html(shown, samples.figures(shown))
    assert escape(name, quote=False) in page.replace("&#34;", '"')
    assert "<b>Evil" not in page
    assert "<b>Evil</b>" in text(shown)


def test_a_template_in_a_text_is_printed_as_it_is() -> None:
    assert "{{ 7 * 7 }} {% raw %}" in text(snapshot(document(intro="{{ 7 * 7 }} {% raw %}")))


def test_an_account_that_is_no_iban_is_shown_without_a_code() -> None:
    account = BankAccount(account="000123456789", holder="Baum LLC", bank="Chase")
    shown = snapshot(seller=replace(samples.SELLER, accounts=(account,)))
    page = render.html(shown, samples.figures(shown))
    assert "000123456789" in page
    assert "data:image/png" not in page


def test_every_reference_a_client_asked_for_is_told() -> None:
    shown = document(
        kind=DocumentKind.FINAL_INVOICE,
        buyer_reference="04011000-12345-34",
        contract_number="C-77",
        project="Rebranding 2027",
        period=Period(start_on=date(2026, 11, 1), end_on=date(2026, 11, 1)),
        origin=DocumentReference(number="Q-2026-0004", issued_on=date(2026, 9, 1)),
        deposits=(DocumentReference(number="2026-0003", amount=Decimal(1)),),
    )
    words = text(snapshot(shown))
    for expected in (
        "Your reference 04011000-12345-34",
        "Contract C-77",
        "Rebranding 2027",
        "Service period 1 Nov 2026",
        "Our quote Q-2026-0004",
        "Less deposit invoice 2026-0003 -1.00",
    ):
        assert expected in words


def test_a_copy_does_not_name_what_it_was_copied_from() -> None:
    copied = document(origin=DocumentReference(number="2026-0001"))
    assert "2026-0001" not in text(snapshot(copied))


def test_a_credit_note_for_an_invoice_of_unknown_date_names_its_number() -> None:
    shown = document(
        kind=DocumentKind.CREDIT_NOTE,
        preceding=(DocumentReference(number="OLD-7"),),
        prepaid=Decimal(10),
    )
    words = text(snapshot(shown))
    assert "For invoice OLD-7" in words
    assert "Amount credited €1,798.80" in words


@pytest.mark.parametrize(
    ("due_on", "expected"),
    [
        (None, "Please pay €1,808.80."),
        (samples.ISSUED_ON, "Please pay €1,808.80 on receipt."),
        (date(2026, 12, 24), "Please pay €1,808.80 by 24 Dec 2026."),
    ],
)
def test_when_to_pay_is_told_in_a_sentence(due_on: date | None, expected: str) -> None:
    terms = PaymentTerms(text="Interest of 9 % is charged on late payments.")
    shown = replace(snapshot(document(terms=terms)), due_on=due_on)
    page = render.html(shown, samples.figures(shown))
    assert expected in page
    assert "Interest of 9 % is charged on late payments." in page


def test_nothing_is_to_be_paid_where_all_was_paid_before() -> None:
    paid = Money(180880, "EUR")
    words = text(snapshot(document(prepaid=paid.amount)))
    assert "Already paid -1,808.80" in words
    assert "Please pay" not in words
