"""A list of documents as a CSV file for a spreadsheet."""

import csv
import io
import os
import tempfile
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

from invoicer import format as texts
from invoicer.i18n import gettext as _
from invoicer.models.errors import BadFile
from invoicer.models.stored import DocumentRow
from invoicer.ui.documents import words
from invoicer.ui.widgets.pill import status_word

# A spreadsheet takes a text that begins so for a formula (OWASP, "CSV injection").
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def csv_text(rows: Sequence[DocumentRow], locale: str) -> str:
    """Return the rows as CSV with a heading, as the locale's spreadsheet programs expect it.

    Dates are ISO 8601 and amounts plain numbers, with the locale's decimal mark; where that is a
    comma, semicolons are between the columns. Credit notes are below zero.
    """
    mark = "," if "," in texts.quantity(Decimal("0.5"), locale) else "."
    written = io.StringIO()
    writer = csv.writer(written, delimiter=";" if mark == "," else ",")
    about = (_("Kind"), _("Number"), _("Client"), _("Issued"), _("Due"), _("Status"))
    writer.writerow([*about, _("Currency"), _("Total"), _("Balance")])
    for row in rows:
        amounts = (words.signed(row.payable, row.kind), words.signed(row.open, row.kind))
        writer.writerow(
            [
                words.kind_word(row.kind),
                _harmless(row.number),
                _harmless(row.client_name),
                row.issued_on.isoformat() if row.issued_on else "",
                row.due_on.isoformat() if row.due_on else "",
                status_word(row.status),
                row.payable.currency,
                *(f"{money.amount:f}".replace(".", mark) for money in amounts),
            ]
        )
    return written.getvalue()


def _harmless(text: str) -> str:
    return "'" + text if text.startswith(FORMULA_STARTS) else text


def write_csv(path: Path, rows: Sequence[DocumentRow], locale: str) -> Path:
    """Write the rows; UTF-8 with a mark, without which Excel takes it for something else.

    Raises BadFile.
    """
    return write_whole(path, csv_text(rows, locale).encode("utf-8-sig"))


def write_whole(path: Path, content: bytes) -> Path:
    """Write a file as a whole or not at all, and return its path. Raises BadFile."""
    try:
        handle, half = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=".part")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
            # Kept private by mkstemp; a document in a folder is readable as others there are.
            Path(half).chmod(0o644)
            Path(half).replace(path)
        except OSError:
            Path(half).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise BadFile(
            _("{file} can't be written: {reason}.").format(file=path.name, reason=error.strerror)
        ) from None
    return path


def write_beside(folder: Path, file_name: str, content: bytes) -> Path:
    """Write into a folder without replacing anything: another file of that name stays.

    The same content under the same name is left as it is. Raises BadFile.
    """
    stem, suffix = Path(file_name).stem, Path(file_name).suffix
    path, number = folder / file_name, 1
    try:
        while path.exists():
            if path.is_file() and path.read_bytes() == content:
                return path
            number += 1
            path = folder / f"{stem} ({number}){suffix}"
    except OSError as error:
        raise BadFile(
            _("{file} can't be read: {reason}.").format(file=path.name, reason=error.strerror)
        ) from None
    return write_whole(path, content)
