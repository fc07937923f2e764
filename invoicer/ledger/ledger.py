"""The ledger: one file, one connection, one way to write.

Functions of this package take a `Ledger` first. Reads work on any; writes run inside
`with ledger.atomic():`, which begins with BEGIN IMMEDIATE, always: a transaction that reads first
and writes later is refused at once when another process wrote in between.
"""

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from invoicer import clock
from invoicer.i18n import gettext as _
from invoicer.ledger import driver, opening, schema, troubles
from invoicer.models.changes import Change, Kind
from invoicer.models.errors import LedgerTrouble

if TYPE_CHECKING:
    from sqlite_utils import Database

Row = tuple[Any, ...]
Parameters = Sequence[Any] | Mapping[str, Any]
Subscriber = Callable[[frozenset[Change]], None]


class Ledger:
    """An open ledger file. One thread at a time may use it, not always the same one."""

    def __init__(
        self,
        path: Path,
        connection: driver.Connection,
        *,
        key: bytes | None,
        clock: Callable[[], datetime],
        read_only: bool,
    ) -> None:
        self.path = path
        self.clock = clock
        self.read_only = read_only
        self.connection = connection
        self._key = key
        self._changes: list[Change] | None = None
        # Number and hash of the newest audit entry, while this transaction keeps others out.
        self.last_audit: tuple[int, str] | None = None
        self._subscribers: list[Subscriber] = []

    @cached_property
    def db(self) -> "Database":
        """The same connection with the comforts of sqlite-utils, imported when first needed."""
        from sqlite_utils import Database

        return Database(self.connection, execute_plugins=False)

    @contextmanager
    def atomic(self) -> Iterator[None]:
        """Make all writes inside one: all of them are kept, or none.

        Nested, it is a savepoint. After the outermost commit the subscribers are told what changed;
        after a rollback nobody is. Raises LedgerTrouble where the disk or the file fails.
        """
        if self._changes is not None:
            with self._savepoint(self._changes):
                yield
            return
        self._writable()
        with troubles.told(self.path):
            self.connection.execute("BEGIN IMMEDIATE")
            self._changes = changes = list[Change]()
            try:
                yield
                self.connection.execute("COMMIT")
            except BaseException:
                # The disk may have ended the transaction already; then this does nothing.
                self.connection.rollback()
                raise
            finally:
                self._changes = self.last_audit = None
        if changes:
            for subscriber in tuple(self._subscribers):
                subscriber(frozenset(changes))

    @contextmanager
    def _savepoint(self, changes: list[Change]) -> Iterator[None]:
        mark = len(changes)
        try:
            with self.db.atomic():
                yield
        except BaseException:
            del changes[mark:]
            self.last_audit = None
            raise

    def _writable(self) -> None:
        if self.read_only:
            raise LedgerTrouble(
                _(
                    "“{path}” was opened for reading only, so nothing of this was saved. Open it "
                    "again for writing."
                ).format(path=self.path)
            )

    def touch(self, kind: Kind, id: int) -> None:  # noqa: A002
        """Note that a thing changed; told to the subscribers after the commit."""
        assert self._changes is not None, "writes run inside ledger.atomic()"
        self._changes.append(Change(kind, id))

    def subscribe(self, callback: Subscriber) -> Callable[[], None]:
        """Have `callback` called with what changed, after each commit. Returns how to stop it.

        It is called in the thread that wrote, after the transaction.
        """
        self._subscribers.append(callback)
        return lambda: self._subscribers.remove(callback)

    def select(self, sql: str, parameters: Parameters = ()) -> list[Row]:
        """Return all rows of a query. Raises LedgerTrouble where the disk or the file fails."""
        with troubles.told(self.path):
            return self.connection.execute(sql, parameters).fetchall()

    def first(self, sql: str, parameters: Parameters = ()) -> Row | None:
        """Return the first row of a query, or None. Raises LedgerTrouble."""
        try:
            row: Row | None = self.connection.execute(sql, parameters).fetchone()
        except driver.Error as error:
            # Not `troubles.told`: this is called thousands of times, where that is felt.
            if (found := troubles.trouble(error, self.path)) is error:
                raise
            raise found from error
        return row

    def value(self, sql: str, parameters: Parameters = ()) -> Any:
        """Return the first value of the first row, or None. Raises LedgerTrouble."""
        row = self.first(sql, parameters)
        return None if row is None else row[0]

    def write(self, sql: str, parameters: Parameters = ()) -> int:
        """Run one statement that writes; return the id of the row it inserted."""
        assert self._changes is not None, "writes run inside ledger.atomic()"
        return int(self.connection.execute(sql, parameters).lastrowid or 0)

    def write_all(self, sql: str, rows: Iterable[Sequence[Any]]) -> None:
        """Run one statement that writes for each row of parameters."""
        assert self._changes is not None, "writes run inside ledger.atomic()"
        self.connection.executemany(sql, rows)

    @contextmanager
    def reading(self) -> Iterator[None]:
        """Let all reads inside see the same moment, whatever is written meanwhile."""
        if self.connection.in_transaction:
            yield
            return
        with troubles.told(self.path):
            self.connection.execute("BEGIN")
            try:
                yield
            finally:
                self.connection.execute("ROLLBACK")

    def reader(self) -> "Ledger":
        """Return a connection of its own on the same file that can't write, for another thread."""
        connection = opening.connect(self.path, key=self._key, read_only=True)
        return Ledger(self.path, connection, key=self._key, clock=self.clock, read_only=True)

    def copy_into(self, path: Path) -> None:
        """Copy everything, with the same key, to a file. Raises LedgerTrouble."""
        opening.copy_into(self.connection, path, self.path, key=self._key)

    def version_of_data(self) -> int:
        """Return a number that changes when another connection or process has written."""
        return int(self.value("PRAGMA data_version"))

    def close(self) -> None:
        """Close the connection; harmless when repeated."""
        self.connection.close()


def create(
    path: Path | str, *, key: bytes | None = None, clock: Callable[[], datetime] = clock.now
) -> Ledger:
    """Create a new ledger and open it. Raises LedgerTrouble, also where there is a file already."""
    opening.make(Path(path), key=key)
    return open(path, key=key, clock=clock)


def open(  # noqa: A001
    path: Path | str,
    *,
    key: bytes | None = None,
    read_only: bool = False,
    clock: Callable[[], datetime] = clock.now,
) -> Ledger:
    """Open a ledger, after bringing an older one to today's schema (a copy of it is kept beside).

    Raises LedgerTrouble for a file that is missing, a folder, empty, damaged, no ledger, of another
    key, newer, locked or not writable.
    """
    path = Path(path)
    opening.check_file(path, key=key, read_only=read_only)
    connection = opening.connect(path, key=key, read_only=read_only)
    try:
        if not read_only:
            opening.migrate(path, connection, key=key)
        elif opening.version(connection) != schema.VERSION:
            raise LedgerTrouble(
                _(
                    "“{path}” was written by an older version of this program. Open it for writing "
                    "once, so that it can be brought up to date."
                ).format(path=path)
            )
        return Ledger(path, connection, key=key, clock=clock, read_only=read_only)
    except BaseException:
        connection.close()
        raise


def open_or_create(
    path: Path | str, *, key: bytes | None = None, clock: Callable[[], datetime] = clock.now
) -> Ledger:
    """Open the ledger, or create it where there is no file yet. Raises LedgerTrouble."""
    if not os.path.exists(path):  # noqa: PTH110 - Path.exists raises for a name too long
        try:
            return create(path, key=key, clock=clock)
        except LedgerTrouble:
            # Another process may have created it in the same moment.
            if not os.path.exists(path):  # noqa: PTH110
                raise
    return open(path, key=key, clock=clock)
