"""`invoicer payment …`."""

import click

from invoicer.actions import payments as acts
from invoicer.commands import views
from invoicer.commands.documents import named
from invoicer.commands.session import Session, an_id, pass_session
from invoicer.ledger import documents as kept
from invoicer.ledger import payments as booked
from invoicer.models.document import DocumentKind
from invoicer.models.money import Money
from invoicer.models.payment import PaymentMethod


@click.group()
def payment() -> None:
    """Record payments and refunds, and take them back."""


@payment.command("add")
@click.argument("number")
@click.argument("amount")
@click.option("--on", "on_text", metavar="DATE", help="When it came; without it, today.")
@click.option(
    "--method",
    type=click.Choice([m.value for m in PaymentMethod]),
    default=PaymentMethod.TRANSFER.value,
    help="How it came.",
)
@click.option("--discount", help="Early-payment discount granted with it.")
@click.option("--reference", default="", help="What the payer wrote.")
@pass_session
def add(
    session: Session,
    number: str,
    amount: str,
    on_text: str | None,
    method: str,
    discount: str | None,
    reference: str,
) -> None:
    """Record AMOUNT received for a document (for a credit note: given back)."""
    on = session.day(on_text, "--on")
    with session.ledger() as ledger:
        document_id = named(ledger, number)
        document = kept.get(ledger, document_id).document
        money = Money.of(amount, document.currency)
        if document.kind == DocumentKind.CREDIT_NOTE:
            payment_id = acts.refund(ledger, document_id, money, on=on)
        else:
            payment_id = acts.record(
                ledger,
                document_id,
                money,
                on=on,
                method=PaymentMethod(method),
                reference=reference,
                discount=Money.of(discount, document.currency) if discount else None,
            )
        stored = booked.get(ledger, payment_id)
    session.show(views.payment(stored), str(payment_id))


@payment.command("undo")
@click.argument("payment_id", type=an_id)
@click.option("--on", "on_text", metavar="DATE", help="When; without it, today.")
@pass_session
def undo(session: Session, payment_id: int, on_text: str | None) -> None:
    """Take a payment back; what it paid is open again."""
    on = session.day(on_text, "--on")
    with session.ledger() as ledger:
        acts.undo(ledger, payment_id, on=on)
        stored = booked.get(ledger, payment_id)
    session.show(views.payment(stored), str(payment_id))


@payment.command("list")
@click.option("--search", "text", default="", metavar="TEXT", help="Only what holds this text.")
@pass_session
def list_(session: Session, text: str) -> None:
    """List payments, the newest first."""
    with session.reading() as ledger:
        found = list(booked.rows(ledger, text, limit=100_000, offset=0))
    session.show(
        [views.payment(one) for one in found],
        "\n".join(
            f"{one.id:>6}  {one.payment.received_on}  {one.payment.amount!s:>18}"
            f"{'  taken back' if one.reversed else ''}"
            for one in found
        ),
    )


def register(commands: click.Group) -> None:
    """Add these commands."""
    commands.add_command(payment)
