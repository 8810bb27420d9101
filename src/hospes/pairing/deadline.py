"""When a search has to end. The engine has no clock: whoever calls it brings one.

    stop = Deadline(30, time.monotonic)
    make_plan(landscape, stop=stop)

Any function that says whether time is up will do; one that also knows how much is left lets the solver end
in the middle of a long step.
"""

from collections.abc import Callable
from math import inf


class Deadline:
    """`seconds` from now on; None for no end."""

    def __init__(self, seconds: float | None, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._end = inf if seconds is None else clock() + seconds

    def __call__(self) -> bool:
        return self.left() <= 0

    def left(self) -> float:
        return self._end - self._clock()

    def part(self, share: float) -> "Deadline":
        """An earlier end: when this share of what is left now is over."""
        left = self.left()
        return Deadline(None if left == inf else max(left, 0) * share, self._clock)
