"""A whole market looked at once, pair by pair: which pairs can be, and which almost can."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import Executor
from dataclasses import dataclass, replace
from itertools import chain
from typing import NamedTuple

from hospes.pairing.assess import Assessment, Scores, Status, assess, is_hopeless, is_placeable
from hospes.pairing.context import Context, context_of
from hospes.pairing.distance import Trees
from hospes.pairing.findings import Missing
from hospes.pairing.parties import Entry, Market, Offer, Pair, Wish

Stop = Callable[[], bool]
Step = Callable[[], object]
ROWS_AT_ONCE = 16


@dataclass(frozen=True, slots=True)
class Seen:
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


@dataclass(frozen=True, slots=True)
class Landscape:
    """A market with its pairs. Made by `survey`."""

    market: Market
    trees: Trees
    context: Context
    wishes: Mapping[str, Wish]
    offers: Mapping[str, Offer]
    alive: Mapping[Pair, Seen]
    # Near misses of which nothing is unknown.
    near: Mapping[Pair, NearMiss]
    # Wishes that nobody has looked at, because the time was up.
    unseen: frozenset[str] = frozenset()

    @property
    def possible(self) -> frozenset[Pair]:
        return frozenset(pair for pair, seen in self.alive.items() if seen.status == "possible")

    def entry(self, key: str) -> Entry:
        return self.wishes[key] if key in self.wishes else self.offers[key]


Row = tuple[str, dict[Pair, Seen], dict[Pair, NearMiss]]


def never() -> bool:
    return False


def untold() -> None:
    pass


def survey(
    market: Market, trees: Trees, *, executor: Executor | None = None, stop: Stop = never, step: Step = untold
) -> Landscape:
    """Every pair of the market, in the order of the keys. `executor` shares the work out; the result
    is the same. When `stop` says so, the wishes that are left stay unseen, except those of
    fixed and of earlier stays. `step` is called after each wish."""
    context = context_of(market, trees)
    wishes = {wish.key: wish for wish in sorted(market.wishes, key=lambda wish: wish.key)}
    offers = {offer.key: offer for offer in sorted(market.offers, key=lambda offer: offer.key)}
    alive: dict[Pair, Seen] = {}
    near: dict[Pair, NearMiss] = {}
    unseen = set(wishes)
    fixed = {pin.wish for pin in market.pinned} | {wish for wish, _ in market.previous}
    first = tuple(wish for key, wish in wishes.items() if key in fixed)
    then = tuple(wish for key, wish in wishes.items() if key not in fixed)
    hosts = tuple(offers.values())
    rows = chain(_rows(first, hosts, context, None, never), _rows(then, hosts, context, executor, stop))
    for key, row_alive, row_near in rows:
        alive.update(row_alive)
        near.update(row_near)
        unseen.discard(key)
        step()
    return Landscape(market, trees, context, wishes, offers, alive, near, frozenset(unseen))


def _rows(
    wishes: tuple[Wish, ...], offers: tuple[Offer, ...], context: Context, executor: Executor | None, stop: Stop
) -> Iterator[Row]:
    parts = [wishes[start : start + ROWS_AT_ONCE] for start in range(0, len(wishes), ROWS_AT_ONCE)]
    if executor is None:
        for part in parts:
            if stop():
                return
            yield from _look(part, offers, context)
        return
    for rows in executor.map(_look_at, [(part, offers, context) for part in parts]):
        yield from rows
        if stop():
            return


def _look_at(task: tuple[tuple[Wish, ...], tuple[Offer, ...], Context]) -> list[Row]:
    return _look(*task)


def _look(wishes: Iterable[Wish], offers: tuple[Offer, ...], context: Context) -> list[Row]:
    rows: list[Row] = []
    for wish in wishes:
        row: Row = (wish.key, {}, {})
        for offer in offers:
            _note(wish, offer, context, row[1], row[2])
        rows.append(row)
    return rows


def _note(wish: Wish, offer: Offer, context: Context, alive: dict[Pair, Seen], near: dict[Pair, NearMiss]) -> None:
    if is_hopeless(wish, offer, context):
        return
    assessment = assess(wish, offer, context)
    opening = tuple(sorted({field for unknown in assessment.unknowns if unknown.opens for field in unknown.missing}))
    if assessment.status != "impossible":
        alive[assessment.key] = Seen(assessment.status, assessment.scores, is_placeable(assessment, context), opening)
    elif not opening:
        near[assessment.key] = NearMiss(_barrier_in_the_way(assessment), assessment.pair_score)


def _barrier_in_the_way(assessment: Assessment) -> str:
    return next((barrier.code for barrier in assessment.barriers if barrier.code != "weak"), "weak")


def with_entry(market: Market, entry: Entry) -> Market:
    """The market after one of its entries has changed."""
    if isinstance(entry, Wish):
        return replace(market, wishes=tuple(entry if wish.key == entry.key else wish for wish in market.wishes))
    if isinstance(entry, Offer):
        return replace(market, offers=tuple(entry if offer.key == entry.key else offer for offer in market.offers))
    raise TypeError(entry)


def resurvey(landscape: Landscape, entry: Entry) -> Landscape:
    """The landscape after one entry has changed, exactly as `survey` would see it. Only the pairs of
    the entry are looked at again, unless the change tells that other regions have worked together."""
    market = with_entry(landscape.market, entry)
    context = context_of(market, landscape.trees)
    if (context.linked_regions, context.worked) != (landscape.context.linked_regions, landscape.context.worked):
        return survey(market, landscape.trees)
    wishes, offers = dict(landscape.wishes), dict(landscape.offers)
    alive = {pair: seen for pair, seen in landscape.alive.items() if entry.key not in pair}
    near = {pair: code for pair, code in landscape.near.items() if entry.key not in pair}
    if isinstance(entry, Wish):
        wishes[entry.key] = entry
        for offer in offers.values():
            _note(entry, offer, context, alive, near)
    elif isinstance(entry, Offer):
        offers[entry.key] = entry
        for wish in wishes.values():
            if wish.key not in landscape.unseen:
                _note(wish, entry, context, alive, near)
    unseen = landscape.unseen - {entry.key}
    return Landscape(market, landscape.trees, context, wishes, offers, alive, near, unseen)
