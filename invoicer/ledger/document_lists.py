"""Lists of documents: rows by filter and order, and how many each chip holds.

Every order has an index that begins with the kind (and the standing, for a chip); several kinds are
merged in order, so that a page is read and never sorted. A client, or a text that finds few, is
the other way round: those few are looked up and sorted. `standing` is a column SQLite derives from
the others; it must agree with `models.lifecycle.status`, and a test compares them.
"""

from datetime import date
from enum import Enum, auto
from functools import lru_cache

from invoicer.ledger import words
from invoicer.ledger.ledger import Ledger, Row
from invoicer.ledger.moments import day
from invoicer.models import lifecycle
from invoicer.models.kinds import DocumentKind
from invoicer.models.lifecycle import Answer, Facts, Status
from invoicer.models.money import Money
from invoicer.models.rows import Chip, DocumentFilter, DocumentRow, Order

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
        return [f" AND {{0}}standing = '{chip.value}'"]
    if chip == Chip.OVERDUE:
        overdue = " AND {0}standing = 'open' AND {0}due_key < :today"
        return [] if kind in _NEVER_OVERDUE else [overdue]
    if kind == DocumentKind.QUOTE:
        return [
            " AND {0}standing = 'open' AND {0}due_key >= :today",
            " AND {0}standing = 'accepted'",
        ]
    return [" AND {0}standing = 'open'"]


def _stretches(kinds: tuple[DocumentKind, ...], chip: Chip, prefix: str = "") -> list[str]:
    """Return the conditions of a chip for all kinds; SQLite uses no index for `prefix` "+"."""
    return [
        f"{prefix}kind = '{kind.value}'{condition.format(prefix)}"
        for kind in kinds
        for condition in _conditions(kind, chip)
    ]


def _either(kinds: tuple[DocumentKind, ...], chip: Chip) -> str:
    return f"({' OR '.join(_stretches(kinds, chip, '+')) or 'FALSE'})"


_FOUND = "FROM document_words WHERE document_words MATCH :words"
_MATCHING = f"(SELECT rowid {_FOUND})"
# A text that finds more is met by walking the list in order; fewer are looked up and sorted.
_MANY = 1_000


class _Way(Enum):
    """How to come to a page: in order, in order past what the text finds, or from a few."""

    WALK = auto()
    SIFT = auto()
    PICK = auto()


def _way(ledger: Ledger, filter: DocumentFilter) -> _Way:  # noqa: A002
    if filter.client_id is not None:
        return _Way.PICK
    if not words.query(filter.text):
        return _Way.WALK
    found = ledger.value(
        f"SELECT count(*) FROM (SELECT 1 {_FOUND} LIMIT {_MANY + 1})",
        {"words": words.query(filter.text)},
    )
    return _Way.SIFT if found > _MANY else _Way.PICK


def _narrow(filter: DocumentFilter) -> str:  # noqa: A002
    """Return what else the filter asks for, as a condition."""
    parts = []
    if filter.client_id is not None:
        parts.append("client_id = :client_id")
    if words.query(filter.text):
        parts.append(f"id IN {_MATCHING}")
    return " AND ".join(parts)


def _parameters(filter: DocumentFilter, today: date) -> dict[str, str | int | None]:  # noqa: A002
    return {
        "today": today.isoformat(),
        "words": words.query(filter.text),
        "client_id": filter.client_id,
    }


def _kinds(filter: DocumentFilter) -> tuple[DocumentKind, ...]:  # noqa: A002
    return tuple(sorted(set(filter.kinds))) or tuple(DocumentKind)


def _page(filter: DocumentFilter, way: _Way) -> str:  # noqa: A002
    """Return the query for one page."""
    kinds, key = _kinds(filter), _KEYS[filter.order]
    direction = "DESC" if filter.descending else "ASC"
    order = f"ORDER BY key {direction}, id {direction}"
    limit = "LIMIT :limit OFFSET :offset"
    selected = f"SELECT id, {key} AS key FROM documents WHERE"
    merged = " UNION ALL ".join(
        f"{selected} {stretch}" for stretch in _stretches(kinds, filter.chip)
    )
    if not merged:
        merged = f"{selected} FALSE"
    if way == _Way.PICK:
        page = f"{selected} {_narrow(filter)} AND {_either(kinds, filter.chip)} {order} {limit}"
    elif way == _Way.WALK:
        page = f"{merged} {order} {limit}"
    else:
        # The inner limit keeps SQLite from testing the text in each of the merged parts.
        page = f"SELECT id, key FROM ({merged} {order} LIMIT -1) WHERE id IN {_MATCHING} {limit}"
    return (
        f"WITH page AS ({page}) SELECT {_COLUMNS} FROM page CROSS JOIN documents USING (id) {order}"
    )


# After the first nine come the signs from which the status follows.
_COLUMNS = """id, number, client_id, client_name, issued_on,
    CASE kind WHEN 'quote' THEN valid_until ELSE due_on END,
    payable_minor, open_minor, currency,
    kind, state = 'issued', sign(open_minor), sign(paid_minor), sign(credited_minor),
    sign(written_off_minor), due_on < :today, valid_until < :today,
    sent_at IS NOT NULL, delivered_at IS NOT NULL, answer, invoiced"""
_SIGNS = 9


def rows(
    ledger: Ledger,
    filter: DocumentFilter,  # noqa: A002
    today: date,
    *,
    limit: int = 100,
    offset: int = 0,
) -> list[DocumentRow]:
    """Return one page of a list. A quote's `due_on` is the last day it is valid."""
    found = ledger.select(
        _page(filter, _way(ledger, filter)),
        _parameters(filter, today) | {"limit": limit, "offset": offset},
    )
    return [_row(row) for row in found]


def _row(row: Row) -> DocumentRow:
    id_, number, client_id, client_name, issued_on, due_on, payable, open_minor, currency = row[
        :_SIGNS
    ]
    return DocumentRow(
        id=id_,
        kind=_KINDS[row[_SIGNS]],
        number=number or "",
        client_id=client_id,
        client_name=client_name,
        issued_on=day(issued_on),
        due_on=day(due_on),
        status=_status(row[_SIGNS:]),
        payable=Money(payable, currency),
        open=Money(open_minor, currency),
    )


_KINDS = {kind.value: kind for kind in DocumentKind}


@lru_cache(maxsize=4096)
def _status(signs: Row) -> Status:
    """Return what `lifecycle.status` says of any document with these signs.

    A page has many documents alike, and the status follows from signs, not from amounts.
    """
    kind, issued, left, paid, credited, written_off, overdue, lapsed = signs[:8]
    sent, delivered, answer, invoiced = signs[8:]
    today, before = date(2000, 1, 2), date(2000, 1, 1)
    facts = Facts(
        kind=DocumentKind(kind),
        issued_on=before if issued else None,
        due_on=before if overdue else None,
        payable=Money(left + paid + credited + written_off, "EUR"),
        paid=Money(paid, "EUR"),
        credited=Money(credited, "EUR"),
        written_off=Money(written_off, "EUR"),
        sent=bool(sent),
        delivered=bool(delivered),
        answer=Answer(answer),
        valid_until=before if lapsed else None,
        invoiced=bool(invoiced),
    )
    return lifecycle.status(facts, today)


def counts(ledger: Ledger, filter: DocumentFilter, today: date) -> dict[Chip, int]:  # noqa: A002
    """Return how many documents each chip would show, with the filter's other parts in force."""
    kinds, way = _kinds(filter), _way(ledger, filter)
    if way != _Way.WALK:
        return _counts_of_groups(ledger, filter, today, way)
    sums = [
        " + ".join(
            f"(SELECT count(*) FROM documents WHERE {stretch})"
            for stretch in _stretches(kinds, chip)
        )
        or "0"
        for chip in Chip
    ]
    found = ledger.first(f"SELECT {', '.join(sums)}", _parameters(filter, today))
    return dict(zip(Chip, found or (), strict=True))


def _counts_of_groups(
    ledger: Ledger,
    filter: DocumentFilter,  # noqa: A002
    today: date,
    way: _Way,
) -> dict[Chip, int]:
    """Count in one pass over what the text or the client narrows the list to."""
    prefix, index = ("+", "") if way == _Way.PICK else ("", _INDEX)
    narrow = _narrow(filter) if way == _Way.PICK else f"+{_narrow(filter)}"
    kinds = ", ".join(f"'{kind.value}'" for kind in _kinds(filter))
    result = dict.fromkeys(Chip, 0)
    for kind, standing, number, past in ledger.select(
        f"SELECT kind, standing, count(*), sum(due_key < :today) FROM documents {index}"
        f" WHERE {prefix}kind IN ({kinds}) AND {narrow} GROUP BY kind, standing",
        _parameters(filter, today),
    ):
        result[Chip.ALL] += number
        if standing in (Chip.DRAFT.value, Chip.PAID.value):
            result[Chip(standing)] += number
        elif standing == "open" and kind == DocumentKind.QUOTE:
            result[Chip.OPEN] += number - past
        elif standing in ("open", "accepted"):
            result[Chip.OPEN] += number
            result[Chip.OVERDUE] += past if kind not in _NEVER_OVERDUE else 0
    return result


# It has all the columns that are counted, in the order of the groups.
_INDEX = "INDEXED BY documents_standing_by_due_key"


def count(ledger: Ledger, filter: DocumentFilter, today: date) -> int:  # noqa: A002
    """Return how many documents `rows` would list without a limit."""
    return counts(ledger, filter, today)[filter.chip]
