"""Who claimed a mail, and whether that process may still be sending it.

A claimant is written as the machine's name, the process's number and when that process started, so
that a number given to another process later isn't taken for the one that claimed.
"""

import os
import platform
import sys
from datetime import datetime, timedelta
from pathlib import Path

from invoicer.models.stored import StoredMail

# A process that lives may hang, or have got the number of one that ended.
_LONGEST_LIFE = timedelta(hours=24)
# Twice the longest wait for the answer to the final dot (RFC 5321 4.5.3.2.6), for where nobody can
# tell who lives: after that the attempt has ended, whatever came of it.
_LONGEST_ATTEMPT = timedelta(minutes=20)
_GONE = "gone"


def ourselves() -> str:
    """Return this process as a claimant."""
    # Asked for each time: a forked process is another one.
    return of(os.getpid())


def of(number: int) -> str:
    """Return the process of this machine that has this number as a claimant."""
    return f"{platform.node()} {number} {_started(number)}"


def may_be_sending(mail: StoredMail, at: datetime) -> bool:
    """Tell whether another process than this one may be sending a claimed mail at that moment.

    This process asks between two attempts of its own: what it claimed itself was left behind.
    """
    machine, _space, process = mail.claimed_by.partition(" ")
    number, _space, started = process.partition(" ")
    if mail.claimed_at is None or not number.isdecimal():
        return False
    here = machine == platform.node()
    if here and int(number) == os.getpid():
        return False
    # A moment far ahead was read from a clock that was wrong, and is not waited for.
    age = abs(at - mail.claimed_at)
    if here and sys.platform != "win32":
        return age <= _LONGEST_LIFE and _lives(int(number), started)
    return age <= _LONGEST_ATTEMPT


def _lives(number: int, started: str) -> bool:
    try:
        # Signal 0 only asks (POSIX kill); on Windows the same call would reach the process.
        os.kill(number, 0)
    except PermissionError:
        pass
    except (ProcessLookupError, OverflowError):
        return False
    return _started(number) == started


def _started(number: int) -> str:
    """Return when a process started, in Linux's ticks since boot; nothing where no file tells.

    See proc_pid_stat(5): the state is the 3rd field, the start the 22nd, and the 2nd is a name in
    brackets that may itself hold brackets and spaces.
    """
    try:
        told = Path(f"/proc/{number}/stat").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""
    fields = told.rpartition(")")[2].split()
    # Ended, and its parent hasn't asked how.
    return _GONE if fields[0] in ("Z", "X") else fields[19]
