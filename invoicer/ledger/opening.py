"""What must be true of a file before it is used as a ledger, and its way to today's schema."""

import os
import secrets
from contextlib import suppress
from pathlib import Path

from invoicer.i18n import gettext as _
from invoicer.ledger import driver, schema, troubles
from invoicer.models.errors import LedgerTrouble


def check_file(path: Path, *, key: bytes | None, read_only: bool) -> None:
    """Raise LedgerTrouble for anything that can be told from the file before it is opened."""
    try:
        if not path.exists():
            raise LedgerTrouble(
                _(
                    "There is no ledger at “{path}”. Check the name, or create a new ledger there."
                ).format(path=path)
            )
        if path.is_dir():
            raise LedgerTrouble(
                _("“{path}” is a folder, not a ledger. Choose the file inside it.").format(
                    path=path
                )
            )
        with path.open("rb") as file:
            header = file.read(len(driver.MAGIC))
    except OSError as error:
        raise LedgerTrouble(_cannot_open(path, error)) from error
    _check_header(path, header, key)
    if not read_only:
        _check_writable(path)


def _cannot_open(path: Path, error: OSError) -> str:
    return _("“{path}” can't be opened ({reason}). Nothing in it was changed.").format(
        path=path, reason=error.strerror or error
    )


def _check_header(path: Path, header: bytes, key: bytes | None) -> None:
    if not header:
        raise LedgerTrouble(
            _(
                "“{path}” is empty (0 bytes), so it is no ledger. Open a backup; if you wanted a "
                "new ledger, remove this file first."
            ).format(path=path)
        )
    if key is not None and header == driver.MAGIC:
        raise LedgerTrouble(
            _("“{path}” is not encrypted. Open it without a key.").format(path=path)
        )
    if key is None and header != driver.MAGIC:
        raise LedgerTrouble(
            _(
                "“{path}” is no ledger, is damaged, or is encrypted and needs its key. Nothing in "
                "it was changed."
            ).format(path=path)
        )


def _check_writable(path: Path) -> None:
    if not os.access(path, os.W_OK):
        raise LedgerTrouble(
            _(
                "“{path}” can only be read. Nothing in it was changed. Make the file writable, "
                "open it for reading only, or work on a copy."
            ).format(path=path)
        )
    if not os.access(path.parent, os.W_OK):
        raise LedgerTrouble(
            _(
                "The folder of “{path}” can't be written to, but a ledger needs to keep its "
                "journal there. Nothing was changed. Make the folder writable, open the ledger for "
                "reading only, or work on a copy."
            ).format(path=path)
        )


def connect(path: Path, *, key: bytes | None, read_only: bool) -> driver.Connection:
    """Return a connection to a file that is a ledger of this version or an older one.

    Raises LedgerTrouble for anything else.
    """
    with troubles.told(path):
        try:
            connection = driver.connect(path, key=key, read_only=read_only)
        except driver.Error as error:
            if not (read_only and driver.code(error) in _NO_JOURNAL and not _journal(path)):
                raise
            # On media nobody can write to there is no journal and can't be one.
            connection = driver.connect(path, key=key, read_only=True, immutable=True)
    try:
        with troubles.told(path):
            _identify(path, connection)
    except BaseException:
        connection.close()
        raise
    return connection


_NO_JOURNAL = ("SQLITE_CANTOPEN", "SQLITE_READONLY", "SQLITE_IOERR")


def _journal(path: Path) -> bool:
    journal = path.with_name(path.name + "-wal")
    return journal.exists() and journal.stat().st_size > 0


def _identify(path: Path, connection: driver.Connection) -> None:
    if connection.execute("PRAGMA application_id").fetchone()[0] != schema.APPLICATION_ID:
        raise LedgerTrouble(
            _(
                "“{path}” is a database of another program, not a ledger. Nothing in it was "
                "changed."
            ).format(path=path)
        )
    if version(connection) > schema.VERSION:
        raise LedgerTrouble(
            _(
                "“{path}” was written by a newer version of this program. Nothing in it was "
                "changed. Install the newest version to open it."
            ).format(path=path)
        )


def version(connection: driver.Connection) -> int:
    """Return how many steps of the schema the file has."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def migrate(path: Path, connection: driver.Connection, *, key: bytes | None) -> Path | None:
    """Bring the ledger to today's schema; return the copy made before, if one was needed.

    All steps are one transaction that other processes wait for. Raises LedgerTrouble where the
    ledger doesn't hold together afterwards; then nothing of it is kept.
    """
    before = version(connection)
    if before == schema.VERSION:
        return None
    copy = _copy(path, connection, before, key) if before else None
    with troubles.told(path):
        connection.execute("BEGIN IMMEDIATE")
        try:
            if version(connection) < schema.VERSION:
                _apply_steps(connection)
                _check_whole(path, connection)
            connection.execute("COMMIT")
        except BaseException:
            connection.rollback()
            raise
    return copy


def _apply_steps(connection: driver.Connection) -> None:
    # Imported only here: a ledger of today's schema opens without them.
    from sqlite_utils import Database

    from invoicer.ledger import migrations

    migrations.STEPS.apply(Database(connection, execute_plugins=False))
    connection.execute(f"PRAGMA user_version = {schema.VERSION}")


def _check_whole(path: Path, connection: driver.Connection) -> None:
    wrong = connection.execute("PRAGMA foreign_key_check").fetchall()
    integrity = connection.execute("PRAGMA integrity_check(1)").fetchone()[0]
    if wrong or integrity != "ok":
        raise LedgerTrouble(
            _(
                "“{path}” doesn't hold together, so it was left as it was before the update. Open "
                "your last backup."
            ).format(path=path)
        )


def _copy(path: Path, connection: driver.Connection, before: int, key: bytes | None) -> Path:
    copy = path.with_name(f"{path.stem}-before-update-{before}{path.suffix}")
    copy_into(connection, copy, path, key=key)
    return copy


def copy_into(
    connection: driver.Connection, target: Path, source: Path, *, key: bytes | None
) -> None:
    """Copy the open ledger `source` to a file, which appears only when it is whole.

    Raises LedgerTrouble; then the target is as it was before.
    """
    part = target.with_name(f".{target.name}.{secrets.token_hex(4)}.part")
    try:
        with troubles.told(target):
            made = driver.connect(part, key=key, create=True)
            try:
                with troubles.told(source):
                    connection.backup(made)
                # One file, complete in itself: no journal beside it.
                made.execute("PRAGMA journal_mode = DELETE")
                made.execute("PRAGMA quick_check(1)")
            finally:
                made.close()
        with part.open("rb+") as file:
            os.fsync(file.fileno())
        part.replace(target)
    except OSError as error:
        raise LedgerTrouble(_cannot_write(target, error)) from error
    finally:
        _remove(part)


def _cannot_write(path: Path, error: OSError) -> str:
    return _("“{path}” can't be written ({reason}). Nothing was changed.").format(
        path=path, reason=error.strerror or error
    )


def make(path: Path, *, key: bytes | None) -> None:
    """Create a new, empty ledger at the path, which appears only when it is whole.

    Two processes may do this at once; one of them wins. Raises LedgerTrouble where there is a file
    already, or the folder can't be written to.
    """
    part = path.with_name(f".{path.name}.{secrets.token_hex(4)}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with troubles.told(path):
            connection = driver.connect(part, key=key, create=True)
            try:
                migrate(part, connection, key=key)
            finally:
                connection.close()
        _put_in_place(part, path)
    except FileExistsError as error:
        raise LedgerTrouble(
            _(
                "There is a file at “{path}” already, and it was left alone. Open it, or choose "
                "another name."
            ).format(path=path)
        ) from error
    except OSError as error:
        raise LedgerTrouble(_cannot_write(path, error)) from error
    finally:
        _remove(part)


def _put_in_place(part: Path, path: Path) -> None:
    try:
        path.hardlink_to(part)
    except FileExistsError:
        raise
    except OSError:
        # A file system without hard links, such as a memory stick's.
        if path.exists():
            raise FileExistsError(str(path)) from None
        part.rename(path)


def _remove(part: Path) -> None:
    """Remove what is left of an attempt; where it can't be, it never was or does no harm."""
    for name in (part.name, f"{part.name}-wal", f"{part.name}-shm"):
        with suppress(OSError):
            part.with_name(name).unlink()
