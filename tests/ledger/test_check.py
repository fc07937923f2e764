"""Tampering past the program's own locks is found."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from invoicer.ledger import audit, check, documents, driver
from invoicer.ledger.ledger import Ledger
from invoicer.models.document import DocumentKind
from invoicer.models.errors import NotAllowed
from invoicer.models.party import Party
from invoicer.models.payment import AllocationKind
from tests.ledger.makers import add_client, document, for_client, issue, pay, settle


@pytest.fixture
def used(ledger: Ledger) -> Ledger:
    """A ledger with two invoices, a credit note, a quote, a draft, payments and a client."""
    client_id = add_client(ledger)
    first_id = issue(ledger, for_client(document(), client_id))
    second_id = issue(ledger, document())
    credit_id = issue(ledger, document(DocumentKind.CREDIT_NOTE))
    issue(ledger, replace(document(DocumentKind.QUOTE), client_id=client_id, buyer=Party()))
    pay(ledger, 20000, (first_id, 11900), (second_id, 100), client_id=client_id)
    settle(ledger, second_id, 500, AllocationKind.CREDIT, credit_id)
    settle(ledger, second_id, 600, AllocationKind.WRITE_OFF)
    with ledger.atomic():
        documents.add(ledger, document())
    return ledger


def tamper(ledger: Ledger, *statements: str) -> None:
    """Change the file as somebody would who wants to: without its triggers and keys."""
    ledger.db.execute("PRAGMA foreign_keys = OFF")
    with ledger.atomic():
        for (name,) in ledger.select("SELECT name FROM sqlite_master WHERE type = 'trigger'"):
            ledger.write(f"DROP TRIGGER {name}")
        for statement in statements:
            ledger.write(statement)


def test_a_ledger_in_use_is_clean(used: Ledger) -> None:
    assert check.verify(used) == []
    assert check.verify(used.reader()) == []


def test_a_ledger_without_documents_is_clean(ledger: Ledger) -> None:
    assert check.verify(ledger) == []
    with ledger.atomic():
        documents.go_on_from(ledger, "invoices", "2026-0041")
    assert check.verify(ledger) == []


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        (
            "UPDATE files SET content = x'25504446' WHERE rowid = 1",
            "archived file was changed: 2026-0001",
        ),
        (
            "UPDATE document_contents SET content = replace(content, '100', '9') WHERE rowid = 1",
            "changed after it was issued",
        ),
        (
            "UPDATE document_contents SET totals = replace(totals, '19', '99') WHERE rowid = 1",
            "changed after it was issued",
        ),
        ("DELETE FROM document_contents WHERE document_id = 1", "what it says is missing"),
        (
            "UPDATE document_files SET sha256 = (SELECT sha256 FROM files WHERE rowid = 2)"
            " WHERE document_id = 1",
            "not what the audit log says",
        ),
        ("UPDATE documents SET payable_minor = 1 WHERE id = 2", "the list shows something else"),
        ("UPDATE documents SET client_name = 'x' WHERE id = 1", "the list shows something else"),
        ("UPDATE documents SET number = '2026-0077' WHERE id = 1", "not what the audit log says"),
        ("UPDATE document_lines SET net_minor = 1 WHERE document_id = 1", "its lines are not"),
        ("DELETE FROM document_lines WHERE document_id = 1", "its lines are not"),
        ("UPDATE documents SET paid_minor = 0 WHERE id = 1", "2026-0001: what is settled"),
        ("UPDATE documents SET credited_minor = 0 WHERE id = 3", "CN-2026-0001: what is settled"),
        (
            "UPDATE documents SET written_off_minor = 11800 WHERE id = 2",
            "2026-0002: what is settled",
        ),
        ("UPDATE documents SET written_off_minor = 1 WHERE id = 5", "5: what is settled"),
        ("DELETE FROM allocations WHERE id = 1", "Payment 1: what is left"),
        ("UPDATE payments SET unallocated_minor = 0", "Payment 1: what is left"),
        (
            "UPDATE series_counters SET last = last + 1 WHERE series = 'invoices'",
            "series invoices 2026 are missing",
        ),
        ("UPDATE documents SET sequence = 7 WHERE id = 1", "series invoices 2026 are missing"),
        ("DELETE FROM documents WHERE id = 3", "CN-2026-0001 (id 3) was issued and is missing"),
        ("INSERT INTO series_counters VALUES ('more', 0, 1, 3)", "series more are missing"),
        ("DELETE FROM clients", "names something in clients that isn't there"),
        ("UPDATE documents SET client_id = 99 WHERE id = 1", "names something in clients"),
        (
            "UPDATE audit SET details = '{}' WHERE act = 'issued' AND subject_id = 1",
            "entry 1 was changed",
        ),
        ("DELETE FROM audit WHERE id = 2", "entries 2 to 2 are missing"),
        ("DELETE FROM audit WHERE id = 4", "not what the audit log says was issued"),
    ],
)
def test_what_was_changed_behind_our_back_is_found(used: Ledger, statement: str, said: str) -> None:
    if "DELETE FROM documents" in statement:
        tamper(
            used,
            statement,
            *(
                f"DELETE FROM {table} WHERE document_id = 3"
                for table in ("document_contents", "document_lines", "document_files")
            ),
            "DELETE FROM allocations WHERE credit_note_id = 3",
        )
    else:
        tamper(used, statement)
    assert any(said in sentence for sentence in check.verify(used)), check.verify(used)


def test_a_client_of_an_issued_document_that_is_gone_is_told(
    used: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    tamper(used, "DELETE FROM clients")
    monkeypatch.setattr(check, "_file", lambda ledger: iter(()))
    assert any("There is no client" in sentence for sentence in check.verify(used))


def test_an_entry_slipped_into_the_chain_is_found(used: Ledger) -> None:
    def rehash(ledger: Ledger) -> None:
        tamper(ledger, "UPDATE audit SET details = 'x' WHERE id = 2")
        row = ledger.first(
            "SELECT previous_hash, id, at, act, kind, subject_id, details FROM audit WHERE id = 2"
        )
        assert row is not None
        with ledger.atomic():
            ledger.write("UPDATE audit SET hash = ? WHERE id = 2", (audit._hash(*row),))

    rehash(used)
    (sentence,) = audit.verify(used)
    assert "entry 3 doesn't follow" in sentence


def test_entries_are_listed_newest_first(used: Ledger) -> None:
    with used.atomic():
        audit.record(used, "said", "client", 1, {"b": 1, "a": "ß"})
    newest, *others = audit.entries(used)
    assert (newest.act, newest.kind, newest.details) == ("said", "client", '{"a":"ß","b":1}')
    assert [entry.id for entry in others] == [4, 3, 2, 1]
    assert audit.entries(used, "client") == [newest]
    assert [entry.subject_id for entry in audit.entries(used, "document", 2)] == [2]
    assert len(audit.entries(used, limit=1, offset=1)) == 1


def test_what_is_rolled_back_is_not_logged(used: Ledger) -> None:
    with pytest.raises(NotAllowed), used.atomic():
        audit.record(used, "said", "client", 1)
        raise NotAllowed("no")
    assert len(audit.entries(used)) == 4


def test_a_damaged_file_is_told(used: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    answer: Callable[..., list[tuple[str]]] = used.select

    def damaged(sql: str, parameters: tuple[object, ...] = ()) -> list[tuple[str]]:
        return [("row 3 missing from index",)] if "integrity" in sql else answer(sql, parameters)

    monkeypatch.setattr(used, "select", damaged)
    assert check.verify(used) == ["The file is damaged: row 3 missing from index."]


def test_the_drivers_own_errors_have_no_sqlite_name() -> None:
    assert driver.code(driver.Error("x")) == ""
