"""The graph of a market: which wish could be hosted whole at which offer, and what limits it."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np
from scipy import sparse

from hospes.pairing.exchange.graph import Graph
from hospes.pairing.exchange.walks import Rows
from hospes.pairing.goals import person_value
from hospes.pairing.landscape import Landscape
from hospes.pairing.parties import Offer, Pair, Wish
from hospes.pairing.plan_files import Leg
from hospes.pairing.stays import Ledger


class Exchange(NamedTuple):
    """A cycle or a chain, and what its people and places are worth together, in tenths."""

    legs: tuple[Leg, ...]
    value: int

    @property
    def pairs(self) -> tuple[Pair, ...]:
        return tuple((wish, offer) for wish, offer, _ in self.legs)


class Possible(NamedTuple):
    """A leg before it is numbered."""

    host: str
    wish: Wish
    offer: Offer
    value: int


@dataclass(frozen=True)
class Network:
    graph: Graph
    legs: tuple[Possible, ...]

    def exchanges(self, rows: Rows) -> tuple[Exchange, ...]:
        """The rows of legs by their names, in the order of the keys."""
        return tuple(sorted(self._exchange([leg for leg in row if leg >= 0]) for row in rows.tolist()))

    def _exchange(self, row: Sequence[int]) -> Exchange:
        legs = [(self.legs[leg].wish.key, self.legs[leg].offer.key, self.legs[leg].wish.people or 0) for leg in row]
        if self.graph.is_cycle(row):
            low = legs.index(min(legs))
            legs = [*legs[low:], *legs[:low]]
        return Exchange(tuple(legs), sum(self.legs[leg].value for leg in row))

    def without(self, together: Iterable[frozenset[Pair]]) -> "Network":
        """The network in which none of these sets of legs can be together."""
        number = {(leg.wish.key, leg.offer.key): index for index, leg in enumerate(self.legs)}
        sets = list(together)
        cells = [(number[pair], place) for place, pairs in enumerate(sets) for pair in sorted(pairs)]
        cuts = sparse.csr_array(
            (np.ones(len(cells), dtype=np.int64), tuple(zip(*cells, strict=True))), shape=(len(self.legs), len(sets))
        )
        use = sparse.csr_array(sparse.hstack([self.graph.use, cuts]))
        room = np.append(self.graph.room, [len(pairs) - 1 for pairs in sets]).astype(np.int64)
        return replace(self, graph=replace(self.graph, use=use, room=room))


def worth(wish: Wish, pair: Pair, landscape: Landscape) -> int:
    """What a leg adds to the welfare of a plan, in tenths."""
    kept = landscape.context.settings.change_cost if pair in landscape.market.previous else 0
    return (wish.people or 0) * person_value(wish, pair, landscape) + kept


def possible_legs(landscape: Landscape) -> Iterator[Possible]:
    """Every wish at every offer that may take the whole group, by key."""
    for pair in sorted(landscape.alive):
        wish, offer = landscape.wishes[pair[0]], landscape.offers[pair[1]]
        if landscape.alive[pair].placeable and offer.smallest_group <= (wish.people or 0) <= offer.most:
            yield Possible(offer.organisation, wish, offer, worth(wish, pair, landscape))


def network_of(landscape: Landscape, *, ledger: Ledger | None = None, away: Collection[str] = ()) -> Network:
    """The network of all legs, within the room that the ledger leaves. Wishes that are `away` have no
    leg. A stay of the ledger that takes its whole group can be a leg; it asks for no more room."""
    booked = ledger if ledger is not None else Ledger(landscape.wishes, landscape.offers)
    fixed = {pair[0] for pair in booked.stays}
    legs = []
    for leg in possible_legs(landscape):
        stay = booked.stays.get((leg.wish.key, leg.offer.key))
        if leg.wish.key in away or (leg.wish.key in fixed and (stay is None or stay.people != leg.wish.people)):
            continue
        legs.append(leg if stay is None else leg._replace(value=0))
    return network(landscape, legs, _limits(legs, landscape, booked))


def network(landscape: Landscape, legs: Iterable[Possible], limits: Iterable["Limit"]) -> Network:
    """Numbers organisations, legs and limits in the order of the keys."""
    listed = sorted(legs, key=lambda leg: (leg.host, leg.wish.key, leg.offer.key))
    names = sorted({leg.host for leg in listed} | {leg.wish.organisation for leg in listed})
    number = {name: index for index, name in enumerate(names)}
    by_key = sorted(range(len(listed)), key=lambda index: (listed[index].wish.key, listed[index].offer.key))
    rank = np.zeros(len(listed), dtype=np.int64)
    rank[by_key] = np.arange(len(listed))
    wishes = {key: index for index, key in enumerate(sorted({leg.wish.key for leg in listed}))}
    at = {(leg.wish.key, leg.offer.key): index for index, leg in enumerate(listed)}
    cells = [(index, wishes[leg.wish.key], 1) for index, leg in enumerate(listed)]
    room = [1] * len(wishes)
    for limit in limits:
        cells += [(at[pair], len(room), taken) for pair, taken in limit.takes]
        room.append(limit.room)
    where = np.array(cells, dtype=np.int64).reshape(-1, 3)
    senders = {wish.organisation for wish in landscape.wishes.values()}
    graph = Graph(
        organisations=len(names),
        host=np.array([number[leg.host] for leg in listed], dtype=np.int64),
        guest=np.array([number[leg.wish.organisation] for leg in listed], dtype=np.int64),
        value=np.array([leg.value for leg in listed], dtype=np.int64),
        use=sparse.csr_array((where[:, 2], (where[:, 0], where[:, 1])), shape=(len(listed), len(room))),
        room=np.array(room, dtype=np.int64),
        wish=np.array([wishes[leg.wish.key] for leg in listed], dtype=np.int64),
        sources=np.array([number[name] for name in names if name not in senders], dtype=np.int64),
        longest=landscape.context.settings.longest_cycle,
        rank=rank,
    )
    return Network(graph, tuple(listed))


class Limit(NamedTuple):
    """How much each leg takes of something, and how much there is."""

    takes: list[tuple[Pair, int]]
    room: int


def _limits(legs: Sequence[Possible], landscape: Landscape, booked: Ledger) -> Iterator[Limit]:
    """Places and groups of the offers, where they can run out, and the hard share where it is asked for.

    An organisation hosts in an exchange only while it sends in it, so one with two wishes never hosts
    more than two groups; only a chain's first host may host as many as it has room for.
    """
    by_offer: dict[str, list[Possible]] = {}
    sends: dict[str, set[str]] = {}
    for leg in legs:
        by_offer.setdefault(leg.offer.key, []).append(leg)
        sends.setdefault(leg.wish.organisation, set()).add(leg.wish.key)
    for key, own in sorted(by_offer.items()):
        free = [leg for leg in own if (leg.wish.key, key) not in booked.stays]
        most = len(sends.get(own[0].host, ())) or len(free)
        largest = sorted((leg.wish.people or 0 for leg in free), reverse=True)[:most]
        if sum(largest) > booked.places_left[key]:
            takes = [((leg.wish.key, key), leg.wish.people or 0) for leg in free]
            yield Limit(takes, booked.places_left[key])
        groups = booked.groups_left[key]
        if groups is not None and len(largest) > groups:
            yield Limit([((leg.wish.key, key), 1) for leg in free], groups)
    settings = landscape.context.settings
    if settings.reserve_mode == "share":
        share, whole = settings.reserve.as_integer_ratio()
        free = [leg for leg in legs if (leg.wish.key, leg.offer.key) not in booked.stays]
        takes = [
            ((leg.wish.key, leg.offer.key), share * (leg.wish.people or 0) - whole * leg.wish.fewer_opportunities)
            for leg in free
        ]
        yield Limit(takes, whole * booked.fewer - share * booked.people)
