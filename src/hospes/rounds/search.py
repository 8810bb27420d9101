"""How far the search for a large plan is: counted by the parts of it that the engine hands out, and by how often it
asks whether the time is up."""

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor
from math import ceil
from typing import Any, Literal

import numpy as np

from hospes.pairing.landscape import Landscape
from hospes.pairing.pairs import OFFER, Pairs
from hospes.pairing.plan import EXACT
from hospes.pairing.start import AT_ONCE, CHOICES, LEAST_ROUNDS, MOST_ROUNDS

# Of a thousand: when hosts begin to be mended in neighbourhoods, and when that is over.
MENDING, MENDED = 250, 950
WHOLE = 1_000
# How often prices are looked for before the first plan, and how often such a plan is made.
PRICES, PLANS = 150, 3
PART_OF_WORK = 4


class Search(Executor):
    """Handed to the engine as the one that shares the work out; does it here, and tells how far it is.

    The search of a small market is over in seconds and tells nothing.
    """

    def __init__(self, landscape: Landscape, work: int, tell: Callable[[Literal["plan"], int, int], None]) -> None:
        self._tell, self._rounds = tell, max(work, 1)
        self._round = self._asked = self._told = 0
        self._is_large = len(landscape.alive) > EXACT
        self._expected = _questions(landscape, work) if self._is_large else 0

    def looks(self) -> bool:
        """The engine asks whether the time is up. It never is."""
        self._asked += 1
        if self._is_large and not self._round:
            self._say(min(MENDING, MENDING * self._asked // self._expected))
        return False

    def map(self, fn: Callable[..., Any], *iterables: Iterable[Any], **_options: Any) -> Iterator[Any]:
        """One round of neighbourhoods."""
        parts = list(zip(*iterables, strict=True))
        self._round += 1
        for number, part in enumerate(parts):
            done = (self._round - 1 + number / len(parts)) / self._rounds
            self._say(min(MENDED, MENDING + int((MENDED - MENDING) * done)))
            yield fn(*part)

    def _say(self, done: int) -> None:
        if done > self._told:
            self._told = done
            self._tell("plan", done, WHOLE)


def _questions(landscape: Landscape, work: int) -> int:
    """How often the engine asks before it mends: once for each look at prices, and once for each thousand hosts that
    choose anew."""
    alive = landscape.alive
    hosts = len(np.unique(alive.rows[:, OFFER])) if isinstance(alive, Pairs) else len(landscape.offers)
    part = ceil(work / PART_OF_WORK)
    rounds = min(MOST_ROUNDS * part, max(LEAST_ROUNDS * part, CHOICES * part // max(hosts, 1)))
    return PRICES + PLANS * rounds * ceil(max(hosts, 1) / AT_ONCE)
