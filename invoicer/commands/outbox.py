"""`invoicer outbox …`."""

import click

from invoicer import clock
from invoicer.actions import sending
from invoicer.commands import views
from invoicer.commands.session import Session, an_id, pass_session
from invoicer.ledger import outbox as kept
from invoicer.models.stored import MailState, StoredMail


@click.group()
def outbox() -> None:
    """Mails that wait, were sent or were refused."""


@outbox.command("list")
@click.option("--state", type=click.Choice([s.value for s in MailState]), help="Only this state.")
@pass_session
def list_(session: Session, state: str | None) -> None:
    """List the mails in the outbox."""
    with session.reading() as ledger:
        found = kept.rows(ledger, states=(MailState(state),) if state else ())
    _show(session, list(found))


@outbox.command("send")
@pass_session
def send(session: Session) -> None:
    """Send what is due through your mail server."""
    with session.ledger() as ledger:
        at = clock.now()
        sending.recover(ledger, at=at)
        done = sending.send_due(ledger, sending.transport(ledger), at=at, everything=True)
    _show(session, list(done))


@outbox.command("resolve")
@click.argument("mail_id", type=an_id)
@click.argument("what", type=click.Choice(["arrived", "again"]))
@pass_session
def resolve(session: Session, mail_id: int, what: str) -> None:
    """Say of a mail nobody can tell of whether it arrived, or is to be sent again."""
    with session.ledger() as ledger:
        if what == "arrived":
            sending.it_arrived(ledger, mail_id, at=clock.now())
        else:
            sending.send_again(ledger, mail_id, at=clock.now())
    session.show({"id": mail_id, "resolved": what}, str(mail_id))


def _show(session: Session, found: list[StoredMail]) -> None:
    session.show(
        [views.mail(one) for one in found],
        "\n".join(
            f"{one.id:>5}  {one.state.value:<9} {one.mail.to:<32} {one.mail.subject}"
            f"{'  ' + one.server_reply if one.server_reply else ''}"
            for one in found
        ),
    )


def register(commands: click.Group) -> None:
    """Add these commands."""
    commands.add_command(outbox)
