from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from invoicer.ledger import clients, codec, documents
from invoicer.ledger.ledger import Ledger
from invoicer.models.changes import Change, Kind
from invoicer.models.document import Document, DocumentKind, DocumentReference, Line
from invoicer.models.errors import NotAllowed, NotFound
from invoicer.models.lifecycle import Status, status
from invoicer.models.party import Client, Party
from invoicer.models.stored import DocumentFilter
from tests.ledger.makers import AT, CLIENT, ON, add_client, document, eur, for_client, issue


def test_a_draft_comes_back_as_it_was_kept(ledger: Ledger) -> None:
    draft = replace(
        document(), order_number="PO 4711", due_on=date(2026, 5, 1), note="Danke „sehr“"
    )
    with ledger.atomic():
        draft_id = documents.add(ledger, draft)
    stored = documents.get(ledger, draft_id)
    assert stored.document == draft
    assert stored.number == ""
    assert stored.snapshot is None
    assert stored.totals is None
    assert stored.facts.payable == eur(11900)
    assert stored.created_at is not None
    assert stored.created_at > AT
    assert status(stored.facts, ON) == Status.DRAFT


def test_a_draft_may_be_changed_and_counts_its_changes(ledger: Ledger) -> None:
    with ledger.atomic():
        draft_id = documents.add(ledger, document())
        documents.update(ledger, draft_id, document(price="200"))
        documents.update(ledger, draft_id, document(price="300"), revision=1)
    stored = documents.get(ledger, draft_id)
    assert stored.revision == 2
    assert stored.facts.payable == eur(35700)


def test_a_draft_changed_elsewhere_is_not_overwritten(ledger: Ledger) -> None:
    with ledger.atomic():
        draft_id = documents.add(ledger, document())
        documents.update(ledger, draft_id, document(price="200"))
    with pytest.raises(NotAllowed, match="changed elsewhere"), ledger.atomic():
        documents.update(ledger, draft_id, document(price="300"), revision=0)
    assert documents.get(ledger, draft_id).document == document(price="200")


def test_a_deleted_draft_is_gone_and_its_id_is_never_given_again(ledger: Ledger) -> None:
    quote_id = issue(ledger, document(DocumentKind.QUOTE))
    draft = replace(document(), origin=DocumentReference(document_id=quote_id))
    with ledger.atomic():
        draft_id = documents.add(ledger, draft)
    with ledger.atomic():
        documents.delete(ledger, draft_id)
        assert documents.add(ledger, document()) > draft_id
    with pytest.raises(NotFound, match="There is no document"):
        documents.get(ledger, draft_id)
    assert documents.derived(ledger, quote_id) == []


def test_an_issued_document_is_neither_changed_nor_deleted(ledger: Ledger) -> None:
    issued_id = issue(ledger, document())
    for act in (
        lambda: documents.update(ledger, issued_id, document(price="1")),
        lambda: documents.delete(ledger, issued_id),
    ):
        with pytest.raises(NotAllowed, match="2026-0001 has been issued"), ledger.atomic():
            act()


def test_what_is_not_there_is_refused(ledger: Ledger) -> None:
    for act in (
        lambda: documents.update(ledger, 7, document()),
        lambda: documents.delete(ledger, 7),
        lambda: documents.add(ledger, for_client(document(), 7)),
        lambda: documents.find(ledger, "2026-0001"),
        lambda: documents.file(ledger, 7),
        lambda: documents.open_amount(ledger, 7),
    ):
        with pytest.raises(NotFound), ledger.atomic():
            act()


def test_a_draft_without_a_buyer_is_listed_under_its_client(ledger: Ledger) -> None:
    client_id = add_client(ledger)
    with ledger.atomic():
        documents.add(ledger, Document(client_id=client_id))
    (row,) = documents.rows(ledger, DocumentFilter(), ON)
    assert row.client_name == CLIENT.party.name
    assert row.client_id == client_id


def test_a_draft_that_cannot_be_calculated_is_kept_all_the_same(ledger: Ledger) -> None:
    huge = Line(name="x", quantity=Decimal("9" * 11), price=Decimal(1000))
    wrong = [
        replace(document(), currency="XXQ"),
        Document(lines=(Line(price=Decimal("NaN")),)),
        Document(lines=(huge,) * 12),
    ]
    with ledger.atomic():
        ids = [documents.add(ledger, draft) for draft in wrong]
    for draft_id, draft in zip(ids, wrong, strict=True):
        stored = documents.get(ledger, draft_id)
        assert stored.facts.payable.minor == 0
        assert repr(stored.document) == repr(draft)
    assert len(documents.rows(ledger, DocumentFilter(), ON)) == 3


def test_documents_are_told_by_what_names_them(ledger: Ledger) -> None:
    invoice_id = issue(ledger, document())
    reference = DocumentReference(document_id=invoice_id, number="2026-0001")
    credit = replace(document(DocumentKind.CREDIT_NOTE), preceding=(reference,))
    with ledger.atomic():
        credit_id = documents.add(ledger, credit)
        final_id = documents.add(ledger, replace(document(), deposits=(reference,)))
        unlinked = replace(document(), origin=DocumentReference(number="old"))
        documents.update(ledger, final_id, unlinked)
    issued_id = issue(ledger, credit)
    assert [stored.id for stored in documents.derived(ledger, invoice_id)] == [credit_id, issued_id]


def test_the_newest_of_two_documents_with_one_number_is_found(ledger: Ledger) -> None:
    from invoicer.ledger import settings
    from invoicer.models.numbering import DEFAULT_SERIES

    with ledger.atomic():
        settings.set_series(
            ledger, tuple(replace(one, pattern="{year}-{seq}") for one in DEFAULT_SERIES)
        )
    invoice_id = issue(ledger, document())
    quote_id = issue(ledger, document(DocumentKind.QUOTE))
    assert documents.find(ledger, " 2026-1 ") == quote_id
    assert documents.find(ledger, "2026-1", DocumentKind.INVOICE) == invoice_id


def test_every_issued_document_is_told_in_order(ledger: Ledger) -> None:
    with ledger.atomic():
        ids = [issue(ledger, document()) for _ in range(203)]
        documents.add(ledger, document())
    assert [stored.id for stored in documents.issued(ledger)] == ids


def test_writing_a_draft_is_told(ledger: Ledger) -> None:
    told: list[frozenset[Change]] = []
    ledger.subscribe(told.append)
    with ledger.atomic():
        draft_id = documents.add(ledger, document())
    assert told == [frozenset({Change(Kind.DOCUMENT, draft_id)})]


TEXT = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=30)


@given(TEXT, TEXT, st.decimals(allow_nan=False, allow_infinity=False), st.dates())
def test_any_document_survives_its_json(name: str, note: str, price: Decimal, on: date) -> None:
    whole = Document(
        buyer=Party(name=name), lines=(Line(name=note, price=price),), note=note, due_on=on
    )
    assert codec.from_json(codec.to_json(whole), Document) == whole


def test_the_same_document_has_the_same_json() -> None:
    assert codec.to_json(document()) == codec.to_json(document())
    assert codec.to_json({"b": 1, "a": 2}) == '{"a":2,"b":1}'


def test_a_client_renamed_later_changes_no_document(ledger: Ledger) -> None:
    client_id = add_client(ledger)
    issued_id = issue(ledger, for_client(document(), client_id))
    with ledger.atomic():
        clients.update(ledger, client_id, Client(party=Party(name="Renamed")))
    assert documents.get(ledger, issued_id).document.buyer.name == "Ærø Yachts ApS"
