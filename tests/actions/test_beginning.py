"""What the first start keeps, and when it is wanted."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from invoicer.actions import beginning, clients
from invoicer.ledger import issuing, settings
from invoicer.ledger import ledger as ledgers
from invoicer.ledger.ledger import Ledger
from invoicer.models import start
from invoicer.models.document import DocumentKind
from invoicer.models.errors import BadField
from invoicer.models.numbering import DEFAULT_SERIES
from invoicer.models.party import Business, Client, Party
from invoicer.vault import SessionVault


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Ledger]:
    """A ledger in which nothing was written."""
    opened = ledgers.create(
        tmp_path / "new.invoicer", clock=lambda: datetime(2026, 11, 21, 9, 30, tzinfo=UTC)
    )
    yield opened
    opened.close()


def keep(ledger: Ledger, business: Business, pattern: str, last: str) -> None:
    series = start.invoices_numbered(DEFAULT_SERIES, pattern)
    secrets = SessionVault({})
    beginning.keep(
        ledger, business=business, series=series, last_number=last, mail=None, secrets=secrets
    )


def test_a_ledger_is_untouched_until_something_is_in_it(empty: Ledger) -> None:
    assert beginning.is_untouched(empty)
    clients.add(empty, Client(party=Party(name="Kessler GmbH")))
    assert not beginning.is_untouched(empty)


def test_a_welcome_that_was_skipped_is_not_wanted_again(empty: Ledger) -> None:
    beginning.end(empty)
    assert not beginning.is_untouched(empty)


def test_what_was_said_is_kept_even_without_a_name(empty: Ledger) -> None:
    keep(empty, Business(currency="CHF"), "R{seq}", "R41")
    assert settings.business(empty).currency == "CHF"
    today = empty.clock().date()
    assert issuing.next_number(empty, DocumentKind.INVOICE, today) == "R42"


def test_nothing_is_kept_where_a_part_is_refused(empty: Ledger) -> None:
    named = replace(Business(), party=Party(name="Lena Baum"))
    with pytest.raises(BadField):
        keep(empty, named, "CN-{year}-{seq:04}", "")
    assert settings.business(empty).party.name == ""
    assert settings.series(empty) == DEFAULT_SERIES
