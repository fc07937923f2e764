"""A real ledger on disk, plain and encrypted: every test that asks for one runs both ways."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from invoicer.ledger import ledger as ledgers
from invoicer.ledger.ledger import Ledger
from tests.ledger.makers import Clock

KEY = bytes(range(32))


@pytest.fixture(params=[None, KEY], ids=["plain", "encrypted"])
def key(request: pytest.FixtureRequest) -> bytes | None:
    """The ledger's key, or none."""
    key: bytes | None = request.param
    return key


@pytest.fixture
def clock() -> Clock:
    """A clock that goes on by a second each time it is read."""
    return Clock()


@pytest.fixture
def ledger_path(tmp_path: Path) -> Path:
    """Where the ledger is, or will be."""
    return tmp_path / "büro & co.invoicer"


@pytest.fixture
def ledger(ledger_path: Path, key: bytes | None, clock: Clock) -> Iterator[Ledger]:
    """A new, empty ledger."""
    ledger = ledgers.create(ledger_path, key=key, clock=clock)
    yield ledger
    ledger.close()
