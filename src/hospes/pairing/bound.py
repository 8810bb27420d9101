"""How good any plan could be at most, so that the gap to ours is honest.

Hosts are given prices per place and groups pick what pays best: whatever the prices, the sum is at
least the welfare of every plan (Lagrangian relaxation of the places). A few rounds move the prices
towards the smallest sum. Whole numbers throughout, so the bound never errs by rounding.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from hospes.pairing.goals import MOST_WAITING, Arc, waiting, welfare
from hospes.pairing.landscape import Landscape, Stop, never
from hospes.pairing.pins import with_pins
from hospes.pairing.stays import Ledger

FINE = 1_000
ROUNDS = 300
# Slopes are read to so many binary digits.
BITS = 20
Ints = NDArray[np.int64]


class Relaxed(NamedTuple):
    """Pairs in columns, sorted by wish: `first` says where the pairs of each wish begin."""

    first: Ints
    wish: Ints
    offer: Ints
    value: Ints
    people: Ints
    places: Ints
    # What a person of the wish would gain at most from pairs that were left out of the lists.
    left_out: Ints


def upper_bound(landscape: Landscape, arcs: list[Arc], reached: int, *, stop: Stop = never) -> int:
    """Tenths that no plan over these pairs can pass. `reached` is what a plan has. Fixed stays count as
    they are, and take their people and places away."""
    fixed = with_pins(landscape)
    settled = welfare(fixed.stays.values(), landscape) + _cost_of_all_changes(fixed, landscape)
    reached -= settled
    arcs = sorted((arc for arc in arcs if arc.key not in fixed.stays), key=lambda arc: arc.key)
    unseen = sum((landscape.wishes[key].people or 0) * (1_000 + MOST_WAITING) for key in landscape.unseen)
    if not arcs:
        return settled + unseen
    relaxed = _relaxed(landscape, arcs, fixed)
    prices, best = np.zeros(relaxed.places.size, dtype=np.int64), np.iinfo(np.int64).max
    # At this price nobody wants a place any more.
    dearest = int(relaxed.value.max())
    for _ in range(ROUNDS):
        total, wanted = _at_prices(relaxed, prices)
        best = min(best, total)
        slope = np.where((wanted > relaxed.places) | (prices > 0), wanted - relaxed.places, 0)
        if not slope.any() or best <= reached * FINE or stop():
            break
        prices = np.clip(prices + _step(slope, total - reached * FINE), 0, dearest)
    return settled + int(best) // FINE + unseen


def _step(slope: Ints, distance: int) -> Ints:
    """distance · slope / |slope|², in parts that stay small enough however many people there are."""
    coarse = max(0, int(np.abs(slope).max()).bit_length() - BITS)
    small = slope >> coarse
    share = (distance << BITS) // (int(np.dot(small, small)) << coarse)
    return small * min(share, 1 << 2 * BITS) >> BITS


def _relaxed(landscape: Landscape, arcs: list[Arc], fixed: Ledger) -> Relaxed:
    wishes = {arc.wish.key: arc.wish for arc in arcs}
    offers = {arc.offer.key: arc for arc in arcs}
    wish_numbers = {key: number for number, key in enumerate(wishes)}
    offer_numbers = {key: number for number, key in enumerate(offers)}
    wish = np.array([wish_numbers[arc.wish.key] for arc in arcs])
    left_out = [
        landscape.left_out[key] + waiting(wishes[key], landscape) if landscape.left_out.get(key) else 0
        for key in wishes
    ]
    return Relaxed(
        first=np.flatnonzero(np.diff(wish, prepend=-1)),
        wish=wish,
        offer=np.array([offer_numbers[arc.offer.key] for arc in arcs]),
        value=np.array([arc.value * FINE for arc in arcs]),
        people=np.array([fixed.people_left[key] for key in wishes]),
        places=np.array([_places(arc, fixed) for arc in offers.values()]),
        left_out=np.array(left_out) * FINE,
    )


def _cost_of_all_changes(fixed: Ledger, landscape: Landscape) -> int:
    """What `welfare` took off the fixed stays for earlier ones, which other stays may yet keep."""
    dropped = sum(pair in landscape.alive and pair not in fixed.stays for pair in landscape.market.previous)
    return landscape.context.settings.change_cost * dropped


def _places(arc: Arc, fixed: Ledger) -> int:
    places, groups = fixed.places_left[arc.offer.key], fixed.groups_left[arc.offer.key]
    return places if groups is None else min(places, groups * arc.offer.most)


def _at_prices(relaxed: Relaxed, prices: Ints) -> tuple[int, Ints]:
    """The sum at these prices, and how many people want to go where."""
    gain = relaxed.value - prices[relaxed.offer]
    best = np.maximum.reduceat(gain, relaxed.first)
    listed = (best > 0) & (best >= relaxed.left_out)
    total = int(np.dot(prices, relaxed.places))
    total += int(np.dot(relaxed.people, np.maximum(np.maximum(best, relaxed.left_out), 0)))
    there = np.flatnonzero((gain == best[relaxed.wish]) & listed[relaxed.wish])
    _, firsts = np.unique(relaxed.wish[there], return_index=True)
    chosen = there[firsts]
    wanted = np.zeros(prices.size, dtype=np.int64)
    np.add.at(wanted, relaxed.offer[chosen], relaxed.people[relaxed.wish[chosen]])
    return total, wanted
