"""A business to try things on: a year of documents in every state, and a bank file that fits."""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal

from invoicer.actions import business as business_acts
from invoicer.actions import clients as client_acts
from invoicer.actions import corrections, payments
from invoicer.actions import documents as acts
from invoicer.actions import items as item_acts
from invoicer.actions.demo_data import BUSINESS, CLIENTS, ITEMS
from invoicer.actions.documents import Render
from invoicer.i18n import gettext as _
from invoicer.ledger import clients, items, settings
from invoicer.ledger import documents as kept
from invoicer.ledger.ledger import Ledger
from invoicer.models import taxing as rules
from invoicer.models.document import Adjustment, Document, DocumentKind
from invoicer.models.errors import NotAllowed
from invoicer.models.money import Money
from invoicer.models.stored import StoredClient, StoredItem

# What became of each invoice that is over a month old, in turn, so that every state is to be seen.
FATES = (
    *("paid", "discount", "paid", "partly", "paid", "paid", "credited", "paid"),
    *("open", "paid", "paid", "written_off", "paid", "discount", "paid"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Demo:
    """What was made; `bank_csv` is a bank file whose lines pay some of the open invoices."""

    documents: int
    clients: int
    items: int
    bank_csv: str


def build(
    ledger: Ledger,
    *,
    documents: int,
    today: date,
    render: Render,
    seed: int = 2026,
    step: Callable[[int], None] | None = None,
) -> Demo:
    """Fill an empty ledger with a demo business of so many documents.

    The same seed and day give the same documents. `step` is told how many are done; what it raises
    ends the building. Raises NotAllowed where the ledger holds a
    business or clients already, so that nobody's books are mixed with it.
    """
    if settings.business(ledger).party.name or clients.rows(ledger, limit=1, offset=0):
        raise NotAllowed(
            _("This ledger is in use; the demo needs a new one. Name another file by --ledger.")
        )
    chance = random.Random(seed)  # noqa: S311 - repeatable is what is wanted
    business_acts.set_business(ledger, BUSINESS)
    for client in CLIENTS:
        client_acts.add(ledger, client)
    for item in ITEMS:
        item_acts.add(ledger, item)
    people = clients.rows(ledger, limit=len(CLIENTS), offset=0)
    things = items.rows(ledger, limit=len(ITEMS), offset=0)
    for position in range(documents):
        if step is not None:
            step(position)
        # Denser towards today, so that something is always waiting for money.
        back = documents - 1 - position
        on = today - timedelta(days=180 * back * (back + documents) // documents**2)
        _one(ledger, position, documents, on, today, chance, people, things, render)
    return Demo(
        documents=documents,
        clients=len(CLIENTS),
        items=len(ITEMS),
        bank_csv=_bank_csv(ledger, today),
    )


def _one(
    ledger: Ledger,
    position: int,
    documents: int,
    on: date,
    today: date,
    chance: random.Random,
    people: Sequence[StoredClient],
    things: Sequence[StoredItem],
    render: Render,
) -> None:
    kind = DocumentKind.QUOTE if position % 9 == 4 else DocumentKind.INVOICE
    draft = _draft(ledger, kind, on, chance, people[position % len(people)], things)
    document_id = acts.save_draft(ledger, draft)
    if documents > 3 and position >= documents - 2:
        return
    acts.issue(ledger, document_id, today=on, render=render)
    if kind == DocumentKind.INVOICE and (today - on).days > 30:
        _settle(ledger, document_id, on, FATES[position % len(FATES)], render)


def _draft(
    ledger: Ledger,
    kind: DocumentKind,
    on: date,
    chance: random.Random,
    client: StoredClient,
    things: Sequence[StoredItem],
) -> Document:
    document = acts.new(ledger, kind, client.id)
    taxing = acts.taxing_of(ledger, document)
    lines = tuple(
        replace(rules.line_of(one.item, one.id, taxing), quantity=_quantity(one, chance))
        for one in chance.sample(list(things), chance.randint(1, 4))
    )
    adjustments: tuple[Adjustment, ...] = ()
    if chance.random() < 0.2:
        adjustments = (Adjustment(percentage=Decimal(5), reason=_("Loyal client")),)
    return replace(
        document,
        lines=lines,
        adjustments=adjustments,
        delivered_on=on,
        order_number=f"PO-{chance.randint(10000, 99999)}" if chance.random() < 0.5 else "",
        valid_until=on + timedelta(days=30) if kind == DocumentKind.QUOTE else None,
    )


def _quantity(item: StoredItem, chance: random.Random) -> Decimal:
    if item.item.unit == "HUR":
        return Decimal(chance.randint(2, 48)) / 2
    return Decimal(chance.randint(1, 5))


def _settle(ledger: Ledger, invoice_id: int, on: date, fate: str, render: Render) -> None:
    left = kept.open_amount(ledger, invoice_id)
    if fate == "paid":
        payments.record(ledger, invoice_id, left, on=on + timedelta(days=12))
    elif fate == "discount":
        discount = Money(left.minor * 2 // 100, left.currency)
        payments.record(
            ledger, invoice_id, left - discount, on=on + timedelta(days=6), discount=discount
        )
    elif fate == "partly":
        half = Money(left.minor // 2, left.currency)
        payments.record(ledger, invoice_id, half, on=on + timedelta(days=20))
    elif fate == "credited":
        credit_id = corrections.credit(ledger, invoice_id)
        acts.issue(ledger, credit_id, today=on + timedelta(days=3), render=render)
    elif fate == "written_off":
        payments.write_off(ledger, invoice_id, on=on + timedelta(days=29))


def _bank_csv(ledger: Ledger, today: date) -> str:
    """Return a bank's CSV in which the newest open invoices are paid in all the usual ways."""
    rows = ["Auftragskonto;Buchungstag;Valuta;Name;Verwendungszweck;Betrag;Währung"]
    own = BUSINESS.accounts[0].account

    def row(days_ago: int, name: str, purpose: str, minor: int) -> None:
        on = f"{today - timedelta(days=days_ago):%d.%m.%Y}"
        euros = str(Money(minor, "EUR").amount).replace(".", ",")
        rows.append(f"{own};{on};{on};{name};{purpose};{euros};EUR")

    waiting = sorted(kept.open_documents(ledger, currency="EUR"), key=lambda one: -one.document_id)
    texts = ("Rechnung {number}", "RG {number} DANKE", "{number}", "Rechnung vom {on:%d.%m.}")
    for position, one in enumerate(waiting[:4]):
        purpose = texts[position].format(number=one.number, on=one.issued_on)
        row(3 - position, one.client_name, purpose, one.open.minor)
    row(2, "Stadtwerke Hamburg", "Abschlag Strom Kd 4471", -8400)
    row(1, "Finanzamt Hamburg", "USt Vorauszahlung", -121000)
    return "\n".join(rows) + "\n"
