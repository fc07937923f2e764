"""`invoicer statement …`."""

from pathlib import Path

import click

from invoicer.actions import importing
from invoicer.commands import views
from invoicer.commands.documents import named
from invoicer.commands.session import Session, an_id, pass_session
from invoicer.i18n import gettext as _
from invoicer.ledger import documents as kept
from invoicer.ledger import statements as kept_statements
from invoicer.models.errors import BadField
from invoicer.models.stored import LineState


@click.group()
def statement() -> None:
    """Read and import what the bank wrote."""


def answers(
    _context: click.Context, _option: click.Parameter, given: tuple[str, ...]
) -> dict[str, str]:
    """Turn KEY=VALUE options into a mapping. Raises BadField."""
    pairs: dict[str, str] = {}
    for text in given:
        key, sign, value = text.partition("=")
        if not sign:
            raise BadField("--answer", _("write it as KEY=VALUE."))
        pairs[key.strip()] = value.strip()
    return pairs


answer_option = click.option(
    "--answer",
    "answered",
    multiple=True,
    callback=answers,
    metavar="KEY=VALUE",
    help="Answer a question the file can't decide.",
)


@statement.command("read")
@click.argument("file", type=click.Path(path_type=Path))
@answer_option
@pass_session
def read(session: Session, file: Path, answered: dict[str, str]) -> None:
    """Show what a bank file says; no ledger is needed and nothing is kept."""
    found = importing.read(file, answered)
    one = views.statement(found[0]) if len(found) == 1 else None
    session.show(
        one or {"statements": [views.statement(each) for each in found]},
        "\n".join(views.statement_text(each) for each in found),
    )


@statement.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@answer_option
@pass_session
def import_(session: Session, file: Path, answered: dict[str, str]) -> None:
    """Import a bank file once and book what is certain; prints the import's id, one an account."""
    with session.ledger() as ledger:
        made = importing.import_all(ledger, file, answers=answered, today=session.clock())
        values = [
            views.stored_import(done)
            | {
                "statement_lines": [
                    views.stored_line(line)
                    for line in kept_statements.lines(ledger, import_id=done.id)
                ]
            }
            for done in made
        ]
    session.show(
        values[0] if len(values) == 1 else {"imports": values},
        "\n".join(
            _("{id}: {lines} lines, {new} new, {booked} booked").format(
                id=done.id, lines=done.lines, new=done.new_lines, booked=done.booked
            )
            for done in made
        ),
    )


@statement.command("undo")
@click.argument("import_id", type=an_id)
@pass_session
def undo(session: Session, import_id: int) -> None:
    """Undo an import: what it booked is open again, and the file may be imported anew."""
    with session.ledger() as ledger:
        importing.undo(ledger, import_id, on=session.clock())
    session.show({"id": import_id, "undone": True}, str(import_id))


@statement.command("lines")
@click.option("--state", type=click.Choice([s.value for s in LineState]), help="Only this state.")
@pass_session
def lines(session: Session, state: str | None) -> None:
    """List imported bank lines and what became of them."""
    with session.reading() as ledger:
        found = kept_statements.lines(ledger, state=LineState(state) if state else None)
    session.show(
        [views.stored_line(one) for one in found],
        "\n".join(
            f"{one.id:>6}  {one.line.booked_on}  {one.line.amount!s:>16}  {one.state.value:<9} "
            f"{one.line.name} · {one.line.purpose}"
            for one in found
        ),
    )


@statement.command("book")
@click.argument("line_id", type=an_id)
@click.argument("number")
@pass_session
def book(session: Session, line_id: int, number: str) -> None:
    """Book an imported line for a document."""
    with session.ledger() as ledger:
        document_id = named(ledger, number)
        payment_id = importing.book_for(ledger, line_id, document_id, today=session.clock())
        number = kept.get(ledger, document_id).number
    session.show({"payment": payment_id, "number": number}, str(payment_id))


@statement.command("imports")
@pass_session
def imports(session: Session) -> None:
    """List the files that were imported."""
    with session.reading() as ledger:
        found = kept_statements.imports(ledger)
    session.show(
        [views.stored_import(one) for one in found],
        "\n".join(
            f"{one.id:>4}  {one.imported_at:%Y-%m-%d}  {one.new_lines:>5} new  {one.file_name}"
            f"{'  undone' if one.undone else ''}"
            for one in found
        ),
    )


def register(commands: click.Group) -> None:
    """Add these commands."""
    commands.add_command(statement)
