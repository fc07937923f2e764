"""Proving the ledger: that nothing issued was changed, and that all parts agree."""

import json
from collections.abc import Iterator
from typing import Any

from invoicer.i18n import gettext as _
from invoicer.ledger import audit, codec, document_columns, words
from invoicer.ledger.ledger import Ledger
from invoicer.ledger.moments import day_text
from invoicer.models.changes import Kind
from invoicer.models.document import Snapshot
from invoicer.models.errors import NotFound
from invoicer.models.totals import Totals

# What the allocations of a document come to, by the column that keeps it.
_SUMS = """
SELECT d.id, d.number, d.paid_minor, d.credited_minor, d.written_off_minor,
    coalesce(sum(CASE WHEN a.document_id = d.id AND a.kind IN
        ('payment', 'early_discount', 'bank_charge', 'exchange_difference')
        THEN a.amount_minor END), 0),
    coalesce(sum(CASE WHEN a.kind IN ('credit', 'replaced') THEN a.amount_minor END), 0),
    coalesce(sum(CASE WHEN a.kind = 'write_off' THEN a.amount_minor END), 0)
FROM documents AS d LEFT JOIN (
    SELECT document_id AS about, document_id, kind, amount_minor FROM allocations
    UNION ALL SELECT credit_note_id, document_id, kind, amount_minor FROM allocations
        WHERE credit_note_id IS NOT NULL
) AS a ON a.about = d.id
GROUP BY d.id
"""

_RESTS = """
SELECT p.id, p.unallocated_minor, CASE WHEN p.reversed THEN 0 ELSE p.amount_minor - coalesce(
    sum(CASE d.kind WHEN 'credit_note' THEN -a.amount_minor ELSE a.amount_minor END), 0) END
FROM payments AS p
LEFT JOIN allocations AS a ON a.payment_id = p.id AND a.kind = 'payment'
LEFT JOIN documents AS d ON d.id = a.document_id
GROUP BY p.id
"""


def verify(ledger: Ledger) -> list[str]:
    """Return a sentence for each thing that is wrong; none is as it should be.

    It proves the file itself, the audit chain, that every issued document is byte for byte what the
    chain says was issued, that its columns and lines say the same, that what is settled is the sum
    of its allocations, and that numbers have no gap. Totals are recomputed by `actions.checking`.
    """
    with ledger.reading():
        wrong = list(_file(ledger))
        if wrong:
            # A file that is damaged proves nothing about what is in it.
            return wrong
        wrong += audit.verify(ledger)
        wrong += _files(ledger)
        wrong += _documents(ledger)
        wrong += _amounts(ledger)
        wrong += _numbers(ledger)
    return wrong


def _file(ledger: Ledger) -> Iterator[str]:
    for (sentence,) in ledger.select("PRAGMA integrity_check(20)"):
        if sentence != "ok":
            yield _("The file is damaged: {what}.").format(what=sentence)
    for table, row_id, parent, _index in ledger.select("PRAGMA foreign_key_check"):
        yield _("Row {id} of {table} names something in {parent} that isn't there.").format(
            id=row_id, table=table, parent=parent
        )


def _files(ledger: Ledger) -> Iterator[str]:
    for (sha256,) in ledger.select("SELECT sha256 FROM files"):
        content = ledger.value("SELECT content FROM files WHERE sha256 = ?", (sha256,))
        if codec.sha256(content) != sha256:
            names = ledger.select(
                "SELECT number, name FROM document_files JOIN documents ON id = document_id"
                " WHERE sha256 = ?",
                (sha256,),
            )
            about = ", ".join(f"{number} ({name})" for number, name in names) or sha256[:12]
            yield _("An archived file was changed: {what}.").format(what=about)


def _documents(ledger: Ledger) -> Iterator[str]:
    issued = _issued_hashes(ledger)
    for (document_id,) in ledger.select(
        "SELECT id FROM documents WHERE state = 'issued' ORDER BY id"
    ):
        yield from _document(ledger, document_id, issued.pop(document_id, None))
    for document_id, entry in issued.items():
        yield _("{number} (id {id}) was issued and is missing now.").format(
            number=entry.get("number"), id=document_id
        )


def _issued_hashes(ledger: Ledger) -> dict[int, dict[str, Any]]:
    """Return what the audit log says was issued: number and hashes by the document's id."""
    return {
        subject_id: json.loads(details)
        for subject_id, details in ledger.select(
            "SELECT subject_id, details FROM audit WHERE kind = ? AND act = 'issued'",
            (Kind.DOCUMENT.value,),
        )
    }


def _document(ledger: Ledger, document_id: int, entry: dict[str, Any] | None) -> Iterator[str]:
    row = ledger.first(
        "SELECT number, content, content_sha256, totals, totals_sha256 FROM documents"
        " LEFT JOIN document_contents ON document_id = id WHERE id = ?",
        (document_id,),
    )
    assert row is not None
    number, content, content_sha256, totals, totals_sha256 = row
    if content is None or totals is None:
        yield _("{number}: what it says is missing.").format(number=number)
        return
    found = {"number": number, "content": codec.sha256(content), "totals": codec.sha256(totals)}
    pdf = "SELECT sha256 FROM document_files WHERE document_id = ? AND role = 'pdf'"
    found["pdf"] = ledger.value(pdf, (document_id,))
    if (content_sha256, totals_sha256) != (found["content"], found["totals"]):
        yield _("{number}: what it says was changed after it was issued.").format(number=number)
    elif entry != found:
        yield _("{number}: it is not what the audit log says was issued.").format(number=number)
    else:
        snapshot, figures = codec.from_json(content, Snapshot), codec.from_json(totals, Totals)
        yield from _columns(ledger, document_id, snapshot, figures)


def _columns(ledger: Ledger, document_id: int, snapshot: Snapshot, totals: Totals) -> Iterator[str]:
    document = snapshot.document
    try:
        expected = document_columns.of(ledger, document, due_on=snapshot.due_on, figures=totals)
    except NotFound as refusal:
        yield f"{snapshot.number}: {refusal}"
        return
    if not document_columns.party_name(document.buyer):
        # The client's own name stood in for it and may have changed since.
        del expected["client_name"], expected["client_key"]
    expected["number"] = snapshot.number
    expected["number_key"] = words.natural(snapshot.number)
    expected["issued_on"] = day_text(snapshot.issued_on)
    row = ledger.first(f"SELECT {', '.join(expected)} FROM documents WHERE id = ?", (document_id,))
    if row != tuple(expected.values()):
        yield _("{number}: the list shows something else than the document says.").format(
            number=snapshot.number
        )
    yield from _lines(ledger, document_id, snapshot, totals)


def _lines(ledger: Ledger, document_id: int, snapshot: Snapshot, totals: Totals) -> Iterator[str]:
    lines = ledger.select(
        "SELECT name, description, quantity, unit, net_minor FROM document_lines"
        " WHERE document_id = ? ORDER BY position",
        (document_id,),
    )
    said = [
        (line.name, line.description, str(line.quantity), line.unit, amounts.net.minor)
        for line, amounts in zip(snapshot.document.lines, totals.lines, strict=True)
    ]
    if lines != said:
        yield _("{number}: its lines are not what the document says.").format(
            number=snapshot.number
        )


def _amounts(ledger: Ledger) -> Iterator[str]:
    for document_id, number, *amounts in ledger.select(_SUMS):
        if amounts[:3] != amounts[3:]:
            yield _("{number}: what is settled is not the sum of its payments and credits.").format(
                number=number or document_id
            )
    for payment_id, kept, right in ledger.select(_RESTS):
        if kept != right:
            yield _("Payment {id}: what is left of it is not right.").format(id=payment_id)


def _numbers(ledger: Ledger) -> Iterator[str]:
    counters = {
        (series, year): (first, last)
        for series, year, first, last in ledger.select(
            "SELECT series, year, first, last FROM series_counters"
        )
    }
    for series, year, lowest, highest, count in ledger.select(
        "SELECT series, counting_year, min(sequence), max(sequence), count(DISTINCT sequence)"
        " FROM documents WHERE state = 'issued' GROUP BY series, counting_year"
    ):
        given = counters.pop((series, year), None)
        if given != (lowest, highest) or count != highest - lowest + 1:
            yield _gap(series, year)
    for (series, year), (first, last) in counters.items():
        if last >= first:
            yield _gap(series, year)


def _gap(series: str, year: int) -> str:
    about = f"{series} {year}" if year else series
    return _("Numbers of the series {series} are missing or given twice.").format(series=about)
