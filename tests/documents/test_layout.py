"""Pages: how many, how they are set, and what is embedded in the file."""

import logging
import re
from dataclasses import replace
from decimal import Decimal

import pytest

from invoicer.documents import render
from invoicer.models.document import Document
from invoicer.models.errors import PrintTrouble
from invoicer.models.party import Address, Business
from invoicer.models.tax import Tax
from tests.documents import samples
from tests.documents.samples import document, line, printed, snapshot, text, text_of


@pytest.mark.parametrize(("count", "least", "most"), [(1, 1, 1), (10, 1, 2), (60, 4, 5)])
def test_a_longer_invoice_takes_the_pages_it_needs_and_repeats_the_table_head(
    count: int, least: int, most: int
) -> None:
    reader = printed(snapshot(document(*(line(f"Work no{i}x") for i in range(count)))))
    pages = [" ".join(page.extract_text().split()) for page in reader.pages]
    assert least <= len(pages) <= most
    for number, page in enumerate(pages, start=1):
        assert f"Page {number} of {len(pages)}" in page
        if re.search(r"Work no\d+x", page):
            assert "Description Quantity Price VAT Amount" in page
    for position in range(count):
        assert sum(f"no{position}x" in page for page in pages) == 1


@pytest.mark.slow
def test_three_hundred_lines_stay_within_twenty_pages() -> None:
    reader = printed(snapshot(document(*(line(f"Work no{i}x") for i in range(300)))))
    assert 14 <= len(reader.pages) <= 20
    words = text_of(reader)
    assert all(f"no{position}x" in words for position in range(300))


def test_the_same_snapshot_gives_the_same_bytes() -> None:
    shown = snapshot()
    first = render.pdf(shown, samples.figures(shown))
    assert render.pdf(shown, samples.figures(shown)) == first


def test_the_pdf_is_dated_by_the_document_and_not_by_the_clock() -> None:
    information = printed(snapshot()).metadata
    assert information is not None
    assert information.creation_date_raw == "D:20261121000000+00'00'"
    assert information.modification_date_raw == "D:20261121000000+00'00'"
    assert information.title == "Invoice 2026-1283"
    assert information.author == "Lena Baum Design"


def test_only_embedded_fonts_of_ours_are_used() -> None:
    for page in printed(snapshot(document(*(line() for _ in range(30))))).pages:
        fonts = page["/Resources"]["/Font"].values()  # type: ignore[index]
        for font in (reference.get_object() for reference in fonts):
            assert "Inter" in font["/BaseFont"]
            assert "/FontFile2" in font["/FontDescriptor"]


def test_long_words_and_long_texts_stay_on_the_page_whole() -> None:
    word = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerk" * 3
    description = " ".join(f"w{i}x" for i in range(900))
    reader = printed(snapshot(document(line(word, description=description))))
    words = text_of(reader)
    assert word in words.replace(" ", "")
    assert all(f"w{i}x" in words for i in range(900))
    assert len(reader.pages) <= 4


def test_an_address_too_long_for_the_window_is_set_smaller() -> None:
    address = Address(
        line1="Very Long Street Name of the Old Harbour District 12345, Building 7, Entrance B",
        line2="c/o Facility Management and Purchasing",
        line3="Third Floor, Room 3.14",
        postcode="75001",
        city="Paris",
        country="FR",
    )
    buyer = replace(samples.BUYER, trading_name="Kessler International", address=address)
    words = text(snapshot(document(buyer=buyer)))
    assert "Entrance B" in words
    assert "FRANCE" in words


def test_an_empty_draft_of_a_business_without_a_name_can_be_previewed() -> None:
    shown = snapshot(Document(), seller=Business(), number="")
    words = text(shown)
    assert "Invoice · Draft" in words
    assert "Total €0.00" in words


def test_more_tax_rates_than_fit_a_page_go_on_to_the_next() -> None:
    taxes = [Tax(rate=Decimal(rate), name="VAT") for rate in range(60)]
    reader = printed(snapshot(document(*(line(taxes=(tax,)) for tax in taxes))))
    words = text_of(reader)
    assert all(f"VAT {rate}% on 1,520.00" in words for rate in range(60))


def test_texts_of_many_pages_are_printed_whole() -> None:
    intro = " ".join(f"i{i}x" for i in range(2500))
    note = "\n".join(f"n{i}x" for i in range(120))
    reader = printed(snapshot(document(intro=intro, note=note)))
    words = text_of(reader)
    assert all(f"i{i}x" in words for i in range(2500))
    assert all(f"n{i}x" in words for i in range(120))


def test_names_and_footers_beyond_measure_are_set_smaller() -> None:
    party = replace(samples.SELLER.party, name="Very long business name " * 6)
    footer = "\n".join(f"f{i}x" for i in range(40))
    words = text(snapshot(seller=replace(samples.SELLER, party=party, footer=footer)))
    assert words.count("Very long business name") >= 12
    assert all(f"f{i}x" in words for i in range(40))


def test_a_short_greeting_never_stands_alone_on_a_page() -> None:
    for count in range(1, 8):
        details = "\n".join("One more line of what was done." for _ in range(count * 3))
        reader = printed(snapshot(document(line(description=details))))
        last = reader.pages[-1].extract_text()
        assert "We look forward" in last
        assert "Please pay" in last


def test_letter_paper_is_letter_paper() -> None:
    page = printed(snapshot(seller=replace(samples.SELLER, paper="Letter"))).pages[0]
    assert (round(page.mediabox.width), round(page.mediabox.height)) == (612, 792)
    page = printed(snapshot()).pages[0]
    assert (round(page.mediabox.width), round(page.mediabox.height)) == (595, 842)


def test_what_the_pdf_writer_complains_of_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(render, "html", lambda *_args, **_more: "<img src='missing.png'><p>x</p>")
    shown = snapshot()
    with pytest.raises(PrintTrouble, match="missing"):
        render.pdf(shown, samples.figures(shown))


def test_the_pdf_writers_log_works_again_afterwards() -> None:
    shown = snapshot()
    render.pdf(shown, samples.figures(shown))
    assert logging.getLogger("xhtml2pdf").propagate
    assert not [h for h in logging.getLogger("xhtml2pdf").handlers if "invoicer" in repr(type(h))]


def test_a_page_that_can_not_be_laid_out_is_trouble_and_no_bug(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    tall = "<p>x</p><img src='data:image/png;base64,AAAA' style='height: 900mm; width: 10mm'>"
    monkeypatch.setattr(render, "html", lambda *_args, **_more: tall)
    shown = snapshot()
    with pytest.raises(PrintTrouble):
        render.pdf(shown, samples.figures(shown))
