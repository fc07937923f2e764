"""What a file from a bank is, told by its content, and reading it."""

import re
from collections.abc import Mapping
from types import MappingProxyType

from invoicer.bank import csv_statement, encoding, vocabulary
from invoicer.i18n import gettext as _
from invoicer.models.errors import BadFile
from invoicer.models.statement import Statement

NO_ANSWERS: Mapping[str, str] = MappingProxyType({})
_BINARY = (
    (b"%PDF", "PDF"),
    (b"PK\x03\x04", "ZIP"),
    (b"\xd0\xcf\x11\xe0", "XLS"),
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"\x1f\x8b", "GZIP"),
    (b"7z\xbc\xaf", "7Z"),
    (b"Rar!", "RAR"),
    (b"SQLite format 3", "SQLite"),
)
_CAMT = re.compile(r"camt\.(05[234])\.001", re.IGNORECASE)
_CAMT_BODY = re.compile(r"<(?:\w+:)?(BkToCstmrStmt|BkToCstmrAcctRpt|BkToCstmrDbtCdtNtfctn)\b")
_CAMT_BY_BODY = {
    "BkToCstmrStmt": "CAMT.053",
    "BkToCstmrAcctRpt": "CAMT.052",
    "BkToCstmrDbtCdtNtfctn": "CAMT.054",
}
_OFX = re.compile(r"OFXHEADER\s*[:=]|<\?OFX|<OFX>", re.IGNORECASE)
_QIF = re.compile(r"\A\s*(?:#[^\n]*\n\s*)*!(?:Type|Account|Option|Clear)\s?:?", re.IGNORECASE)
_MT940 = re.compile(r"^:20:.*$(?:\n.*){0,12}\n:(?:25|28C?|60[FM]):", re.MULTILINE)
_MT942 = re.compile(r"^:(?:34F|13D):", re.MULTILINE)


def read(
    content: bytes,
    file_name: str = "",
    answers: Mapping[str, str] = NO_ANSWERS,
    *,
    home_currency: str = "EUR",
) -> tuple[Statement, ...]:
    """Return the statements in a file, one an account; told apart by content, never by its name.

    `answers` are values of earlier questions by their key. `home_currency` is what amounts are
    taken to be in where the file names no currency: `Statement.currency` is then empty and
    `inferred` says so. Statements with questions open must not be imported.
    Raises BadFile, in plain words, for whatever is no bank statement.
    """
    if not content.strip(b"\0 \t\r\n\xef\xbb\xbf\xff\xfe"):
        raise BadFile(_("This file is empty. Export the statement from your bank again."))
    for magic, name in _BINARY:
        if content.startswith(magic):
            raise BadFile(_binary_sentence(name))
    decoded = encoding.decode(content, vocabulary.familiar)
    if decoded is None:
        raise BadFile(
            _("This file is not text, so it is no statement that can be read. Export it as CSV.")
        )
    other = other_format(decoded.text)
    if other:
        raise BadFile(
            _(
                "This is a {format} file; of bank statements only CSV can be read so far. "
                "Export the same account as CSV."
            ).format(format=other)
        )
    return csv_statement.read(decoded, file_name, answers, home_currency)


def other_format(text: str) -> str:
    """Return the name of a known format that is not CSV, or nothing."""
    head = text[:20_000]
    found, body = _CAMT.search(head), _CAMT_BODY.search(head)
    if body:
        return _CAMT_BY_BODY[body.group(1)]
    if found and head.lstrip().startswith("<"):
        return f"CAMT.{found.group(1)}"
    if _OFX.search(head[:4000]):
        return "OFX"
    if _QIF.match(head):
        return "QIF"
    if _MT940.search(head):
        return "MT942" if _MT942.search(head) else "MT940"
    return _markup(head.lstrip())


def _markup(head: str) -> str:
    start = head[:200].lower()
    if start.startswith(("<!doctype html", "<html")):
        return "HTML"
    if start.startswith("{\\rtf"):
        return "RTF"
    if start.startswith("<") and ">" in head[:2000]:
        return "XML"
    if re.match(r"[\[{]\s*[\"{\[]", start) and '":' in head[:4000]:
        return "JSON"
    return ""


def _binary_sentence(name: str) -> str:
    if name == "ZIP":
        return _(
            "This is a ZIP archive or an Excel file; of bank statements only CSV can be read so "
            "far. Unpack it, or save it as CSV."
        )
    return _("This is a {format} file, not a statement. Export the account as CSV.").format(
        format=name
    )
