"""Rows, chips and counts agree with `lifecycle.status`, whatever happened to the documents."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from invoicer.ledger import document_lists, documents, payments
from invoicer.ledger import ledger as ledgers
from invoicer.ledger.ledger import Ledger
from invoicer.models import lifecycle
from invoicer.models.document import Document, DocumentKind
from invoicer.models.lifecycle import Answer, Status
from invoicer.models.party import Party
from invoicer.models.payment import AllocationKind
from invoicer.models.stored import Chip, DocumentFilter, DocumentRow, Order, StoredDocument
from tests.ledger.conftest import KEY
from tests.ledger.makers import (
    AT,
    ON,
    Clock,
    add_client,
    document,
    for_client,
    issue,
    pay,
    settle,
)

INVOICES = tuple(kind for kind in DocumentKind if kind != DocumentKind.QUOTE)


@dataclass(frozen=True)
class Story:
    """What happens to one document; shares are tenths of its amount."""

    kind: DocumentKind
    issued: bool
    days: int
    price: int
    paid: int
    credited: int
    written_off: int
    sent: bool
    delivered: bool
    answer: Answer
    invoiced: bool
    valid: int | None
    client: bool


STORIES = st.builds(
    Story,
    kind=st.sampled_from(DocumentKind),
    issued=st.integers(0, 3).map(bool),
    days=st.integers(0, 30),
    price=st.integers(-1, 3).map(lambda tens: tens * 10),
    paid=st.sampled_from((0, 0, 3, 10)),
    credited=st.sampled_from((0, 0, 3, 10)),
    written_off=st.sampled_from((0, 0, 3, 10)),
    sent=st.booleans(),
    delivered=st.booleans(),
    answer=st.sampled_from(Answer),
    invoiced=st.booleans(),
    valid=st.one_of(st.none(), st.integers(0, 30)),
    client=st.booleans(),
)


def tell(ledger: Ledger, story: Story, client_id: int) -> None:
    """Make the story happen, as far as the document is open for it."""
    line = replace(document().lines[0], quantity=document().lines[0].quantity * (story.price or 1))
    draft = replace(
        document(story.kind),
        lines=(line,),
        due_on=ON + timedelta(days=story.days),
        valid_until=None if story.valid is None else ON + timedelta(days=story.valid),
    )
    if story.client:
        draft = for_client(replace(draft, buyer=Party(name="Zoë & Söhne")), client_id)
    if not story.issued:
        with ledger.atomic():
            documents.add(ledger, draft)
        return
    document_id = issue(ledger, draft)
    with ledger.atomic():
        if story.sent:
            documents.mark_sent(ledger, document_id, AT)
        if story.delivered:
            documents.mark_delivered(ledger, document_id, AT)
        if story.kind == DocumentKind.QUOTE:
            documents.set_answer(ledger, document_id, story.answer)
            documents.mark_invoiced(ledger, document_id, story.invoiced)
            return
    settle_parts(ledger, document_id, story)


def settle_parts(ledger: Ledger, document_id: int, story: Story) -> None:
    """Pay, credit and write off as much as is open."""
    whole = documents.open_amount(ledger, document_id).minor
    sign = -1 if story.kind == DocumentKind.CREDIT_NOTE else 1

    def share(tenths: int) -> int:
        left = documents.open_amount(ledger, document_id).minor
        wanted = whole * tenths // 10
        return max(wanted, left) if whole < 0 else min(wanted, left)

    if paid := share(story.paid):
        pay(ledger, sign * paid, (document_id, paid))
    if credited := share(story.credited):
        settle(ledger, document_id, credited, AllocationKind.REPLACED)
    if written_off := share(story.written_off):
        settle(ledger, document_id, written_off, AllocationKind.WRITE_OFF)


@contextmanager
def new_ledger(key: bytes | None = None) -> Iterator[Ledger]:
    """A ledger of its own for each example."""
    with tempfile.TemporaryDirectory() as folder:
        ledger = ledgers.create(Path(folder) / "l.invoicer", key=key, clock=Clock())
        try:
            yield ledger
        finally:
            ledger.close()


def expected(ledger: Ledger, filter: DocumentFilter, today: date) -> list[StoredDocument]:  # noqa: A002
    """Return what a list must show, by asking `lifecycle.status` about every document."""
    ids = [row[0] for row in ledger.select("SELECT id FROM documents")]
    shown = []
    for stored in (documents.get(ledger, id_) for id_ in ids):
        status = lifecycle.status(stored.facts, today)
        if filter.kinds and stored.document.kind not in filter.kinds:
            continue
        if filter.client_id is not None and stored.document.client_id != filter.client_id:
            continue
        if filter.text and not stored.document.buyer.name.startswith("Zoë"):
            continue
        if status in document_lists.CHIP_STATUSES[filter.chip]:
            shown.append(stored)
    return shown


@given(st.lists(STORIES, max_size=12), st.integers(0, 40), st.booleans())
@settings(max_examples=40)
def test_chips_counts_and_rows_agree_with_the_status(
    stories: list[Story], days: int, encrypted: bool
) -> None:
    today = ON + timedelta(days=days)
    with new_ledger(KEY if encrypted else None) as ledger:
        client_id = add_client(ledger)
        with ledger.atomic():
            for story in stories:
                tell(ledger, story, client_id)
        for kinds, text, client in product(
            ((), INVOICES, (DocumentKind.QUOTE,)), ("", "zoe soh"), (None, client_id)
        ):
            wanted = DocumentFilter(kinds=kinds, text=text, client_id=client)
            counts = documents.counts(ledger, wanted, today)
            for chip in Chip:
                check(ledger, replace(wanted, chip=chip), today, counts[chip])


def check(ledger: Ledger, wanted: DocumentFilter, today: date, count: int) -> None:
    """Compare one list with what it must show."""
    right = {stored.id: stored for stored in expected(ledger, wanted, today)}
    rows = documents.rows(ledger, wanted, today)
    assert {row.id for row in rows} == set(right)
    assert count == len(rows) == documents.count(ledger, wanted, today)
    for row in rows:
        facts = right[row.id].facts
        assert row.status == lifecycle.status(facts, today)
        assert row.open == lifecycle.open_amount(facts)
        assert row.payable == facts.payable


KEYS = {
    Order.NUMBER: lambda row: [int(part) for part in row.number.split("-")] if row.number else [],
    Order.CLIENT: lambda row: row.client_name.casefold(),
    Order.ISSUED: lambda row: row.issued_on or date.max,
    Order.DUE: lambda row: row.due_on or date.max,
    Order.TOTAL: lambda row: row.payable.minor,
    Order.OPEN: lambda row: row.open.minor,
}


@pytest.fixture
def many(ledger: Ledger) -> Ledger:
    """A ledger of 60 documents of two kinds and some drafts, all different."""
    with ledger.atomic():
        for number in range(60):
            kind = (DocumentKind.INVOICE, DocumentKind.DEPOSIT_INVOICE)[number % 2]
            draft = replace(
                document(kind, price=str(number * 7 % 60)),
                buyer=Party(name=f"Buyer {chr(65 + number * 11 % 26)}"),
                due_on=ON + timedelta(days=number * 13 % 60),
            )
            if number % 10 == 9:
                documents.add(ledger, draft)
            else:
                issue(ledger, draft, ON + timedelta(days=number * 17 % 60))
    return ledger


@pytest.mark.parametrize("order", Order)
@pytest.mark.parametrize("descending", [False, True])
def test_every_order_pages_through_all_documents(
    many: Ledger, order: Order, descending: bool
) -> None:
    wanted = DocumentFilter(order=order, descending=descending)
    rows: list[DocumentRow] = []
    while page := documents.rows(many, wanted, ON, limit=7, offset=len(rows)):
        rows += page
    keys = [KEYS[order](row) for row in rows]
    assert len({row.id for row in rows}) == 60
    assert keys == sorted(keys, reverse=descending)


@pytest.mark.parametrize("way", document_lists._Way)
def test_every_way_to_a_page_shows_the_same(
    many: Ledger, way: document_lists._Way, monkeypatch: pytest.MonkeyPatch
) -> None:
    wanted = DocumentFilter(text="buyer k", chip=Chip.OPEN)
    right = [row.id for row in documents.rows(many, wanted, ON)]
    counts = documents.counts(many, wanted, ON)
    if way == document_lists._Way.SIFT:
        monkeypatch.setattr(document_lists, "_MANY", 0)
    assert [row.id for row in documents.rows(many, wanted, ON)] == right
    assert documents.counts(many, wanted, ON) == counts
    assert len(right) == counts[Chip.OPEN] > 0


def test_a_page_is_read_in_the_order_of_an_index(ledger: Ledger) -> None:
    for order, chip in product(Order, (Chip.ALL, Chip.DRAFT, Chip.PAID)):
        sql = document_lists._page(
            DocumentFilter(order=order, chip=chip, kinds=INVOICES), document_lists._Way.WALK
        )
        bound = {"today": "2026-01-01", "limit": 50, "offset": 0}
        plan = [row[3] for row in ledger.select(f"EXPLAIN QUERY PLAN {sql}", bound)]
        # The page itself may be sorted, once its few rows are there.
        assert sum("TEMP B-TREE" in step for step in plan) <= 1, plan
        assert not any(step.startswith("SCAN documents") for step in plan), plan


def test_a_list_of_overdue_quotes_is_empty(ledger: Ledger) -> None:
    issue(ledger, replace(document(DocumentKind.QUOTE), valid_until=date(2029, 1, 1)))
    issue(ledger, document(DocumentKind.QUOTE))
    searched = documents.counts(ledger, DocumentFilter(text="yachts"), date(2030, 1, 1))
    assert (searched[Chip.OPEN], searched[Chip.ALL]) == (1, 2)
    wanted = DocumentFilter(kinds=(DocumentKind.QUOTE,), chip=Chip.OVERDUE)
    assert documents.rows(ledger, wanted, date(2030, 1, 1)) == []
    assert documents.count(ledger, wanted, date(2030, 1, 1)) == 0


def test_signs_alone_are_no_text(many: Ledger) -> None:
    assert documents.count(many, DocumentFilter(text=" - *\"' "), ON) == 60


def test_a_row_tells_what_a_list_shows(ledger: Ledger) -> None:
    quote = replace(document(DocumentKind.QUOTE), valid_until=date(2026, 4, 1))
    issue(ledger, quote)
    issue(ledger, document())
    invoice, told = documents.rows(ledger, DocumentFilter(descending=False), ON)[::-1]
    assert (told.number, told.due_on, told.status) == (
        "Q-2026-0001",
        date(2026, 4, 1),
        Status.ISSUED,
    )
    assert (invoice.client_name, invoice.due_on) == ("Ærø Yachts ApS", date(2026, 3, 16))
    assert (invoice.payable.minor, invoice.open.minor) == (11900, 11900)
    assert (told.payable.minor, told.open.minor) == (11900, 0)


def test_a_document_of_nothing_is_in_no_chip_but_paid(ledger: Ledger) -> None:
    issue(ledger, Document())
    counts = documents.counts(ledger, DocumentFilter(), ON)
    assert counts[Chip.PAID] == 1
    assert payments.rows(ledger) == []
