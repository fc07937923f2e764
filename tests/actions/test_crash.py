"""Nothing is lost by a crash, and nobody takes a number twice."""

import subprocess
import sys
from pathlib import Path

import pytest

from invoicer.actions import checking
from invoicer.ledger import documents as kept
from invoicer.ledger import ledger as ledgers
from tests.actions import crashing

ROOT = Path(__file__).parents[2]


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="needs fork and kill -9")
@pytest.mark.parametrize("seed", [1, 2, 3, 4])
def test_killed_at_random_the_ledger_is_clean_every_time(tmp_path: Path, seed: int) -> None:
    path = tmp_path / "books.invoicer"
    done = subprocess.run(
        [sys.executable, "-m", "tests.actions.crashing", str(path), str(seed), "50"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    issued = int(done.stdout.split()[0])
    assert issued > 10, done.stdout


ISSUER = """
import sys
from pathlib import Path
from invoicer.actions import documents as acts
from invoicer.ledger import ledger as ledgers
from tests.actions.conftest import TODAY, invoice, render
ledger = ledgers.open(Path(sys.argv[1]))
for _ in range(500):
    acts.issue(ledger, acts.save_draft(ledger, invoice(ledger)), today=TODAY, render=render)
"""


@pytest.mark.slow
def test_two_processes_issue_500_each_and_leave_no_gap(tmp_path: Path) -> None:
    path = tmp_path / "books.invoicer"
    crashing.prepare(path)
    both = [
        subprocess.Popen(
            [sys.executable, "-c", ISSUER, str(path)], cwd=ROOT, stderr=subprocess.PIPE, text=True
        )
        for _ in range(2)
    ]
    for process in both:
        _out, errors = process.communicate(timeout=300)
        assert process.returncode == 0, errors
    ledger = ledgers.open(path)
    numbers = sorted(stored.number for stored in kept.issued(ledger))
    assert numbers == [f"2026-{n:04}" for n in range(1, 1001)]
    assert checking.check(ledger) == []
    ledger.close()
