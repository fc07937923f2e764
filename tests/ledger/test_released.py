"""A ledger written by each released version is opened, brought up to date, and adds up."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from invoicer.actions import checking
from invoicer.ledger import documents
from invoicer.ledger import ledger as ledgers
from invoicer.models.stored import DocumentFilter

RELEASED = Path(__file__).parents[1] / "data" / "ledgers"
TODAY = date(2026, 11, 21)


@pytest.mark.parametrize("path", sorted(RELEASED.glob("*.invoicer")), ids=lambda path: path.stem)
def test_a_ledger_of_a_released_version_opens_and_adds_up(path: Path, tmp_path: Path) -> None:
    copy = tmp_path / path.name
    shutil.copyfile(path, copy)
    ledger = ledgers.open(copy)
    assert checking.check(ledger) == []
    assert len(documents.rows(ledger, DocumentFilter(), TODAY, limit=50, offset=0)) >= 12
    ledger.close()


def test_every_released_version_left_a_ledger() -> None:
    assert (RELEASED / "0.1.0.invoicer").is_file()
