from collections.abc import Callable
from dataclasses import replace

import pytest
from reportlab.pdfbase.ttfonts import TTFontFile

from invoicer import paths
from invoicer.documents import glyphs, render, wording
from invoicer.models import currency
from invoicer.models.document import Adjustment, Snapshot
from invoicer.models.errors import MissingGlyphs
from invoicer.models.money import Money
from invoicer.models.party import Address, Party
from tests.documents import samples
from tests.documents.samples import document, line, snapshot


def test_the_fonts_have_what_europe_writes() -> None:
    letters = "€ £ ł ő ș ț Ω Ж Ґ ß ẞ ĳ ŵ ǆ ά Ñ ç „“”‚‘’«» – — … · • № ½ ² ³ × − ≤ ≥ µ † ‰ ™ ✓ → ạ ệ"
    assert glyphs.missing(letters) == set()


@pytest.mark.parametrize("weight", ["Regular", "Medium", "SemiBold", "Bold"])
def test_every_weight_has_the_same_characters(weight: str) -> None:
    face = TTFontFile(str(paths.resources() / "fonts" / f"Inter-{weight}.ttf"))
    # reportlab counts the mark at the end of the table as a character.
    assert {chr(code) for code in face.charToGlyph} - {"\uffff"} == glyphs.covered()


@pytest.mark.parametrize("language", ["en", "en_US", "de", "de_CH", "fr", "es", "it", "nl"])
def test_every_currency_can_be_printed_in_every_language(language: str) -> None:
    words = wording.of(snapshot(document(language=language)))
    for code in currency.codes():
        assert glyphs.missing(words.money(Money(123456, code))) == set()


def test_a_currency_sign_that_the_fonts_lack_gives_way_to_the_code() -> None:
    words = wording.of(snapshot(document(language="de", currency="THB")))
    assert words.money(Money(-123456, "THB")) == "-1.234,56\u00a0THB"


def _with_buyer(buyer: Party) -> Snapshot:
    return snapshot(document(buyer=buyer))


@pytest.mark.parametrize(
    ("make", "field"),
    [
        (lambda bad: _with_buyer(replace(samples.BUYER, name=bad)), "Client, name"),
        (lambda bad: _with_buyer(replace(samples.BUYER, contact_name=bad)), "Client, contact"),
        (lambda bad: _with_buyer(replace(samples.BUYER, vat_id=bad)), "Client, numbers"),
        (
            lambda bad: _with_buyer(replace(samples.BUYER, address=Address(city=bad))),
            "Client, address",
        ),
        (lambda bad: snapshot(document(line(bad))), "Line 1"),
        (lambda bad: snapshot(document(line(), line(description=bad))), "Line 2"),
        (lambda bad: snapshot(document(intro=bad)), "Introduction"),
        (lambda bad: snapshot(document(note=bad)), "Note"),
        (lambda bad: snapshot(document(project=bad)), "Project"),
        (lambda bad: snapshot(document(order_number=bad)), "Your order"),
        (
            lambda bad: snapshot(
                document(adjustments=(Adjustment(percentage=samples.VAT_7.rate, reason=bad),))
            ),
            "Discount or charge",
        ),
        (lambda bad: snapshot(seller=replace(samples.SELLER, footer=bad)), "Footer"),
    ],
)
def test_a_character_without_a_glyph_is_refused_with_its_field(
    make: Callable[[str], Snapshot], field: str
) -> None:
    shown = make("Tea 茶 for two")
    with pytest.raises(MissingGlyphs) as refused:
        render.pdf(shown, samples.figures(shown))
    assert refused.value.field == field
    assert refused.value.characters == ("茶",)
    assert str(refused.value).startswith(f"{field}: “茶” (U+8336) can't be printed")


def test_invisible_characters_are_left_out_and_not_refused() -> None:
    shown = snapshot(document(line("Zero\u200bwidth\u00ad\ufeff e\u0301te\u0301 ✓\ufe0f")))
    words = samples.text(shown)
    assert "Zerowidth été ✓" in words


def test_what_no_field_holds_is_refused_as_well() -> None:
    with pytest.raises(MissingGlyphs, match="Document"):
        glyphs.check_text("茶")
