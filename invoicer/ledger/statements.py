"""Imported bank files and what became of each of their lines."""

import re
from collections import Counter
from collections.abc import Sequence
from datetime import datetime

from invoicer.i18n import gettext as _
from invoicer.ledger import codec, words
from invoicer.ledger.ledger import Ledger, Row
from invoicer.ledger.moments import moment_text
from invoicer.models.changes import Kind
from invoicer.models.errors import NotAllowed, NotFound
from invoicer.models.matching import Proposal
from invoicer.models.statement import Statement, StatementLine
from invoicer.models.stored import LineState, StoredImport, StoredLine

_NOT_TEXT = re.compile(r"[\W_]+")
# What `stored_line` takes.
COLUMNS = "id, import_id, content, state, payment_id, proposals"


def fingerprint(line: StatementLine) -> str:
    """Return by what the same movement is known again: its day, amount and text.

    Case, spaces and signs don't count: banks write the same movement differently in two files.
    """
    text = words.fold(f"{line.name}\n{line.account}\n{line.purpose}")
    plain = _NOT_TEXT.sub("", text)
    day = line.booked_on.isoformat()
    return codec.sha256(f"{day} {line.amount.minor} {line.amount.currency} {plain}")


def add_import(
    ledger: Ledger, file_name: str, sha256: str, statement: Statement
) -> tuple[int, list[int]]:
    """Keep a file's lines that are new, and return the import's id and theirs.

    The same movement is known by account, day, amount and text; where a file has it n times, the
    account has it n times. Pending lines are left out: they come again once they are booked.
    Raises NotAllowed while the file has open questions.
    """
    if statement.questions:
        raise NotAllowed(_("Answer the questions about this file first; then it can be imported."))
    import_id = ledger.write(
        "INSERT INTO imports (file_name, sha256, format, profile, account, currency, imported_at,"
        " line_count) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (
            file_name,
            sha256,
            statement.format,
            statement.profile,
            statement.account,
            statement.currency,
            moment_text(ledger.clock()),
            sum(1 for line in statement.lines if not line.pending),
        ),
    )
    ledger.touch(Kind.STATEMENT, 0)
    ledger.write_all(
        "INSERT INTO statement_lines (import_id, account, booked_on, amount_minor, currency,"
        " fingerprint, occurrence, payer_name, payer_account, state, content)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 'open', ?)",
        [_columns(import_id, statement.account, *new) for new in _new_lines(ledger, statement)],
    )
    ids = ledger.select(
        "SELECT id FROM statement_lines WHERE import_id = ? ORDER BY id", (import_id,)
    )
    return import_id, [row[0] for row in ids]


def new_lines(ledger: Ledger, statement: Statement) -> list[StatementLine]:
    """Return the lines an import of this statement would add; changes nothing."""
    return [line for line, _mark, _occurrence in _new_lines(ledger, statement)]


def _new_lines(ledger: Ledger, statement: Statement) -> list[tuple[StatementLine, str, int]]:
    """Return the lines the account doesn't have yet, with fingerprint and occurrence."""
    booked = [line for line in statement.lines if not line.pending]
    if not booked:
        return []
    days = [line.booked_on for line in booked]
    known = {
        (mark, occurrence)
        for mark, occurrence in ledger.select(
            "SELECT fingerprint, occurrence FROM statement_lines"
            " WHERE account = ? AND undone = 0 AND booked_on BETWEEN ? AND ?",
            (statement.account, min(days).isoformat(), max(days).isoformat()),
        )
    }
    seen: Counter[str] = Counter()
    new = []
    for line in booked:
        mark = fingerprint(line)
        seen[mark] += 1
        if (mark, seen[mark]) not in known:
            new.append((line, mark, seen[mark]))
    return new


def _columns(
    import_id: int, account: str, line: StatementLine, mark: str, occurrence: int
) -> tuple[object, ...]:
    return (
        import_id,
        account,
        line.booked_on.isoformat(),
        line.amount.minor,
        line.amount.currency,
        mark,
        occurrence,
        line.name,
        line.account,
        codec.to_json(line),
    )


def imports(ledger: Ledger) -> list[StoredImport]:
    """Return the imported files, newest first, also those that were undone."""
    return [_import(row) for row in ledger.select(_IMPORTS.format(""))]


def get_import(ledger: Ledger, import_id: int) -> StoredImport:
    """Return one imported file. Raises NotFound."""
    row = ledger.first(_IMPORTS.format("WHERE i.id = ?"), (import_id,))
    if row is None:
        raise NotFound(_("import"), str(import_id))
    return _import(row)


_IMPORTS = (
    "SELECT i.id, file_name, profile, i.account, i.currency, imported_at, line_count,"
    " count(l.id), coalesce(sum(l.state = 'booked'), 0), i.undone FROM imports AS i"
    " LEFT JOIN statement_lines AS l ON l.import_id = i.id {} GROUP BY i.id ORDER BY i.id DESC"
)


def _import(row: Row) -> StoredImport:
    return StoredImport(
        id=row[0],
        file_name=row[1],
        profile=row[2],
        account=row[3],
        currency=row[4],
        imported_at=datetime.fromisoformat(row[5]),
        lines=row[6],
        new_lines=row[7],
        booked=row[8],
        undone=bool(row[9]),
    )


def lines(
    ledger: Ledger,
    import_id: int | None = None,
    state: LineState | None = None,
    *,
    limit: int = -1,
    offset: int = 0,
) -> list[StoredLine]:
    """Return lines, newest day first: of one import as the file has them, or of all not undone."""
    if import_id is None:
        condition, order = "undone = 0", "booked_on DESC, id DESC"
    else:
        condition, order = "import_id = ?1", "id"
    found = ledger.select(
        f"SELECT {COLUMNS} FROM statement_lines WHERE {condition}"
        f" AND (?2 IS NULL OR state = ?2) ORDER BY {order} LIMIT ?3 OFFSET ?4",
        (import_id, None if state is None else state.value, limit, offset),
    )
    return [stored_line(row) for row in found]


def counts(ledger: Ledger) -> dict[LineState, int]:
    """Return how many lines there are of each state, undone imports apart."""
    found = ledger.select(
        "SELECT state, count(*) FROM statement_lines WHERE undone = 0 GROUP BY state"
    )
    return dict.fromkeys(LineState, 0) | {LineState(state): number for state, number in found}


def get(ledger: Ledger, line_id: int) -> StoredLine:
    """Return one line. Raises NotFound."""
    row = ledger.first(f"SELECT {COLUMNS} FROM statement_lines WHERE id = ?", (line_id,))
    if row is None:
        raise NotFound(_("bank line"), str(line_id))
    return stored_line(row)


def stored_line(row: Row) -> StoredLine:
    """Return a line from its row of `COLUMNS`."""
    line_id, import_id, content, state, payment_id, proposals = row
    return StoredLine(
        id=line_id,
        import_id=import_id,
        line=codec.from_json(content, StatementLine),
        state=LineState(state),
        payment_id=payment_id,
        proposals=() if proposals == "[]" else codec.from_json(proposals, tuple[Proposal, ...]),
    )


def set_state(
    ledger: Ledger, line_id: int, state: LineState, payment_id: int | None = None
) -> None:
    """Note what became of a line, and by which payment. Raises NotFound."""
    _must_exist(ledger, line_id)
    ledger.write(
        "UPDATE statement_lines SET state = ?, payment_id = ? WHERE id = ?",
        (state.value, payment_id, line_id),
    )
    ledger.touch(Kind.STATEMENT, line_id)


def set_proposals(ledger: Ledger, line_id: int, proposals: Sequence[Proposal]) -> None:
    """Keep the ways a line might be booked, best first. Raises NotFound."""
    _must_exist(ledger, line_id)
    ledger.write(
        "UPDATE statement_lines SET proposals = ? WHERE id = ?",
        (codec.to_json(tuple(proposals)), line_id),
    )
    ledger.touch(Kind.STATEMENT, line_id)


def settle(
    ledger: Ledger,
    line_id: int,
    state: LineState,
    proposals: Sequence[Proposal],
    payment_id: int | None = None,
) -> None:
    """Note what became of a line together with the ways it might be booked, all in one.

    The line is known to be there: it was read in this very transaction.
    """
    ledger.write(
        "UPDATE statement_lines SET state = ?, payment_id = ?, proposals = ? WHERE id = ?",
        (state.value, payment_id, codec.to_json(tuple(proposals)), line_id),
    )
    ledger.touch(Kind.STATEMENT, line_id)


def _must_exist(ledger: Ledger, line_id: int) -> None:
    if not ledger.value("SELECT 1 FROM statement_lines WHERE id = ?", (line_id,)):
        raise NotFound(_("bank line"), str(line_id))


def undo(ledger: Ledger, import_id: int) -> None:
    """Take an import's lines out, so that the file may be imported anew.

    The payments of its lines must have been taken back before (`payments.reverse`). Raises
    NotAllowed where one still counts or the import was undone before, NotFound.
    """
    if get_import(ledger, import_id).undone:
        raise NotAllowed(_("This import was undone already."))
    counting = ledger.value(
        "SELECT 1 FROM statement_lines AS l JOIN payments AS p"
        " ON p.id = l.payment_id OR p.statement_line_id = l.id"
        " WHERE l.import_id = ? AND p.reversed = 0 LIMIT 1",
        (import_id,),
    )
    if counting:
        raise NotAllowed(_("Payments of this import still count; take them back first."))
    ledger.write("UPDATE imports SET undone = 1 WHERE id = ?", (import_id,))
    ledger.write(
        "UPDATE statement_lines SET undone = 1, state = 'open', payment_id = NULL,"
        " proposals = '[]' WHERE import_id = ?",
        (import_id,),
    )
    ledger.touch(Kind.STATEMENT, 0)
