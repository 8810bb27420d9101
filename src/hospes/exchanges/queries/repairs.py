"""What could take the place of an exchange that fell through: the engine's best repair, and other rings."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace

from hospes.exchanges import finding
from hospes.exchanges.finding import Leg
from hospes.exchanges.queries import legs, possibilities
from hospes.matchmaking.choices import IntroductionState, Side
from hospes.matchmaking.models import Introduction
from hospes.matchmaking.queries import market
from hospes.matchmaking.queries.rows import to_read
from hospes.matchmaking.rules.introductions import has_accepted
from hospes.pairing.exchange.network import Exchange as Found
from hospes.pairing.exchange.repair import Repair, repair_exchange
from hospes.pairing.landscape import Landscape, survey
from hospes.pairing.parties import Offer, Wish

# So many legs around those that are left are looked at, and so many other rings shown.
MOST_LEGS, OTHERS = 400, 4
# Those who lost their part come before everybody else, whatever others would gain.
_FIRST = 1_000_000

Pairs = list[list[int]]


@dataclass(frozen=True, slots=True)
class Repairs:
    """As pairs (wish, offer): exchanges of the best repair, stays that go one way, and other rings."""

    exchanges: list[Pairs]
    one_way: Pairs
    others: list[Pairs]

    @property
    def is_empty(self) -> bool:
        return not (self.exchanges or self.one_way or self.others)


def repairs_of(parts: Sequence[Introduction]) -> Repairs:
    """For the groups whose part broke or fell through. What broke is not tried again."""
    broken = broken_in(parts)
    if broken is None:
        return Repairs([], [], [])
    stayed = {one for part in parts for one in (part.wish.organisation_id, part.offer.organisation_id)}
    around = _around(stayed)
    every = finding.find(around, legs.sources_among(around), kept=200, of_one_wish=200)
    rings = [possibilities.as_pairs(one) for one in finding.through(every, stayed)]
    exchanges, one_way = _engine(parts, broken, rings, around)
    others = [one for one in rings if one not in exchanges]
    return Repairs(exchanges, one_way, others[:OTHERS])


def broken_in(parts: Iterable[Introduction]) -> Introduction | None:
    """The part that ended by itself: declined, or left without an answer."""
    ended = (IntroductionState.DECLINED, IntroductionState.EXPIRED)
    found = [part for part in parts if part.state in ended]
    return min(found, key=lambda part: sum(has_accepted(part, side) for side in Side), default=None)


def _around(stayed: Collection[int]) -> list[Leg]:
    held = legs.held_now()
    found = {leg for organisation in sorted(stayed) for leg in legs.legs_around(organisation, held)}
    return sorted(found, key=lambda leg: (-leg.score, leg))[:MOST_LEGS]


def _engine(
    parts: Sequence[Introduction], broken: Introduction, rings: Sequence[Pairs], around: Sequence[Leg]
) -> tuple[list[Pairs], Pairs]:
    """The best repair among the entries of these rings and of the exchange itself."""
    freed = {part.wish_id for part in parts}
    wanted = freed | {part.offer_id for part in parts} | {pk for ring in rings for pair in ring for pk in pair}
    wanted |= {leg.offer for leg in around if leg.wish in freed}
    numbers, landscape = _landscape(wanted)
    keys = {number: key for key, number in numbers.items()}
    failed = tuple(
        (keys[part.wish_id], keys[part.offer_id], part.people or 1)
        for part in parts
        if part.wish_id in keys and part.offer_id in keys
    )
    pair = keys.get(broken.wish_id), keys.get(broken.offer_id)
    lost = next((leg for leg in failed if leg[:2] == pair), None)
    if lost is None:
        return [], []
    landscape = _with_pairs(landscape, numbers, around, {keys[pk] for pk in freed if pk in keys})
    repair = repair_exchange(landscape, [Found(failed, 0)], (lost[0], lost[1]))
    return _told(repair, numbers, freed)


def _told(repair: Repair, numbers: dict[str, int], freed: Collection[int]) -> tuple[list[Pairs], Pairs]:
    exchanges = [[[numbers[wish], numbers[offer]] for wish, offer in one.pairs] for one in repair.exchanges]
    mine = [one for one in exchanges if len(one) > 1 and any(wish in freed for wish, _offer in one)]
    return mine, [[numbers[stay.wish], numbers[stay.offer]] for stay in repair.one_way]


def _landscape(wanted: Collection[int]) -> tuple[dict[str, int], Landscape]:
    """These entries as the engine reads them, and the number of each key."""
    links = market.worked_together()
    rows = to_read(market.among(wanted))
    parties = [market.party_of(row, links) for row in rows]
    complete = [
        party
        for party in parties
        if (isinstance(party, Wish) and party.people) or (isinstance(party, Offer) and party.places)
    ]
    return {str(row.key): row.pk for row in rows}, survey(market.market_of(complete, links), market.trees())


def _with_pairs(
    landscape: Landscape, numbers: dict[str, int], around: Sequence[Leg], freed: Collection[str]
) -> Landscape:
    """Only pairs that can be proposed now, and those who lost their part first."""
    free = {(leg.wish, leg.offer) for leg in around}
    alive = {
        pair: seen for pair, seen in landscape.alive.items() if (numbers.get(pair[0]), numbers.get(pair[1])) in free
    }
    settings = replace(landscape.context.settings, change_cost=_FIRST, longest_cycle=finding.LONGEST)
    return replace(
        landscape,
        alive=alive,
        market=replace(landscape.market, previous=frozenset(pair for pair in alive if pair[0] in freed)),
        context=replace(landscape.context, settings=settings),
    )
