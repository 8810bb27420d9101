"""When a leg falls away: the best repair that leaves all other exchanges as they are.

The groups of the broken exchange look for another: one that closes the ring without the leg, a chain,
or, for groups that may go one way, a stay alone. What opening further exchanges would gain is shown
beside it and decided by people.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal, NamedTuple

from hospes.pairing.exchange.network import Exchange, network_of, worth
from hospes.pairing.exchange.pack import USUAL, Effort
from hospes.pairing.exchange.plan import booked, pack_dated
from hospes.pairing.landscape import Landscape, Stop, never
from hospes.pairing.parties import Pair
from hospes.pairing.pins import with_pins
from hospes.pairing.stays import Ledger, Stay

Because = Literal["leg_broken", "exchange_broken", "closes_the_ring", "in_a_chain", "one_way"]


class Move(NamedTuple):
    """A wish that stays elsewhere than before: `None` is at home."""

    wish: str
    before: str | None
    after: str | None
    because: Because


@dataclass(frozen=True)
class Repair:
    """`gain`: tenths above what is left after the leg broke and nobody moved."""

    exchanges: tuple[Exchange, ...]
    one_way: tuple[Stay, ...]
    moves: tuple[Move, ...]
    value: int
    gain: int
    # The exchanges of others that are opened; none in the least repair.
    opened: tuple[Exchange, ...] = ()
    # A repair that opens further exchanges and is worth more, where there is one.
    wider: "Repair | None" = None


class NoSuchLegError(ValueError):
    """The broken leg is in none of the exchanges."""


def repair_exchange(
    landscape: Landscape, exchanges: Sequence[Exchange], broken: Pair, *, effort: Effort = USUAL, stop: Stop = never
) -> Repair:
    """The best repair that keeps every other exchange. The pair that broke is not tried again. Wishes
    and offers that are gone are left out of the landscape beforehand."""
    failed = next((one for one in exchanges if broken in one.pairs), None)
    if failed is None:
        raise NoSuchLegError(*broken)
    without = _without(landscape, broken)
    others = tuple(one for one in exchanges if one != failed)
    least = _repair(without, others, failed, broken, (), effort, stop)
    opened = _neighbours(without, others, failed)
    if not opened or stop():
        return least
    kept = tuple(one for one in others if one not in opened)
    wider = _repair(without, kept, failed, broken, opened, effort, stop)
    return replace(least, wider=wider) if wider.value > least.value else least


def _without(landscape: Landscape, broken: Pair) -> Landscape:
    return replace(landscape, alive={pair: seen for pair, seen in landscape.alive.items() if pair != broken})


def _repair(
    landscape: Landscape,
    kept: tuple[Exchange, ...],
    failed: Exchange,
    broken: Pair,
    opened: tuple[Exchange, ...],
    effort: Effort,
    stop: Stop,
) -> Repair:
    freed = {wish: offer for one in (failed, *opened) for wish, offer, _ in one.legs}
    fixed = booked(kept, landscape, with_pins(landscape))
    away = {wish for one in kept for wish, _, _ in one.legs}
    net = network_of(landscape, ledger=fixed, away=away)
    net, packing = pack_dated(net, landscape, fixed, effort=effort, stop=stop)
    again = net.exchanges(packing.rows)
    ledger = booked(again, landscape, fixed)
    one_way = _one_way(landscape, ledger, freed)
    value = _value((*kept, *again), landscape) + sum(
        worth(landscape.wishes[stay.wish], stay.key, landscape) for stay in one_way
    )
    return Repair(
        exchanges=tuple(sorted((*kept, *again))),
        one_way=one_way,
        moves=_moves(freed, again, one_way, broken, landscape),
        value=value,
        gain=value - _value((*kept, *opened), landscape),
        opened=opened,
    )


def _moves(
    before: Mapping[str, str], again: Sequence[Exchange], one_way: Sequence[Stay], broken: Pair, landscape: Landscape
) -> tuple[Move, ...]:
    """Who stays elsewhere than before, and why, by key."""
    after: dict[str, tuple[str, Because]] = {stay.wish: (stay.offer, "one_way") for stay in one_way}
    for exchange in again:
        why: Because = "closes_the_ring" if _is_ring(exchange, landscape) else "in_a_chain"
        after |= {wish: (offer, why) for wish, offer, _ in exchange.legs}
    moves = []
    for wish in sorted({*before, *after}):
        at_home: Because = "leg_broken" if wish == broken[0] else "exchange_broken"
        offer, because = after.get(wish, (None, at_home))
        if offer != before.get(wish):
            moves.append(Move(wish, before.get(wish), offer, because))
    return tuple(moves)


def _is_ring(exchange: Exchange, landscape: Landscape) -> bool:
    hosts = {landscape.offers[offer].organisation for _, offer, _ in exchange.legs}
    return hosts == {landscape.wishes[wish].organisation for wish, _, _ in exchange.legs}


def _value(exchanges: Iterable[Exchange], landscape: Landscape) -> int:
    return sum(
        worth(landscape.wishes[pair[0]], pair, landscape)
        for one in exchanges
        for pair in one.pairs
        if pair in landscape.alive
    )


def _one_way(landscape: Landscape, ledger: Ledger, freed: Collection[str]) -> tuple[Stay, ...]:
    """Whole stays for groups that are still at home and may go one way, those worth most first."""
    choices = sorted(
        (-worth(landscape.wishes[wish], (wish, offer), landscape), wish, offer)
        for wish, offer in landscape.alive
        if wish in freed and landscape.wishes[wish].returns != "must" and landscape.alive[wish, offer].placeable
    )
    found = []
    for _, key, offer in choices:
        wish = landscape.wishes[key]
        if ledger.people_left[key] != wish.people:
            continue
        stay = ledger.room(wish, landscape.offers[offer])
        if stay is not None and stay.people == wish.people:
            ledger.take(stay)
            found.append(stay)
    return tuple(sorted(found, key=lambda stay: stay.key))


def _neighbours(landscape: Landscape, others: Sequence[Exchange], failed: Exchange) -> tuple[Exchange, ...]:
    """Exchanges that the freed groups, or the places that were kept for them, could join."""
    wishes = {wish for wish, _, _ in failed.legs}
    hosts = {landscape.offers[offer].organisation for _, offer, _ in failed.legs if offer in landscape.offers}
    near = {landscape.offers[offer].organisation for wish, offer in landscape.alive if wish in wishes}
    near |= {
        landscape.wishes[wish].organisation
        for wish, offer in landscape.alive
        if landscape.offers[offer].organisation in hosts
    }
    return tuple(one for one in others if any(landscape.offers[offer].organisation in near for _, offer, _ in one.legs))
