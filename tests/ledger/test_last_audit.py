"""The log's last hash is kept for the length of a transaction only."""

import pytest

from invoicer.ledger import audit, driver
from invoicer.ledger.ledger import Ledger
from invoicer.models.errors import LedgerTrouble


def record(ledger: Ledger, act: str) -> None:
    """Append an entry."""
    audit.record(ledger, act, "document", 1)


def test_an_entry_after_one_that_was_rolled_back_follows_the_one_before_it(ledger: Ledger) -> None:
    with ledger.atomic():
        record(ledger, "first")
        with pytest.raises(ZeroDivisionError), ledger.atomic():
            record(ledger, "lost")
            1 // 0  # noqa: B018
        record(ledger, "second")
    assert [entry.act for entry in audit.of(ledger, "document", 1)] == ["first", "second"]
    assert audit.verify(ledger) == []


def test_a_transaction_asks_again_for_the_last_entry(ledger: Ledger) -> None:
    with pytest.raises(ZeroDivisionError), ledger.atomic():
        record(ledger, "lost")
        1 // 0  # noqa: B018
    for act in ("first", "second"):
        with ledger.atomic():
            record(ledger, act)
    assert [entry.id for entry in audit.of(ledger, "document", 1)] == [1, 2]
    assert audit.verify(ledger) == []


def test_a_query_that_is_wrong_is_a_bug_and_no_trouble(ledger: Ledger) -> None:
    with pytest.raises(driver.OperationalError):
        ledger.first("SELECT nothing FROM nowhere")


def test_a_single_row_asked_of_what_can_only_be_read_is_told_as_trouble(ledger: Ledger) -> None:
    reader = ledger.reader()
    with pytest.raises(LedgerTrouble, match="can only be read"):
        reader.first("DELETE FROM settings RETURNING key")
    reader.close()
