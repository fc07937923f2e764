"""What can be done to several documents, as steps."""

from collections.abc import Callable, Sequence
from datetime import date, datetime
from functools import partial
from pathlib import Path

from invoicer.actions import documents as acts
from invoicer.actions import sending
from invoicer.i18n import gettext as _
from invoicer.ledger import documents as kept
from invoicer.ledger.ledger import Ledger
from invoicer.models.document import Document
from invoicer.models.lifecycle import Status
from invoicer.models.stored import DocumentRow
from invoicer.ui.context import Context
from invoicer.ui.documents import export, papers, words
from invoicer.ui.documents.bulk import Step

Rows = Sequence[DocumentRow]


def row_name(row: DocumentRow) -> str:
    """Return what a row is called where it stands alone."""
    about = row.number or words.named(row.kind, "")
    return f"{about} · {row.client_name or _('No client yet')}"


def issue(context: Context, rows: Rows) -> list[Step]:
    """Issue the drafts, the oldest first, so that it gets the lowest number."""
    action = partial(_issue, today=context.today())
    drafts = sorted((row for row in rows if row.status == Status.DRAFT), key=lambda row: row.id)
    return [Step(name=row_name(row), action=partial(_on, action, row.id)) for row in drafts]


def send(context: Context, rows: Rows) -> list[Step]:
    """Put the mails of the issued documents into the outbox."""
    action = partial(_queue, at=context.now())
    issued = (row for row in rows if row.status != Status.DRAFT)
    return [Step(name=row_name(row), action=partial(_on, action, row.id)) for row in issued]


def delete(_context: Context, rows: Rows) -> list[Step]:
    """Delete the drafts; each result is the document that was deleted."""
    drafts = (row for row in rows if row.status == Status.DRAFT)
    return [
        Step(name=row_name(row), action=partial(_on, acts.delete_draft, row.id)) for row in drafts
    ]


def save_pdfs(context: Context, rows: Rows, folder: Path) -> list[Step]:
    """Write the PDF of each document into a folder."""
    return [
        Step(name=row_name(row), prepare=partial(_to_folder, context, row.id, folder))
        for row in rows
    ]


def bring_back(documents: Sequence[Document], ledger: Ledger) -> int:
    """Keep deleted drafts again: all or none. Returns how many."""
    with ledger.atomic():
        for document in documents:
            acts.save_draft(ledger, document)
    return len(documents)


def _on(action: Callable[[Ledger, int], object], document_id: int, ledger: Ledger) -> object:
    return action(ledger, document_id)


def _issue(ledger: Ledger, document_id: int, *, today: date) -> str:
    on = kept.get(ledger, document_id).document.issue_on or today
    return acts.issue(ledger, document_id, today=on, render=papers.render)


def _queue(ledger: Ledger, document_id: int, *, at: datetime) -> int:
    return sending.queue(ledger, document_id, at=at).id


def _to_folder(context: Context, document_id: int, folder: Path) -> Callable[[], Path]:
    stored = kept.get(context.reader, document_id)
    paper = papers.of_stored(context.reader, stored, context.today())
    return partial(_save, paper, folder)


def _save(paper: papers.Paper, folder: Path) -> Path:
    return export.write_beside(folder, paper.file_name, paper.make())
