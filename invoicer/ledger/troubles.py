"""What the driver says when the disk or the file fails, in sentences for the user."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from invoicer.i18n import gettext as _
from invoicer.ledger import driver
from invoicer.models.errors import LedgerTrouble


def sentence(code: str, path: Path) -> str | None:
    """Return what an SQLite error means for the user, or None where it is no such trouble."""
    sentences = {
        "SQLITE_FULL": _(
            "The disk is full, so nothing of this was saved to {path}. Everything saved before is "
            "safe. Free some space and try again."
        ),
        "SQLITE_BUSY": _(
            "Another program is writing to {path}, so nothing of this was saved. Everything saved "
            "before is safe. Try again in a moment."
        ),
        "SQLITE_READONLY": _(
            "{path} can only be read, so nothing of this was saved. Everything saved before is "
            "safe. Make the file and its folder writable, or work on a copy."
        ),
        "SQLITE_IOERR": _(
            "The disk with {path} could not be read or written, so nothing of this was saved. "
            "Check that the disk is connected and healthy, then try again."
        ),
        "SQLITE_CORRUPT": _(
            "{path} is damaged, so nothing of this was saved. Close the program, keep a copy of "
            "the file, and open your last backup."
        ),
        "SQLITE_NOTADB": _(
            "{path} is no ledger, is damaged, or needs another key. Nothing in it was changed. "
            "Check the key, or open another file or a backup."
        ),
        "SQLITE_CANTOPEN": _(
            "{path} can't be opened. Nothing in it was changed. Check that the file and its folder "
            "still exist and that you may open them."
        ),
        "SQLITE_PERM": _(
            "You may not open {path}. Nothing in it was changed. Ask for access to the file and "
            "its folder, or open a copy."
        ),
        "SQLITE_NOMEM": _(
            "There was not enough memory to work with {path}, so nothing of this was saved. "
            "Close other programs and try again."
        ),
    }
    sentences["SQLITE_LOCKED"] = sentences["SQLITE_BUSY"]
    found = sentences.get(code)
    return found.format(path=f"“{path}”") if found else None


def trouble(error: driver.Error, path: Path) -> Exception:
    """Return the LedgerTrouble an error of the driver is, or the error itself where it is a bug."""
    told_as = sentence(driver.code(error), path)
    return error if told_as is None else LedgerTrouble(told_as)


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Turn a failing disk or file into LedgerTrouble; other errors of the driver are bugs."""
    try:
        yield
    except driver.Error as error:
        if (found := trouble(error, path)) is error:
            raise
        raise found from error
