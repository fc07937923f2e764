"""From the Qt thread to the others and back, by queued signals."""

from collections.abc import Callable
from concurrent.futures import Future
from typing import TYPE_CHECKING, Any

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal, Slot

from invoicer.background import Background, Closing
from invoicer.models.changes import Change

if TYPE_CHECKING:
    from invoicer.ledger.ledger import Ledger

Done = Callable[[Any], None]
Failed = Callable[[BaseException], None]


class _Order:
    """A job that was given away, and who wants to know."""

    def __init__(self, bridge: "Bridge", done: Done | None, failed: Failed | None) -> None:
        self.bridge = bridge
        self.done = done
        self.failed = failed
        self.future: Future[Any] | None = None

    def __call__(self, future: Future[Any]) -> None:
        """Called by the future, on the thread that did the job."""
        self.future = future
        self.bridge.finished.emit(self)


class Bridge(QObject):
    """Runs actions on the ledger thread and jobs on the outside thread; answers on the Qt thread.

    `changed` carries a frozenset of Change after each commit. `busy` tells how many jobs run.
    """

    changed = Signal(object)
    busy = Signal(int)
    finished = Signal(object)

    def __init__(self, background: Background, report: Failed) -> None:
        """`report` is told of every failure for which no `failed` was given."""
        super().__init__()
        self._background = background
        self._report = report
        self._running = 0
        self.finished.connect(self._deliver, Qt.ConnectionType.QueuedConnection)
        self._unsubscribe = background.subscribe(self._committed)

    def run(
        self,
        action: "Callable[[Ledger], Any]",
        done: Done | None = None,
        failed: Failed | None = None,
    ) -> None:
        """Do `action(ledger)` on the ledger thread, then `done(result)` on the Qt thread.

        On an error `failed(error)` is called instead; without it, the one door of
        `ui.messages` shows it. `done` and `failed` should be bound methods of a page: if that is
        gone by then, they are not called.
        """
        self._count(1)
        order = _Order(self, done, failed)
        try:
            self._background.run(action).add_done_callback(order)
        except Closing as error:
            self._refuse(order, error)

    def outside(
        self,
        job: Callable[[], Any],
        done: Done | None = None,
        failed: Failed | None = None,
        *,
        replacing: str = "",
    ) -> None:
        """Do `job()` on the outside thread (rendering, network). It must not touch the ledger.

        With `replacing`, jobs of that purpose that haven't begun are dropped, and neither their
        `done` nor their `failed` is called.
        """
        self._count(1)
        order = _Order(self, done, failed)
        try:
            self._background.run_outside(job, replacing=replacing).add_done_callback(order)
        except Closing as error:
            self._refuse(order, error)

    def close(self) -> None:
        """Tell nobody anything any more."""
        self._unsubscribe()
        self.finished.disconnect(self._deliver)

    def _refuse(self, order: _Order, error: BaseException) -> None:
        future: Future[Any] = Future()
        future.set_exception(error)
        order(future)

    def _committed(self, changes: frozenset[Change]) -> None:
        # On the ledger thread: a signal of a QObject of the Qt thread is queued by Qt.
        self.changed.emit(changes)

    def _count(self, step: int) -> None:
        self._running += step
        self.busy.emit(self._running)

    @Slot(object)
    def _deliver(self, order: _Order) -> None:
        self._count(-1)
        future = order.future
        if future is None or future.cancelled():
            return
        error = future.exception()
        if error is None:
            if order.done is not None and _alive(order.done):
                order.done(future.result())
        elif order.failed is None:
            self._report(error)
        elif _alive(order.failed):
            order.failed(error)


def _alive(callback: Callable[..., Any]) -> bool:
    owner = getattr(callback, "__self__", None)
    return not isinstance(owner, QObject) or shiboken6.isValid(owner)
