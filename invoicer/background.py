"""The ledger thread, the outside thread and the scheduler's tick.

One thread owns the write connection and does what it is given in order. Another talks to networks
and renders; it gets plain data and never the ledger. `stop` finishes what was promised to the
ledger, refuses what waits outside, and returns.
"""

import threading
from collections import deque
from collections.abc import Callable
from concurrent.futures import CancelledError, Future
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from invoicer.i18n import gettext as _
from invoicer.models.changes import Change
from invoicer.models.errors import Refusal, Trouble
from invoicer.vault import SessionVault, Vault

if TYPE_CHECKING:
    from apscheduler.schedulers.background import BackgroundScheduler

    from invoicer.actions import sending
    from invoicer.ledger.ledger import Ledger
    from invoicer.models.outbox import Account, MailSettings, Outcome

T = TypeVar("T")

TICK_SECONDS = 60
# A network call has its own shorter limits; this only keeps a hung one from holding the window.
LONGEST_WAIT_SECONDS = 15.0


class Closing(Trouble):
    """The program is closing and takes nothing new."""

    def __str__(self) -> str:
        return _("The program is closing, so this was not done.")


class Worker:
    """One thread that does jobs in the order they were given.

    It is a daemon, so a job that hangs can't keep the process alive after `stop` gave up on it.
    """

    def __init__(self, name: str) -> None:
        self._jobs: deque[tuple[Future[Any], Callable[[], Any], str]] = deque()
        self._wake = threading.Condition()
        self._stopping = False
        self._thread = threading.Thread(target=self._work, name=name, daemon=True)
        self._thread.start()

    def submit(self, job: Callable[[], T], *, replacing: str = "") -> Future[T]:
        """Queue a job and return its future; raises Closing after `stop`.

        `replacing` names a purpose: jobs for it that have not begun yet are cancelled, as only
        the newest preview matters.
        """
        future: Future[T] = Future()
        dropped: list[Future[Any]] = []
        with self._wake:
            if self._stopping:
                raise Closing
            if replacing:
                dropped = [entry[0] for entry in self._jobs if entry[2] == replacing]
                self._jobs = deque(entry for entry in self._jobs if entry[2] != replacing)
            self._jobs.append((future, job, replacing))
            self._wake.notify()
        for old in dropped:
            old.cancel()
        return future

    def stop(self, *, finish: bool, timeout: float = LONGEST_WAIT_SECONDS) -> bool:
        """Take nothing new; do what is queued (or cancel it) and wait. False if a job hangs."""
        with self._wake:
            self._stopping = True
            dropped = [] if finish else [entry[0] for entry in self._jobs]
            if not finish:
                self._jobs.clear()
            self._wake.notify()
        for old in dropped:
            old.cancel()
        self._thread.join(timeout)
        return not self._thread.is_alive()

    def _work(self) -> None:
        while True:
            with self._wake:
                while not self._jobs and not self._stopping:
                    self._wake.wait()
                if not self._jobs:
                    return
                future, job, _replacing = self._jobs.popleft()
            if future.set_running_or_notify_cancel():
                _do(future, job)


def _do(future: Future[Any], job: Callable[[], Any]) -> None:
    try:
        result = job()
    except BaseException as error:  # noqa: BLE001 - whoever asked gets it, and tells bugs apart
        future.set_exception(error)
    else:
        future.set_result(result)


class Background:
    """Everything that happens beside the window (or the command that uses it)."""

    def __init__(self, open_ledger: "Callable[[], Ledger]") -> None:
        """Open the ledger on its own thread. Raises what `open_ledger` raises (LedgerTrouble)."""
        self._ledger_thread = Worker("ledger")
        self._outside_thread: Worker | None = None
        self._scheduler: BackgroundScheduler | None = None
        self._stopped = False
        try:
            self.ledger: Ledger = self._ledger_thread.submit(open_ledger).result()
        except BaseException:
            self._ledger_thread.stop(finish=False)
            raise

    def run(self, action: "Callable[[Ledger], T]") -> Future[T]:
        """Do an action on the ledger thread: `action(ledger)`."""
        return self._ledger_thread.submit(_Bound(action, self.ledger))

    def run_outside(self, job: Callable[[], T], *, replacing: str = "") -> Future[T]:
        """Do a job that needs no ledger (network, rendering) on the outside thread."""
        if self._stopped:
            raise Closing
        if self._outside_thread is None:
            self._outside_thread = Worker("outside")
        return self._outside_thread.submit(job, replacing=replacing)

    def subscribe(self, callback: Callable[[frozenset[Change]], None]) -> Callable[[], None]:
        """Call back, on the ledger thread, after each commit that changed something."""
        return self.ledger.subscribe(callback)

    def start_ticking(self, tick: Callable[[], None]) -> None:
        """Call `tick` now and every minute, on the scheduler's thread; it should only enqueue.

        A missed tick (a sleeping laptop) is caught up once: what is due is a query, not a count.
        """
        from apscheduler.schedulers.background import BackgroundScheduler

        self._scheduler = BackgroundScheduler(timezone="UTC")
        self._scheduler.add_job(
            tick,
            "interval",
            seconds=TICK_SECONDS,
            coalesce=True,
            max_instances=1,
            misfire_grace_time=None,
        )
        self._scheduler.start()
        tick()

    def stop(self) -> bool:
        """Close everything in order; False if something hung and was left behind.

        What was queued for the ledger is done; what waits for the outside is cancelled.
        """
        if self._stopped:
            return True
        self._stopped = True
        if self._scheduler is not None:
            self._scheduler.shutdown(wait=False)
        clean = True
        if self._outside_thread is not None:
            clean = self._outside_thread.stop(finish=False)
        closing = self._ledger_thread.submit(self.ledger.close)
        clean = self._ledger_thread.stop(finish=True) and clean
        if closing.done() and (error := closing.exception()) is not None:
            raise error
        return clean


class Sender:
    """Sends what is due in the outbox, each step on the thread it belongs to.

    A round begins by asking about what a crash left behind, as nothing of our own is being sent
    then. The password is fetched outside (a keyring may ask the user), a mail is claimed on the
    ledger thread, handed over outside, and what came of it is recorded on the ledger thread. One
    round runs at a time; `tick` during a round makes another one follow. What it takes to send is
    imported by the first round, as the window opens without it.
    """

    def __init__(self, background: Background, secrets: Vault, now: Callable[[], datetime]) -> None:
        self._background = background
        self._secrets = secrets
        self._now = now
        self._lock = threading.Lock()
        self._running = False
        self._again = False
        self.report: Callable[[BaseException], None] | None = None

    def tick(self) -> None:
        """Begin a round, from any thread; nothing waits for it."""
        with self._lock:
            if self._running:
                self._again = True
                return
            self._running = True
        self._then(self._background.run, partial(_begin, at=self._now()), self._fetch_password)

    def send_now(self) -> None:
        """Begin a round that doesn't wait for the next attempt's time, as the user asked for it."""
        from invoicer.actions import sending

        self._background.run(sending.make_due)
        self.tick()

    def _fetch_password(self, account: "MailSettings | None") -> None:
        if account is None:
            self._end()
        else:
            self._then(
                self._background.run_outside,
                partial(_password, self._secrets, account),
                self._claim,
            )

    def _claim(self, given: Vault) -> None:
        action = partial(_claim, secrets=given, at=self._now())
        self._then(self._background.run, action, partial(self._hand_over, given))

    def _hand_over(self, given: Vault, claimed: "tuple[sending.Letter, Account] | None") -> None:
        if claimed is None:
            self._end()
            return
        letter, account = claimed
        from invoicer.actions import sending

        record = partial(self._record, given, letter)
        failed = partial(self._not_handed_over, letter)
        job = partial(sending.transmit, letter, account)
        self._then(self._background.run_outside, job, record, failed)

    def _record(self, given: Vault, letter: "sending.Letter", outcome: "Outcome") -> None:
        action = partial(_record, mail_id=letter.mail_id, outcome=outcome, at=self._now())
        follow = self._finish if outcome.account_wide else partial(self._next, given)
        self._then(self._background.run, action, follow)

    def _not_handed_over(self, letter: "sending.Letter", error: BaseException) -> None:
        """The program closes before the connection was opened: nothing was sent, surely."""
        from invoicer.models.outbox import Outcome, Stage, Verdict

        outcome = Outcome(verdict=Verdict.RETRY, stage=Stage.MAIL, sentence=str(Closing()))
        if not isinstance(error, Closing | CancelledError):
            outcome = Outcome(verdict=Verdict.UNKNOWN, stage=Stage.END, sentence=str(error))
        action = partial(_record, mail_id=letter.mail_id, outcome=outcome, at=self._now())
        self._then(self._background.run, action, self._finish)

    def _next(self, given: Vault, _recorded: object) -> None:
        self._claim(given)

    def _finish(self, _recorded: object) -> None:
        self._end()

    def _end(self) -> None:
        with self._lock:
            self._running = False
            again, self._again = self._again, False
        if again:
            self.tick()

    def _then(
        self,
        where: Callable[..., Future[Any]],
        job: Callable[..., Any],
        follow: Callable[[Any], None],
        failed: Callable[[BaseException], None] | None = None,
    ) -> None:
        step = _Step(follow, failed or self._failed)
        try:
            where(job).add_done_callback(step)
        except Closing as closing:
            (failed or self._failed)(closing)

    def _failed(self, error: BaseException) -> None:
        self._end()
        # A missing password or a locked keyring is shown with the mails that wait.
        if self.report is not None and not isinstance(error, Closing | CancelledError | Refusal):
            self.report(error)


class _Step:
    """What follows a future, on the thread that did it."""

    def __init__(
        self, follow: Callable[[Any], None], failed: Callable[[BaseException], None]
    ) -> None:
        self._follow = follow
        self._failed = failed

    def __call__(self, future: Future[Any]) -> None:
        error = CancelledError() if future.cancelled() else future.exception()
        if error is None:
            self._follow(future.result())
        else:
            self._failed(error)


def _begin(ledger: "Ledger", *, at: datetime) -> "MailSettings | None":
    from invoicer.actions import mail_account, sending

    sending.recover(ledger, at=at)
    return mail_account.kept(ledger)


def _password(secrets: Vault, account: "MailSettings") -> Vault:
    from invoicer.actions import mail_account

    name = mail_account.secret_name(account)
    password = secrets.get(name) if account.user else None
    return SessionVault({} if password is None else {name: password})


def _claim(
    ledger: "Ledger", *, secrets: Vault, at: datetime
) -> "tuple[sending.Letter, Account] | None":
    from invoicer.actions import mail_account, sending
    from invoicer.ledger import outbox
    from invoicer.models.stored import MailState

    if not outbox.rows(ledger, (MailState.QUEUED,)):
        return None
    account = mail_account.ready(ledger, secrets)
    letter = sending.claim(ledger, at=at)
    return None if letter is None else (letter, account)


def _record(ledger: "Ledger", *, mail_id: int, outcome: "Outcome", at: datetime) -> None:
    from invoicer.actions import sending

    sending.record(ledger, mail_id, outcome, at=at)


class _Bound:
    """An action with the ledger it is done on."""

    def __init__(self, action: "Callable[[Ledger], T]", ledger: "Ledger") -> None:
        self._action = action
        self._ledger = ledger

    def __call__(self) -> Any:
        return self._action(self._ledger)
