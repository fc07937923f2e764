"""A ledger of many documents, made through the ledger's own functions and kept in build/.

Five lines each; eight years; every tenth a quote, some drafts; four of five old invoices are paid.
The archived files are tiny, for no measurement reads them and real ones would fill the disk.
"""

import hashlib
import os
import random
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

from invoicer.actions.demo_data import BUSINESS
from invoicer.ledger import clients, documents, migrations, payments, settings
from invoicer.ledger import ledger as ledgers
from invoicer.ledger.ledger import Ledger
from invoicer.models.document import Document, DocumentKind, Line, Snapshot
from invoicer.models.party import Address, Client, Party
from invoicer.models.payment import Allocation, AllocationKind, Payment
from invoicer.models.tax import Tax
from invoicer.models.totals import Totals, calculate

DOCUMENTS = 100_000
SIZE_VARIABLE = "INVOICER_BENCH_DOCUMENTS"
BUILD = Path(__file__).resolve().parent.parent / "build"
TODAY = date(2026, 11, 21)
DAYS = 8 * 365
BATCH = 1_000
PDF = b"%PDF-1.7\n%the benchmark's stand-in for a page\n%%EOF\n"
STANDARD = (Tax(rate=Decimal(19)),)
REDUCED = (Tax(rate=Decimal(7)),)
FIRST = "Kessler Brightwater Dubois Hafen Iglesias Olsen Linden Sørensen Łukasz Novák".split()
SECOND = "Studio Logistik Atelier Werke Media Labs Garten Optik Energie Verlag Druck Bau".split()
THIRD = "GmbH AG Ltd SARL KG BV SA".split()
WORK = "Workshop Layout Illustration Hosting Brochure Concept Photography Translation Audit".split()
DETAIL = "spring autumn website catalogue poster campaign booth manual packaging atlas".split()


def path() -> Path:
    """Return the ledger of the size asked for, making it where it isn't there yet."""
    count = int(os.environ.get(SIZE_VARIABLE, DOCUMENTS))
    return _cached(f"benchmark-{count}", lambda ledger: build(ledger, count))


def path_of_open(count: int) -> Path:
    """Return a ledger of so many open invoices and nothing else."""
    return _cached(f"benchmark-open-{count}", lambda ledger: build_open(ledger, count))


def _cached(name: str, fill: Callable[[Ledger], None]) -> Path:
    # Another schema or another generator makes another file.
    sources = [Path(__file__), Path(migrations.__file__)]
    mark = hashlib.sha256(b"".join(file.read_bytes() for file in sources)).hexdigest()[:8]
    file = BUILD / f"{name}-{mark}.invoicer"
    if not file.exists():
        BUILD.mkdir(exist_ok=True)
        for old in BUILD.glob(f"{name}-????????.*"):
            old.unlink()
        unfinished = file.with_suffix(".unfinished")
        ledger = ledgers.create(unfinished, clock=_moment)
        fill(ledger)
        ledger.db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        ledger.close()
        unfinished.rename(file)
    return file


def build(ledger: Ledger, count: int) -> None:
    """Fill an empty ledger with so many documents; the same every time."""
    chance = random.Random(2026)
    people = _people(ledger, count)
    for position in _in_batches(ledger, count):
        _one(ledger, position, count, chance, people)


def build_open(ledger: Ledger, count: int) -> None:
    """Fill an empty ledger with so many open invoices of the last two months."""
    chance = random.Random(2027)
    people = _people(ledger, count)
    for position in _in_batches(ledger, count):
        on = TODAY - timedelta(days=60 * (count - 1 - position) // count)
        document = draft(*chance.choice(people), DocumentKind.INVOICE, chance)
        _issue(ledger, documents.add(ledger, document), document, on)


def _people(ledger: Ledger, count: int) -> list[tuple[int, Party]]:
    with ledger.atomic():
        settings.set_business(ledger, BUSINESS)
        return [_client(ledger, number) for number in range(max(10, count // 100))]


def _in_batches(ledger: Ledger, count: int) -> Iterator[int]:
    """Yield the position of each document, so many of them in one transaction."""
    for start in range(0, count, BATCH):
        with ledger.atomic():
            yield from range(start, min(start + BATCH, count))
        print(f"\rmaking {count} documents: {start}", end="", file=sys.stderr, flush=True)
    print("\r", end="", file=sys.stderr)
    with ledger.atomic():
        ledger.write("ANALYZE")


def _moment() -> datetime:
    return datetime(TODAY.year, TODAY.month, TODAY.day, 12, tzinfo=UTC)


def _client(ledger: Ledger, number: int) -> tuple[int, Party]:
    words = (FIRST, SECOND, THIRD)
    name = " ".join(words[i][number // 7**i % len(words[i])] for i in range(3)) + f" {number}"
    party = Party(
        name=name,
        address=Address(line1=f"Weg {number}", postcode="20457", city="Hamburg", country="DE"),
        email=f"invoices@client-{number}.example",
    )
    client = Client(party=party, number=f"C-{number:05}")
    return clients.add(ledger, client), party


def draft(client_id: int, buyer: Party, kind: DocumentKind, chance: random.Random) -> Document:
    """Return a document of five lines at two VAT rates."""
    return Document(kind=kind, client_id=client_id, buyer=buyer, lines=tuple(_lines(chance)))


def _lines(chance: random.Random) -> Iterator[Line]:
    for position in range(5):
        yield Line(
            name=f"{chance.choice(WORK)} {chance.choice(DETAIL)}",
            description="as agreed" if position == 0 else "",
            quantity=Decimal(chance.randint(1, 40)),
            unit="HUR",
            price=Decimal(chance.randint(1_000, 15_000)).scaleb(-2),
            taxes=REDUCED if position % 3 == 2 else STANDARD,
        )


def snapshot(document: Document, number: str, on: date) -> Snapshot:
    """Return what is frozen when the document is issued on that day."""
    quote = document.kind == DocumentKind.QUOTE
    return Snapshot(
        document=document,
        seller=BUSINESS,
        number=number,
        issued_on=on,
        due_on=None if quote else on + timedelta(days=14),
        account=BUSINESS.accounts[0],
    )


def _one(
    ledger: Ledger,
    position: int,
    count: int,
    chance: random.Random,
    people: list[tuple[int, Party]],
) -> None:
    kind = DocumentKind.QUOTE if position % 10 == 4 else DocumentKind.INVOICE
    document = draft(*chance.choice(people), kind, chance)
    document_id = documents.add(ledger, document)
    if position % 50 == 17:
        return
    on = TODAY - timedelta(days=DAYS * (count - 1 - position) // count)
    number, figures = _issue(ledger, document_id, document, on)
    paid_on = on + timedelta(days=chance.randint(2, 40))
    if kind == DocumentKind.INVOICE and paid_on <= TODAY and chance.random() < 0.8:
        payment = Payment(
            client_id=document.client_id,
            amount=figures.payable,
            received_on=paid_on,
            reference=f"Rechnung {number}",
        )
        share = Allocation(
            document_id=document_id, amount=figures.payable, kind=AllocationKind.PAYMENT
        )
        payments.add(ledger, payment, (share,))


def _issue(ledger: Ledger, document_id: int, document: Document, on: date) -> tuple[str, Totals]:
    figures = calculate(document)

    def make(number: str) -> tuple[Snapshot, Totals, bytes]:
        return snapshot(document, number, on), figures, PDF

    return documents.freeze(ledger, document_id, on=on, make=make), figures


if __name__ == "__main__":
    print(path())
