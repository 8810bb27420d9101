"""A whole market looked at once, pair by pair: which pairs can be, and which almost can."""

from collections.abc import Callable, Collection, Iterable, Mapping
from concurrent.futures import Executor
from dataclasses import dataclass, field, replace

import numpy as np

from hospes.pairing.context import Context, context_of
from hospes.pairing.distance import Trees
from hospes.pairing.looking import NearMiss, look, look_closely
from hospes.pairing.pairs import Pairs, Rows, Seen
from hospes.pairing.parties import Entry, Market, Offer, Pair, Wish

Stop = Callable[[], bool]
Step = Callable[[], object]


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
    # In a large market only the best pairs of each entry are kept: the score of the best that was not, by wish.
    left_out: Mapping[str, int] = field(default_factory=dict)
    # And by offer: a pair that is in neither list is worth no more than either says.
    left_out_of_offers: Mapping[str, int] = field(default_factory=dict)

    @property
    def possible(self) -> frozenset[Pair]:
        return self.alive.possible() if isinstance(self.alive, Pairs) else _possible(self.alive)

    def waiting(self) -> Mapping[Pair, Seen]:
        """The open pairs."""
        if isinstance(self.alive, Pairs):
            return self.alive.waiting()
        return {pair: seen for pair, seen in self.alive.items() if seen.status == "open"}

    def only(self, keys: Collection[str]) -> "Landscape":
        """The landscape without all other entries."""
        keys = frozenset(keys)
        some = self.alive.among(keys) if isinstance(self.alive, Pairs) else self.alive
        pinned = tuple(pin for pin in self.market.pinned if {pin.wish, pin.offer} <= keys)
        return replace(
            self,
            market=replace(self.market, pinned=pinned),
            wishes={key: self.wishes[key] for key in sorted(keys & self.wishes.keys())},
            offers={key: self.offers[key] for key in sorted(keys & self.offers.keys())},
            alive={pair: seen for pair, seen in some.items() if keys.issuperset(pair)},
        )

    def entry(self, key: str) -> Entry:
        return self.wishes[key] if key in self.wishes else self.offers[key]


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
    left_out: dict[str, int] = {}
    left_out_of_offers: dict[str, int] = {}
    columns: list[Rows] = []
    unseen = set(wishes)
    looked = look(tuple(wishes.values()), tuple(offers.values()), context, executor=executor, stop=stop)
    for sight in () if stop() else looked:
        alive.update(sight.alive)
        if sight.rows is not None:
            columns.append(sight.rows)
        near.update(sight.near)
        left_out.update(sight.left_out)
        left_out_of_offers.update(sight.left_out_of_offers)
        unseen.difference_update(sight.wishes)
        for _ in sight.wishes:
            step()
        if stop():
            break
    fixed = {pin.wish for pin in market.pinned} | {wish for wish, _ in market.previous}
    for sight in look_closely((wishes[key] for key in sorted(fixed & unseen)), offers.values(), context):
        alive.update(sight.alive)
        unseen.difference_update(sight.wishes)
    _with_fixed(market, wishes, offers, context, alive)
    seen: Mapping[Pair, Seen] = alive
    if columns:
        place_open = context.settings.place_open
        pairs = Pairs(tuple(wishes), tuple(offers), np.concatenate(columns), place_open=place_open)
        seen = pairs.extended(alive)
    return Landscape(
        market, trees, context, wishes, offers, seen, near, frozenset(unseen), left_out, left_out_of_offers
    )


def _with_fixed(
    market: Market, wishes: Mapping[str, Wish], offers: Mapping[str, Offer], context: Context, alive: dict[Pair, Seen]
) -> None:
    """Fixed and earlier pairs are kept however many better ones there are."""
    for pair in sorted({(pin.wish, pin.offer) for pin in market.pinned} | market.previous):
        if pair not in alive and pair[0] in wishes and pair[1] in offers:
            for sight in look_closely((wishes[pair[0]],), (offers[pair[1]],), context):
                alive.update(sight.alive)


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
    context = _context_after(landscape, market, entry)
    if context is None:
        return survey(market, landscape.trees)
    now: dict[Pair, Seen] = {}
    near = {pair: code for pair, code in landscape.near.items() if entry.key not in pair}
    for sight in look_closely(*_counterparts(landscape, entry), context):
        now.update(sight.alive)
        near.update(sight.near)
    if isinstance(landscape.alive, Pairs):
        alive: Mapping[Pair, Seen] = landscape.alive.without(entry.key).extended(now)
    else:
        alive = {pair: seen for pair, seen in landscape.alive.items() if entry.key not in pair} | now
    wishes, offers = dict(landscape.wishes), dict(landscape.offers)
    if isinstance(entry, Wish):
        wishes[entry.key] = entry
    elif isinstance(entry, Offer):
        offers[entry.key] = entry
    unseen = landscape.unseen - {entry.key}
    left_out = landscape.left_out, landscape.left_out_of_offers
    return Landscape(market, landscape.trees, context, wishes, offers, alive, near, unseen, *left_out)


def changed_pairs(landscape: Landscape, entry: Entry) -> tuple[frozenset[Pair], frozenset[Pair]]:
    """The pairs that a changed entry makes possible, and those that are then neither possible nor open."""
    context = _context_after(landscape, with_entry(landscape.market, entry), entry)
    if context is None:
        after = resurvey(landscape, entry)
        return after.possible - landscape.possible, frozenset(landscape.alive.keys() - after.alive.keys())
    now: dict[Pair, Seen] = {}
    for sight in look_closely(*_counterparts(landscape, entry), context):
        now.update(sight.alive)
    is_wish = isinstance(entry, Wish)
    others = landscape.offers if is_wish else landscape.wishes
    pairs = ((entry.key, other) if is_wish else (other, entry.key) for other in others)
    before = {pair: seen for pair in pairs if (seen := landscape.alive.get(pair)) is not None}
    return _possible(now) - _possible(before), frozenset(before.keys() - now.keys())


def _possible(pairs: Mapping[Pair, Seen]) -> frozenset[Pair]:
    return frozenset(pair for pair, seen in pairs.items() if seen.status == "possible")


def _context_after(landscape: Landscape, market: Market, entry: Entry) -> Context | None:
    """What pairs are judged against after a change; None when pairs of other entries are, too."""
    before = landscape.entry(entry.key)
    linking = before.organisation, before.region, before.worked_with
    if linking == (entry.organisation, entry.region, entry.worked_with):
        return landscape.context
    context = context_of(market, landscape.trees)
    same = (context.linked_regions, context.worked) == (landscape.context.linked_regions, landscape.context.worked)
    return context if same else None


def _counterparts(landscape: Landscape, entry: Entry) -> tuple[Iterable[Wish], Iterable[Offer]]:
    if isinstance(entry, Wish):
        return (entry,), landscape.offers.values()
    if isinstance(entry, Offer):
        return (wish for wish in landscape.wishes.values() if wish.key not in landscape.unseen), (entry,)
    raise TypeError(entry)
