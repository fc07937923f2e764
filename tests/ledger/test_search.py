from dataclasses import replace
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from invoicer.ledger import documents, items, search, words
from invoicer.ledger.ledger import Ledger
from invoicer.models.document import DocumentKind
from invoicer.models.party import Item, Party
from tests.ledger.makers import add_client, document, issue
from tests.ledger.test_document_lists import new_ledger


def kinds(ledger: Ledger, text: str) -> list[tuple[str, int]]:
    """Return what a search finds."""
    return [(hit.kind, hit.id) for hit in search.search(ledger, text)]


def test_everything_is_found_by_the_beginnings_of_its_words(ledger: Ledger) -> None:
    client_id = add_client(ledger)
    with ledger.atomic():
        item_id = items.add(ledger, Item(name="Afternoon tea", number="T-9", description="hot"))
        draft_id = documents.add(ledger, replace(document(), buyer_reference="04011000-12345-34"))
    issued_id = issue(ledger, document())
    assert kinds(ledger, "after") == [
        ("item", item_id),
        ("document", issued_id),
        ("document", draft_id),
    ]
    assert kinds(ledger, "lodz tra") == [("client", client_id)]
    assert kinds(ledger, "Łódź") == [("client", client_id)]
    assert kinds(ledger, "04011000-12345") == kinds(ledger, "12345") == [("document", draft_id)]
    assert kinds(ledger, "after nobody") == []
    for nothing in ("", " ", "“”", '"*', "-"):
        assert kinds(ledger, nothing) == []


def test_hits_say_what_they_are(ledger: Ledger) -> None:
    add_client(ledger)
    issue(ledger, document())
    with ledger.atomic():
        documents.add(ledger, replace(document(), buyer=Party(name="Unsure"), currency="XXQ"))
        items.add(ledger, Item(name="Tea", number="T-9", description="hot"))
    (invoice,) = search.search(ledger, "2026-0001")
    assert (invoice.title, invoice.subtitle) == (
        "2026-0001",
        "Ærø Yachts ApS · 2026-03-02 · 119.00 EUR",
    )
    (draft,) = search.search(ledger, "unsure")
    assert (draft.title, draft.subtitle) == ("Draft", "Unsure")
    (item,) = search.search(ledger, "tea")
    assert (item.title, item.subtitle) == ("Tea", "T-9 · hot")
    (client,) = search.search(ledger, "20095")
    assert (client.title, client.subtitle) == ("Łódź Traders GmbH", "K-17 · Hamburg")


def test_a_whole_number_stands_first(ledger: Ledger) -> None:
    wanted_id = issue(ledger, document())
    for _ in range(3):
        issue(ledger, replace(document(DocumentKind.QUOTE), order_number="2026-0001"))
    assert kinds(ledger, "2026-0001")[0] == ("document", wanted_id)
    assert len(search.search(ledger, "2026-0001", limit=2)) == 2


def test_a_changed_draft_is_found_by_what_it_says_now(ledger: Ledger) -> None:
    with ledger.atomic():
        draft_id = documents.add(ledger, document())
        documents.update(ledger, draft_id, replace(document(), buyer=Party(name="Quxx")))
    assert kinds(ledger, "yachts") == []
    assert kinds(ledger, "quxx") == [("document", draft_id)]
    with ledger.atomic():
        documents.delete(ledger, draft_id)
    assert kinds(ledger, "quxx") == []


@given(st.text(st.characters(codec="utf-8"), max_size=12))
@settings(max_examples=30)
def test_no_text_breaks_the_search(text: str) -> None:
    assert words.query(text).count('"') % 2 == 0
    with new_ledger() as ledger:
        search.search(ledger, text)
        draft = replace(document(), order_number=text)
        with ledger.atomic():
            draft_id = documents.add(ledger, draft)
        if words.query(text):
            assert ("document", draft_id) in kinds(ledger, text)


def test_numbers_sort_as_people_count() -> None:
    assert sorted(["2026-10", "2026-9", "2025-11"], key=words.natural) == [
        "2025-11",
        "2026-9",
        "2026-10",
    ]


def test_signs_of_scripts_that_write_vowels_as_marks_stay_in_the_word() -> None:
    assert words.query("हिन्दी — नमस्ते").count("*") == 2
    assert words.query(str(Decimal("119.00"))) == '"119.00"*'
