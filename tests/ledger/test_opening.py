"""Whatever the file is, it opens as a ledger or says in a sentence why not."""

import os
import shutil
import subprocess
import sys
import tempfile
import textwrap
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlite_utils import Database, Migrations

from invoicer.ledger import (
    backup,
    clients,
    documents,
    driver,
    migrations,
    opening,
    schema,
    troubles,
)
from invoicer.ledger import ledger as ledgers
from invoicer.ledger.ledger import Ledger
from invoicer.models.document import DocumentKind
from invoicer.models.errors import LedgerTrouble
from tests.ledger.conftest import KEY
from tests.ledger.makers import CLIENT, ON, add_client, document, issue

ROOT = Path(__file__).parents[2]


def process(script: str, *arguments: object) -> subprocess.Popen[str]:
    """Start a script of its own process with the arguments."""
    return subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(script), *map(str, arguments)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def output(running: subprocess.Popen[str]) -> str:
    """Return what a process wrote; it must have ended well."""
    out, err = running.communicate(timeout=120)
    assert running.returncode == 0, err
    return out


def test_a_new_ledger_is_one_file_and_opens_again(ledger_path: Path, key: bytes | None) -> None:
    ledger = ledgers.create(ledger_path, key=key)
    client_id = add_client(ledger)
    ledger.close()
    ledger.close()
    assert [path.name for path in ledger_path.parent.iterdir()] == [ledger_path.name]
    again = ledgers.open(ledger_path, key=key)
    assert clients.get(again, client_id).client == CLIENT
    again.close()


def test_an_encrypted_ledger_shows_nothing(ledger_path: Path) -> None:
    ledger = ledgers.create(ledger_path, key=KEY)
    add_client(ledger)
    journal = ledger_path.with_name(ledger_path.name + "-wal")
    assert b"Traders" not in ledger_path.read_bytes() + journal.read_bytes()
    assert b"clients" not in ledger_path.read_bytes() + journal.read_bytes()
    ledger.close()


def test_every_connection_is_durable_and_checks_its_keys(ledger: Ledger) -> None:
    def asked(pragma: str) -> object:
        return ledger.value(f"PRAGMA {pragma}")

    assert asked("journal_mode") == "wal"
    assert (asked("synchronous"), asked("foreign_keys"), asked("busy_timeout")) == (2, 1, 5000)
    assert asked("temp_store") == 2
    with ledger.reader().reading():
        pass


def test_a_ledger_may_be_open_twice(ledger: Ledger, ledger_path: Path, key: bytes | None) -> None:
    other = ledgers.open(ledger_path, key=key)
    before = ledger.version_of_data()
    issue(other, document())
    assert ledger.version_of_data() != before
    issue(ledger, document())
    assert documents.next_number(other, DocumentKind.INVOICE, ON) == "2026-0003"
    other.close()


def test_open_or_create_does_what_is_needed(ledger_path: Path, key: bytes | None) -> None:
    ledger = ledgers.open_or_create(ledger_path, key=key)
    add_client(ledger)
    ledger.close()
    again = ledgers.open_or_create(ledger_path, key=key)
    assert clients.count(again) == 1
    again.close()


def make_text(path: Path) -> None:
    path.write_text("Dear diary, " * 900)


def make_other(path: Path) -> None:
    connection = driver.connect(path, create=True)
    connection.execute("CREATE TABLE notes (text)")
    connection.close()


def make_newer(path: Path) -> None:
    ledgers.create(path).close()
    connection = driver.connect(path)
    connection.execute("PRAGMA user_version = 999")
    connection.close()


def make_damaged(path: Path) -> None:
    ledgers.create(path).close()
    with path.open("r+b") as file:
        file.seek(20)
        file.write(b"\xff" * 4000)


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda path: None, "There is no ledger at"),
        (Path.mkdir, "is a folder, not a ledger"),
        (Path.touch, "is empty \\(0 bytes\\)"),
        (make_text, "is no ledger, is damaged, or is encrypted"),
        (make_other, "a database of another program"),
        (make_newer, "written by a newer version"),
        (make_damaged, "is no ledger, is damaged"),
        (lambda path: ledgers.create(path, key=KEY).close(), "is encrypted and needs its key"),
    ],
)
@pytest.mark.parametrize("read_only", [False, True])
def test_what_is_no_ledger_is_told_in_a_sentence(
    ledger_path: Path, make: Callable[[Path], None], said: str, read_only: bool
) -> None:
    make(ledger_path)
    before = ledger_path.read_bytes() if ledger_path.is_file() else b""
    with pytest.raises(LedgerTrouble, match=said) as told:
        ledgers.open(ledger_path, read_only=read_only)
    assert str(ledger_path) in str(told.value)
    assert (ledger_path.read_bytes() if ledger_path.is_file() else b"") == before


def test_a_wrong_key_is_told(ledger_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    ledgers.create(ledger_path, key=KEY).close()
    with pytest.raises(LedgerTrouble, match="needs another key"):
        ledgers.open(ledger_path, key=bytes(32))
    assert capfd.readouterr() == ("", "")


def test_a_key_for_a_plain_ledger_is_told(ledger_path: Path) -> None:
    ledgers.create(ledger_path).close()
    with pytest.raises(LedgerTrouble, match="is not encrypted"):
        ledgers.open(ledger_path, key=KEY)


def test_a_ledger_never_replaces_a_file(ledger_path: Path, key: bytes | None) -> None:
    ledger_path.write_text("mine")
    with pytest.raises(LedgerTrouble, match=r"a file at .* already"):
        ledgers.create(ledger_path, key=key)
    assert ledger_path.read_text() == "mine"
    assert list(ledger_path.parent.iterdir()) == [ledger_path]


def test_a_folder_that_can_not_be_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(LedgerTrouble, match="can't be written"):
        ledgers.open_or_create(tmp_path / "file" / "sub" / "x.invoicer")
    with pytest.raises(LedgerTrouble, match="can't be opened"):
        ledgers.open(tmp_path / ("x" * 300))


@pytest.mark.parametrize("taken", [False, True])
def test_a_disk_without_hard_links_holds_a_ledger_too(
    ledger_path: Path, monkeypatch: pytest.MonkeyPatch, taken: bool
) -> None:
    def refuse(self: Path, target: Path) -> None:
        if taken:
            self.write_text("mine")
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(Path, "hardlink_to", refuse)
    if taken:
        with pytest.raises(LedgerTrouble, match="already"):
            ledgers.create(ledger_path)
    else:
        ledgers.create(ledger_path).close()
    assert list(ledger_path.parent.iterdir()) == [ledger_path]


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder every user can come to, unlike pytest's own."""
    folder = Path(tempfile.mkdtemp(prefix="invoicer-read-only-"))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


READ_ONLY = """
    import os, sys
    from pathlib import Path
    from invoicer.ledger import clients, ledger as ledgers
    from invoicer.models.errors import LedgerTrouble
    path = Path(sys.argv[1])
    key = bytes.fromhex(sys.argv[2]) or None
    if os.geteuid() == 0:
        os.setuid(65534)  # nobody: the superuser may write to everything
    try:
        ledgers.open(path, key=key)
    except LedgerTrouble as trouble:
        print(trouble)
    ledger = ledgers.open(path, key=key, read_only=True)
    print(clients.count(ledger), clients.count(ledger.reader()))
    try:
        with ledger.atomic():
            pass
    except LedgerTrouble as trouble:
        print(trouble)
"""


@pytest.mark.parametrize(
    ("file_mode", "folder_mode", "said"),
    [(0o444, 0o555, "can only be read"), (0o666, 0o555, "The folder of")],
)
def test_a_read_only_ledger_is_told_and_can_be_read(
    open_folder: Path, key: bytes | None, file_mode: int, folder_mode: int, said: str
) -> None:
    path = open_folder / "books.invoicer"
    ledger = ledgers.create(path, key=key)
    add_client(ledger)
    ledger.close()
    path.chmod(file_mode)
    open_folder.chmod(folder_mode)
    try:
        told = output(process(READ_ONLY, path, (key or b"").hex())).splitlines()
    finally:
        open_folder.chmod(0o755)
    assert said in told[0]
    assert told[1] == "1 1"
    assert "opened for reading only" in told[2]


@pytest.mark.parametrize(("locked", "said"), [(1, "can only be read"), (2, "The folder of")])
def test_what_can_not_be_written_to_is_told_before_it_is_opened(
    ledger_path: Path, locked: int, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    ledgers.create(ledger_path).close()
    asked: list[Path] = []

    def access(path: Path, mode: int) -> bool:
        asked.append(path)
        return len(asked) < locked

    monkeypatch.setattr(os, "access", access)
    with pytest.raises(LedgerTrouble, match=said):
        ledgers.open(ledger_path)
    assert asked == [ledger_path, ledger_path.parent][:locked]


def test_a_ledger_open_for_reading_only_saves_nothing(
    ledger: Ledger, ledger_path: Path, key: bytes | None
) -> None:
    add_client(ledger)
    reader = ledgers.open(ledger_path, key=key, read_only=True)
    assert clients.count(reader) == 1
    with pytest.raises(LedgerTrouble, match="reading only"):
        add_client(reader)
    reader.close()


def test_media_nobody_can_write_to_are_read_without_a_journal(
    ledger_path: Path, key: bytes | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As on a CD: SQLite can't make the file its journal is shared by."""
    ledgers.create(ledger_path, key=key).close()
    real = driver.connect

    def fail(path: Path, **how: object) -> driver.Connection:
        target = path if how.get("immutable") else path.with_name("missing")
        return real(target, **how)  # type: ignore[arg-type]

    monkeypatch.setattr(driver, "connect", fail)
    ledger = ledgers.open(ledger_path, key=key, read_only=True)
    assert clients.count(ledger) == 0
    ledger.close()


def test_a_ledger_another_process_created_meanwhile_is_opened(
    ledger_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = opening.make

    def late(path: Path, *, key: bytes | None) -> None:
        real(path, key=key)
        real(path, key=key)

    monkeypatch.setattr(opening, "make", late)
    ledgers.open_or_create(ledger_path).close()


def test_a_ledger_nobody_may_read_is_told(
    ledger: Ledger, ledger_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(self: Path, mode: str = "r") -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(LedgerTrouble, match=r"can't be opened .Permission denied."):
        ledgers.open(ledger_path)


def test_a_read_only_ledger_whose_journal_is_missing_is_not_guessed_at(
    ledger: Ledger, ledger_path: Path, key: bytes | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With a journal that holds something, reading the file alone would show old books."""
    add_client(ledger)
    real = driver.connect

    def fail(path: Path, **how: object) -> driver.Connection:
        if not how.get("immutable"):
            return real(path.with_name("missing"), **how)  # type: ignore[arg-type]
        raise AssertionError

    monkeypatch.setattr(driver, "connect", fail)
    with pytest.raises(LedgerTrouble, match="can't be opened"):
        ledgers.open(ledger_path, key=key, read_only=True)


# --- migrations ---


def steps(*more: Callable[[Database], None]) -> Migrations:
    """Return the released steps and some to come."""
    later = Migrations("invoicer")
    for step in (migrations.m001_ledger, *more):
        later()(step)
    return later


def m002_color(db: Database) -> None:
    """Do what a later version might."""
    db.execute("ALTER TABLE clients ADD COLUMN color TEXT NOT NULL DEFAULT 'teal'")


def m002_breaks(db: Database) -> None:
    """Leave a row that names nothing."""
    db.execute("PRAGMA defer_foreign_keys = ON")
    db.execute("UPDATE documents SET client_id = 99")


def m002_fails(db: Database) -> None:
    """Come half way."""
    m002_color(db)
    db.execute("ALTER TABLE nowhere ADD COLUMN x")


def test_the_version_of_the_schema_is_the_number_of_steps() -> None:
    assert len(list(migrations.STEPS.pending(Database(memory=True)))) == schema.VERSION


def test_an_older_ledger_is_copied_and_brought_up_to_date(
    ledger: Ledger, ledger_path: Path, key: bytes | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_client(ledger)
    ledger.close()
    monkeypatch.setattr(migrations, "STEPS", steps(m002_color))
    monkeypatch.setattr(schema, "VERSION", 2)
    with pytest.raises(LedgerTrouble, match="older version"):
        ledgers.open(ledger_path, key=key, read_only=True)
    newer = ledgers.open(ledger_path, key=key)
    assert newer.select("SELECT name, color FROM clients") == [("Łódź Traders GmbH", "teal")]
    newer.close()
    copy = ledger_path.with_name("büro & co-before-update-1.invoicer")
    monkeypatch.setattr(schema, "VERSION", 1)
    with pytest.raises(LedgerTrouble, match="newer version"):
        ledgers.open(ledger_path, key=key)
    older = ledgers.open(copy, key=key)
    assert clients.count(older) == 1
    older.close()


@pytest.mark.parametrize("step", [m002_breaks, m002_fails])
def test_a_migration_that_fails_changes_nothing(
    ledger: Ledger,
    ledger_path: Path,
    key: bytes | None,
    monkeypatch: pytest.MonkeyPatch,
    step: Callable[[Database], None],
) -> None:
    issue(ledger, document())
    with ledger.atomic():
        documents.add(ledger, document())
        for name in ("documents_frozen",):
            ledger.write(f"DROP TRIGGER {name}")
    ledger.close()
    with monkeypatch.context() as patch:
        patch.setattr(migrations, "STEPS", steps(step))
        patch.setattr(schema, "VERSION", 2)
        with pytest.raises((LedgerTrouble, driver.OperationalError)):
            ledgers.open(ledger_path, key=key)
    again = ledgers.open(ledger_path, key=key)
    assert again.value("PRAGMA user_version") == 1
    assert again.value("SELECT count(*) FROM documents WHERE client_id IS NULL") == 2
    again.close()


MIGRATE = """
    import sys
    from pathlib import Path
    from sqlite_utils import Migrations
    from invoicer.ledger import ledger as ledgers, migrations, schema
    steps = Migrations("invoicer")
    steps()(migrations.m001_ledger)
    @steps()
    def m002_color(db):
        db.execute("ALTER TABLE clients ADD COLUMN color TEXT")
    migrations.STEPS, schema.VERSION = steps, 2
    ledger = ledgers.open_or_create(Path(sys.argv[1]), key=bytes.fromhex(sys.argv[2]) or None)
    print(ledger.value("PRAGMA user_version"), ledger.value("PRAGMA integrity_check"))
"""


def test_processes_that_migrate_at_once_wait_for_each_other(
    ledger: Ledger, ledger_path: Path, key: bytes | None
) -> None:
    ledger.close()
    running = [process(MIGRATE, ledger_path, (key or b"").hex()) for _ in range(3)]
    assert [output(one).splitlines()[-1] for one in running] == ["2 ok"] * 3


def test_processes_that_create_a_ledger_at_once_share_it(
    ledger_path: Path, key: bytes | None
) -> None:
    running = [process(MIGRATE, ledger_path, (key or b"").hex()) for _ in range(3)]
    assert [output(one).splitlines()[-1] for one in running] == ["2 ok"] * 3
    assert ledger_path.exists()


def test_a_ledger_migrated_by_another_process_meanwhile_is_left_alone(
    ledger: Ledger, ledger_path: Path, key: bytes | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between looking at the version and getting the lock, another process did it all."""
    versions = iter([0, 1])
    monkeypatch.setattr(opening, "version", lambda connection: next(versions))
    connection = driver.connect(ledger_path, key=key)
    assert opening.migrate(ledger_path, connection, key=key) is None
    connection.close()


ISSUE = """
    import sys
    from datetime import date
    from pathlib import Path
    from invoicer.ledger import documents, ledger as ledgers
    from tests.ledger.makers import document, issue
    ledger = ledgers.open(Path(sys.argv[1]), key=bytes.fromhex(sys.argv[2]) or None)
    for _ in range(int(sys.argv[3])):
        issue(ledger, document())
"""


@pytest.mark.slow
def test_two_processes_issue_without_gap_or_double(
    ledger: Ledger, ledger_path: Path, key: bytes | None
) -> None:
    running = [process(ISSUE, ledger_path, (key or b"").hex(), 500) for _ in range(2)]
    assert [output(one) for one in running] == ["", ""]
    sequences = [row[0] for row in ledger.select("SELECT sequence FROM documents ORDER BY 1")]
    assert sequences == list(range(1, 1001))


# --- copies ---


def test_a_copy_is_a_ledger_of_the_same_key(
    ledger: Ledger, tmp_path: Path, key: bytes | None
) -> None:
    issue(ledger, document())
    assert backup.last_backup_at(ledger) is None
    copy = tmp_path / "copies.invoicer"
    backup.copy_to(ledger, copy)
    first_at = backup.last_backup_at(ledger)
    issue(ledger, document())
    backup.copy_to(ledger, str(copy))
    last_at = backup.last_backup_at(ledger)
    assert first_at is not None
    assert last_at is not None
    assert last_at > first_at
    copied = ledgers.open(copy, key=key)
    assert documents.next_number(copied, DocumentKind.INVOICE, ON) == "2026-0003"
    copied.close()
    assert not list(tmp_path.glob(".*"))


def test_a_reader_copies_too(ledger: Ledger, tmp_path: Path) -> None:
    backup.copy_to(ledger.reader(), tmp_path / "copy.invoicer")
    assert backup.last_backup_at(ledger) is None


def test_a_copy_never_takes_the_place_of_its_ledger(
    ledger: Ledger, ledger_path: Path, tmp_path: Path
) -> None:
    for target in (ledger_path, tmp_path):
        with pytest.raises(LedgerTrouble, match="Choose another name"):
            backup.copy_to(ledger, target)
    with pytest.raises(LedgerTrouble, match="can't be opened"):
        backup.copy_to(ledger, tmp_path / "nowhere" / "copy.invoicer")
    assert clients.count(ledger) == 0


def test_a_copy_that_can_not_be_put_in_place_is_told(
    ledger: Ledger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(self: Path, target: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(LedgerTrouble, match="No space left"):
        backup.copy_to(ledger, tmp_path / "copy.invoicer")
    assert not list(tmp_path.glob("*copy*"))


def test_every_trouble_of_the_disk_has_a_sentence(tmp_path: Path) -> None:
    for code in ("FULL", "BUSY", "LOCKED", "READONLY", "IOERR", "CORRUPT", "NOTADB", "CANTOPEN"):
        sentence = troubles.sentence(f"SQLITE_{code}", tmp_path)
        assert sentence is not None
        assert str(tmp_path) in sentence
    assert troubles.sentence("SQLITE_CONSTRAINT", tmp_path) is None
    assert os.sep in str(tmp_path)
