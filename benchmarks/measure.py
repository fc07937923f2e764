"""How things are measured: medians of ours and of the bare thing, turn by turn, in one run."""

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Ratio:
    """Seconds of ours against seconds of the bare thing; `seconds` is the allowance in itself."""

    name: str
    ours: float
    bare: float
    times: float
    seconds: float | None = None

    @property
    def kept(self) -> bool:
        """Whether both allowances are kept."""
        return self.ours <= self.times * self.bare and (
            self.seconds is None or self.ours <= self.seconds
        )

    def __str__(self) -> str:
        allowed = f"≤ {self.times:g} ×"
        if self.seconds is not None:
            allowed += f" and ≤ {_text(self.seconds)}"
        verdict = "kept" if self.kept else "MISSED"
        return (
            f"{self.name:<42} {_text(self.ours):>9} {_text(self.bare):>9} "
            f"{self.ours / self.bare:6.2f} ×   {allowed:<22} {verdict}"
        )


def _text(seconds: float) -> str:
    return f"{seconds:.2f} s" if seconds >= 1 else f"{seconds * 1000:.2f} ms"


def seconds(act: Callable[[], object], clock: Callable[[], float] = time.perf_counter) -> float:
    """Return how long one call takes by that clock."""
    start = clock()
    act()
    return clock() - start


def turn_by_turn(
    ours: Callable[[], object], bare: Callable[[], object], *, rounds: int
) -> tuple[float, float]:
    """Return the medians of both in seconds of the processor; they take turns.

    For what waits for nothing, neither disk nor network: other programs don't count then.
    """
    ours()
    bare()
    clock = time.thread_time
    pairs = [(seconds(ours, clock), seconds(bare, clock)) for _ in range(rounds)]
    return statistics.median(p[0] for p in pairs), statistics.median(p[1] for p in pairs)
