"""What makes one plan better than another, counted in whole tenths."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import fsum

from hospes.pairing.landscape import Landscape
from hospes.pairing.parties import Offer, Pair, Wish
from hospes.pairing.stays import Ledger, Stay

MOST_WAITING = 100


@dataclass(frozen=True, slots=True)
class Arc:
    """A pair that a plan may place, and what each person placed there is worth in tenths."""

    wish: Wish
    offer: Offer
    value: int

    @property
    def key(self) -> Pair:
        return self.wish.key, self.offer.key


def arcs_of(landscape: Landscape, *, in_exchange: bool = False) -> list[Arc]:
    """Every pair that may be placed, by key. Whoever travels only in exchange is left out unless asked
    for, and so is anybody whose number nobody knows."""
    found = []
    for pair in sorted(landscape.alive):
        wish, offer = landscape.wishes[pair[0]], landscape.offers[pair[1]]
        sized = wish.people is not None and offer.places is not None
        if landscape.alive[pair].placeable and (in_exchange or wish.returns != "must") and sized:
            found.append(Arc(wish, offer, person_value(wish, pair, landscape)))
    return found


def person_value(wish: Wish, pair: Pair, landscape: Landscape) -> int:
    """The pair's score, and what the days of waiting add."""
    return landscape.alive[pair].scores.pair + waiting(wish, landscape)


def waiting(wish: Wish, landscape: Landscape) -> int:
    """Tenths that each person of the wish has gained by waiting."""
    days = (landscape.context.as_of - wish.since).days if wish.since is not None else 0
    return min(MOST_WAITING, landscape.context.settings.waiting * max(0, days))


def welfare(stays: Iterable[Stay], landscape: Landscape) -> int:
    """Tenths of points over all people, less the cost of every earlier stay that could have been kept
    and was not."""
    placed = {stay.key: stay.people for stay in stays}
    worth = sum(people * person_value(landscape.wishes[pair[0]], pair, landscape) for pair, people in placed.items())
    dropped = sum(pair in landscape.alive and pair not in placed for pair in landscape.market.previous)
    return worth - landscape.context.settings.change_cost * dropped


def organisations_served(stays: Iterable[Stay], landscape: Landscape) -> frozenset[str]:
    return frozenset(landscape.wishes[stay.wish].organisation for stay in stays)


def gini(stays: Iterable[Stay], landscape: Landscape) -> float:
    """How unequal sending organisations fare, from 0 (the same share of its people placed for each)
    to 1, by the share of its people that each sees placed."""
    asked: dict[str, int] = {}
    placed: dict[str, int] = {}
    for wish in landscape.wishes.values():
        asked[wish.organisation] = asked.get(wish.organisation, 0) + (wish.people or 0)
    for stay in stays:
        name = landscape.wishes[stay.wish].organisation
        placed[name] = placed.get(name, 0) + stay.people
    shares = sorted(placed.get(name, 0) / people for name, people in asked.items() if people)
    total = fsum(shares)
    if not total:
        return 0.0
    ranked = fsum((2 * rank - len(shares) - 1) * share for rank, share in enumerate(shares, start=1))
    return round(ranked / (len(shares) * total), 4)


def blocking_pairs(ledger: Ledger, landscape: Landscape) -> list[Pair]:
    """Pairs that both would rather have: each side has room, or a stay that it likes less."""
    worst_wish: dict[str, int] = {}
    worst_offer: dict[str, int] = {}
    for pair in ledger.stays:
        scores = landscape.alive[pair].scores
        worst_wish[pair[0]] = min(scores.wish, worst_wish.get(pair[0], scores.wish))
        worst_offer[pair[1]] = min(scores.offer, worst_offer.get(pair[1], scores.offer))
    found = []
    for arc in arcs_of(landscape):
        scores = landscape.alive[arc.key].scores
        least = max(arc.wish.part, arc.offer.smallest_group)
        room = ledger.places_left[arc.offer.key] >= least and ledger.groups_left[arc.offer.key] != 0
        wish_would = ledger.people_left[arc.wish.key] >= least or worst_wish.get(arc.wish.key, 101) < scores.wish
        offer_would = room or worst_offer.get(arc.offer.key, 101) < scores.offer
        if arc.key not in ledger.stays and wish_would and offer_would:
            found.append(arc.key)
    return found
