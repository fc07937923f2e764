"""First page of each list, and each keystroke of a search, against the bare SQL for the same rows.

The bare SQL is the very queries the call makes, noted once, run on a connection of its own and
fetched as they are. Of each kind of list the worst ratio is printed, and the longest time.
"""

from collections.abc import Callable, Iterator
from datetime import timedelta
from functools import partial
from itertools import product
from typing import Any
from unittest.mock import patch

from benchmarks import generate, measure
from invoicer.ledger import clients, documents, items, outbox, payments, reports, search, statements
from invoicer.ledger import ledger as ledgers
from invoicer.ledger.ledger import Ledger
from invoicer.models.document import DocumentKind
from invoicer.models.stored import Chip, DocumentFilter, Order

Read = Callable[[Ledger], object]
PAGE = 100
ROUNDS = 11
SUSPECTS = 3
TIMES = 3.0
SECONDS = 0.05
TYPED = ("k", "ke", "kes", "kessler", "kessler st", "2026-0", "2025-0012", "layout", "zzz")


def _documents(*kinds: DocumentKind) -> Iterator[tuple[str, Read]]:
    for order, chip, descending in product(Order, Chip, (False, True)):
        wanted = DocumentFilter(kinds=kinds, order=order, chip=chip, descending=descending)
        label = f"{chip.value} by {order.value}{' down' if descending else ''}"
        yield label, partial(_page, wanted=wanted)


def _page(ledger: Ledger, wanted: DocumentFilter) -> object:
    return documents.rows(ledger, wanted, generate.TODAY, limit=PAGE, offset=0)


def _filtered() -> Iterator[tuple[str, Read]]:
    for text in TYPED:
        wanted = DocumentFilter(kinds=(DocumentKind.INVOICE,), text=text)
        yield f"“{text}”", partial(_page, wanted=wanted)


def _counts() -> Iterator[tuple[str, Read]]:
    for text in ("", *TYPED):
        wanted = DocumentFilter(kinds=(DocumentKind.INVOICE,), text=text)
        yield f"“{text}”", partial(documents.counts, filter=wanted, today=generate.TODAY)


def _searched() -> Iterator[tuple[str, Read]]:
    for text in TYPED:
        yield f"“{text}”", partial(search.search, text=text)


def _others() -> Iterator[tuple[str, Read]]:
    for text in ("", "k", "kes", "layout"):
        words = f" “{text}”" if text else ""
        for name, room in (("clients", clients), ("items", items), ("payments", payments)):
            yield f"{name}{words}", partial(room.rows, text=text, limit=PAGE, offset=0)
    yield "bank lines", statements.lines
    yield "outbox", outbox.rows


def _figures() -> Iterator[tuple[str, Read]]:
    today = generate.TODAY
    year = timedelta(days=365)
    yield "owed", partial(reports.owed, today=today)
    yield "debtors", partial(reports.debtors, most=8)
    yield "waiting", partial(reports.waiting, first=today - year, last=today + year)
    yield "punctuality", partial(reports.punctuality, since=today - year)
    yield "received", partial(reports.received, today=today)
    yield "revenue", partial(reports.revenue, today=today)


LISTS: dict[str, Callable[[], Iterator[tuple[str, Read]]]] = {
    "invoices, page": lambda: _documents(*(set(DocumentKind) - {DocumentKind.QUOTE})),
    "quotes, page": lambda: _documents(DocumentKind.QUOTE),
    "invoices, filter": _filtered,
    "invoices, chips": _counts,
    "other lists": _others,
    "search": _searched,
    "home, figures": _figures,
}


class Bare:
    """Runs the queries of a read again, on a bare connection."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger
        self.connection = ledger.reader().db.conn

    def of(self, read: Read) -> Callable[[], object] | None:
        """Return what fetches the rows that the read fetches, and does nothing else.

        None where the read asks the ledger nothing.
        """
        noted: list[tuple[str, Any]] = []
        select, first = self.ledger.select, self.ledger.first

        def noting(kept: Callable[..., Any]) -> Callable[..., Any]:
            def run(sql: str, parameters: Any = ()) -> Any:
                noted.append((sql, parameters))
                return kept(sql, parameters)

            return run

        with patch.multiple(self.ledger, select=noting(select), first=noting(first)):
            read(self.ledger)
        if not noted:
            return None
        return lambda: [self.connection.execute(*query).fetchall() for query in noted]


def worst(ledger: Ledger, name: str, reads: Iterator[tuple[str, Read]]) -> list[measure.Ratio]:
    """Measure every variant of a list; return the one of the worst ratio and the slowest.

    The worst few are measured again and longer, so that it isn't a busy moment that is told.
    """
    bare = Bare(ledger)
    pairs = [(label, partial(read, ledger), bare.of(read)) for label, read in reads]
    asking = [(label, ours, theirs) for label, ours, theirs in pairs if theirs is not None]
    found = [
        (label, ours, theirs, *measure.turn_by_turn(ours, theirs, rounds=ROUNDS))
        for label, ours, theirs in asking
    ]
    suspects = sorted(found, key=lambda one: one[3] / one[4])[-SUSPECTS:]
    slowest = max(found, key=lambda one: one[3])
    again = {
        label: measure.turn_by_turn(ours, theirs, rounds=ROUNDS * 4)
        for label, ours, theirs, *_seconds in (*suspects, slowest)
    }
    greatest = max(again, key=lambda one: again[one][0] / again[one][1])
    return [
        measure.Ratio(
            name=f"{name}: {label}",
            ours=again[label][0],
            bare=again[label][1],
            times=TIMES,
            seconds=SECONDS,
        )
        for label in dict.fromkeys((greatest, slowest[0]))
    ]


def main() -> None:
    """Print the worst of each kind of list: by its ratio, and by its time."""
    ledger = ledgers.open(generate.path(), read_only=True)
    for name, reads in LISTS.items():
        for ratio in worst(ledger, name, reads()):
            print(ratio, flush=True)


if __name__ == "__main__":
    main()
