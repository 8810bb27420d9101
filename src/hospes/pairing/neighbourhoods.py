"""Large markets: a plan made pair by pair is mended neighbourhood by neighbourhood.

A neighbourhood is some hosts, the groups that stay with them alone, and the groups at home that could
stay with them. Everything else is held, and the solver makes the best of the neighbourhood. Hosts are
gathered by the seed, so that the same seed and work give the same plan. No plan is ever replaced by a
worse one.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from random import Random

from hospes.pairing.exact import program_of, sizes
from hospes.pairing.goals import Arc, organisations_served
from hospes.pairing.greedy import rank
from hospes.pairing.landscape import Landscape, Stop
from hospes.pairing.parties import Offer
from hospes.pairing.stays import Ledger, Stay

# So many pairs are looked at together; beyond it the solver takes too long for what it finds.
PAIRS_AT_ONCE = 3_000
NODES = 20
GAP = 1e-4
# What serving one more organisation is worth beside welfare: more than any group can bring.
SERVED = 50_000


def improved(
    landscape: Landscape, arcs: Sequence[Arc], ledger: Ledger, *, target: int, rounds: int, seed: int, stop: Stop
) -> Ledger:
    """The plan after so many rounds in which each host is in one neighbourhood. `target`: seats to keep
    for people with fewer opportunities."""
    chance = Random(seed)  # noqa: S311 - repeatable on purpose, nothing secret
    by_offer: dict[str, list[Arc]] = defaultdict(list)
    for arc in arcs:
        by_offer[arc.offer.key].append(arc)
    for _ in range(rounds):
        for hosts in _gathered(by_offer, chance):
            if stop():
                return ledger
            ledger = _mended(landscape, by_offer, frozenset(hosts), ledger, target, stop)
    return ledger


def _gathered(by_offer: dict[str, list[Arc]], chance: Random) -> Iterable[list[str]]:
    """All hosts in groups that share many guests: from a host at random to the hosts of those it could have."""
    by_wish: dict[str, list[str]] = defaultdict(list)
    for key, own in by_offer.items():
        for arc in own:
            by_wish[arc.wish.key].append(key)
    order = list(by_offer)
    chance.shuffle(order)
    left = set(order)
    for first in order:
        if first not in left:
            continue
        group, waiting, size = [], [first], 0
        left.discard(first)
        while waiting and size < PAIRS_AT_ONCE:
            here = waiting.pop(0)
            group.append(here)
            size += len(by_offer[here])
            near = {host for arc in by_offer[here] for host in by_wish[arc.wish.key] if host in left}
            ranked = sorted(near)
            chance.shuffle(ranked)
            waiting.extend(ranked[:8])
            left.difference_update(ranked[:8])
        left.update(waiting)
        yield group


def _mended(
    landscape: Landscape, by_offer: dict[str, list[Arc]], hosts: frozenset[str], ledger: Ledger, target: int, stop: Stop
) -> Ledger:
    """The plan with the best stays at these hosts that the solver finds; the same plan when that is not better."""
    here = [stay for host in sorted(hosts) for stay in ledger.guests.get(host, {}).values()]
    bound_elsewhere = {stay.wish for stay in ledger.stays.values() if stay.offer not in hosts}
    bound_elsewhere.update(pin.wish for pin in landscape.market.pinned)
    free = [stay for stay in here if stay.wish not in bound_elsewhere]
    held = [stay for stay in here if stay.wish in bound_elsewhere]
    offers = {host: offer for host in hosts if (offer := _with_room(landscape.offers[host], held)) is not None}
    free = [stay for stay in free if stay.offer in offers]
    arcs = [
        replace(arc, offer=offers[host])
        for host in sorted(offers)
        for arc in by_offer[host]
        if arc.wish.key not in bound_elsewhere
    ]
    arcs = sorted((arc for arc in arcs if sizes(arc)[0] <= sizes(arc)[1]), key=lambda arc: arc.key)
    if not arcs:
        return ledger
    found = _solved(landscape, arcs, ledger, free, target, stop)
    if found is None:
        return ledger
    changed = ledger.copy()
    for stay in free:
        changed.give_back(stay)
    for stay in found.stays.values():
        changed.take(stay)
    return changed if rank(landscape, changed, target) > rank(landscape, ledger, target) else ledger


def _with_room(offer: Offer, held: Sequence[Stay]) -> Offer | None:
    """The offer less the stays that are held there; None where their weeks would have to be kept free."""
    guests = [stay for stay in held if stay.offer == offer.key]
    if not guests:
        return offer
    if offer.at_once is not None or offer.places is None:
        return None
    places = offer.places - sum(stay.people for stay in guests)
    groups = None if offer.groups is None else offer.groups - len(guests)
    return replace(offer, places=places, groups=groups, largest_group=offer.most)


def _solved(
    landscape: Landscape, arcs: Sequence[Arc], ledger: Ledger, free: Sequence[Stay], target: int, stop: Stop
) -> Ledger | None:
    program = program_of(landscape, arcs)
    fewer_here = sum(stay.fewer_opportunities for stay in free)
    program.hold(program.fewer, max(0, target - (ledger.fewer - fewer_here)))
    leaving = {stay.key for stay in free}
    served = organisations_served((stay for key, stay in ledger.stays.items() if key not in leaving), landscape)
    most = 1 + sum(wish.fewer_opportunities for wish in {arc.wish.key: arc.wish for arc in arcs}.values())
    goal = {column: factor * most for column, factor in program.welfare.items()} | program.fewer
    if landscape.context.settings.fairness == "first-match":
        goal |= {column: SERVED * most for name, column in program.served.items() if name not in served}
    solution = program.model.maximise(goal, nodes=NODES, gap=GAP, stop=stop)
    return None if solution.columns is None else program.ledger(solution.whole())
