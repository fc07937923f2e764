"""One way to write: all or nothing, told once, from any thread, one at a time."""

import threading
from pathlib import Path

import pytest

from invoicer.ledger import clients, documents, driver, files
from invoicer.ledger import ledger as ledgers
from invoicer.ledger.ledger import Ledger
from invoicer.models.changes import Change, Kind
from invoicer.models.document import DocumentKind
from invoicer.models.errors import LedgerTrouble, NotAllowed
from tests.ledger.makers import CLIENT, ON, add_client, document, issue, snapshot


def test_all_is_kept_or_nothing(ledger: Ledger) -> None:
    with pytest.raises(NotAllowed), ledger.atomic():
        clients.add(ledger, CLIENT)
        raise NotAllowed("no")
    assert clients.count(ledger) == 0
    with ledger.atomic():
        clients.add(ledger, CLIENT)
    assert clients.count(ledger) == 1


def test_a_part_may_fail_without_the_whole(ledger: Ledger) -> None:
    told: list[frozenset[Change]] = []
    ledger.subscribe(told.append)
    with ledger.atomic():
        kept_id = clients.add(ledger, CLIENT)
        with pytest.raises(NotAllowed), ledger.atomic():
            clients.add(ledger, CLIENT)
            raise NotAllowed("no")
        with ledger.atomic():
            ledger.touch(Kind.ITEM, 3)
    assert clients.count(ledger) == 1
    assert told == [frozenset({Change(Kind.CLIENT, kept_id), Change(Kind.ITEM, 3)})]


def test_subscribers_are_told_once_after_the_commit_and_until_they_stop(ledger: Ledger) -> None:
    told: list[int] = []
    stop = ledger.subscribe(lambda changes: told.append(clients.count(ledger)))
    with ledger.atomic():
        clients.add(ledger, CLIENT)
        clients.add(ledger, CLIENT)
        assert told == []
    assert told == [2]
    with pytest.raises(NotAllowed), ledger.atomic():
        clients.add(ledger, CLIENT)
        raise NotAllowed("no")
    with ledger.atomic():
        pass
    stop()
    add_client(ledger)
    assert told == [2]


def test_writing_outside_a_transaction_is_a_bug(ledger: Ledger) -> None:
    for act in (
        lambda: clients.add(ledger, CLIENT),
        lambda: ledger.touch(Kind.ITEM, 1),
        lambda: ledger.write_all("DELETE FROM clients WHERE id = ?", [(1,)]),
    ):
        with pytest.raises(AssertionError, match="atomic"):
            act()


def test_a_reader_sees_what_is_committed_and_can_not_write(ledger: Ledger) -> None:
    reader = ledger.reader()
    with ledger.atomic():
        clients.add(ledger, CLIENT)
        assert clients.count(reader) == 0
    assert clients.count(reader) == 1
    with pytest.raises(LedgerTrouble, match="reading only"), reader.atomic():
        pass
    with pytest.raises(LedgerTrouble, match="can only be read"):
        reader.select("DELETE FROM clients")
    reader.close()


def test_reads_inside_reading_see_one_moment(ledger: Ledger) -> None:
    reader = ledger.reader()
    with reader.reading():
        assert clients.count(reader) == 0
        add_client(ledger)
        with reader.reading():
            assert clients.count(reader) == 0
    assert clients.count(reader) == 1
    reader.close()


def test_another_thread_may_use_the_ledger(ledger: Ledger) -> None:
    thread = threading.Thread(target=add_client, args=(ledger,))
    thread.start()
    thread.join()
    assert clients.count(ledger) == 1


def test_a_ledger_in_use_elsewhere_is_told_and_loses_nothing(
    ledger: Ledger, ledger_path: Path, key: bytes | None
) -> None:
    other = ledgers.open(ledger_path, key=key)
    ledger.db.execute("PRAGMA busy_timeout = 1")
    with other.atomic():
        clients.add(other, CLIENT)
        with pytest.raises(LedgerTrouble, match="Another program is writing"):
            add_client(ledger)
    add_client(ledger)
    assert clients.count(ledger) == 2
    other.close()


def test_a_full_disk_is_told_and_loses_nothing(ledger: Ledger) -> None:
    issue(ledger, document())
    pages = ledger.value("PRAGMA page_count")
    ledger.db.execute(f"PRAGMA max_page_count = {pages + 3}")
    told: list[frozenset[Change]] = []
    ledger.subscribe(told.append)
    with pytest.raises(LedgerTrouble, match="The disk is full"), ledger.atomic():
        draft_id = documents.add(ledger, document())
        documents.freeze(
            ledger,
            draft_id,
            on=ON,
            make=lambda n: (*snapshot(document(), n)[:2], b"%PDF" + bytes(100_000)),
        )
    assert told == []
    assert documents.next_number(ledger, DocumentKind.INVOICE, ON) == "2026-0002"
    ledger.db.execute("PRAGMA max_page_count = 1000000")
    assert documents.get(ledger, issue(ledger, document())).number == "2026-0002"


def test_a_full_disk_in_a_part_ends_the_whole(ledger: Ledger) -> None:
    pages = ledger.value("PRAGMA page_count")
    ledger.db.execute(f"PRAGMA max_page_count = {pages + 1}")
    with pytest.raises(LedgerTrouble, match="The disk is full"), ledger.atomic():
        clients.add(ledger, CLIENT)
        with ledger.atomic():
            files.put(ledger, bytes(100_000), "x")
    assert clients.count(ledger) == 0


def test_a_transaction_the_disk_ended_can_not_be_kept(ledger: Ledger) -> None:
    """SQLite may end a whole transaction by itself; then no part of it may seem to be kept."""
    with pytest.raises(driver.OperationalError, match="no transaction"), ledger.atomic():
        clients.add(ledger, CLIENT)
        ledger.db.conn.execute("ROLLBACK")
    assert clients.count(ledger) == 0
    with pytest.raises(driver.OperationalError), ledger.atomic(), ledger.atomic():
        clients.add(ledger, CLIENT)
        ledger.db.conn.execute("ROLLBACK")
    assert clients.count(ledger) == 0


def test_a_damaged_ledger_is_told_when_it_is_read(
    ledger: Ledger, ledger_path: Path, key: bytes | None
) -> None:
    with ledger.atomic():
        for _ in range(300):
            clients.add(ledger, CLIENT)
    ledger.close()
    whole = ledger_path.read_bytes()
    ledger_path.write_bytes(whole[:8192] + bytes(len(whole) - 8192))
    with pytest.raises(LedgerTrouble, match=r"is damaged|is no ledger"):
        clients.rows(ledgers.open(ledger_path, key=key))


def test_a_programming_error_is_not_called_trouble(ledger: Ledger) -> None:
    with pytest.raises(driver.OperationalError, match="no such table"):
        ledger.select("SELECT * FROM nowhere")
