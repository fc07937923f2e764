"""Lists of documents: rows by filter and order, and how many each chip holds.

Every order has an index that begins with the kind (and the standing, for a chip); several kinds are
merged in order, so that a page is read and never sorted. `standing` is a column SQLite derives
from the others; it must agree with `models.lifecycle.status`, and a test compares them.
"""

from dataclasses import replace
from datetime import date
from functools import lru_cache

from invoicer.ledger import document_facts, words
from invoicer.ledger.ledger import Ledger, Row
from invoicer.models import lifecycle
from invoicer.models.document import DocumentKind
from invoicer.models.lifecycle import Status
from invoicer.models.money import Money
from invoicer.models.stored import Chip, DocumentFilter, DocumentRow, Order

# Which statuses a chip shows. Overdue documents are open too.
CHIP_STATUSES = {
    Chip.ALL: frozenset(Status),
    Chip.DRAFT: frozenset({Status.DRAFT}),
    Chip.OPEN: frozenset(
        {
            Status.ISSUED,
            Status.SENT,
            Status.DELIVERED,
            Status.PARTLY_PAID,
            Status.OVERDUE,
            Status.ACCEPTED,
        }
    ),
    Chip.OVERDUE: frozenset({Status.OVERDUE}),
    Chip.PAID: frozenset({Status.PAID}),
}

_KEYS = {
    Order.NUMBER: "number_key",
    Order.CLIENT: "client_key",
    Order.ISSUED: "issued_key",
    Order.DUE: "due_key",
    Order.TOTAL: "payable_minor",
    Order.OPEN: "open_minor",
}

_NEVER_OVERDUE = (DocumentKind.QUOTE, DocumentKind.CREDIT_NOTE)


def _conditions(kind: DocumentKind, chip: Chip) -> list[str]:
    """Return one condition for each stretch of an index that belongs to a chip."""
    if chip == Chip.ALL:
        return [""]
    if chip in (Chip.DRAFT, Chip.PAID):
        return [f" AND standing = '{chip.value}'"]
    if chip == Chip.OVERDUE:
        return [] if kind in _NEVER_OVERDUE else [" AND standing = 'open' AND due_key < :today"]
    if kind == DocumentKind.QUOTE:
        return [" AND standing = 'open' AND due_key >= :today", " AND standing = 'accepted'"]
    return [" AND standing = 'open'"]


@lru_cache(maxsize=512)
def _page(filter: DocumentFilter) -> str:  # noqa: A002
    """Return the query for one page. Of text and client only whether they are there counts."""
    key = _KEYS[filter.order]
    direction = "DESC" if filter.descending else "ASC"
    narrow = ""
    if filter.client_id is not None:
        narrow += " AND client_id = :client_id"
    if filter.text:
        narrow += " AND id IN (SELECT rowid FROM document_words WHERE document_words MATCH :words)"
    parts = [
        f"SELECT id, {key} AS key FROM documents WHERE kind = '{kind.value}'{condition}{narrow}"
        for kind in _kinds(filter)
        for condition in _conditions(kind, filter.chip)
    ]
    if not parts:
        return ""
    order = f"ORDER BY key {direction}, id {direction}"
    return (
        f"WITH page AS ({' UNION ALL '.join(parts)} {order} LIMIT :limit OFFSET :offset)"
        f" SELECT id, number, client_id, client_name, {document_facts.COLUMNS}"
        f" FROM page CROSS JOIN documents USING (id) {order}"
    )


def _kinds(filter: DocumentFilter) -> tuple[DocumentKind, ...]:  # noqa: A002
    return tuple(sorted(set(filter.kinds))) or tuple(DocumentKind)


def rows(
    ledger: Ledger,
    filter: DocumentFilter,  # noqa: A002
    today: date,
    *,
    limit: int = 100,
    offset: int = 0,
) -> list[DocumentRow]:
    """Return one page of a list. A quote's `due_on` is the last day it is valid."""
    sql = _page(replace(filter, text=filter.text and "x", client_id=filter.client_id and 0))
    parameters = {
        "today": today.isoformat(),
        "words": words.query(filter.text),
        "client_id": filter.client_id,
        "limit": limit,
        "offset": offset,
    }
    return [_row(row, today) for row in ledger.select(sql, parameters)] if sql else []


def _row(row: Row, today: date) -> DocumentRow:
    facts = document_facts.facts(row[4:])
    return DocumentRow(
        id=row[0],
        kind=facts.kind,
        number=row[1] or "",
        client_id=row[2],
        client_name=row[3],
        issued_on=facts.issued_on,
        due_on=facts.valid_until if facts.kind == DocumentKind.QUOTE else facts.due_on,
        status=lifecycle.status(facts, today),
        payable=facts.payable,
        open=lifecycle.open_amount(facts),
    )


def counts(ledger: Ledger, filter: DocumentFilter, today: date) -> dict[Chip, int]:  # noqa: A002
    """Return how many documents each chip would show, with the filter's other parts in force."""
    raise NotImplementedError


def count(ledger: Ledger, filter: DocumentFilter, today: date) -> int:  # noqa: A002
    """Return how many documents `rows` would list without a limit."""
    return counts(ledger, filter, today)[filter.chip]
