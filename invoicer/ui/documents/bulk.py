"""Does one thing after another, each whole, and gathers what was refused."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from invoicer.models.errors import Refusal, Trouble
from invoicer.ui.context import Context

if TYPE_CHECKING:
    from invoicer.ledger.ledger import Ledger


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One of many things to be done; `name` is what it is done to, for the user.

    `action` runs on the ledger thread. Without one, `prepare` is called on the Qt thread, where it
    may read, and returns what runs on the outside thread.
    """

    name: str
    action: "Callable[[Ledger], Any] | None" = None
    prepare: Callable[[], Callable[[], Any]] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What came of it: results, (name, sentence) of what was refused, how many weren't begun."""

    results: tuple[Any, ...]
    refused: tuple[tuple[str, str], ...]
    left: int


class Bulk(QObject):
    """Runs steps. `stepped` carries (done, whole), `ended` the Outcome.

    Each step is a transaction of its own: whenever it ends, every thing is done or untouched. A
    refusal goes on to the next; trouble with the disk or the ledger ends it, as the next step would
    meet the same. Other work of the window gets its turn between two steps.
    """

    stepped = Signal(int, int)
    ended = Signal(object)

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._steps: tuple[Step, ...] = ()
        self._place = 0
        self._stopping = False
        self._results: list[Any] = []
        self._refused: list[tuple[str, str]] = []
        self.running = False

    def start(self, steps: Sequence[Step]) -> None:
        """Begin; while it runs a second start is ignored."""
        if self.running or not steps:
            return
        self._steps, self._place, self._stopping = tuple(steps), 0, False
        self._results, self._refused = [], []
        self.running = True
        self._next()

    def cancel(self) -> None:
        """Stop after the step that runs."""
        self._stopping = True

    def _next(self) -> None:
        self.stepped.emit(self._place, len(self._steps))
        while self._place < len(self._steps) and not self._stopping:
            step = self._steps[self._place]
            self._place += 1
            if self._begin(step):
                return
        self.running = False
        left = len(self._steps) - self._place
        self.ended.emit(
            Outcome(results=tuple(self._results), refused=tuple(self._refused), left=left)
        )

    def _begin(self, step: Step) -> bool:
        """Begin a step; False where it was refused before it began."""
        bridge = self._context.bridge
        if step.action is not None:
            bridge.run(step.action, self._done, self._failed)
            return True
        assert step.prepare is not None, "a step has something to do"
        try:
            job = step.prepare()
        except (Refusal, Trouble) as error:
            self._note(step, error)
            return False
        bridge.outside(job, self._done, self._failed)
        return True

    def _done(self, result: Any) -> None:
        self._results.append(result)
        self._next()

    def _failed(self, error: BaseException) -> None:
        self._note(self._steps[self._place - 1], error)
        self._next()
        if not isinstance(error, Refusal | Trouble):
            self._context.messages.report(error)

    def _note(self, step: Step, error: BaseException) -> None:
        if isinstance(error, Refusal | Trouble):
            self._refused.append((step.name, str(error)))
        self._stopping = self._stopping or not isinstance(error, Refusal)
