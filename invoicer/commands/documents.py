"""`invoicer document …`."""

from pathlib import Path

import click

from invoicer import clock, forms
from invoicer.actions import corrections, sending
from invoicer.actions import documents as acts
from invoicer.commands import filling, views
from invoicer.commands.session import Session, pass_session
from invoicer.ledger import documents as kept
from invoicer.ledger.ledger import Ledger
from invoicer.models import totals
from invoicer.models.document import DocumentKind, Snapshot
from invoicer.models.errors import NotFound
from invoicer.models.lifecycle import Status
from invoicer.models.money import finite
from invoicer.models.stored import Chip, DocumentFilter
from invoicer.models.totals import Totals

PAGE = 500


@click.group()
def document() -> None:
    """Write, issue, show, send and correct documents."""


@document.command("add")
@click.argument("file", type=click.Path(path_type=Path))
@pass_session
def add(session: Session, file: Path) -> None:
    """Write a draft from a JSON file and print its id."""
    form = forms.read(file, forms.DocumentForm)
    with session.ledger() as ledger:
        draft = filling.document(ledger, form)
        figures = totals.calculate(draft)
        document_id = acts.save_draft(ledger, draft)
    session.show({"id": document_id, "totals": views.totals(figures)}, str(document_id))


@document.command("issue")
@click.argument("draft")
@click.option("--on", "on_text", metavar="DATE", help="The issue date; without it, today.")
@pass_session
def issue(session: Session, draft: str, on_text: str | None) -> None:
    """Issue a draft and print its number."""
    on = session.day(on_text, "--on")
    with session.ledger() as ledger:
        document_id = named(ledger, draft)
        number = acts.issue(ledger, document_id, today=on, render=render)
    session.show({"id": document_id, "number": number}, number)


@document.command("show")
@click.argument("number")
@pass_session
def show(session: Session, number: str) -> None:
    """Show a document with its figures and where it stands."""
    with session.reading() as ledger:
        stored = kept.get(ledger, named(ledger, number))
    figures = stored.totals or totals.calculate(stored.document)
    today = session.clock()
    session.show(
        views.document(stored, figures, today), views.document_text(stored, figures, today)
    )


@document.command("pdf")
@click.argument("number")
@click.argument("file", type=click.Path(path_type=Path))
@pass_session
def pdf(session: Session, number: str, file: Path) -> None:
    """Write the PDF of a document to a file; a draft's says that it is one."""
    with session.reading() as ledger:
        stored = kept.get(ledger, named(ledger, number))
        if stored.snapshot is not None:
            content = kept.file(ledger, stored.id)[1]
        else:
            snapshot = acts.snapshot_of_draft(ledger, stored.document, today=session.clock())
            figures = totals.calculate(stored.document)
            content = render(snapshot, figures, logo=acts.logo(ledger, snapshot.seller))
    session.write(file, content)
    session.show({"file": str(file), "bytes": len(content)}, str(file))


@document.command("credit")
@click.argument("number")
@click.option("--on", "on_text", metavar="DATE", help="The issue date; without it, today.")
@click.option("--draft", is_flag=True, help="Leave it a draft and print its id.")
@pass_session
def credit(session: Session, number: str, on_text: str | None, draft: bool) -> None:
    """Credit a whole invoice: issue its credit note and print the number."""
    on = session.day(on_text, "--on")
    with session.ledger() as ledger:
        invoice_id = named(ledger, number)
        with ledger.atomic():
            document_id = corrections.credit(ledger, invoice_id)
            given = "" if draft else acts.issue(ledger, document_id, today=on, render=render)
    session.show({"id": document_id, "number": given}, given or str(document_id))


@document.command("correct")
@click.argument("number")
@pass_session
def correct(session: Session, number: str) -> None:
    """Draft the corrected invoice that replaces an issued one, and print its id."""
    with session.ledger() as ledger:
        document_id = corrections.correct(ledger, named(ledger, number))
    session.show({"id": document_id}, str(document_id))


@document.command("duplicate")
@click.argument("number")
@pass_session
def duplicate(session: Session, number: str) -> None:
    """Draft a copy of a document and print its id."""
    with session.ledger() as ledger:
        document_id = corrections.duplicate(ledger, named(ledger, number))
    session.show({"id": document_id}, str(document_id))


@document.command("invoice")
@click.argument("quote")
@pass_session
def invoice(session: Session, quote: str) -> None:
    """Draft the invoice of a quote and print its id."""
    with session.ledger() as ledger:
        document_id = corrections.to_invoice(ledger, named(ledger, quote))
    session.show({"id": document_id}, str(document_id))


@document.command("deposit")
@click.argument("quote")
@click.argument("percentage")
@pass_session
def deposit(session: Session, quote: str, percentage: str) -> None:
    """Draft a deposit invoice over PERCENTAGE of a quote and print its id."""
    with session.ledger() as ledger:
        document_id = corrections.deposit(ledger, named(ledger, quote), finite(percentage))
    session.show({"id": document_id}, str(document_id))


@document.command("final")
@click.argument("quote")
@click.argument("deposits", nargs=-1, required=True)
@pass_session
def final(session: Session, quote: str, deposits: tuple[str, ...]) -> None:
    """Draft the final invoice of a quote that deducts its deposit invoices; prints its id."""
    with session.ledger() as ledger:
        ids = [named(ledger, number) for number in deposits]
        document_id = corrections.final(ledger, named(ledger, quote), ids)
    session.show({"id": document_id}, str(document_id))


@document.command("delete")
@click.argument("draft")
@pass_session
def delete(session: Session, draft: str) -> None:
    """Delete a draft."""
    with session.ledger() as ledger:
        document_id = named(ledger, draft)
        acts.delete_draft(ledger, document_id)
    session.show({"id": document_id}, str(document_id))


@document.command("send")
@click.argument("number")
@click.option("--to", help="The recipient; without it, the client's address.")
@click.option("--subject", help="The subject; without it, the template's.")
@pass_session
def send(session: Session, number: str, to: str | None, subject: str | None) -> None:
    """Put a document's mail into the outbox; `outbox send` sends it."""
    with session.ledger() as ledger:
        mail = sending.queue(ledger, named(ledger, number), to=to, subject=subject, at=clock.now())
    session.show(views.mail(mail), f"{mail.id} {mail.state.value} {mail.mail.to}")


@document.command("list")
@click.option("--status", type=click.Choice([s.value for s in Status]), help="Only this status.")
@click.option("--kind", type=click.Choice([k.value for k in DocumentKind]), help="Only this kind.")
@click.option("--search", "text", default="", metavar="TEXT", help="Only what holds this text.")
@pass_session
def list_(session: Session, status: str | None, kind: str | None, text: str) -> None:
    """List documents, the newest first."""
    wanted = DocumentFilter(
        kinds=(DocumentKind(kind),) if kind else (),
        chip=_chip(status),
        text=text,
    )
    found = []
    with session.reading() as ledger:
        seen = 0
        while page := kept.rows(ledger, wanted, session.clock(), limit=PAGE, offset=seen):
            seen += len(page)
            found += [row for row in page if status is None or row.status == status]
    session.show([views.row(row) for row in found], "\n".join(map(views.row_text, found)))


def _chip(status: str | None) -> Chip:
    """Narrow the list by what the ledger has an index for, before looking at each row."""
    chips = {Status.DRAFT: Chip.DRAFT, Status.OVERDUE: Chip.OVERDUE}
    return chips.get(Status(status), Chip.ALL) if status else Chip.ALL


def named(ledger: Ledger, name: str) -> int:
    """Return the id of the document with that number, or with that id. Raises NotFound."""
    try:
        return kept.find(ledger, name)
    except NotFound:
        digits = name.removeprefix("#")
        if not (digits.isascii() and digits.isdigit() and len(digits) < 16):
            raise
        return kept.get(ledger, int(digits)).id


def render(snapshot: Snapshot, figures: Totals, *, logo: bytes | None) -> bytes:
    """Make the PDF; the library is loaded only by commands that need it."""
    from invoicer.documents import render as printing

    return printing.pdf(snapshot, figures, logo=logo)


def register(commands: click.Group) -> None:
    """Add these commands."""
    commands.add_command(document)
