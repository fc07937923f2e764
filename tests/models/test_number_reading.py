"""How an old program wrote its numbers is read from the last of them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from invoicer.models import number_reading, numbering, presets, start
from invoicer.models.numbering import DEFAULT_SERIES

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("number", "pattern"),
    [
        ("2026-0041", "{year}-{seq:04}"),
        ("RE-2026/0041", "RE-{year}/{seq:04}"),
        ("RE2025-17", "RE{year}-{seq}"),
        ("41", "{seq}"),
        ("0041", "{seq:04}"),
        ("20260041", "{year}{seq:04}"),
        ("26-11-003", "{yy}-{month}-{seq:03}"),
        ("INV-7/A", "INV-{seq}/A"),
        ("12/2026", "{seq}/{year}"),
        ("without", None),
        ("{1}", None),
        ("", None),
        ("1" * 30, None),
    ],
)
def test_a_pattern_is_read_from_a_number(number: str, pattern: str | None) -> None:
    assert number_reading.pattern_of(number, TODAY) == pattern


@given(st.text(max_size=20))
def test_what_is_read_writes_the_same_number_again(number: str) -> None:
    pattern = number_reading.pattern_of(number, TODAY)
    if pattern is not None:
        found = numbering.sequence_of(pattern, number)
        assert found is not None


@pytest.mark.parametrize("country", presets.countries())
def test_the_series_of_every_country_are_sound_and_apart(country: str) -> None:
    numbering.check_all(start.series_in(DEFAULT_SERIES, country))
