"""What to do when a plan no longer holds: somebody has declined, left, changed or arrived.

The best repair moves as few groups as can be; among those repairs the goals of a plan decide, in
their order. What moving one, two or more groups beyond that would gain is told beside it, so that
people can choose.

A group is moved when a stay that it could keep is given up or gets smaller. A group whose stay
cannot be any more, or that was at home, is not moved by being placed anew.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from hospes.pairing.bound import upper_bound
from hospes.pairing.earlier import Earlier, earlier_plan, with_earlier, without_declined
from hospes.pairing.exact import NoPlanError
from hospes.pairing.exchange.network import Exchange
from hospes.pairing.exchange.rounds import label
from hospes.pairing.goals import Arc, arcs_of, organisations_served, welfare
from hospes.pairing.greedy import rank
from hospes.pairing.landscape import Landscape, Stop, never
from hospes.pairing.moves import Move, moves
from hospes.pairing.parties import Pair
from hospes.pairing.pins import conflict
from hospes.pairing.planned import NODES, WORK, Effort, Plan, Reserve
from hospes.pairing.reopened import Found, opened
from hospes.pairing.stays import Ledger, Stay

# So many pairs are opened whole; in larger markets only what is near to the broken stays.
WHOLE = 1_000
# Pairs that are opened in a larger market, and the hosts that are looked at for each group.
NEAR = 600
HOSTS = 8
CHOICES = 4
# Up to so many stays, those that form exchanges by chance are told, too.
LABELLED = 300


@dataclass(frozen=True, slots=True)
class Choice:
    """One repair: what it reaches, and who moves. `welfare` in tenths."""

    ledger: Ledger
    found: Found
    moves: tuple[Move, ...]
    people: int
    fewer_opportunities: int
    organisations_served: int
    welfare: int
    proven: bool

    @property
    def moved(self) -> tuple[str, ...]:
        """The groups that could have kept their stays."""
        return tuple(move.wish for move in self.moves if move.moved)


@dataclass(frozen=True, slots=True)
class Repair:
    """The repaired plan, and the choices there were: each moves more groups than the one before it and
    is better. `chosen` is the place of the plan among them. `whole`: no group was held for want of time."""

    plan: Plan
    # The market of today, in which nobody is asked for what was declined.
    landscape: Landscape
    earlier: Earlier
    declined: tuple[Pair, ...]
    choices: tuple[Choice, ...]
    chosen: int
    whole: bool


def repair(
    landscape: Landscape,
    stays: Iterable[Stay],
    *,
    declined: Collection[Pair] = (),
    most_moved: int = 0,
    choices: int = CHOICES,
    work: int = WORK,
    seed: int = 0,
    stop: Stop = never,
) -> Repair:
    """The best repair of a plan with these stays in the market of today. Fixed and forbidden pairs are
    those of the market; `declined` are forbidden too. Of the choices the best one with at most
    `most_moved` groups moved is taken; when more have to move, the one that moves fewest."""
    listed = tuple(stays)
    refused = tuple(sorted(pair for pair in set(declined) if _is_there(pair, landscape)))
    landscape = with_earlier(without_declined(landscape, refused), listed)
    effort = Effort(seed, work, stop)
    earlier = earlier_plan(landscape, listed)
    clash = conflict(landscape)
    if not clash:
        try:
            found, whole = _choices(landscape, earlier, most_moved, choices, effort)
        except NoPlanError:
            clash = landscape.market.pinned
    if clash:
        empty = Ledger(landscape.wishes, landscape.offers)
        nothing = Plan("infeasible", "best", empty, 0, 0, Reserve(0, 0, 0, 0, 0), conflict=clash)
        return Repair(nothing, landscape, earlier, refused, (), 0, whole=True)
    chosen = max([place for place, one in enumerate(found) if len(one.moved) <= most_moved], default=0)
    return Repair(_plan(landscape, found, chosen, effort), landscape, earlier, refused, found, chosen, whole)


def _is_there(pair: Pair, landscape: Landscape) -> bool:
    return pair[0] in landscape.wishes and pair[1] in landscape.offers


def _choices(
    landscape: Landscape, earlier: Earlier, most_moved: int, count: int, effort: Effort
) -> tuple[tuple[Choice, ...], bool]:
    """Repairs that move ever more groups, as long as that makes them better, and whether no better
    repair can exist among those with as few moves."""
    arcs = arcs_of(landscape)
    part = opened(landscape, earlier, arcs, _hit(landscape, earlier))
    least = part.least_moved(nodes=effort.nodes, seed=effort.seed)
    if least and len(arcs) <= WHOLE:
        part = opened(landscape, earlier, arcs, _everybody(landscape))
        least = part.least_moved(nodes=effort.nodes, seed=effort.seed)
    first = part.best(least, nodes=effort.nodes, seed=effort.seed) or part.best(least, nodes=NODES**2, seed=effort.seed)
    if first is None:
        raise NoPlanError
    kept = [_choice(first, earlier, landscape)]
    if count == 1 or effort.stop():
        return tuple(kept), part.whole or not least
    near = _everybody(landscape) if len(arcs) <= WHOLE else _near(landscape, earlier, arcs, first.ledger)
    part = opened(landscape, earlier, arcs, near, stop=effort.stop)
    for most in _limits(least, most_moved, count):
        better = part.best(most, nodes=effort.nodes, seed=effort.seed, stop=effort.stop)
        if better is None:
            break
        choice = _choice(better, earlier, landscape)
        if len(choice.moved) > len(kept[-1].moved) and _is_better(choice, kept[-1], landscape):
            kept.append(choice)
        elif most is None:
            break
    return tuple(sorted(kept, key=lambda one: len(one.moved))), part.whole


def _limits(least: int, most_moved: int, count: int) -> Iterator[int | None]:
    """How many groups may move in each further choice: one more, two more, then ever larger steps."""
    steps = [1, 2, 3, 5, 8, 13, 21, 34, 55, 89][: max(0, count - 1)]
    listed = {least + step for step in steps}
    if most_moved > least:
        listed.add(most_moved)
    yield from sorted(listed)


def _is_better(one: Choice, other: Choice, landscape: Landscape) -> bool:
    target = max(one.found.seats, other.found.seats)
    return rank(landscape, one.ledger, target) > rank(landscape, other.ledger, target)


def _choice(found: Found, earlier: Earlier, landscape: Landscape) -> Choice:
    stays = found.ledger.stays.values()
    return Choice(
        found.ledger,
        found,
        moves(earlier, found.ledger, landscape),
        people=found.ledger.people,
        fewer_opportunities=found.ledger.fewer,
        organisations_served=len(organisations_served(stays, landscape)),
        welfare=welfare(stays, landscape),
        proven=found.proven,
    )


# In a large market


def _everybody(landscape: Landscape) -> frozenset[str]:
    return frozenset(landscape.wishes)


def _hit(landscape: Landscape, earlier: Earlier) -> frozenset[str]:
    """Groups that have not all their people placed any more, and those at hosts with too many guests."""
    placed: dict[str, int] = {}
    for pair, stay in earlier.standing.items():
        placed[pair[0]] = placed.get(pair[0], 0) + stay.people
    short = {key for key, wish in landscape.wishes.items() if placed.get(key, 0) != (wish.people or 0)}
    crowded = {pair[0] for pair in earlier.standing if pair[1] in earlier.overfull}
    return frozenset(short | crowded | {pin.wish for pin in landscape.market.pinned} | _beside_pins(landscape, earlier))


def _beside_pins(landscape: Landscape, earlier: Earlier) -> set[str]:
    """Guests of hosts at which somebody was fixed by hand since."""
    hosts = {pin.offer for pin in landscape.market.pinned if (pin.wish, pin.offer) not in earlier.standing}
    return {pair[0] for pair in earlier.standing if pair[1] in hosts}


def _near(landscape: Landscape, earlier: Earlier, arcs: Sequence[Arc], ledger: Ledger) -> frozenset[str]:
    """Groups that are at home after the least repair, then the guests of the hosts that they would like
    best, then the guests of the hosts that those would like, and so on, as far as there is time for."""
    own: dict[str, list[Arc]] = {}
    for arc in arcs:
        own.setdefault(arc.wish.key, []).append(arc)
    lost = {pair[0] for pair in earlier.lost}
    home = [key for key in own if ledger.people_left[key]]
    front = sorted(home, key=lambda key: (key not in lost, -ledger.people_left[key], key))
    free, pairs = set(_hit(landscape, earlier)), 0
    seen: set[str] = set()
    while front and pairs < NEAR:
        guests: list[str] = []
        for key in front:
            for arc in sorted(own.get(key, ()), key=lambda arc: (-arc.value, arc.key))[:HOSTS]:
                if arc.offer.key in seen or pairs >= NEAR:
                    continue
                seen.add(arc.offer.key)
                for guest in sorted(ledger.guests.get(arc.offer.key, ())):
                    if guest not in free:
                        free.add(guest)
                        guests.append(guest)
                        pairs += len(own.get(guest, ()))
        front = guests
    return frozenset(free)


# The plan


def _exchanges(ledger: Ledger, landscape: Landscape, stop: Stop) -> tuple[Exchange, ...]:
    """The exchanges among the stays. In a large plan they are told only where somebody travels in no
    other way: to find all of them takes longer than the repair."""
    only = any(landscape.wishes[stay.wish].returns == "must" for stay in ledger.stays.values())
    return label(landscape, ledger.stays.values(), stop=stop) if only or len(ledger.stays) <= LABELLED else ()


def _plan(landscape: Landscape, found: tuple[Choice, ...], chosen: int, effort: Effort) -> Plan:
    choice = found[chosen]
    reserve = Reserve(
        target=choice.found.seats,
        reached=choice.ledger.fewer,
        wanted=choice.found.wanted,
        price_people=choice.found.without_reserve.people - choice.people,
        price_welfare=welfare(choice.found.without_reserve.stays.values(), landscape) - choice.welfare,
    )
    bound = upper_bound(landscape, arcs_of(landscape, in_exchange=True), choice.welfare, stop=effort.stop)
    exchanges = tuple(one.legs for one in _exchanges(choice.ledger, landscape, effort.stop))
    status: Literal["limit"] = "limit"
    return Plan(status, "best", choice.ledger, choice.welfare, max(bound, choice.welfare), reserve, exchanges=exchanges)
