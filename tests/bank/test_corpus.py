"""Real exports of over eighty banks, where they are at hand: $INVOICER_CORPUS/bank.

EXPECTED.tsv says what a right import yields. A question is fine where the file really leaves
something open; some answer to it must then give the expected figures. Nothing may differ silently.
"""

import csv
import itertools
import os
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from decimal import Decimal
from pathlib import Path

import pytest

from invoicer.bank import detect
from invoicer.models.errors import BadFile
from invoicer.models.statement import Statement

CORPUS = Path(os.environ.get("INVOICER_CORPUS", "")) / "bank"
# What our lines can't say as the table has it, with the reason.
DIFFERENT = {
    "gb-johnlewis-card": "three pending rows have no date at all; they are listed as left out",
    "cn-alipay": "four rows count neither as in nor as out; they are listed as left out",
}
_OLD_CODES = {"RUR": "RUB"}
pytestmark = pytest.mark.skipif(
    not os.environ.get("INVOICER_CORPUS") or not CORPUS.is_dir(), reason="no corpus at hand"
)


def table(name: str) -> list[dict[str, str]]:
    with (CORPUS / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t"))


def expected() -> Iterator[tuple[dict[str, str], str]]:
    formats = {row["id"]: row["format"] for row in table("INDEX.tsv")}
    for row in table("EXPECTED.tsv"):
        yield row, formats[row["id"]]


def read(row: Mapping[str, str], answers: Mapping[str, str]) -> tuple[Statement, ...] | None:
    content = (CORPUS / row["file"]).read_bytes()
    try:
        return detect.read(content, Path(row["file"]).name, answers)
    except BadFile:
        return None


def ways(
    row: Mapping[str, str], answers: Mapping[str, str], depth: int = 0
) -> Iterator[tuple[Statement, ...]]:
    """Yield what each way to answer the questions gives, questions that follow included."""
    found = read(row, answers)
    assert found is not None
    asked = {q.key: q for statement in found for q in statement.questions}
    if not asked:
        yield found
        return
    assert depth < 4, "answered questions are asked again"
    for chosen in itertools.product(*(q.choices for q in asked.values())):
        given = dict(zip(asked, (choice.value for choice in chosen), strict=True))
        yield from ways(row, {**answers, **given}, depth + 1)


def sums(found: tuple[Statement, ...], sign: int) -> dict[str, Decimal]:
    result: dict[str, Decimal] = defaultdict(Decimal)
    for statement in found:
        for line in statement.lines:
            if not line.pending and line.amount.minor * sign > 0:
                result[line.amount.currency] += abs(line.amount.amount)
    return dict(result)


def stated(text: str) -> dict[str, Decimal] | Decimal:
    if text[:3].isalpha():
        return {part.split()[0]: Decimal(part.split()[1]) for part in text.split("|")}
    return Decimal(text)


def differences(row: Mapping[str, str], found: tuple[Statement, ...]) -> list[str]:
    booked = [line for one in found for line in one.lines if not line.pending]
    unlike = []
    if sum(1 for line in booked if line.amount) != int(row["n_booked_nonzero"]):
        unlike.append("count")
    if sum(1 for one in found for line in one.lines if line.pending) != int(row["n_pending"]):
        unlike.append("pending")
    for column, sign in (("sum_credits", 1), ("sum_debits", -1)):
        wanted, got = stated(row[column]), sums(found, sign)
        if wanted != (got if isinstance(wanted, dict) else sum(got.values())):
            unlike.append(column)
    if row["first_booking"] and booked:
        days = [line.booked_on.isoformat() for line in booked]
        if [min(days), max(days)] != [row["first_booking"], row["last_booking"]]:
            unlike.append("dates")
    # A currency the table knows from the bank's country stays empty where the file has none.
    wanted_codes = {_OLD_CODES.get(code, code) for code in row["currency"].split("|")}
    got_codes = {
        line.amount.currency for one in found if not one.currency_assumed for line in one.lines
    }
    if "?" not in row["currency"] and row["currency"] and got_codes and got_codes != wanted_codes:
        unlike.append("currency")
    return unlike


@pytest.mark.slow
def test_every_csv_of_the_corpus_gives_its_figures_or_asks(
    capsys: pytest.CaptureFixture[str],
) -> None:
    outcome: Counter[str] = Counter()
    wrong = {}
    for row, kind in expected():
        if kind != "CSV":
            continue
        found = read(row, {})
        if not row["n_booked_nonzero"] or row["id"] == "xx-empty":
            outcome["refused" if found is None else "not refused"] += 1
            continue
        if found is None:
            wrong[row["id"]] = ["refused"]
            continue
        asks = any(statement.questions for statement in found)
        outcome["asks" if asks else "decided"] += 1
        unlike = min((differences(row, way) for way in ways(row, {})), key=len)
        if unlike:
            wrong[row["id"]] = unlike
    with capsys.disabled():
        print(f"\nbank corpus: {dict(outcome)}, not as expected: {wrong}")
    assert set(wrong) <= set(DIFFERENT), wrong
    assert outcome["not refused"] == 0
    assert outcome["asks"] * 6 <= sum(outcome.values())


@pytest.mark.slow
def test_every_other_format_of_the_corpus_is_refused_with_a_sentence() -> None:
    for row, kind in expected():
        if kind == "CSV":
            continue
        with pytest.raises(BadFile) as refused:
            detect.read((CORPUS / row["file"]).read_bytes(), row["file"])
        name = kind.split()[0].removesuffix("-ZIP")
        told = str(refused.value)
        assert name in told or "XML" in told or "ZIP" in told or "MT94" in told, (row["id"], told)


@pytest.mark.slow
def test_every_question_shows_two_examples_where_the_file_has_two() -> None:
    for row, kind in expected():
        found = read(row, {}) if kind == "CSV" else None
        for statement in found or ():
            for question in statement.questions:
                assert question.text.count("“") >= min(2, max(1, len(statement.lines)))
                assert len(question.choices) > 1
