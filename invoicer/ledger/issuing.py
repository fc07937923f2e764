"""Numbers, and the one moment a draft becomes an issued document.

A number is taken only inside `freeze`, in the transaction that stores everything that bears it: so
numbers have no gap, and none is given twice.
"""

from collections.abc import Callable
from datetime import date

from invoicer.i18n import gettext as _
from invoicer.ledger import audit, codec, document_columns, document_facts, files, settings, words
from invoicer.ledger.ledger import Ledger
from invoicer.ledger.moments import day_text
from invoicer.models import numbering, payment_terms
from invoicer.models.changes import Kind
from invoicer.models.document import Document, DocumentKind, Snapshot
from invoicer.models.errors import BadField, NotAllowed
from invoicer.models.numbering import Series
from invoicer.models.totals import Totals

Make = Callable[[str], tuple[Snapshot, Totals, bytes]]


def _series_of(ledger: Ledger, kind: DocumentKind) -> Series:
    return next(series for series in settings.series(ledger) if kind in series.kinds)


def _next(ledger: Ledger, series: Series, on: date) -> int:
    last = ledger.value(
        "SELECT last FROM series_counters WHERE series = ? AND year = ?",
        (series.name, numbering.counting_year(series, on)),
    )
    return 1 if last is None else int(last) + 1


def next_number(ledger: Ledger, kind: DocumentKind, on: date) -> str:
    """Return the number a document of that kind would get now; another one may take it first."""
    series = _series_of(ledger, kind)
    return numbering.render(series.pattern, on, _next(ledger, series, on))


def freeze(ledger: Ledger, id: int, *, on: date, make: Make) -> str:  # noqa: A002
    """Issue a draft on that day and return its number.

    `make` is called with the number and returns what is to be kept: snapshot, totals and the PDF.
    Whatever it raises undoes everything, the number included. Raises NotAllowed where the document
    was issued before or the number is taken, NotFound.
    """
    kind = _must_be_draft(ledger, id)
    series = _series_of(ledger, kind)
    year, sequence = numbering.counting_year(series, on), _next(ledger, series, on)
    number = numbering.render(series.pattern, on, sequence)
    _must_be_free(ledger, series, number)
    snapshot, totals, pdf = make(number)
    assert snapshot.number == number
    ledger.write(
        "INSERT INTO series_counters (series, year, first, last) VALUES (?1, ?2, ?3, ?3)"
        " ON CONFLICT (series, year) DO UPDATE SET last = excluded.last",
        (series.name, year, sequence),
    )
    hashes = _put_content(ledger, id, snapshot, totals)
    hashes["pdf"] = files.put(ledger, pdf, "application/pdf")
    ledger.write(
        "INSERT INTO document_files (document_id, role, name, sha256) VALUES (?, 'pdf', ?, ?)",
        (id, file_name(number), hashes["pdf"]),
    )
    place: dict[str, str | int] = {"series": series.name}
    place |= {"counting_year": year, "sequence": sequence}
    _put_columns(ledger, id, snapshot, totals, place)
    audit.record(ledger, "issued", Kind.DOCUMENT, id, {"number": number, **hashes})
    ledger.touch(Kind.DOCUMENT, id)
    return number


def file_name(number: str) -> str:
    """Return the name of a document's PDF; signs no file system likes become hyphens."""
    return "".join("-" if sign in '<>:"/\\|?*' else sign for sign in number) + ".pdf"


def _must_be_draft(ledger: Ledger, document_id: int) -> DocumentKind:
    row = ledger.first("SELECT kind, number FROM documents WHERE id = ?", (document_id,))
    if row is None:
        raise document_facts.not_found(document_id)
    if row[1] is not None:
        raise NotAllowed(
            _("This document was issued already, as {number}. Nothing was issued twice.").format(
                number=row[1]
            )
        )
    return DocumentKind(row[0])


def _must_be_free(ledger: Ledger, series: Series, number: str) -> None:
    taken = ledger.value(
        "SELECT 1 FROM documents WHERE number = ? AND series = ? AND state = 'issued'",
        (number, series.name),
    )
    if taken:
        raise NotAllowed(
            _(
                "The number {number} was used before. Change the number pattern in the settings so "
                "that it gives new numbers."
            ).format(number=number)
        )


def _put_content(
    ledger: Ledger, document_id: int, snapshot: Snapshot, totals: Totals
) -> dict[str, str]:
    content, figures = codec.to_json(snapshot), codec.to_json(totals)
    hashes = {"content": codec.sha256(content), "totals": codec.sha256(figures)}
    ledger.write(
        "UPDATE document_contents SET content = ?, content_sha256 = ?, totals = ?,"
        " totals_sha256 = ? WHERE document_id = ?",
        (content, hashes["content"], figures, hashes["totals"], document_id),
    )
    known = {row[0] for row in ledger.select(*_items_of(snapshot.document))}
    ledger.write_all(
        "INSERT INTO document_lines (document_id, position, name, description, item_id,"
        " item_number, quantity, unit, net_minor) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (
                document_id,
                position,
                line.name,
                line.description,
                line.item_id if line.item_id in known else None,
                line.item_number,
                str(line.quantity),
                line.unit,
                amounts.net.minor,
            )
            for position, (line, amounts) in enumerate(
                zip(snapshot.document.lines, totals.lines, strict=True), start=1
            )
        ],
    )
    document_columns.put_links(ledger, document_id, snapshot.document)
    return hashes


def _items_of(document: Document) -> tuple[str, list[int]]:
    ids = sorted({line.item_id for line in document.lines if line.item_id is not None})
    return f"SELECT id FROM items WHERE id IN ({', '.join('?' * len(ids))})", ids


def _put_columns(
    ledger: Ledger,
    document_id: int,
    snapshot: Snapshot,
    totals: Totals,
    place: dict[str, str | int],
) -> None:
    document = snapshot.document
    columns = document_columns.of(ledger, document, due_on=snapshot.due_on, figures=totals)
    columns |= place
    columns["number"] = snapshot.number
    columns["number_key"] = words.natural(snapshot.number)
    columns["issued_on"] = day_text(snapshot.issued_on)
    columns["discounts"] = codec.to_json(_discounts(snapshot, totals))
    columns["state"] = "issued"
    ledger.write(
        f"UPDATE documents SET {', '.join(f'{name} = ?' for name in columns)} WHERE id = ?",
        (*columns.values(), document_id),
    )
    texts = document_columns.findable(document, snapshot.number, columns["client_name"])
    words.put(ledger, "document", document_id, texts)


def _discounts(snapshot: Snapshot, totals: Totals) -> list[tuple[date, int]]:
    return [
        (
            payment_terms.discount_on(discount, snapshot.issued_on),
            payment_terms.discount_amount(discount, totals.payable).minor,
        )
        for discount in snapshot.document.terms.discounts
    ]


def go_on_from(ledger: Ledger, series_name: str, last_number: str) -> None:
    """Let a series go on after the last number of the program used before.

    Saying it again changes nothing. Raises BadField where the number isn't one of the series'
    pattern, NotAllowed where the series began elsewhere already: a gap would be left.
    """
    named = [one for one in settings.series(ledger) if one.name == series_name]
    if not named:
        raise BadField(
            _("Number series"), _("there is none called “{name}”.").format(name=series_name[:40])
        )
    series = named[0]
    found = numbering.sequence_of(series.pattern, last_number.strip())
    if found is None:
        raise BadField(
            _("Last number"),
            _("“{number}” is not written like {pattern}. Change the pattern first.").format(
                number=last_number[:40], pattern=series.pattern
            ),
        )
    sequence, year = found
    counting_year = (year or 0) if series.restarts_yearly else 0
    if _goes_on_from(ledger, series, counting_year, sequence):
        return
    _must_not_have_begun(ledger, series, counting_year)
    ledger.write(
        "INSERT INTO series_counters (series, year, first, last) VALUES (?, ?, ?, ?)"
        " ON CONFLICT (series, year) DO UPDATE SET first = excluded.first, last = excluded.last",
        (series.name, counting_year, sequence + 1, sequence),
    )
    ledger.touch(Kind.SETTINGS, 0)


def _goes_on_from(ledger: Ledger, series: Series, year: int, sequence: int) -> bool:
    first = "SELECT first FROM series_counters WHERE series = ? AND year = ?"
    return bool(ledger.value(first, (series.name, year)) == sequence + 1)


def _must_not_have_begun(ledger: Ledger, series: Series, year: int) -> None:
    begun = ledger.value(
        "SELECT 1 FROM series_counters WHERE series = ? AND year = ? AND last >= first",
        (series.name, year),
    )
    if begun:
        raise NotAllowed(
            _(
                "The series “{name}” has numbers of its own already; jumping now would leave a gap."
            ).format(name=series.name)
        )
