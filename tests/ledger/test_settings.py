from dataclasses import replace

import pytest

from invoicer.ledger import codec, files, settings
from invoicer.ledger.ledger import Ledger
from invoicer.models.changes import Change, Kind
from invoicer.models.errors import BadField, NotFound
from invoicer.models.numbering import DEFAULT_SERIES, Series
from invoicer.models.party import Business
from tests.ledger.makers import SELLER


def test_a_setting_is_its_default_until_it_is_set(ledger: Ledger) -> None:
    assert settings.get(ledger, "reminders", int, 3) == 3
    told: list[frozenset[Change]] = []
    ledger.subscribe(told.append)
    with ledger.atomic():
        settings.put(ledger, "reminders", 5)
    with ledger.atomic():
        settings.put(ledger, "reminders", 7)
    assert settings.get(ledger, "reminders", int, 3) == 7
    assert told == [frozenset({Change(Kind.SETTINGS, 0)})] * 2


def test_the_business_is_empty_before_the_user_said_who_they_are(ledger: Ledger) -> None:
    assert settings.business(ledger) == Business()
    with ledger.atomic():
        settings.set_business(ledger, SELLER)
    assert settings.business(ledger) == SELLER


def test_number_series_are_kept(ledger: Ledger) -> None:
    assert settings.series(ledger) == DEFAULT_SERIES
    changed = (replace(DEFAULT_SERIES[0], pattern="RE-{year}-{seq:05}"), *DEFAULT_SERIES[1:])
    with ledger.atomic():
        settings.set_series(ledger, changed)
    assert settings.series(ledger) == changed


@pytest.mark.parametrize(
    ("series", "said"),
    [
        ((replace(DEFAULT_SERIES[0], pattern="{year}"), *DEFAULT_SERIES[1:]), "running number"),
        (DEFAULT_SERIES[:2], "exactly one series"),
        ((*DEFAULT_SERIES, Series("more", "{seq}", DEFAULT_SERIES[0].kinds, False)), "exactly one"),
        ((*DEFAULT_SERIES, replace(DEFAULT_SERIES[0], kinds=())), "name of its own"),
        ((*DEFAULT_SERIES, Series("", "{seq}", (), False)), "name of its own"),
    ],
)
def test_series_that_give_no_or_two_numbers_are_refused(
    ledger: Ledger, series: tuple[Series, ...], said: str
) -> None:
    with pytest.raises(BadField, match=said), ledger.atomic():
        settings.set_series(ledger, series)
    assert settings.series(ledger) == DEFAULT_SERIES


def test_a_file_is_kept_once_under_its_sha256(ledger: Ledger) -> None:
    with ledger.atomic():
        sha256 = files.put(ledger, b"logo", "image/png")
        assert files.put(ledger, b"logo", "image/png") == sha256 == codec.sha256(b"logo")
    assert files.get(ledger, sha256) == b"logo"
    assert ledger.value("SELECT count(*) FROM files") == 1
    with pytest.raises(NotFound, match="file"):
        files.get(ledger, "0" * 64)
