"""How many more people travel when something changes in a market: a part of the plan is solved again.

What may change are the groups near to it; everybody else is held where the plan has them. A small
market is solved again whole. The goals: no seat less of the reserve, as many organisations served as
can be, then welfare, then people. The same part is solved before the change and after it, so that what
a better search alone would find counts for nothing.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

from hospes.pairing.earlier import earlier_plan
from hospes.pairing.exact import NoPlanError
from hospes.pairing.goals import arcs_of
from hospes.pairing.landscape import Landscape, Stop, never, resurvey
from hospes.pairing.pairs import Pairs
from hospes.pairing.parties import Entry, Pair
from hospes.pairing.reopened import opened
from hospes.pairing.stays import Ledger, Stay

# Up to so many pairs the market is solved again whole.
WHOLE = 400
# Groups that may go elsewhere in a part, and pairs solved again in all for each unit of work.
PART = 40
PAIRS_FOR_WORK = 2_500
NODES = 50

Scope = Literal["market", "neighbourhood"]


@dataclass(slots=True)
class Effort:
    """How many pairs may still be solved again: the same on every machine."""

    pairs: int
    stop: Stop = never
    # People of parts that were solved before.
    known: dict[frozenset[str], int | None] = field(default_factory=dict)
    _wanting: dict[str, list[str]] | None = None

    def wanting(self, landscape: Landscape, ledger: Ledger) -> dict[str, list[str]]:
        """For each offer the groups at home that could stay there."""
        if self._wanting is None:
            self._wanting = {}
            home = {key for key, people in ledger.people_left.items() if people}
            alive = landscape.alive
            pairs = alive.among(home | landscape.offers.keys()) if isinstance(alive, Pairs) else alive
            for wish, offer in pairs:
                if wish in home:
                    self._wanting.setdefault(offer, []).append(wish)
        return self._wanting

    @property
    def is_spent(self) -> bool:
        return self.pairs <= 0 or self.stop()


def effort_for(work: int, stop: Stop = never) -> Effort:
    return Effort(PAIRS_FOR_WORK * max(1, work), stop)


@dataclass(frozen=True, slots=True)
class Part:
    """Entries that matter, and the groups among them that may go elsewhere."""

    keys: frozenset[str]
    free: frozenset[str]
    scope: Scope


def more_people(landscape: Landscape, ledger: Ledger, entry: Entry, part: Part, effort: Effort) -> int | None:
    """How many more people travel once this entry has changed; None when the effort is spent."""
    before = people_of(landscape.only(part.keys), landscape, ledger, part, effort)
    after = people_of(resurvey(landscape.only(part.keys), entry), landscape, ledger, part, effort, changed=True)
    return None if before is None or after is None else max(0, after - before)


def part_near(landscape: Landscape, ledger: Ledger, pairs: Iterable[Pair], effort: Effort) -> Part:
    """The part of the plan that new pairs can matter to: their groups, those at home first, the guests of
    their hosts, and the groups at home that could have the places those would leave."""
    if len(landscape.alive) <= WHOLE:
        return Part(frozenset(landscape.wishes) | frozenset(landscape.offers), frozenset(landscape.wishes), "market")
    listed = sorted(pairs)
    own = sorted({wish for wish, _ in listed}, key=lambda key: (not ledger.people_left[key], key))[:PART]
    hosts = {offer for wish, offer in listed if wish in set(own)}
    hosts |= {stay.offer for stay in _stays_of(own, ledger)}
    guests = sorted({wish for host in hosts for wish in ledger.guests.get(host, ())})
    wanting = effort.wanting(landscape, ledger)
    at_home = sorted({wish for host in hosts for wish in wanting.get(host, ())})
    free = list(dict.fromkeys([*own, *guests, *at_home]))[:PART]
    reached = hosts | {stay.offer for stay in _stays_of(free, ledger)}
    beside = {wish for host in reached for wish in ledger.guests.get(host, ())}
    return Part(frozenset(reached.union(beside, free)), frozenset(free), "neighbourhood")


def _stays_of(wishes: Iterable[str], ledger: Ledger) -> list[Stay]:
    some = frozenset(wishes)
    return [stay for stay in ledger.stays.values() if stay.wish in some]


def people_of(
    landscape: Landscape, whole: Landscape, ledger: Ledger, part: Part, effort: Effort, *, changed: bool = False
) -> int | None:
    """People of the part in its best plan. `landscape` has the part alone, `whole` everybody."""
    if not changed and part.keys in effort.known:
        return effort.known[part.keys]
    if effort.is_spent:
        return None
    stays = [stay for stay in ledger.stays.values() if part.keys.issuperset(stay.key)]
    elsewhere = [stay for stay in ledger.stays.values() if not part.keys.issuperset(stay.key)]
    served = {whole.wishes[stay.wish].organisation for stay in elsewhere}
    opening = opened(landscape, earlier_plan(landscape, stays), arcs_of(landscape), part.free, stop=effort.stop)
    effort.pairs -= len(opening.arcs)
    seats = min(sum(stay.fewer_opportunities for stay in stays), _seats(whole, ledger))
    try:
        people = opening.people_of_the_best(served, seats=seats, nodes=NODES, stop=effort.stop)
    except NoPlanError:
        people = 0
    if not changed:
        effort.known[part.keys] = people
    return people


def _seats(landscape: Landscape, ledger: Ledger) -> int:
    """The seats that the reserve holds; none where it is not asked for."""
    return ledger.fewer if landscape.context.settings.reserve_mode == "seats" else 0
