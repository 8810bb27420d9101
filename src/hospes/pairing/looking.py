"""Looking at the pairs of a market: one by one, or whole columns at once when there are many.

Both ways see the same. In a large market only the best pairs of each entry are kept.
"""

from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from hospes.pairing import compiled_barriers, kernels
from hospes.pairing.assess import Assessment, Scores, Status, assess, is_hopeless, is_placeable
from hospes.pairing.context import Context, context_of
from hospes.pairing.distance import trees_from
from hospes.pairing.encoded import Encoded, TooManyCodesError, encode
from hospes.pairing.findings import Missing
from hospes.pairing.parties import Market, Offer, Pair, Wish

# Below so many pairs it is quicker to look at them one by one than to make columns.
FEW = 5_000
# Above so many pairs only the best of each entry are kept.
MANY = 4_000_000
# Above so many, near misses are not looked for.
TOO_MANY_FOR_NEAR = 30_000_000
BEST_OF_WISH, BEST_OF_OFFER, NEAR_OF_WISH = 50, 20, 3
# And lists are shorter.
FEWER_OF_WISH = 12
ROWS_AT_ONCE = 256


class Seen(NamedTuple):
    """What is kept of a pair that no barrier keeps apart."""

    status: Status
    scores: Scores
    placeable: bool
    # The unanswered fields that keep an open pair open.
    missing: Missing


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
    left_out: dict[str, int]
    # The same for all offers that have more pairs than theirs; told once, with the first wishes.
    left_out_of_offers: dict[str, int] = field(default_factory=dict)


def look_closely(wishes: Iterable[Wish], offers: Iterable[Offer], context: Context) -> Iterator[Sight]:
    """Pair by pair, with the plain functions."""
    hosts = tuple(offers)
    for wish in wishes:
        sight = Sight((wish.key,), {}, {}, {})
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


def look(
    wishes: Sequence[Wish], offers: Sequence[Offer], context: Context, *, executor: Executor | None = None
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
    yield from Columns(wishes, offers, context, columns).sights(executor)


# Pairs, near misses, what was left out: see `kernels.best_pairs`.
Found = tuple[NDArray[np.int32], NDArray[np.int32], NDArray[np.int32]]


class Columns(NamedTuple):
    """A market in columns, looked at by the kernels."""

    wishes: Sequence[Wish]
    offers: Sequence[Offer]
    context: Context
    encoded: Encoded

    def sights(self, executor: Executor | None) -> Iterator[Sight]:
        pairs = len(self.wishes) * len(self.offers)
        near = 0 if pairs > TOO_MANY_FOR_NEAR else NEAR_OF_WISH if pairs > MANY else len(self.offers)
        best = len(self.offers) if pairs <= MANY else BEST_OF_WISH if pairs <= TOO_MANY_FOR_NEAR else FEWER_OF_WISH
        hosts, left_of_offers = self._best_of_offers(executor) if pairs > MANY else (None, {})
        for rows, (own, missed, left_out) in self._looked_at(len(self.wishes), best, near, executor, by_offer=False):
            listed = own if hosts is None else np.concatenate((own, hosts[np.isin(hosts[:, 0], rows)]))
            keys = tuple(self.wishes[row].key for row in rows)
            left = {key: score for key, score in zip(keys, left_out.tolist(), strict=True) if score}
            yield Sight(keys, self._alive(listed), self._near(missed), left, left_of_offers)
            left_of_offers = {}

    def _best_of_offers(self, executor: Executor | None) -> tuple[NDArray[np.int32], dict[str, int]]:
        """So that no host is in nobody's list. With the best that each host's own list leaves out."""
        looked = list(self._looked_at(len(self.offers), BEST_OF_OFFER, 0, executor, by_offer=True))
        left_out = {
            self.offers[row].key: score
            for rows, (_, _, scores) in looked
            for row, score in zip(rows.tolist(), scores.tolist(), strict=True)
            if score
        }
        return np.concatenate([alive for _, (alive, *_) in looked]), left_out

    def _looked_at(
        self, count: int, best: int, near: int, executor: Executor | None, *, by_offer: bool
    ) -> Iterator[tuple[NDArray[np.int64], Found]]:
        parts = np.array_split(np.arange(count), max(1, count // ROWS_AT_ONCE))
        tasks = [(self.encoded, part, best, near, by_offer) for part in parts]
        yield from zip(parts, map(_rows, tasks) if executor is None else executor.map(_rows, tasks), strict=True)

    def _alive(self, found: NDArray[np.int32]) -> dict[Pair, Seen]:
        place_open = self.context.settings.place_open
        missing = {row: _missing(row) for row in np.unique(found[:, 2]).tolist()}
        alive: dict[Pair, Seen] = {}
        for w, o, opening, wish, offer, score in found.tolist():
            placeable = not opening or (place_open and not opening & compiled_barriers.ANSWER_FIRST)
            status: Status = "open" if opening else "possible"
            alive[self.wishes[w].key, self.offers[o].key] = Seen(
                status, Scores(wish, offer, score), placeable, missing[opening]
            )
        return alive

    def _near(self, found: NDArray[np.int32]) -> dict[Pair, NearMiss]:
        return {
            (self.wishes[w].key, self.offers[o].key): NearMiss(compiled_barriers.BARRIER_CODES[code], score)
            for w, o, code, score in found.tolist()
        }


def _rows(task: tuple[Encoded, NDArray[np.int64], int, int, bool]) -> Found:
    encoded, rows, best, near, by_offer = task
    found: Found = kernels.best_pairs(encoded, rows, best, near, by_offer)
    return found


def _missing(row: int) -> Missing:
    return tuple(sorted(field for bit, field in enumerate(compiled_barriers.OPEN_FIELDS) if row & 1 << bit))
