"""Bank files in: read, imported once, matched; what is certain is booked, all else is proposed.

Nothing here sends a mail. Every booking can be taken back, one by one or a whole import at once.
"""

import errno
import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from invoicer.actions import effects, payments, settling
from invoicer.i18n import gettext as _
from invoicer.ledger import (
    audit,
    documents,
    open_documents,
    settings,
    statement_repeats,
    statements,
)
from invoicer.ledger import payments as booked
from invoicer.ledger.ledger import Ledger
from invoicer.models import matching
from invoicer.models.errors import BadField, BadFile, NotAllowed
from invoicer.models.matching import Proposal, Share
from invoicer.models.money import Money
from invoicer.models.statement import Statement
from invoicer.models.stored import LineState, StoredImport, StoredLine

# The largest real export seen has a few megabytes; more is no statement but a mistake.
LARGEST_BYTES = 50 * 1024 * 1024
_WAITING = (LineState.OPEN, LineState.SUGGESTED)


@dataclass(frozen=True, slots=True)
class Released:
    """A booking that an undo took back: whose it was, and which documents are open again."""

    line_id: int
    amount: Money
    numbers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Outlook:
    """What is known before an import: earlier answers, and of each statement the new lines' rows.

    A statement with questions open is read by its first choices; so are its new lines.
    """

    answers: Mapping[str, str]
    new: tuple[frozenset[int], ...]


def read(
    path: Path | str, answers: Mapping[str, str] | None = None, *, home_currency: str = "EUR"
) -> tuple[Statement, ...]:
    """Return what a bank file says, one statement an account; nothing is kept.

    `home_currency` is what amounts are taken to be in where the file names no currency. Raises
    BadFile for what can't be read or is no statement.
    """
    from invoicer.bank import detect

    content = _content(Path(path))
    return detect.read(content, Path(path).name, answers or {}, home_currency=home_currency)


def read_for(
    ledger: Ledger, path: Path | str, answers: Mapping[str, str] | None = None
) -> tuple[Statement, ...]:
    """Read a file as this business would: in its currency, with what was answered before.

    Answers are remembered by the layout of the file and its account. Raises BadFile.
    """
    return _understood(ledger, _content(Path(path)), Path(path).name, answers)


def _understood(
    ledger: Ledger, content: bytes, name: str, answers: Mapping[str, str] | None
) -> tuple[Statement, ...]:
    from invoicer.bank import detect

    home = home_currency(ledger)
    given = dict(answers or {})
    found = detect.read(content, name, given, home_currency=home)
    if not any(statement.questions for statement in found):
        return found
    remembered = _remembered(ledger, found)
    if not remembered:
        return found
    return detect.read(content, name, remembered | given, home_currency=home)


def home_currency(ledger: Ledger) -> str:
    """Return what amounts are taken to be in where a file names no currency."""
    return settings.business(ledger).currency or "EUR"


def _remembered(ledger: Ledger, found: Sequence[Statement]) -> dict[str, str]:
    remembered: dict[str, str] = {}
    for statement in found:
        remembered |= settings.get(ledger, _answers_key(statement), dict[str, str], {})
    return remembered


def outlook(ledger: Ledger, found: Sequence[Statement]) -> Outlook:
    """Tell what an import of these statements would bring; keeps nothing."""
    new = tuple(
        frozenset(line.row for line in statements.new_lines(ledger, statement))
        for statement in found
    )
    return Outlook(_remembered(ledger, found), new)


def _content(path: Path) -> bytes:
    try:
        if path.is_dir():
            raise BadFile(_("“{path}” is a folder. Choose the file inside.").format(path=path))
        size = path.stat().st_size
        if size > LARGEST_BYTES:
            raise BadFile(
                _("“{path}” has {size} MB; no bank statement is that large.").format(
                    path=path, size=size // (1024 * 1024)
                )
            )
        with path.open("rb") as file:
            # A device has no size and may have no end.
            content = file.read(LARGEST_BYTES + 1)
        if len(content) > LARGEST_BYTES:
            raise BadFile(_("“{path}” has no end; it is no bank statement.").format(path=path))
        return content
    except FileNotFoundError:
        raise BadFile(_("There is no file “{path}”.").format(path=path)) from None
    except PermissionError:
        raise BadFile(
            _("“{path}” may not be read by you. Copy it to a folder of your own first.").format(
                path=path
            )
        ) from None
    except OSError as error:
        reason = errno.errorcode.get(error.errno or 0, str(error))
        raise BadFile(
            _("“{path}” can't be read ({reason}). Copy it to this computer first.").format(
                path=path, reason=reason
            )
        ) from None


def import_file(
    ledger: Ledger, path: Path | str, *, answers: Mapping[str, str] | None = None, today: date
) -> StoredImport:
    """Import a file once, book what is certain and propose the rest.

    Lines the account has already are passed over, so a second import of the same file books
    nothing. A file of several accounts makes one import each; the first is returned, `import_all`
    returns them all. Raises BadFile, NotAllowed while a question about the file is open.
    """
    return import_all(ledger, path, answers=answers, today=today)[0]


def import_all(
    ledger: Ledger, path: Path | str, *, answers: Mapping[str, str] | None = None, today: date
) -> tuple[StoredImport, ...]:
    """Import every account of a file, all or none; see `import_file`."""
    # Read once: what is kept is what was read, whatever happens to the file meanwhile.
    content = _content(Path(path))
    found = _understood(ledger, content, Path(path).name, answers)
    _must_be_settled(found)
    digest = hashlib.sha256(content).hexdigest()
    with ledger.atomic():
        imports = []
        fresh: set[int] = set()
        for statement in found:
            _remember(ledger, statement, answers or {})
            import_id, new = statements.add_import(ledger, Path(path).name, digest, statement)
            details = f"{Path(path).name} · {len(new)}"
            audit.record(ledger, "statement_imported", "import", import_id, details)
            imports.append(import_id)
            fresh |= set(new)
        lines = [
            stored
            for import_id in imports
            for stored in statements.lines(ledger, import_id)
            if stored.id in fresh
        ]
        settling.match(ledger, lines, today)
        return tuple(statements.get_import(ledger, import_id) for import_id in imports)


def _must_be_settled(found: Sequence[Statement]) -> None:
    questions = dict.fromkeys(q.text for statement in found for q in statement.questions)
    if questions:
        raise NotAllowed(
            _("The file leaves something open. {questions} Answer this first.").format(
                questions=" ".join(questions)
            )
        )
    if not any(statement.lines for statement in found):
        raise BadFile(_("There is nothing to import: this file holds no movements."))


def _answers_key(statement: Statement) -> str:
    return f"statement_answers/{statement.profile}"


def _remember(ledger: Ledger, statement: Statement, answers: Mapping[str, str]) -> None:
    if answers:
        key = _answers_key(statement)
        known = settings.get(ledger, key, dict[str, str], {})
        settings.put(ledger, key, known | dict(answers))


def propose_again(ledger: Ledger) -> int:
    """Look once more at every line that waits, as documents were issued or paid since.

    Books nothing; returns how many lines have proposals now.
    """
    with ledger.atomic():
        index = matching.index(open_documents.open_documents(ledger))
        waiting = [s for state in _WAITING for s in statements.lines(ledger, state=state)]
        ids = [stored.id for stored in waiting]
        repeated = statement_repeats.repeated(ledger, min(ids, default=0), max(ids, default=0))
        for stored in waiting:
            settling.put_proposals(ledger, stored, index, repeated=stored.id in repeated)
        return len(statements.lines(ledger, state=LineState.SUGGESTED))


def book(ledger: Ledger, line_id: int, proposal: Proposal, *, today: date) -> int:
    """Book a line as proposed and return the payment's id.

    What is more than the documents ask for stays as the client's credit. Raises NotAllowed where
    the line is dealt with already or a document doesn't ask for that much any more, NotFound.
    """
    return split(ledger, line_id, proposal.shares, today=today)


def split(ledger: Ledger, line_id: int, shares: Sequence[Share], *, today: date) -> int:
    """Book a line over documents as the user says and return the payment's id.

    Raises BadField for no share at all, NotAllowed, NotFound; see `book`.
    """
    if not shares:
        raise BadField(_("Documents"), _("choose at least one, or keep the money as credit."))
    with ledger.atomic():
        return settling.settle(ledger, _waiting(ledger, line_id), shares, today)


def book_for(ledger: Ledger, line_id: int, document_id: int, *, today: date) -> int:
    """Book a line for one document, as much as that is open with, and return the payment's id."""
    with ledger.atomic():
        stored = _waiting(ledger, line_id)
        amount = abs(stored.line.amount)
        effects.revive(ledger, document_id, amount, on=stored.line.booked_on)
        left = documents.open_amount(ledger, document_id)
        share = Share(
            document_id=document_id,
            amount=min(left, amount),
            discount=Money(0, amount.currency),
        )
        return settling.settle(ledger, stored, (share,), today)


def _waiting(ledger: Ledger, line_id: int) -> StoredLine:
    stored = statements.get(ledger, line_id)
    if stored.state not in _WAITING:
        raise NotAllowed(_("This bank line was dealt with already. Reopen it first."))
    if statements.get_import(ledger, stored.import_id).undone:
        raise NotAllowed(_("The import of this bank line was undone. Import the file again."))
    return stored


def keep_as_credit(ledger: Ledger, line_id: int, client_id: int, *, today: date) -> int:
    """Keep the money of a line as a client's credit and return the payment's id.

    Raises NotAllowed for money out or a line that is dealt with already, NotFound.
    """
    with ledger.atomic():
        stored = _waiting(ledger, line_id)
        if stored.line.amount.minor <= 0:
            raise NotAllowed(_("Only money that came in can be kept as credit."))
        payment = settling.payment_of(stored.line, client_id, today)
        payment_id = payments.book(ledger, payment, (), statement_line_id=line_id)
        statements.set_state(ledger, line_id, LineState.CREDIT, payment_id)
    return payment_id


def ignore(ledger: Ledger, line_id: int) -> None:
    """Note that a line is no payment for any document. Raises NotAllowed, NotFound."""
    with ledger.atomic():
        _waiting(ledger, line_id)
        statements.set_state(ledger, line_id, LineState.IGNORED)
        audit.record(ledger, "line_ignored", "statement_line", line_id, "")


def reopen(ledger: Ledger, line_id: int, *, on: date) -> Released | None:
    """Take back what was done with a line; returns what was released, None if nothing was booked.

    Raises NotAllowed where its import was undone, NotFound.
    """
    with ledger.atomic():
        stored = statements.get(ledger, line_id)
        if stored.state in _WAITING:
            return None
        released = _release(ledger, stored, on)
        statements.set_state(ledger, line_id, LineState.OPEN)
        index = matching.index(open_documents.open_documents(ledger))
        waiting = replace(stored, state=LineState.OPEN, payment_id=None)
        repeated = bool(statement_repeats.repeated(ledger, line_id, line_id))
        settling.put_proposals(ledger, waiting, index, repeated=repeated)
    return released


def _release(ledger: Ledger, stored: StoredLine, on: date) -> Released | None:
    if stored.payment_id is None:
        return None
    payment = booked.get(ledger, stored.payment_id)
    if payment.reversed:
        return None
    numbers = dict.fromkeys(
        documents.get(ledger, allocation.document_id).number for allocation in payment.allocations
    )
    payments.undo(ledger, payment.id, on=on)
    return Released(stored.id, payment.payment.amount, tuple(numbers))


def undo(ledger: Ledger, import_id: int, *, on: date) -> tuple[Released, ...]:
    """Take an import back: every booking of its lines is reversed, all or none.

    Returns what was released; the file may then be imported anew. Raises NotAllowed where it was
    undone before, NotFound.
    """
    with ledger.atomic():
        found = [
            released
            for stored in statements.lines(ledger, import_id)
            if (released := _release(ledger, stored, on)) is not None
        ]
        statements.undo(ledger, import_id)
        audit.record(ledger, "import_undone", "import", import_id, str(len(found)))
    return tuple(found)
