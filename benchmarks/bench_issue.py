"""Issuing, against a bare durable transaction that writes the same rows. The PDF is left out.

What issuing writes is noted, statement by statement, on one copy of the ledger, and then written
by a bare connection with the same settings on another copy of it.
"""

import random
import shutil
import statistics
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any
from unittest.mock import patch

from benchmarks import generate, measure
from invoicer.actions import documents as acts
from invoicer.ledger import clients, documents
from invoicer.ledger import ledger as ledgers
from invoicer.ledger.ledger import Ledger
from invoicer.models.document import DocumentKind, Snapshot
from invoicer.models.totals import Totals

COUNT = 100
Writes = list[tuple[bool, str, Any]]


def printed(snapshot: Snapshot, totals: Totals, *, logo: bytes | None) -> bytes:
    """Stand in for the PDF."""
    del snapshot, totals, logo
    return generate.PDF


def drafts(ledger: Ledger) -> list[int]:
    """Add the drafts that are to be issued."""
    chance = random.Random(7)
    someone = clients.rows(ledger, limit=1, offset=0)[0]
    with ledger.atomic():
        return [
            documents.add(
                ledger,
                generate.draft(someone.id, someone.client.party, DocumentKind.INVOICE, chance),
            )
            for _ in range(COUNT)
        ]


@contextmanager
def noted(ledger: Ledger) -> Iterator[Writes]:
    """Note every statement that writes."""
    writes: Writes = []
    write, write_all = ledger.write, ledger.write_all

    def one(sql: str, parameters: Any = ()) -> int:
        writes.append((False, sql, parameters))
        return write(sql, parameters)

    def many(sql: str, rows: Any) -> None:
        rows = list(rows)
        writes.append((True, sql, rows))
        write_all(sql, rows)

    with patch.multiple(ledger, write=one, write_all=many):
        yield writes


def bare(connection: Any, writes: Writes) -> None:
    """Write the same rows in one durable transaction, and nothing else."""
    connection.execute("BEGIN IMMEDIATE")
    for many, sql, parameters in writes:
        (connection.executemany if many else connection.execute)(sql, parameters)
    connection.execute("COMMIT")


def main() -> None:
    """Issue on one copy, write the same on the other, turn by turn."""
    with tempfile.TemporaryDirectory(dir=generate.BUILD) as folder:
        first, second = Path(folder) / "ours.invoicer", Path(folder) / "bare.invoicer"
        shutil.copy(generate.path(), first)
        ours = ledgers.open(first)
        ids = drafts(ours)
        ours.copy_into(second)
        theirs = ledgers.open(second)
        pairs = []
        for document_id in ids:
            issue = partial(acts.issue, ours, document_id, today=generate.TODAY, render=printed)
            with noted(ours) as writes:
                seconds = measure.seconds(issue)
            pairs.append((seconds, measure.seconds(partial(bare, theirs.db.conn, writes))))
        ours.close()
        theirs.close()
    print(
        measure.Ratio(
            name="issuing, over a bare durable transaction",
            ours=statistics.median(pair[0] for pair in pairs),
            bare=statistics.median(pair[1] for pair in pairs),
            times=4.0,
        )
    )


if __name__ == "__main__":
    main()
