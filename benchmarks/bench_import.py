"""Matching bank lines against open invoices: fast, and growing no faster than their number.

10,000 lines against 10,000 open invoices take 5 s at most; ten times as many of both take about
ten times as long.
"""

import random
import time
from datetime import date, timedelta

from invoicer.models import matching
from invoicer.models.matching import OpenDocument
from invoicer.models.money import Money
from invoicer.models.statement import StatementLine

ALLOWED_SECONDS = 5.0
ALLOWED_GROWTH = 14.0
_FIRST_DAY = date(2026, 1, 1)
_KINDS = ("Bau", "Design", "Consulting", "Handel", "Technik", "Verlag", "Logistik", "Studio")
_FORMS = ("GmbH", "AG", "KG", "Ltd", "S.L.", "& Söhne GmbH")
_TEXTS = (
    "RECHNUNG {number} VOM 01.05.26",
    "re {short} danke",
    "Invoice {number}, customer 4711",
    "SVWZ+{number} EREF+NOTPROVIDED",
    "Zahlung gemäß Vereinbarung",
)


def ledger(count: int) -> tuple[list[OpenDocument], list[StatementLine]]:
    """Make open invoices and lines that pay them: by number, by name, in part, with discount."""
    chance = random.Random(count)
    clients = [
        f"{_syllables(chance)} {chance.choice(_KINDS)} {chance.choice(_FORMS)}"
        for _ in range(max(count // 8, 1))
    ]
    documents, lines = [], []
    for place in range(count):
        client = chance.randrange(len(clients))
        # Round amounts repeat, as they do in life.
        asked = Money(chance.choice((50_000, 100_000, chance.randrange(1_000, 900_000))), "EUR")
        issued_on = _FIRST_DAY + timedelta(days=place * 300 // count)
        discount = Money(asked.minor * 2 // 100, "EUR")
        documents.append(
            OpenDocument(
                document_id=place + 1,
                number=f"2026-{place + 1:06}",
                client_id=client + 1,
                client_name=clients[client],
                open=asked,
                issued_on=issued_on,
                discounts=((issued_on + timedelta(days=7), discount),) if place % 3 == 0 else (),
            )
        )
        paid = chance.choice(
            (asked, asked, asked, asked - discount, Money(asked.minor // 2, "EUR"))
        )
        text = chance.choice(_TEXTS).format(number=documents[-1].number, short=f"2026/{place + 1}")
        lines.append(
            StatementLine(
                row=place + 2,
                booked_on=issued_on + timedelta(days=chance.randrange(30)),
                amount=paid,
                name=clients[client].upper().replace("Ö", "OE"),
                purpose=text,
            )
        )
    return documents, lines


def _syllables(chance: random.Random) -> str:
    return "".join(
        chance.choice("bdfgklmnprstw") + chance.choice("aeiou") for _ in range(chance.randint(2, 4))
    ).capitalize()


def measure(count: int) -> tuple[float, int]:
    """Return the seconds for as many lines as open invoices, and how many lines were certain."""
    documents, lines = ledger(count)
    # Nothing here waits, so the processor's time is the whole time, whatever else is running.
    start = time.process_time()
    prepared = matching.index(documents)
    certain = 0
    for line in lines:
        proposals = matching.propose(line, prepared)
        certain += bool(proposals and proposals[0].certain)
    return time.process_time() - start, certain


def main() -> bool:
    """Print the figures; return whether all allowances are kept."""
    ten, certain = measure(10_000)
    hundred, _certain = measure(100_000)
    growth = hundred / ten
    kept = ten <= ALLOWED_SECONDS and growth <= ALLOWED_GROWTH
    print(f"10,000 lines against 10,000 open invoices   {ten:6.2f} s   ≤ {ALLOWED_SECONDS:g} s")
    print(f"   of them certain                          {certain:6d}")
    print(f"100,000 lines against 100,000 open invoices {hundred:6.2f} s")
    print(f"   growth for ten times as many             {growth:6.1f} ×  ≤ {ALLOWED_GROWTH:g} ×")
    print("kept" if kept else "MISSED")
    return kept


if __name__ == "__main__":
    raise SystemExit(0 if main() else 1)
