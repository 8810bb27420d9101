"""Rings and chains in the market, best first, by the walks of the engine.

An exchange is as strong as its weakest part, so that is what it is ranked by. The strongest legs are walked
first, then twice as many, until there are enough rings among them: whatever is left out holds a weaker part
than each that is kept.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence
from typing import NamedTuple, cast

import numpy as np

from hospes.matchmaking.rules.exchanges import Ends, is_ring
from hospes.pairing.exchange.graph import no_rows
from hospes.pairing.exchange.walks import Rows, list_chains, list_cycles

LONGEST = 4
# So many are kept, and one wish stands in so many of them at most.
KEPT, OF_ONE_WISH = 1_000, 5
# Legs that are walked first.
FIRST = 250
# Up to so many legs nothing is compiled: a page can wait for it.
SMALL = 2_000


class Leg(NamedTuple):
    """The whole group of a wish at an offer; organisations by their numbers, the score in tenths."""

    wish: int
    offer: int
    sender: int
    host: int
    people: int
    score: int


class Found(NamedTuple):
    """A ring or a chain: whoever is hosted in one leg hosts the next."""

    legs: tuple[Leg, ...]

    @property
    def ends(self) -> list[Ends]:
        return [Ends(leg.sender, leg.host) for leg in self.legs]

    @property
    def is_ring(self) -> bool:
        return is_ring(self.ends)

    @property
    def people(self) -> int:
        return sum(leg.people for leg in self.legs)

    @property
    def weakest(self) -> int:
        return min(leg.score for leg in self.legs)

    @property
    def order(self) -> tuple[int, int, int, tuple[Leg, ...]]:
        """The strongest weakest part first; of equals the shorter one, then the one with more people."""
        return -self.weakest, len(self.legs), -self.people, self.legs


class Effort(NamedTuple):
    """How far one walk goes: rings that are listed, and steps."""

    listed: int
    steps: int


QUICK, LONG = Effort(20_000, 200_000), Effort(200_000, 40_000_000)


def find(
    legs: Sequence[Leg],
    sources: Collection[int],
    *,
    kept: int = KEPT,
    of_one_wish: int = OF_ONE_WISH,
    told: Callable[[int], object] = lambda _walked: None,
) -> list[Found]:
    """The best exchanges of a market. `sources`: organisations that host and send nobody. `told` hears how many of the
    legs were walked."""
    strongest = sorted(legs, key=lambda leg: (-leg.score, leg))
    best: list[Found] = []
    for count in _doubling(len(strongest)):
        rows, is_whole = _walk(strongest[:count], sources)
        found = _first(rows, kept, of_one_wish)
        told(count)
        if is_whole or not best:
            best = found
        if len(best) >= kept or not is_whole:
            break
    return best


def through(found: Sequence[Found], organisations: Collection[int]) -> list[Found]:
    """Those that one of these organisations takes part in."""
    return [one for one in found if any({leg.sender, leg.host} & set(organisations) for leg in one.legs)]


def _doubling(most: int) -> Iterator[int]:
    count = FIRST
    while count < most:
        yield count
        count *= 2
    if most:
        yield most


def _first(found: list[Found], kept: int, of_one_wish: int) -> list[Found]:
    """The best: the same organisations once, and no wish in more than a few."""
    times: Counter[int] = Counter()
    seen: set[frozenset[Ends]] = set()
    best: list[Found] = []
    for one in sorted(found, key=lambda one: one.order):
        who = frozenset(one.ends)
        if who in seen or any(times[leg.wish] >= of_one_wish for leg in one.legs):
            continue
        seen.add(who)
        times.update(leg.wish for leg in one.legs)
        best.append(one)
        if len(best) == kept:
            break
    return best


def _walk(legs: Sequence[Leg], sources: Collection[int]) -> tuple[list[Found], bool]:
    """Every swap, ring and chain among these legs, and whether these are all."""
    listed = sorted(legs, key=lambda leg: (leg.host, leg.wish, leg.offer))
    names = sorted({leg.host for leg in listed} | {leg.sender for leg in listed})
    number = {name: place for place, name in enumerate(names)}
    host = np.array([number[leg.host] for leg in listed], dtype=np.int64)
    guest = np.array([number[leg.sender] for leg in listed], dtype=np.int64)
    first = np.searchsorted(host, np.arange(len(names) + 1)).astype(np.int64)
    into = np.argsort(guest, kind="stable").astype(np.int64)
    into_first = np.searchsorted(guest[into], np.arange(len(names) + 1)).astype(np.int64)
    starts = np.array(sorted(number[one] for one in sources if one in number), dtype=np.int64)
    small = len(listed) <= SMALL
    effort = QUICK if small else LONG
    cycles, chains = (_plainly(list_cycles), _plainly(list_chains)) if small else (list_cycles, list_chains)
    rings, _, all_rings = cycles(LONGEST, first, host, guest, into_first, into, *effort)
    rows, all_chains = no_rows(LONGEST), True
    if len(starts):
        rows, _, all_chains = chains(LONGEST, first, guest, starts, *effort)
    both: Rows = np.concatenate([rings, rows[rows[:, 1] >= 0]])
    found = [Found(tuple(listed[leg] for leg in row if leg >= 0)) for row in both.tolist()]
    return found, bool(all_rings and all_chains)


Kernel = Callable[..., tuple[Rows, int, bool]]


def _plainly(kernel: Kernel) -> Kernel:
    """The kernel as it is written: for few legs, where compiling would take longer than walking."""
    return cast("Kernel", getattr(kernel, "py_func", kernel))
