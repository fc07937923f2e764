"""The benchmarks measure what they say they measure."""

from datetime import UTC, datetime
from pathlib import Path

from benchmarks import generate, measure
from invoicer.actions import checking
from invoicer.ledger import documents
from invoicer.ledger import ledger as ledgers
from invoicer.models.stored import DocumentFilter


def test_the_benchmark_ledger_is_one_that_checks_out(tmp_path: Path) -> None:
    ledger = ledgers.create(tmp_path / "b.invoicer", clock=lambda: datetime(2026, 1, 1, tzinfo=UTC))
    generate.build(ledger, 60)
    assert checking.check(ledger) == []
    rows = documents.rows(ledger, DocumentFilter(), generate.TODAY, limit=100, offset=0)
    assert len(rows) == 60
    ledger.close()


def test_a_ratio_is_kept_only_within_both_of_its_allowances() -> None:
    assert measure.Ratio(name="a", ours=0.003, bare=0.001, times=3.0, seconds=0.05).kept
    assert not measure.Ratio(name="a", ours=0.0031, bare=0.001, times=3.0).kept
    assert not measure.Ratio(name="a", ours=0.06, bare=0.05, times=3.0, seconds=0.05).kept


def test_a_missed_allowance_is_said_in_so_many_words() -> None:
    line = str(measure.Ratio(name="issuing", ours=2.5, bare=0.5, times=4.0))
    assert "issuing" in line
    assert "5.00 ×" in line
    assert line.endswith("MISSED")
