"""Whether the process that claimed a mail may still be sending it."""

import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from invoicer.actions import claimant
from invoicer.models.stored import Mail, MailState, StoredMail

AT = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)
WAIT = 20


def claimed(by: str, at: datetime | None = AT) -> StoredMail:
    return StoredMail(
        id=1,
        mail=Mail(to="tom@example.org", subject="", body=""),
        message_id="<1@example.org>",
        state=MailState.SENDING,
        attempts=1,
        created_at=AT,
        claimed_by=by,
        claimed_at=at,
    )


def sends(by: str, after: timedelta = timedelta()) -> bool:
    return claimant.may_be_sending(claimed(by), AT + after)


@pytest.fixture
def other() -> Iterator[subprocess.Popen[bytes]]:
    """A process that does nothing until it is ended."""
    process = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    yield process
    process.kill()
    process.communicate()


def test_what_we_claimed_ourselves_and_recover_now_was_left_behind() -> None:
    assert not sends(claimant.ourselves())


def test_what_nobody_claimed_is_sent_by_nobody() -> None:
    assert not claimant.may_be_sending(claimed("", None), AT)
    assert not sends("")
    assert not sends("no process at all")


@pytest.mark.skipif(sys.platform == "win32", reason="processes are told apart by POSIX alone")
def test_a_living_process_sends_for_a_day_at_most(other: subprocess.Popen[bytes]) -> None:
    by = claimant.of(other.pid)
    assert sends(by)
    assert sends(by, timedelta(hours=24))
    assert not sends(by, timedelta(hours=24, seconds=1))


@pytest.mark.skipif(sys.platform == "win32", reason="processes are told apart by POSIX alone")
def test_a_process_that_ended_sends_no_more(other: subprocess.Popen[bytes]) -> None:
    by = claimant.of(other.pid)
    other.kill()
    other.wait(WAIT)
    assert not sends(by)
    assert claimant.of(other.pid).endswith(f" {other.pid} ")


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux has /proc")
def test_a_process_that_ended_and_was_not_waited_for_sends_no_more(
    other: subprocess.Popen[bytes],
) -> None:
    by = claimant.of(other.pid)
    other.kill()
    os.waitid(os.P_PID, other.pid, os.WEXITED | os.WNOWAIT)
    assert not sends(by)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux has /proc")
def test_another_process_under_the_same_number_is_not_the_one_that_claimed(
    other: subprocess.Popen[bytes],
) -> None:
    host, number, started = claimant.of(other.pid).rsplit(" ", 2)
    assert not sends(f"{host} {number} {int(started) - 1}")


@pytest.mark.skipif(sys.platform == "win32", reason="processes are told apart by POSIX alone")
def test_a_process_of_another_user_lives(
    other: subprocess.Popen[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    def forbidden(_number: int, _signal: int) -> None:
        raise PermissionError

    monkeypatch.setattr(os, "kill", forbidden)
    assert sends(claimant.of(other.pid))


def test_a_process_of_another_machine_is_given_twenty_minutes() -> None:
    by = "another 12 345"
    assert sends(by)
    assert sends(by, timedelta(minutes=20))
    assert not sends(by, timedelta(minutes=20, seconds=1))


def test_a_claim_from_a_clock_that_was_wrong_is_not_waited_for_until_then() -> None:
    assert sends("another 12 345", -timedelta(minutes=20))
    assert not sends("another 12 345", -timedelta(days=400))


def test_where_nobody_can_tell_who_lives_it_is_given_twenty_minutes(
    other: subprocess.Popen[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "platform", "win32")

    def never(_number: int, _signal: int) -> None:
        raise AssertionError("it would end the process there")

    monkeypatch.setattr(os, "kill", never)
    by = claimant.of(other.pid)
    assert sends(by)
    assert not sends(by, timedelta(minutes=20, seconds=1))
    assert not sends(claimant.ourselves())
