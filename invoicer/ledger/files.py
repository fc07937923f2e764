"""Bytes that are kept in the ledger under their SHA-256: PDFs, logos, attachments."""

from invoicer.i18n import gettext as _
from invoicer.ledger import codec
from invoicer.ledger.ledger import Ledger
from invoicer.models.errors import NotFound


def put(ledger: Ledger, content: bytes, media_type: str) -> str:
    """Keep the bytes, once, and return their SHA-256."""
    sha256 = codec.sha256(content)
    ledger.write(
        "INSERT INTO files (sha256, media_type, content) VALUES (?, ?, ?)"
        " ON CONFLICT (sha256) DO NOTHING",
        (sha256, media_type, content),
    )
    return sha256


def get(ledger: Ledger, sha256: str) -> bytes:
    """Return the bytes. Raises NotFound."""
    content = ledger.value("SELECT content FROM files WHERE sha256 = ?", (sha256,))
    if content is None:
        raise NotFound(_("file"), sha256)
    return bytes(content)
