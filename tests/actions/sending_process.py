"""Sends what is due in a process of its own, which a test may kill at any moment."""

import sys
from datetime import UTC, datetime
from pathlib import Path

from invoicer.actions import sending
from invoicer.ledger import ledger as ledgers
from invoicer.vault import SessionVault

AT = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)


def main(path: str) -> None:
    """Recover what was left behind, then send everything that is due."""
    ledger = ledgers.open(Path(path))
    sending.recover(ledger, at=AT)
    sending.send_due(ledger, sending.transport(ledger, SessionVault()), at=AT)
    ledger.close()


if __name__ == "__main__":
    main(sys.argv[1])
