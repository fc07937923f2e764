"""Documents: drafts that change, and issued ones that never do again.

The canonical JSON in `document_contents` is the truth (a draft's Document, an issued one's
Snapshot); the columns of `documents` are an index over it. Lists, numbers and what happened since
are in the modules beside this one and reached through here.
"""

from collections.abc import Iterator

from invoicer.i18n import gettext as _
from invoicer.ledger import codec, document_columns, document_facts, words
from invoicer.ledger.document_facts import history as history
from invoicer.ledger.document_facts import mark_delivered as mark_delivered
from invoicer.ledger.document_facts import mark_invoiced as mark_invoiced
from invoicer.ledger.document_facts import mark_sent as mark_sent
from invoicer.ledger.document_facts import open_amount as open_amount
from invoicer.ledger.document_facts import set_answer as set_answer
from invoicer.ledger.document_lists import count as count
from invoicer.ledger.document_lists import counts as counts
from invoicer.ledger.document_lists import rows as rows
from invoicer.ledger.issuing import freeze as freeze
from invoicer.ledger.issuing import go_on_from as go_on_from
from invoicer.ledger.issuing import next_number as next_number
from invoicer.ledger.ledger import Ledger, Row
from invoicer.ledger.moments import moment, moment_text
from invoicer.ledger.open_documents import open_documents as open_documents
from invoicer.models.changes import Kind
from invoicer.models.document import Document, DocumentKind, Snapshot
from invoicer.models.errors import NotAllowed, NotFound
from invoicer.models.stored import StoredDocument
from invoicer.models.totals import Totals

_SELECT = (
    "SELECT id, number, revision, created_at, content, totals,"
    f" {document_facts.COLUMNS} FROM documents JOIN document_contents ON document_id = id"
)


def add(ledger: Ledger, document: Document) -> int:
    """Keep a new draft and return its id. Raises NotFound for an unknown client."""
    columns = document_columns.of_draft(ledger, document)
    columns |= {"state": "draft", "created_at": moment_text(ledger.clock())}
    document_id = ledger.write(
        f"INSERT INTO documents ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})",
        tuple(columns.values()),
    )
    content = codec.to_json(document)
    ledger.write(
        "INSERT INTO document_contents (document_id, content, content_sha256) VALUES (?, ?, ?)",
        (document_id, content, codec.sha256(content)),
    )
    _index(ledger, document_id, document, columns["client_name"])
    return document_id


def update(ledger: Ledger, id: int, document: Document, *, revision: int | None = None) -> None:  # noqa: A002
    """Replace what a draft says.

    Raises NotAllowed where it was issued, or changed elsewhere since that revision was read;
    NotFound.
    """
    _must_be_draft(ledger, id, revision)
    columns = document_columns.of_draft(ledger, document)
    ledger.write(
        f"UPDATE documents SET {', '.join(f'{name} = ?' for name in columns)},"
        " revision = revision + 1 WHERE id = ?",
        (*columns.values(), id),
    )
    content = codec.to_json(document)
    ledger.write(
        "UPDATE document_contents SET content = ?, content_sha256 = ? WHERE document_id = ?",
        (content, codec.sha256(content), id),
    )
    _index(ledger, id, document, columns["client_name"])


def _index(ledger: Ledger, document_id: int, document: Document, name: str) -> None:
    document_columns.put_links(ledger, document_id, document)
    words.put(ledger, "document", document_id, document_columns.findable(document, "", name))
    ledger.touch(Kind.DOCUMENT, document_id)


def _must_be_draft(ledger: Ledger, document_id: int, revision: int | None = None) -> None:
    row = ledger.first("SELECT state, number, revision FROM documents WHERE id = ?", (document_id,))
    if row is None:
        raise document_facts.not_found(document_id)
    if row[0] == "issued":
        raise NotAllowed(
            _(
                "{number} has been issued and can't be changed or deleted any more. Correct it by "
                "a credit note or a corrected invoice."
            ).format(number=row[1])
        )
    if revision is not None and revision != row[2]:
        raise NotAllowed(
            _("This draft was changed elsewhere meanwhile. Look at it again, then change it.")
        )


def delete(ledger: Ledger, id: int) -> None:  # noqa: A002
    """Remove a draft; it had no number, so none is missing. Raises NotAllowed, NotFound."""
    _must_be_draft(ledger, id)
    for table in ("document_links", "document_files", "document_contents"):
        ledger.write(f"DELETE FROM {table} WHERE document_id = ?", (id,))
    ledger.write("DELETE FROM documents WHERE id = ?", (id,))
    words.remove(ledger, "document", id)
    ledger.touch(Kind.DOCUMENT, id)


def get(ledger: Ledger, id: int) -> StoredDocument:  # noqa: A002
    """Return a document with all that is known of it. Raises NotFound."""
    row = ledger.first(f"{_SELECT} WHERE id = ?", (id,))
    if row is None:
        raise document_facts.not_found(id)
    return _stored(row)


def _stored(row: Row) -> StoredDocument:
    document_id, number, revision, created_at, content, totals = row[:6]
    snapshot = None if totals is None else codec.from_json(content, Snapshot)
    return StoredDocument(
        id=document_id,
        document=codec.from_json(content, Document) if snapshot is None else snapshot.document,
        facts=document_facts.facts(row[6:]),
        number=number or "",
        snapshot=snapshot,
        totals=None if totals is None else codec.from_json(totals, Totals),
        revision=revision,
        created_at=moment(created_at),
    )


def find(ledger: Ledger, number: str, kind: DocumentKind | None = None) -> int:
    """Return the id of the issued document with that number, the newest where two series share it.

    Raises NotFound.
    """
    found = ledger.value(
        "SELECT id FROM documents WHERE number = ?1 AND state = 'issued'"
        " AND (?2 IS NULL OR kind = ?2) ORDER BY id DESC LIMIT 1",
        (number.strip(), None if kind is None else kind.value),
    )
    if found is None:
        raise NotFound(_("document"), number)
    return int(found)


def file(ledger: Ledger, id: int, role: str = "pdf") -> tuple[str, bytes]:  # noqa: A002
    """Return the name and the archived bytes of an issued document's file. Raises NotFound."""
    row = ledger.first(
        "SELECT name, content FROM document_files JOIN files USING (sha256)"
        " WHERE document_id = ? AND role = ?",
        (id, role),
    )
    if row is None:
        raise NotFound(_("file"), f"{id} {role}")
    return row[0], bytes(row[1])


def derived(ledger: Ledger, id: int) -> list[StoredDocument]:  # noqa: A002
    """Return the documents that name this one: credit notes, corrections, invoices of a quote."""
    found = ledger.select(
        f"{_SELECT} WHERE id IN (SELECT document_id FROM document_links WHERE target_id = ?)"
        " ORDER BY id",
        (id,),
    )
    return [_stored(row) for row in found]


def issued(ledger: Ledger) -> Iterator[StoredDocument]:
    """Yield every issued document, oldest first; a few at a time, so that any number fits."""
    last = 0
    while found := ledger.select(
        f"{_SELECT} WHERE id > ? AND state = 'issued' ORDER BY id LIMIT 200", (last,)
    ):
        yield from (_stored(row) for row in found)
        last = found[-1][0]
