import re
from dataclasses import replace
from decimal import Decimal
from io import BytesIO

import pypdfium2
import pytest
import zxingcpp
from PIL import Image

from invoicer.documents import qr, render
from invoicer.models.money import Money
from invoicer.models.party import BankAccount
from tests.documents import samples
from tests.documents.samples import IBAN, document, line, snapshot


def payload(**changes: object) -> str | None:
    given = {
        "name": "Lena Baum Design",
        "iban": "DE12 5001 0517 0648 4898 90",
        "bic": "INGDDEFFXXX",
        "amount": Money(180880, "EUR"),
        "text": "2026-1283",
    }
    return qr.epc(**{**given, **changes})  # type: ignore[arg-type]


def test_the_payload_is_as_epc069_12_lays_down() -> None:
    assert payload() == (
        f"BCD\n002\n1\nSCT\nINGDDEFFXXX\nLena Baum Design\n{IBAN}\nEUR1808.80\n\n\n2026-1283"
    )


@pytest.mark.parametrize(
    "changes",
    [
        {"iban": "DE12500105170648489891"},
        {"iban": "US12345678901234567890"},
        {"iban": ""},
        {"amount": Money(100, "CHF")},
        {"amount": Money(0, "EUR")},
        {"amount": Money(-1, "EUR")},
        {"amount": Money(100_000_000_000, "EUR")},
        {"name": "  "},
    ],
)
def test_there_is_no_code_for_what_can_not_be_transferred(changes: dict[str, object]) -> None:
    assert payload(**changes) is None


def test_the_largest_amount_still_has_a_code() -> None:
    made = payload(amount=Money(99_999_999_999, "EUR"))
    assert made is not None
    assert "EUR999999999.99" in made


def test_a_wrong_bic_is_left_out() -> None:
    made = payload(bic="nonsense")
    assert made is not None
    assert "SCT\n\nLena" in made


def test_long_names_and_texts_are_cut_and_line_breaks_taken_out() -> None:
    made = payload(name="N" * 90, text="a\nb " + "t" * 200)
    assert made is not None
    lines = made.split("\n")
    assert len(lines) == 11
    assert (len(lines[5]), len(lines[10])) == (70, 140)


def test_the_longest_payload_fits_the_largest_version_the_standard_allows() -> None:
    made = payload(name="Ä" * 70, text="t" * 140)
    assert made is not None
    assert len(made.encode()) <= 331
    assert qr.png(made).startswith(b"\x89PNG")


def test_a_payload_beyond_version_13_is_an_error() -> None:
    with pytest.raises(ValueError, match="version 13"):
        qr.png("x" * 400)


def test_umlauts_are_read_back() -> None:
    made = payload(name="Müller & Łuczak Ω")
    assert made is not None
    with Image.open(BytesIO(qr.png(made))) as code:
        framed = Image.new("L", (code.width + 80, code.height + 80), 255)
        framed.paste(code, (40, 40))
    (found,) = zxingcpp.read_barcodes(framed)
    assert found.text == made


@pytest.mark.parametrize("dots_per_inch", [100, 150, 300])
def test_the_code_on_the_page_can_be_scanned(dots_per_inch: int) -> None:
    account = BankAccount(account=IBAN, bic="INGDDEFFXXX", holder="Lena Baum-Öztürk")
    shown = snapshot(
        document(line(price=Decimal("95.55"))),
        seller=replace(samples.SELLER, accounts=(account,)),
    )
    pdf = pypdfium2.PdfDocument(render.pdf(shown, samples.figures(shown)))
    picture = pdf[0].render(scale=dots_per_inch / 72).to_pil()
    pdf.close()
    (found,) = zxingcpp.read_barcodes(picture)
    assert found.text.split("\n")[5:8] == ["Lena Baum-Öztürk", IBAN, "EUR1819.27"]
    assert found.text.endswith("2026-1283")


def test_the_page_gives_the_code_the_size_banking_apps_ask_for() -> None:
    shown = snapshot()
    page = render.html(shown, samples.figures(shown))
    (width,) = re.findall(r'base64,[^"]+" style="width: (\d+)mm', page)
    assert int(width) >= 20
