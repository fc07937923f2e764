"""What was issued, booked or logged can't be changed, not even past the program."""

import pytest

from invoicer.ledger import audit, documents, driver, outbox
from invoicer.ledger.ledger import Ledger
from invoicer.models.document import DocumentReference
from invoicer.models.stored import Mail
from tests.ledger.makers import AT, ON, document, issue, pay, snapshot


@pytest.fixture
def used(ledger: Ledger) -> Ledger:
    """A ledger with something of everything; document 1 is issued, 2 is a draft."""
    issued_id = issue(ledger, document())
    pay(ledger, 5000, (issued_id, 5000))
    with ledger.atomic():
        reference = DocumentReference(document_id=issued_id)
        draft = document()
        draft_id = documents.add(ledger, draft)
        linked_id = documents.add(ledger, draft.__class__(origin=reference))
        documents.freeze(
            ledger, linked_id, on=ON, make=lambda n: snapshot(draft.__class__(origin=reference), n)
        )
        audit.record(ledger, "looked", "document", draft_id)
        _name, _content = documents.file(ledger, issued_id)
        sha256 = ledger.value(
            "SELECT sha256 FROM document_files WHERE document_id = ?", (issued_id,)
        )
        attachment = ("a.pdf", "application/pdf", sha256)
        outbox.add(ledger, Mail(to="a@b", subject="", body="", attachments=(attachment,)), at=AT)
    return ledger


FORBIDDEN = [
    "DELETE FROM documents WHERE id = 1",
    "UPDATE documents SET state = 'draft' WHERE id = 1",
    "UPDATE documents SET number = '2026-0009' WHERE id = 1",
    "UPDATE documents SET payable_minor = 1 WHERE id = 1",
    "UPDATE documents SET net_minor = 1 WHERE id = 1",
    "UPDATE documents SET client_name = 'x' WHERE id = 1",
    "UPDATE documents SET issued_on = '2026-01-01' WHERE id = 1",
    "UPDATE documents SET id = 77 WHERE id = 1",
    "INSERT OR REPLACE INTO documents (id, kind, state, client_name, client_key, currency,"
    " payable_minor, created_at) VALUES (1, 'invoice', 'draft', '', '', 'EUR', 0, '')",
    "INSERT INTO documents (kind, state, number, series, counting_year, sequence, issued_on,"
    " client_name, client_key, currency, payable_minor, created_at) VALUES ('invoice', 'issued',"
    " '9', 'invoices', 2026, 9, '2026-01-01', '', '', 'EUR', 0, '')",
    "UPDATE document_contents SET content = '{}' WHERE document_id = 1",
    "UPDATE document_contents SET totals = '{}' WHERE document_id = 1",
    "DELETE FROM document_contents WHERE document_id = 1",
    "UPDATE document_lines SET net_minor = 1",
    "DELETE FROM document_lines",
    "INSERT INTO document_lines VALUES (1, 2, 'x', '', NULL, '', '1', 'C62', 1)",
    "UPDATE document_links SET role = 'deposit'",
    "DELETE FROM document_links",
    "INSERT INTO document_links VALUES (1, 'deposit', 2)",
    "UPDATE document_files SET name = 'x' WHERE document_id = 1",
    "DELETE FROM document_files WHERE document_id = 1",
    "UPDATE files SET content = x'00'",
    "DELETE FROM files",
    "UPDATE payments SET amount_minor = 1",
    "UPDATE payments SET received_on = '2020-01-01'",
    "DELETE FROM payments",
    "UPDATE allocations SET amount_minor = 1",
    "DELETE FROM allocations",
    "UPDATE audit SET details = ''",
    "DELETE FROM audit",
    "UPDATE series_counters SET last = 0",
    "UPDATE series_counters SET first = 2",
    "DELETE FROM series_counters",
]


@pytest.mark.parametrize("sql", FORBIDDEN)
@pytest.mark.parametrize("foreign_keys", [True, False])
def test_the_file_itself_refuses(used: Ledger, sql: str, foreign_keys: bool) -> None:
    # Another program that opens the file may well have foreign keys off.
    used.db.execute(f"PRAGMA foreign_keys = {int(foreign_keys)}")
    with pytest.raises(driver.IntegrityError, match="refused by"), used.atomic():
        used.write(sql)


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE documents SET kind = 'letter' WHERE id = 2",
        "UPDATE documents SET currency = NULL WHERE id = 2",
        "UPDATE documents SET payable_minor = 'much' WHERE id = 2",
        "UPDATE documents SET due_on = 'tomorrow' WHERE id = 2",
        "UPDATE documents SET number = '2026-0002' WHERE id = 2",
        "UPDATE documents SET answer = 'maybe' WHERE id = 2",
        "UPDATE documents SET client_id = 99 WHERE id = 2",
        "UPDATE document_contents SET content = 'no json' WHERE document_id = 2",
        "INSERT INTO allocations (document_id, kind, amount_minor, settled_on)"
        " VALUES (1, 'payment', 1, '2026-01-01')",
        "INSERT INTO allocations (document_id, kind, amount_minor, settled_on)"
        " VALUES (1, 'credit', 1, '2026-01-01')",
        "INSERT INTO allocations (document_id, kind, amount_minor, settled_on)"
        " VALUES (1, 'write_off', 0, '2026-01-01')",
        "INSERT INTO series_counters VALUES ('x', 2026, 5, 3)",
        "INSERT INTO files VALUES ('short', 'x', x'00')",
    ],
)
def test_what_can_not_be_is_not_stored(used: Ledger, sql: str) -> None:
    with pytest.raises(driver.IntegrityError), used.atomic():
        used.write(sql)


def test_a_number_is_unique_in_its_series(used: Ledger) -> None:
    for columns in ("'2026-0001', 'invoices', 2026, 9", "'2026-0009', 'invoices', 2026, 1"):
        with pytest.raises(driver.IntegrityError, match="UNIQUE"), used.atomic():
            used.write(
                "UPDATE documents SET (number, series, counting_year, sequence) ="
                f" ({columns}), state = 'issued', issued_on = '2026-01-01' WHERE id = 2"
            )
