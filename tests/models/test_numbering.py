"""Document numbers: filled from a pattern, and read back from one."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from invoicer.models import numbering
from invoicer.models.document import DocumentKind
from invoicer.models.errors import BadField
from invoicer.models.numbering import DEFAULT_SERIES, Series

DAYS = st.dates(date(2000, 1, 1), date(2099, 12, 31))
# Anything a person may type between the fields; digits and signs of regular expressions too.
TEXTS = st.text("ABxyz019-/. +*()[]?^$|#ä", max_size=4)


@st.composite
def patterns(draw: st.DrawFn) -> str:
    fields = ["{year}", draw(st.sampled_from(["{seq}", "{seq:04}", "{seq:6}"]))]
    fields += draw(st.lists(st.sampled_from(["{yy}", "{month}", "{year}"]), max_size=2))
    parts = draw(st.permutations(fields))
    return draw(TEXTS) + "".join(part + draw(TEXTS) for part in parts)


@given(patterns(), DAYS, st.integers(1, 10**7))
def test_a_number_gives_back_its_sequence_and_year(pattern: str, on: date, sequence: int) -> None:
    number = numbering.render(pattern, on, sequence)
    assert numbering.sequence_of(pattern, number) == (sequence, on.year)


@given(st.sampled_from(DEFAULT_SERIES), DAYS, st.lists(st.integers(1, 10**6), unique=True))
def test_different_sequences_give_different_numbers(
    series: Series, on: date, sequences: list[int]
) -> None:
    numbers = {numbering.render(series.pattern, on, sequence) for sequence in sequences}
    assert len(numbers) == len(sequences)


@pytest.mark.parametrize(
    ("pattern", "number"),
    [
        ("{year}-{seq:04}", "2026-0007"),
        ("{year}-{seq:4}", "2026-0007"),
        ("RE{yy}{month}/{seq}", "RE2603/7"),
        ("{seq}/{month}/{year}", "7/03/2026"),
        ("{seq:0}", "7"),
    ],
)
def test_a_pattern_is_filled_with_date_and_sequence(pattern: str, number: str) -> None:
    assert numbering.render(pattern, date(2026, 3, 9), 7) == number


def test_a_long_sequence_outgrows_its_width() -> None:
    assert numbering.render("{year}-{seq:04}", date(2026, 1, 1), 12345) == "2026-12345"


@pytest.mark.parametrize(
    ("pattern", "number", "found"),
    [
        ("{year}-{seq:04}", "2026-17", (17, 2026)),
        ("{yy}{seq:03}", "26017", (17, 2026)),
        ("R{seq}", "R17", (17, None)),
        ("{year}-{seq}", "26-17", None),
        ("{year}-{seq}", "2026-", None),
        ("{year}-{seq}", "2026-17a", None),
        ("{seq}", "١٧", None),
        ("2026", "2026", None),
        ("{month}-{month}-{seq}", "03-04-1", None),
    ],
)
def test_an_old_programs_number_is_read_by_the_pattern(
    pattern: str, number: str, found: tuple[int, int | None] | None
) -> None:
    assert numbering.sequence_of(pattern, number) == found


def test_a_series_that_restarts_counts_by_the_year_of_issue() -> None:
    yearly = Series("a", "{year}-{seq}", (DocumentKind.INVOICE,))
    endless = Series("b", "{seq}", (DocumentKind.INVOICE,), restarts_yearly=False)
    assert numbering.counting_year(yearly, date(2026, 12, 31)) == 2026
    assert numbering.counting_year(endless, date(2026, 12, 31)) == 0


@pytest.mark.parametrize(
    ("pattern", "sentence"),
    [
        ("{year}-1", "it needs {seq}"),
        ("{year}{seq}{seq}", "just once"),
        ("{year}-{seq}-{client}", "only {year}"),
        ("{year}-{seq", "it needs {seq}"),
        ("{year}-{seq}}", "only {year}"),
        ("R-{seq}", "numbers would repeat"),
        ("{year}-{seq:99}", "at most 40"),
        ("{year}\n{seq}", "at most 40 printable"),
        ("{year}{seq}" + "x" * 40, "at most 40"),
    ],
)
def test_a_pattern_that_cannot_work_is_refused(pattern: str, sentence: str) -> None:
    with pytest.raises(BadField) as refused:
        numbering.check(Series("s", pattern, (DocumentKind.INVOICE,)))
    assert sentence in str(refused.value)


def test_a_series_that_never_restarts_needs_no_year() -> None:
    numbering.check(Series("s", "R-{seq}", (DocumentKind.INVOICE,), restarts_yearly=False))


def test_the_series_a_business_starts_with_are_in_order() -> None:
    numbering.check_all(DEFAULT_SERIES)


def _all_but(**first: str) -> tuple[Series, ...]:
    invoices, credit_notes, quotes = DEFAULT_SERIES
    return (
        invoices,
        Series(
            first.get("name", credit_notes.name),
            first.get("pattern", credit_notes.pattern),
            credit_notes.kinds,
        ),
        quotes,
    )


@pytest.mark.parametrize(
    ("series", "sentence"),
    [
        (_all_but(name="invoices"), "a name of its own"),
        (_all_but(name=""), "a name of its own"),
        (_all_but(pattern="{year}-{seq:06}"), "two series have the same pattern"),
        (DEFAULT_SERIES[:2], "exactly one series"),
        (_all_but(pattern="CN"), "it needs {seq}"),
    ],
)
def test_series_that_clash_are_refused(series: tuple[Series, ...], sentence: str) -> None:
    with pytest.raises(BadField) as refused:
        numbering.check_all(series)
    assert sentence in str(refused.value)
