"""Two threads beside the window, and what happens to work when it closes."""

import threading
from concurrent.futures import CancelledError, Future
from pathlib import Path
from typing import Any

import pytest

from invoicer.background import Background, Closing, Worker
from invoicer.ledger import ledger as ledgers
from invoicer.ledger import settings
from invoicer.ledger.ledger import Ledger
from invoicer.models.errors import LedgerTrouble

WAIT = 10


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "ledger.invoicer"


def put(ledger: Ledger, number: int) -> int:
    with ledger.atomic():
        settings.put(ledger, f"number {number}", number)
    return number


def test_jobs_are_done_in_the_order_they_were_given() -> None:
    worker, done = Worker("test"), []
    for number in range(100):
        worker.submit(lambda number=number: done.append(number))
    assert worker.stop(finish=True)
    assert done == list(range(100))


def test_what_was_queued_for_the_ledger_is_done_before_it_closes(path: Path) -> None:
    background = Background(lambda: ledgers.open_or_create(path))
    futures = [background.run(lambda ledger, n=number: put(ledger, n)) for number in range(50)]
    assert background.stop()
    assert [future.result(0) for future in futures] == list(range(50))
    with_ledger = ledgers.open(path)
    assert settings.get(with_ledger, "number 49", int, -1) == 49
    with_ledger.close()


def test_what_waits_outside_is_cancelled_when_the_program_closes(path: Path) -> None:
    background = Background(lambda: ledgers.open_or_create(path))
    begun, let_go = threading.Event(), threading.Event()
    first = background.run_outside(lambda: (begun.set(), let_go.wait(WAIT)))
    second: Future[Any] = background.run_outside(lambda: None)
    assert begun.wait(WAIT)
    threading.Timer(0.05, let_go.set).start()
    assert background.stop()
    assert first.done()
    with pytest.raises(CancelledError):
        second.result(0)


def test_a_job_that_hangs_does_not_keep_the_program_from_closing() -> None:
    worker, begun, never = Worker("test"), threading.Event(), threading.Event()
    worker.submit(lambda: (begun.set(), never.wait(WAIT)))
    assert begun.wait(WAIT)
    assert not worker.stop(finish=False, timeout=0.05)
    never.set()


def test_nothing_is_taken_after_closing(path: Path) -> None:
    background = Background(lambda: ledgers.open_or_create(path))
    background.stop()
    with pytest.raises(Closing):
        background.run(lambda ledger: None)
    with pytest.raises(Closing):
        background.run_outside(lambda: None)
    assert background.stop(), "a second time is harmless"


def test_only_the_newest_preview_is_drawn() -> None:
    worker, drawn = Worker("test"), []
    begun, let_go = threading.Event(), threading.Event()
    worker.submit(lambda: (begun.set(), let_go.wait(WAIT)))
    assert begun.wait(WAIT)
    old = [worker.submit(lambda n=n: drawn.append(n), replacing="preview") for n in range(5)]
    other = worker.submit(lambda: drawn.append("other"), replacing="something else")
    let_go.set()
    assert worker.stop(finish=True)
    assert drawn == [4, "other"]
    assert [future.cancelled() for future in old] == [True, True, True, True, False]
    assert other.done()


def test_a_ledger_that_cannot_be_opened_is_told_to_whoever_asked(tmp_path: Path) -> None:
    with pytest.raises(LedgerTrouble):
        Background(lambda: ledgers.open_or_create(tmp_path))


def test_an_error_goes_to_whoever_asked_and_the_thread_lives_on(path: Path) -> None:
    background = Background(lambda: ledgers.open_or_create(path))
    broken = background.run(lambda ledger: 1 // 0)
    assert background.run(lambda ledger: put(ledger, 1)).result(WAIT) == 1
    with pytest.raises(ZeroDivisionError):
        broken.result(0)
    background.stop()


def test_subscribers_hear_of_commits_and_of_nothing_else(path: Path) -> None:
    background = Background(lambda: ledgers.open_or_create(path))
    heard: list[Any] = []
    background.subscribe(heard.append)
    background.run(lambda ledger: settings.get(ledger, "x", int, 0)).result(WAIT)
    assert not heard
    background.run(lambda ledger: put(ledger, 1)).result(WAIT)
    background.stop()
    assert len(heard) == 1


def test_ticking_begins_at_once_and_ends_with_the_program(path: Path) -> None:
    background = Background(lambda: ledgers.open_or_create(path))
    ticks: list[int] = []
    background.start_ticking(lambda: ticks.append(1))
    assert background.stop()
    assert ticks == [1]
