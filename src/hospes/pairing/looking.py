"""Looking at the pairs of a market: one by one, or whole columns at once when there are many.

Both ways see the same. In a large market only the best pairs of each entry are kept.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Executor, ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from hospes.pairing import compiled_barriers, compiling, kernels
from hospes.pairing.arranged import Arranged, Hard, arranged
from hospes.pairing.assess import Assessment, assess, is_hopeless, is_placeable
from hospes.pairing.compiled_lists import shortlists
from hospes.pairing.context import Context, context_of
from hospes.pairing.distance import trees_from
from hospes.pairing.encoded import Encoded, TooManyCodesError, encode
from hospes.pairing.pairs import Rows, Seen, pairs_in
from hospes.pairing.parties import Market, Offer, Pair, Wish

# Below so many pairs it is quicker to look at them one by one than to make columns.
FEW = 5_000
# Above so many pairs only the best of each entry are kept.
MANY = 4_000_000
# Above so many, near misses are not looked for.
TOO_MANY_FOR_NEAR = 30_000_000
BEST_OF_WISH, BEST_OF_OFFER, NEAR_OF_WISH = 50, 20, 3
ROWS_AT_ONCE = 256
# Where each part of the work carries all columns with it, there are no more parts than these.
PARTS_SENT = 16


class NearMiss(NamedTuple):
    """The barrier in the way, and the pair's score in tenths as far as it can be told."""

    code: str
    score: int


@dataclass(slots=True)
class Sight:
    """What was seen of some wishes: their pairs, and their near misses of which nothing is unknown."""

    wishes: tuple[str, ...]
    alive: dict[Pair, Seen]
    near: dict[Pair, NearMiss]
    # The score of the best pair that was not kept, for wishes that have more pairs than their list.
    left_out: dict[str, int] = field(default_factory=dict)
    # The same for all offers that have more pairs than theirs; told once, with the first wishes.
    left_out_of_offers: dict[str, int] = field(default_factory=dict)
    # The pairs in columns instead, in a large market; those of the offers' lists stand with the first wishes.
    rows: Rows | None = None


def look_closely(wishes: Iterable[Wish], offers: Iterable[Offer], context: Context) -> Iterator[Sight]:
    """Pair by pair, with the plain functions."""
    hosts = tuple(offers)
    for wish in wishes:
        sight = Sight((wish.key,), {}, {})
        for offer in hosts:
            _note(wish, offer, context, sight)
        yield sight


def _note(wish: Wish, offer: Offer, context: Context, sight: Sight) -> None:
    if is_hopeless(wish, offer, context):
        return
    assessment = assess(wish, offer, context)
    opening = tuple(sorted({field for unknown in assessment.unknowns if unknown.opens for field in unknown.missing}))
    if assessment.status != "impossible":
        placeable = is_placeable(assessment, context)
        sight.alive[assessment.key] = Seen(assessment.status, assessment.scores, placeable, opening)
    elif not opening:
        sight.near[assessment.key] = NearMiss(_barrier_in_the_way(assessment), assessment.pair_score)


def _barrier_in_the_way(assessment: Assessment) -> str:
    return next((barrier.code for barrier in assessment.barriers if barrier.code != "weak"), "weak")


def make_ready() -> None:
    """Compiles the kernels where that was not done since they last changed: some twenty seconds, else one."""
    trees = trees_from(topics={}, fields=(), regions={}, countries={})
    columns = encode((), (), context_of(Market(as_of=date.min), trees))
    kernels.best_pairs(columns, np.arange(0), 1, 0, False)
    shortlists(arranged(columns), np.arange(0), 1, False)


def is_compiled() -> bool:
    """Whether `make_ready` has been here since the kernels last changed."""
    return compiling.is_kept(shortlists)


def look(
    wishes: Sequence[Wish],
    offers: Sequence[Offer],
    context: Context,
    *,
    executor: Executor | None = None,
    stop: Callable[[], bool] = lambda: False,
) -> Iterator[Sight]:
    """The pairs of these wishes and offers, some wishes at a time. `executor` shares the work out."""
    if len(wishes) * len(offers) < FEW:
        yield from look_closely(wishes, offers, context)
        return
    try:
        columns = encode(wishes, offers, context)
    except TooManyCodesError:
        yield from look_closely(wishes, offers, context)
        return
    if len(wishes) * len(offers) <= MANY:
        yield from Columns(wishes, offers, context, columns).sights(executor)
    else:
        yield from Lists(wishes, offers, arranged(columns)).sights(executor, stop)


# Pairs, near misses, what was left out: see `kernels.best_pairs`.
Found = tuple[Rows, Rows, Rows]


class Columns(NamedTuple):
    """A market in columns, of which every pair is kept."""

    wishes: Sequence[Wish]
    offers: Sequence[Offer]
    context: Context
    encoded: Encoded

    def sights(self, executor: Executor | None) -> Iterator[Sight]:
        wishes, offers = tuple(one.key for one in self.wishes), tuple(one.key for one in self.offers)
        place_open = self.context.settings.place_open
        parts = _parts(len(wishes), executor)
        tasks = [(self.encoded, part, len(offers), len(offers)) for part in parts]
        for part, (alive, missed, _) in zip(parts, _shared(_rows, tasks, executor), strict=True):
            keys = tuple(wishes[row] for row in part)
            yield Sight(
                keys, dict(pairs_in(alive, wishes, offers, place_open=place_open)), _near(missed, wishes, offers)
            )


class Lists(NamedTuple):
    """A large market, of which the best pairs of each entry are kept."""

    wishes: Sequence[Wish]
    offers: Sequence[Offer]
    market: Arranged

    def sights(self, executor: Executor | None, stop: Callable[[], bool]) -> Iterator[Sight]:
        wishes, offers = _keys(self.wishes, self.market.wishes), _keys(self.offers, self.market.offers)
        looked = self._listed(len(offers), BEST_OF_OFFER, executor, by_offer=True)
        of_offers: list[Rows] = []
        left_out_of_offers: dict[str, int] = {}
        for part, (rows, _, left_out) in looked:
            if stop():
                return
            of_offers.append(rows)
            left_out_of_offers |= _left_out(offers, part, left_out)
        place_of = np.argsort(self.market.wishes.order)
        hosts = np.concatenate(of_offers)
        places = place_of[hosts[:, 0]]
        hosts, places = hosts[np.argsort(places, kind="stable")], np.sort(places)
        for part, (rows, missed, left_out) in self._listed(len(wishes), BEST_OF_WISH, executor, by_offer=False):
            first, last = np.searchsorted(places, (part[0], part[-1] + 1))
            yield Sight(
                tuple(wishes[place] for place in part),
                {},
                _near(missed, wishes, offers),
                _left_out(wishes, part, left_out),
                left_out_of_offers,
                np.concatenate((rows, hosts[first:last])),
            )
            left_out_of_offers = {}

    def _listed(
        self, count: int, best: int, executor: Executor | None, *, by_offer: bool
    ) -> Iterator[tuple[NDArray[np.int64], Found]]:
        pairs = len(self.wishes) * len(self.offers)
        near = 0 if by_offer or pairs > TOO_MANY_FOR_NEAR else NEAR_OF_WISH
        parts = _parts(count, executor)
        tasks = [(self.market, part, best, near, by_offer) for part in parts]
        return zip(parts, _shared(_list, tasks, executor), strict=True)


def _keys(entries: Sequence[Wish] | Sequence[Offer], hard: Hard) -> tuple[str, ...]:
    """In the order in which they are arranged."""
    return tuple(entries[number].key for number in hard.order.tolist())


def _left_out(keys: Sequence[str], part: NDArray[np.int64], scores: NDArray[np.int32]) -> dict[str, int]:
    there = np.flatnonzero(scores)
    return {keys[place]: score for place, score in zip(part[there].tolist(), scores[there].tolist(), strict=True)}


def _parts(count: int, executor: Executor | None) -> list[NDArray[np.int64]]:
    sent = executor is not None and not isinstance(executor, ThreadPoolExecutor)
    parts = max(1, count // ROWS_AT_ONCE)
    return np.array_split(np.arange(count), min(parts, PARTS_SENT) if sent else parts)


def _shared(work: Callable[[Any], Found], tasks: Sequence[Any], executor: Executor | None) -> Iterator[Found]:
    return map(work, tasks) if executor is None else executor.map(work, tasks)


def _rows(task: tuple[Encoded, NDArray[np.int64], int, int]) -> Found:
    found: Found = kernels.best_pairs(*task, False)
    return found


def _list(task: tuple[Arranged, NDArray[np.int64], int, int, bool]) -> Found:
    market, part, best, near, by_offer = task
    rows, left_out = shortlists(market, part, best, by_offer)
    missed = kernels.best_pairs(market.encoded, part, 0, near, by_offer)[1] if near else _NONE_MISSED
    return rows, missed, left_out


_NONE_MISSED = np.empty((0, 4), dtype=np.int32)


def _near(found: Rows, wishes: Sequence[str], offers: Sequence[str]) -> dict[Pair, NearMiss]:
    return {
        (wishes[w], offers[o]): NearMiss(compiled_barriers.BARRIER_CODES[code], score)
        for w, o, code, score in found.tolist()
    }
