"""Exchanges and one-way stays in one plan: what a round may choose from, and what a plan holds.

A round places people one by one as well; exchanges matter there for groups that travel only in one.
"""

from collections.abc import Iterable
from typing import NamedTuple

import numpy as np

from hospes.pairing.exchange.growth import Found, grow
from hospes.pairing.exchange.network import Exchange, Limit, Network, Possible, network, network_of
from hospes.pairing.exchange.pack import USUAL, Effort, every_exchange, pack, without_limits
from hospes.pairing.goals import person_value
from hospes.pairing.landscape import Landscape, Stop, never
from hospes.pairing.parties import Pair
from hospes.pairing.pins import with_pins
from hospes.pairing.stays import Stay


class Candidates(NamedTuple):
    """Exchanges that a round may choose. When `complete`, there are no others."""

    exchanges: tuple[Exchange, ...]
    complete: bool


def candidates_for_round(landscape: Landscape, *, effort: Effort = USUAL, stop: Stop = never) -> Candidates:
    """Every exchange that carries somebody who travels only in one; where there are too many to list,
    those that the linear programme of exchanges found worth its prices.

    Each exchange names its legs (wish, offer, people) and what they are worth together, in tenths and
    with `change_cost` for legs that keep an earlier pair. Call it when no fixed stays are in conflict.
    """
    away = {pin.wish for pin in landscape.market.pinned}
    net = network_of(landscape, ledger=with_pins(landscape), away=away)
    rows, complete = every_exchange(net.graph, effort)
    if not complete:
        found = Found(net.graph)
        found.take(rows[: effort.ties])
        grow(net.graph, found, without_limits(net.graph), effort=effort.rounds, stop=stop)
        rows = found.rows
    only = np.array([leg.wish.returns == "must" for leg in net.legs], dtype=np.bool_)
    rows = rows[(only[rows] & (rows >= 0)).any(axis=1)] if len(rows) else rows
    return Candidates(net.exchanges(rows), complete)


def cycles_for_round(landscape: Landscape, *, stop: Stop = never) -> tuple[list[tuple[Pair, ...]], bool]:
    """Exchanges in which every group that insists on one is hosted and hosts, and whether these are all."""
    if not any(wish.returns == "must" for wish in landscape.wishes.values()):
        return [], True
    found = candidates_for_round(landscape, stop=stop)
    return [one.pairs for one in found.exchanges if _is_cycle(one.pairs, landscape)], found.complete


def _is_cycle(pairs: tuple[Pair, ...], landscape: Landscape) -> bool:
    sending = {landscape.wishes[wish].organisation for wish, _ in pairs}
    return sending == {landscape.offers[offer].organisation for _, offer in pairs}


def label(
    landscape: Landscape, stays: Iterable[Stay], *, effort: Effort = USUAL, stop: Stop = never
) -> tuple[Exchange, ...]:
    """Which whole stays of a plan form exchanges: as many people as can be, groups first that travel
    only in one. The plan's stays have their room already, so each wish once is the only limit."""
    net = _network_of_stays(landscape, stays)
    packing = pack(net.graph, effort=effort, stop=stop)
    return tuple(_valued(one, landscape) for one in net.exchanges(packing.rows))


def _network_of_stays(landscape: Landscape, stays: Iterable[Stay]) -> Network:
    whole = [stay for stay in stays if stay.people == landscape.wishes[stay.wish].people]
    everybody = sum(stay.people for stay in whole)
    legs = []
    for stay in whole:
        wish, offer = landscape.wishes[stay.wish], landscape.offers[stay.offer]
        first = everybody + 1 if wish.returns == "must" else 0
        legs.append(Possible(offer.organisation, wish, offer, stay.people + first))
    none: list[Limit] = []
    return network(landscape, legs, none)


def _valued(exchange: Exchange, landscape: Landscape) -> Exchange:
    return exchange._replace(
        value=sum(
            people * person_value(landscape.wishes[wish], (wish, offer), landscape)
            for wish, offer, people in exchange.legs
        )
    )
