"""`invoicer demo`, `check`, `due`, `search`, `backup`."""

from pathlib import Path

import click

from invoicer.actions import checking, demo
from invoicer.actions import due as dues
from invoicer.commands import views
from invoicer.commands.documents import render
from invoicer.commands.session import Session, pass_session
from invoicer.i18n import gettext as _
from invoicer.i18n import ngettext
from invoicer.ledger import backup as backups
from invoicer.ledger import search as searching
from invoicer.models.errors import BadFile


@click.command("demo")
@click.option("--documents", default=24, show_default=True, type=click.IntRange(1, 100_000))
@click.option("--on", "on_text", metavar="DATE", help="The day the demo ends; without it, today.")
@pass_session
def demo_command(session: Session, documents: int, on_text: str | None) -> None:
    """Fill a new ledger with a business to try things on, and write a bank file that fits it."""
    on = session.day(on_text, "--on")
    with session.ledger(create=True) as ledger:
        made = demo.build(ledger, documents=documents, today=on, render=render)
    bank = session.path.with_suffix(".bank.csv")
    try:
        bank.write_text(made.bank_csv, encoding="utf-8")
    except OSError as error:
        raise BadFile(
            _("The demo is made, but its bank file {file} can't be written: {reason}.").format(
                file=bank, reason=error.strerror
            )
        ) from None
    value = {
        "ledger": str(session.path),
        "documents": made.documents,
        "clients": made.clients,
        "items": made.items,
        "bank_file": str(bank),
    }
    session.show(
        value,
        _(
            "{ledger}: {documents} documents, {clients} clients; a bank file to import: {bank}"
        ).format(ledger=session.path, documents=made.documents, clients=made.clients, bank=bank),
    )


@click.command("check")
@pass_session
def check(session: Session) -> None:
    """Prove the ledger: log, figures, archived files, numbers. Exit status 1 if it is not clean."""
    with session.reading() as ledger:
        wrong = checking.check(ledger)
    session.show(
        {"clean": not wrong, "wrong": wrong},
        "\n".join(wrong) or _("Everything adds up: log, figures, files and numbers."),
    )
    if wrong:
        # The findings are on standard output; the sentence below is the refusal.
        sentence = ngettext(
            "{count} thing is wrong in this ledger. Don't write to it; restore a backup.",
            "{count} things are wrong in this ledger. Don't write to it; restore a backup.",
            len(wrong),
        )
        raise click.ClickException(sentence.format(count=len(wrong)))


@click.command("due")
@click.option("--on", "on_text", metavar="DATE", help="The day; without it, today.")
@pass_session
def due(session: Session, on_text: str | None) -> None:
    """Show what is due on a day: money, quotes about to lapse, mails that wait."""
    on = session.day(on_text, "--on")
    with session.reading() as ledger:
        found = dues.due(ledger, on)
    value = {
        "on": views.day(found.on),
        "overdue": [views.row(row) for row in found.overdue],
        "due_soon": [views.row(row) for row in found.due_soon],
        "lapsing_quotes": [views.row(row) for row in found.lapsing_quotes],
        "waiting_mails": [views.mail(one) for one in found.waiting_mails],
        "doubtful_mails": [views.mail(one) for one in found.doubtful_mails],
    }
    rows = [f"overdue   {views.row_text(row)}" for row in found.overdue]
    rows += [f"due soon  {views.row_text(row)}" for row in found.due_soon]
    rows += [f"lapses    {views.row_text(row)}" for row in found.lapsing_quotes]
    rows += [f"waits     {one.mail.to} · {one.mail.subject}" for one in found.waiting_mails]
    rows += [f"doubtful  {one.mail.to} · {one.mail.subject}" for one in found.doubtful_mails]
    session.show(value, "\n".join(rows) or _("Nothing is due."))


@click.command("search")
@click.argument("text")
@pass_session
def search(session: Session, text: str) -> None:
    """Search numbers, names, references and line texts."""
    with session.reading() as ledger:
        found = searching.search(ledger, text)
    session.show(
        [
            {"kind": hit.kind, "id": hit.id, "title": hit.title, "subtitle": hit.subtitle}
            for hit in found
        ],
        "\n".join(f"{hit.kind:<9} {hit.id:>6}  {hit.title}  {hit.subtitle}" for hit in found),
    )


@click.command("backup")
@click.argument("file", type=click.Path(path_type=Path))
@pass_session
def backup(session: Session, file: Path) -> None:
    """Copy the ledger to a file while it is in use."""
    with session.ledger() as ledger:
        backups.copy_to(ledger, file)
    session.show({"file": str(file)}, str(file))


def register(commands: click.Group) -> None:
    """Add these commands."""
    for command in (demo_command, check, due, search, backup):
        commands.add_command(command)
