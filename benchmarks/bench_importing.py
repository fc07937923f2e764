"""Importing a bank's file of 10,000 lines into a ledger of 10,000 open invoices, and the same
file once more, which books nothing.

The whole way: reading the file, telling what is new, matching, booking what is certain and
keeping the proposals for the rest, all of it durable.
"""

import random
import shutil
import tempfile
import time
from datetime import timedelta
from pathlib import Path

from benchmarks import generate
from invoicer.actions import importing
from invoicer.ledger import documents
from invoicer.ledger import ledger as ledgers
from invoicer.ledger.ledger import Ledger

COUNT = 10_000
ALLOWED = 5.0
TEXTS = ("RECHNUNG {number}", "{number} danke", "SVWZ+{number} KD 4711", "Zahlung", "Miete")


def bank_file(folder: Path, ledger: Ledger) -> Path:
    """Write a bank's file: most lines name an invoice, some only fit one, some have no place."""
    chance = random.Random(3)
    rows = ["Auftragskonto;Buchungstag;Valuta;Name;Verwendungszweck;Betrag;Währung"]
    for one in documents.open_documents(ledger):
        on = (generate.TODAY - timedelta(days=chance.randint(0, 20))).strftime("%d.%m.%Y")
        text = chance.choice(TEXTS).format(number=one.number)
        amount = f"{one.open.amount}".replace(".", ",")
        rows.append(f"DE89370400440532013000;{on};{on};{one.client_name};{text};{amount};EUR")
    file = folder / "bank.csv"
    file.write_text("\n".join(rows) + "\n", encoding="utf-8")
    return file


def main() -> None:
    """Print how long it takes, and what became of the lines."""
    with tempfile.TemporaryDirectory(dir=generate.BUILD) as name:
        folder = Path(name)
        path = folder / "open.invoicer"
        shutil.copy(generate.path_of_open(COUNT), path)
        ledger = ledgers.open(path)
        file = bank_file(folder, ledger)
        for label in ("importing 10,000 lines into 10,000 open invoices", "   once more"):
            start = time.perf_counter()
            done = importing.import_file(ledger, file, today=generate.TODAY)
            taken = time.perf_counter() - start
            verdict = "kept" if taken <= ALLOWED else "MISSED"
            print(
                f"{label:<52} {taken:6.2f} s   ≤ {ALLOWED:g} s   {verdict}"
                f"   {done.new_lines} new, {done.booked} booked",
                flush=True,
            )
        ledger.close()


if __name__ == "__main__":
    main()
