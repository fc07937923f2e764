"""`invoicer business …`, `invoicer client …`, `invoicer item …`."""

from dataclasses import replace
from pathlib import Path

import click

from invoicer import forms
from invoicer.actions import business as business_acts
from invoicer.actions import clients as client_acts
from invoicer.actions import items as item_acts
from invoicer.commands import filling
from invoicer.commands.session import Session, pass_session
from invoicer.i18n import gettext as _
from invoicer.ledger import clients, items
from invoicer.models.errors import BadFile


@click.group()
def business() -> None:
    """Say who you are."""


@business.command("set")
@click.argument("file", type=click.Path(path_type=Path))
@pass_session
def set_(session: Session, file: Path) -> None:
    """Set your business from a JSON file; makes the ledger where there is none."""
    form = forms.read(file, forms.BusinessForm)
    value = forms.business(form)
    logo = _logo(file.parent / form.logo) if form.logo else None
    with session.ledger(create=True) as ledger, ledger.atomic():
        if logo is not None:
            value = replace(value, logo_sha256=business_acts.set_logo(ledger, logo))
        business_acts.set_business(ledger, value)
        filling.set_numbering(ledger, form.numbering)
        if form.mail is not None:
            filling.set_mail(ledger, form.mail)
    session.show({"name": value.party.name, "ledger": str(session.path)}, value.party.name)


def _logo(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except (OSError, ValueError) as error:
        raise BadFile(
            _("The logo {file} can't be read: {reason}.").format(
                file=path, reason=getattr(error, "strerror", None) or error
            )
        ) from None


@click.group()
def client() -> None:
    """People and companies you write to."""


@client.command("add")
@click.argument("file", type=click.Path(path_type=Path))
@pass_session
def add_client(session: Session, file: Path) -> None:
    """Add a client from a JSON file and print its id."""
    form = forms.read(file, forms.ClientForm)
    with session.ledger() as ledger:
        client_id = client_acts.add(ledger, forms.client(form))
    session.show({"id": client_id, "name": form.name}, str(client_id))


@client.command("list")
@click.option("--search", "text", default="", metavar="TEXT", help="Only what holds this text.")
@pass_session
def list_clients(session: Session, text: str) -> None:
    """List clients and what they owe."""
    with session.reading() as ledger:
        found = clients.rows(ledger, text, limit=100_000, offset=0)
    session.show(
        [
            {
                "id": one.id,
                "number": one.client.number,
                "name": one.client.party.name,
                "open": [str(money) for money in one.open],
                "credit": [str(money) for money in one.credit],
            }
            for one in found
        ],
        "\n".join(
            f"{one.id:>5}  {one.client.party.name:<40} {', '.join(map(str, one.open))}"
            for one in found
        ),
    )


@click.group()
def item() -> None:
    """What you sell again and again."""


@item.command("add")
@click.argument("file", type=click.Path(path_type=Path))
@pass_session
def add_item(session: Session, file: Path) -> None:
    """Add an item from a JSON file and print its id."""
    form = forms.read(file, forms.ItemForm)
    with session.ledger() as ledger:
        item_id = item_acts.add(ledger, filling.item(ledger, form))
    session.show({"id": item_id, "name": form.name}, str(item_id))


@item.command("list")
@pass_session
def list_items(session: Session) -> None:
    """List items and their prices."""
    with session.reading() as ledger:
        found = items.rows(ledger, "", limit=100_000, offset=0)
    session.show(
        [
            {
                "id": one.id,
                "number": one.item.number,
                "name": one.item.name,
                "unit": one.item.unit,
                "price": str(one.item.price),
            }
            for one in found
        ],
        "\n".join(f"{one.id:>5}  {one.item.name:<40} {one.item.price}" for one in found),
    )


def register(commands: click.Group) -> None:
    """Add these commands."""
    for group in (business, client, item):
        commands.add_command(group)
