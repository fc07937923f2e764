"""The one module that knows the database driver (SQLCipher, keyed or as plain SQLite).

sqlite-utils looks for a module named `pysqlite3` before the standard one and catches that module's
exceptions. The driver is put in its place here, before sqlite_utils is imported anywhere, so that
both speak of the same exception classes.
"""

import os
import sys
import types
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

if TYPE_CHECKING:
    # The driver is the standard module's code with another library underneath; it has no types.
    import sqlite3 as dbapi2
else:
    from sqlcipher3 import dbapi2

BUSY_SECONDS = 5.0
MAGIC = b"SQLite format 3\x00"

Error = dbapi2.Error
DatabaseError = dbapi2.DatabaseError
OperationalError = dbapi2.OperationalError
IntegrityError = dbapi2.IntegrityError
Connection = dbapi2.Connection


def _stand_in(name: str) -> types.ModuleType:
    module = types.ModuleType(name)
    for attribute in dir(dbapi2):
        if not attribute.startswith("__"):
            setattr(module, attribute, getattr(dbapi2, attribute))
    return module


def _install() -> None:
    package, inner = _stand_in("pysqlite3"), _stand_in("pysqlite3.dbapi2")
    package.dbapi2 = inner  # type: ignore[attr-defined]
    sys.modules["pysqlite3"], sys.modules["pysqlite3.dbapi2"] = package, inner


_install()


def connect(
    path: Path,
    *,
    key: bytes | None = None,
    read_only: bool = False,
    immutable: bool = False,
    create: bool = False,
) -> Connection:
    """Return a connection to the file, set up as every connection of ours must be.

    `key` is 32 raw bytes. `immutable` is for files on media nobody can write to. Nothing is
    created unless `create` is set. Raises Error, also where the key doesn't fit.
    """
    mode = "ro" if read_only else "rwc" if create else "rw"
    address = f"file:{quote(os.fsencode(path.absolute().as_posix()))}?mode={mode}"
    connection = dbapi2.connect(
        address + ("&immutable=1" if immutable else ""),
        uri=True,
        timeout=BUSY_SECONDS,
        isolation_level=None,
        check_same_thread=False,
    )
    try:
        _prepare(connection, key, read_only)
    except BaseException:
        connection.close()
        raise
    return connection


def _prepare(connection: Connection, key: bytes | None, read_only: bool) -> None:
    if key is not None:
        connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
        # A wrong key is told in our own sentence, not on the standard error output.
        connection.execute("PRAGMA cipher_log_level = NONE")
    connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    # What is sorted must not reach a temporary file: with a key it would be there in the clear.
    connection.execute("PRAGMA temp_store = MEMORY")
    connection.execute("PRAGMA cache_size = -65536")
    connection.execute("PRAGMA foreign_keys = ON")
    if read_only:
        connection.execute("PRAGMA query_only = ON")
    else:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")


def code(error: Error) -> str:
    """Return SQLite's name of an error ("SQLITE_FULL"), or an empty string for the driver's own."""
    return str(getattr(error, "sqlite_errorname", "") or "")
