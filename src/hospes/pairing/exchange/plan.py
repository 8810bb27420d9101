"""The plan in which people travel only inside cycles and chains, beside stays that were fixed."""

from dataclasses import dataclass
from typing import Literal

from hospes.pairing.exchange.master import Stop
from hospes.pairing.exchange.network import Exchange, Network, network_of
from hospes.pairing.exchange.pack import USUAL, Effort, Packing, pack
from hospes.pairing.goals import MOST_WAITING, welfare
from hospes.pairing.greedy import share_holds
from hospes.pairing.landscape import Landscape, never
from hospes.pairing.parties import Pair, Pin, Window
from hospes.pairing.pins import conflict, dated, with_pins
from hospes.pairing.stays import Ledger

# Times that stays which cannot be dated together are told apart, before the host's limit is laid on all of them.
CUTS = 30


class TooFewFixedError(ValueError):
    """A fixed stay takes fewer people than the group accepts in all, and an exchange never adds to it."""

    def __init__(self, pair: Pair) -> None:
        super().__init__(*pair)
        self.pair = pair


class ShareNotFixedError(ValueError):
    """The stays that are fixed hold less than the hard share, and an exchange begins with them."""


@dataclass(frozen=True)
class ExchangePlan:
    """`objective` and `bound` in tenths. `first`: of all plans worth as much this is the first by key."""

    status: Literal["optimal", "limit", "infeasible"]
    ledger: Ledger
    exchanges: tuple[Exchange, ...]
    objective: int
    bound: int
    first: bool = False
    conflict: tuple[Pin, ...] = ()


def plan_exchanges(
    landscape: Landscape, *, effort: Effort = USUAL, stop: Stop = never, hurry: Stop = never
) -> ExchangePlan:
    """The exchanges that are worth most together. Fixed stays are kept as they are; one that takes its
    whole group may become a leg."""
    clash = conflict(landscape)
    if clash:
        return ExchangePlan("infeasible", Ledger(landscape.wishes, landscape.offers), (), 0, 0, conflict=clash)
    fixed = with_pins(landscape)
    few = [pair for pair in fixed.stays if fixed.placed(fixed.wishes[pair[0]]) < fixed.wishes[pair[0]].least]
    if few:
        raise TooFewFixedError(min(few))
    if not share_holds(landscape, fixed):
        raise ShareNotFixedError
    network = network_of(landscape, ledger=fixed)
    network, packing = pack_dated(network, landscape, fixed, effort=effort, stop=stop, hurry=hurry)
    exchanges = network.exchanges(packing.rows)
    ledger = booked(exchanges, landscape, fixed)
    objective = welfare(ledger.stays.values(), landscape)
    bound = objective + packing.bound - packing.value
    if landscape.unseen:
        bound = max(bound, _of_everybody(landscape))
    status: Literal["optimal", "limit"] = "optimal" if bound == objective else "limit"
    return ExchangePlan(status, ledger, exchanges, objective, bound, packing.first)


def _of_everybody(landscape: Landscape) -> int:
    """No plan is worth more, whatever there is to be seen of wishes that nobody has looked at."""
    return sum(wish.people or 0 for wish in landscape.wishes.values()) * (1_000 + MOST_WAITING)


def pack_dated(
    network: Network, landscape: Landscape, fixed: Ledger, *, effort: Effort, stop: Stop = never, hurry: Stop = never
) -> tuple[Network, Packing]:
    """The best packing in which every host that limits how many are there at once can date its guests.
    Sets of guests that cannot be dated together are found in a packing and forbidden in the next."""
    packing = pack(network.graph, effort=effort, stop=stop, hurry=hurry)
    bound = packing.bound
    for turn in range(2 * CUTS):
        clashes = _undated(network.exchanges(packing.rows), landscape, fixed)
        if not clashes:
            return network, Packing(packing.rows, packing.value, max(bound, packing.value), packing.first)
        if turn >= CUTS:
            # Too many sets: one guest of each is left out, and the bound stays as it was.
            clashes = [frozenset(sorted(clash)[:1]) for clash in clashes]
        network = network.without(clashes)
        packing = pack(network.graph, effort=effort, stop=stop, hurry=hurry)
        if turn < CUTS:
            bound = min(bound, packing.bound)
    return network, Packing(packing.rows[:0], 0, bound)


def _undated(exchanges: tuple[Exchange, ...], landscape: Landscape, fixed: Ledger) -> list[frozenset[Pair]]:
    """For each host whose guests cannot be dated, a smallest set of them that cannot."""
    found = []
    for key, pins in _guests(exchanges, fixed).items():
        if landscape.offers[key].at_once is None or dated(pins, landscape) is not None:
            continue
        clash = list(pins)
        for pin in pins:
            fewer = [other for other in clash if other != pin]
            if fewer and (pin.wish, pin.offer) not in fixed.stays and dated(fewer, landscape) is None:
                clash = fewer
        found.append(frozenset((pin.wish, pin.offer) for pin in clash if (pin.wish, pin.offer) not in fixed.stays))
    return found


def _guests(exchanges: tuple[Exchange, ...], fixed: Ledger) -> dict[str, list[Pin]]:
    guests: dict[str, list[Pin]] = {}
    stays = {stay.key: stay.people for stay in fixed.stays.values()}
    stays |= {(wish, offer): people for one in exchanges for wish, offer, people in one.legs}
    for (wish, offer), people in sorted(stays.items()):
        guests.setdefault(offer, []).append(Pin(wish, offer, people))
    return guests


def booked(exchanges: tuple[Exchange, ...], landscape: Landscape, fixed: Ledger) -> Ledger:
    """The ledger with all legs, dated."""
    ledger = Ledger(landscape.wishes, landscape.offers)
    for pins in _guests(exchanges, fixed).values():
        periods: list[Window | None] = dated(pins, landscape) or [None] * len(pins)
        for pin, period in zip(pins, periods, strict=True):
            ledger.take(ledger.stay(landscape.wishes[pin.wish], landscape.offers[pin.offer], pin.people, period))
    return ledger
