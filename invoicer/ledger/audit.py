"""The audit log: what was done, each entry chained to the one before by its hash."""

from collections.abc import Mapping
from datetime import datetime

from invoicer.i18n import gettext as _
from invoicer.ledger import codec
from invoicer.ledger.ledger import Ledger, Row
from invoicer.ledger.moments import moment_text
from invoicer.models.stored import AuditEntry

_COLUMNS = "id, at, act, kind, subject_id, details, hash"


def record(
    ledger: Ledger,
    act: str,
    kind: str,
    subject_id: int,
    details: str | Mapping[str, object] = "",
) -> None:
    """Append an entry. `details` may be a mapping, which is kept as JSON."""
    text = details if isinstance(details, str) else codec.to_json(details)
    last = ledger.last_audit or ledger.first("SELECT id, hash FROM audit ORDER BY id DESC LIMIT 1")
    number, previous = (last[0] + 1, last[1]) if last else (1, "")
    at = moment_text(ledger.clock())
    hash_ = _hash(previous, number, at, act, kind, subject_id, text)
    ledger.write(
        "INSERT INTO audit (id, at, act, kind, subject_id, details, previous_hash, hash)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (
            number,
            at,
            act,
            kind,
            subject_id,
            text,
            previous,
            hash_,
        ),
    )
    ledger.last_audit = (number, hash_)


def _hash(*parts: str | int) -> str:
    return codec.sha256(codec.to_json(parts))


def entries(
    ledger: Ledger,
    kind: str = "",
    subject_id: int | None = None,
    *,
    limit: int = 200,
    offset: int = 0,
) -> list[AuditEntry]:
    """Return entries, newest first: all of them, or those of a kind, or of one thing."""
    rows = ledger.select(
        f"SELECT {_COLUMNS} FROM audit WHERE (?1 = '' OR kind = ?1)"
        " AND (?2 IS NULL OR subject_id = ?2) ORDER BY id DESC LIMIT ?3 OFFSET ?4",
        (kind, subject_id, limit, offset),
    )
    return [_entry(row) for row in rows]


def of(ledger: Ledger, kind: str, subject_id: int) -> list[AuditEntry]:
    """Return all that was done with one thing, oldest first."""
    rows = ledger.select(
        f"SELECT {_COLUMNS} FROM audit WHERE kind = ? AND subject_id = ? ORDER BY id",
        (kind, subject_id),
    )
    return [_entry(row) for row in rows]


def _entry(row: Row) -> AuditEntry:
    number, at, act, kind, subject_id, details, hash_ = row
    return AuditEntry(
        id=number,
        at=datetime.fromisoformat(at),
        act=act,
        kind=kind,
        subject_id=subject_id,
        details=details,
        hash=hash_,
    )


def verify(ledger: Ledger) -> list[str]:
    """Return a sentence for each entry that was changed, and for each that is missing."""
    wrong: list[str] = []
    previous, expected = "", 1
    for number, at, act, kind, subject_id, details, before, hash_ in ledger.select(
        "SELECT id, at, act, kind, subject_id, details, previous_hash, hash FROM audit ORDER BY id"
    ):
        if number != expected:
            wrong.append(
                _("Audit log: entries {first} to {last} are missing.").format(
                    first=expected, last=number - 1
                )
            )
        elif before != previous:
            wrong.append(
                _("Audit log: entry {id} doesn't follow the one before it.").format(id=number)
            )
        if hash_ != _hash(before, number, at, act, kind, subject_id, details):
            wrong.append(_("Audit log: entry {id} was changed.").format(id=number))
        previous, expected = hash_, number + 1
    return wrong
