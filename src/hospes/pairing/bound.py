"""How good any plan could be at most, so that the gap to ours is honest; and prices that lead to good plans.

The hosts' choices and the groups' choices are made apart: each host takes its best guests (a knapsack, see
`packing`), each group travels or not, and a price for each person of a group brings both together (Lagrangian
relaxation; with knapsacks this is the bound of the configuration linear program of generalised assignment).
Whatever the prices, the sum is at least the welfare of every plan. Seats of the reserve and organisations served,
as many as our plan reaches, have prices of their own. Pairs that short lists leave out count for a group as the
best that both lists could have left out.

The prices move by the volume algorithm towards the smallest sum. What is summed is whole numbers in fine units,
so the bound never errs by rounding.
"""

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from hospes.pairing.core import Core, Ints, core_of
from hospes.pairing.goals import MOST_WAITING, Arc, waiting
from hospes.pairing.landscape import Landscape, Stop, never
from hospes.pairing.packing import best_guests
from hospes.pairing.pins import with_pins

Floats = NDArray[np.float64]

FINE = 1_000
ROUNDS = 300
# Rounds are done even when the time is up, until so many pairs have been looked at.
LOOKS = 8_000_000
# Of the sum: how far below it the prices aim at first.
AIM = 0.02
# Rounds without a smaller sum before the steps become shorter, and by how much.
PATIENCE, SHORTER = 5, 0.66
# What the last round weighs in the mean of all, at first and later.
WEIGHT, LATER, LATE = 0.1, 0.05, 100
SMALL = 1e-6
# Steps in looking for the price of a level.
HALVES = 6


class Prices(NamedTuple):
    """In fine units: for each person of each wish, for a seat of the reserve, for an organisation served."""

    people: Ints
    seat: int
    served: int

    @property
    def tenths(self) -> Ints:
        return self.people // FINE


class Levels(NamedTuple):
    """What a plan that is compared reaches at least: people with fewer opportunities, organisations served."""

    fewer: int = 0
    served: int = 0


NO_LEVELS = Levels()


class Bound(NamedTuple):
    tenths: int
    prices: Prices


def upper_bound(landscape: Landscape, arcs: Sequence[Arc], reached: int, *, stop: Stop = never) -> int:
    """Tenths of welfare that no plan of this market passes. `reached` is what a plan has: nothing smaller
    is looked for. Whoever travels only in exchange counts as if exchanges were there."""
    if not arcs and not landscape.unseen and not landscape.left_out:
        return reached
    core = core_of(landscape, with_pins(landscape), in_exchange=True)
    return max(reached, bound_of(landscape, core, reached=reached, stop=stop).tenths)


def bound_of(
    landscape: Landscape,
    core: Core,
    levels: Levels = NO_LEVELS,
    *,
    start: Prices | None = None,
    rounds: int = ROUNDS,
    reached: int | None = None,
    stop: Stop = never,
) -> Bound:
    """Tenths of welfare that no plan passes which reaches these levels, and the prices that show it. Wishes
    that nobody has looked at count as if all their people were placed perfectly."""
    unseen = sum((landscape.wishes[key].people or 0) * (1_000 + MOST_WAITING) for key in landscape.unseen)
    settled = core.fixed_welfare - core.dropped + unseen
    relaxed = _Relaxed(landscape, core, NO_LEVELS if landscape.unseen else levels)
    least = 0 if reached is None else (reached - settled) * FINE
    total, prices = _smallest(relaxed, start or relaxed.first_prices(), rounds, least, stop)
    return Bound(settled + total // FINE, prices)


class _Answer(NamedTuple):
    """The sum at some prices, and of each wish and each level how much the groups bring beyond what hosts
    and levels ask."""

    total: int
    people: Ints
    seats: int
    served: int


class _Relaxed:
    def __init__(self, landscape: Landscape, core: Core, levels: Levels) -> None:
        self.core = core
        self.left_out = _left_out(landscape)
        listed = np.diff(core.of_wish) > 0
        self.able = (core.people >= np.maximum(1, core.at_least)) & (listed | (self.left_out > 0))
        self.least = np.maximum(1, core.at_least)
        self.seats = max(0, levels.fewer - core.fixed_fewer)
        self.organisations = max(0, levels.served - int(np.count_nonzero(core.fixed_stays))) if core.first_match else 0
        # A change of the price of seats (or of organisations) is a change for each person of a group, too.
        some = np.maximum(1, core.people)
        self.per_seat = np.where(self.able, core.fewer / some, 0.0)
        open_wishes = np.bincount(core.organisation[self.able], minlength=core.fixed_stays.size)
        alone = self.able & (open_wishes == 1)[core.organisation] & (core.fixed_stays == 0)[core.organisation]
        self.per_served = np.where(alone, 1.0 / some, 0.0)
        self._bonus = core.kept * FINE
        self._stays, self._totals = np.zeros_like(core.wish), np.zeros_like(core.places)
        self._free = np.zeros_like(core.places)

    def first_prices(self) -> Prices:
        most = np.zeros_like(self.core.people)
        np.maximum.at(most, self.core.wish, self.core.value * FINE)
        return Prices(np.maximum(most * 4 // 5, self.left_out), 0, 0)

    def at(self, prices: Prices) -> _Answer:
        core = self.core
        gains = core.value * FINE - prices.people[core.wish]
        best_guests(core, 0, core.places.size, gains, self._bonus, self._free, self._stays, self._totals)
        going, travelling, worth = self._groups(prices)
        total = _sum(self._totals) + worth - prices.seat * self.seats - prices.served * self.organisations
        counted = np.concatenate((np.zeros(1, dtype=np.int64), np.cumsum(self._stays)))
        wanted = counted[core.of_wish[1:]] - counted[core.of_wish[:-1]]
        return _Answer(
            total,
            going - wanted,
            int(np.minimum(going, core.fewer).sum()) - self.seats,
            int(np.count_nonzero(travelling & (core.fixed_stays == 0))) - self.organisations,
        )

    def _groups(self, prices: Prices) -> tuple[Ints, NDArray[np.bool_], int]:
        """How many people of each wish want to travel at these prices, which organisations do, and the sum."""
        core = self.core
        price = np.maximum(prices.people, self.left_out)
        best, people = np.full(price.size, -(1 << 60)), np.zeros_like(price)
        for size in (self.least, np.clip(core.fewer, self.least, np.maximum(self.least, core.people)), core.people):
            worth = price * size + prices.seat * np.minimum(size, core.fewer)
            better = self.able & (worth > best)
            best, people = np.where(better, worth, best), np.where(better, size, people)
        travels = best > 0
        sending = np.zeros(core.fixed_stays.size, dtype=np.bool_)
        sending[core.organisation[travels]] = True
        total = _sum(np.where(travels, best, 0))
        if prices.served:
            nearest = np.full(core.fixed_stays.size, -(1 << 60))
            np.maximum.at(nearest, core.organisation, best)
            served = (core.fixed_stays == 0) & (sending | (nearest + prices.served > 0)) & (nearest > -(1 << 60))
            drawn = served & ~sending
            total += prices.served * int(np.count_nonzero(served)) + _sum(np.where(drawn, nearest, 0))
            first = np.flatnonzero(self.able & drawn[core.organisation] & (best == nearest[core.organisation]))
            _, ones = np.unique(core.organisation[first], return_index=True)
            travels[first[ones]] = True
            sending |= drawn
        return np.where(travels, people, 0), sending, total


def _left_out(landscape: Landscape) -> Ints:
    """For each wish, in fine units, what a person gains at most from a pair that is in no list."""
    if not landscape.left_out:
        return np.zeros(len(landscape.wishes), dtype=np.int64)
    most = max(landscape.left_out_of_offers.values(), default=1_000)
    return np.fromiter(
        (
            (min(most, landscape.left_out.get(key, 0)) + waiting(wish, landscape)) * FINE
            for key, wish in landscape.wishes.items()
        ),
        dtype=np.int64,
    )


def _sum(numbers: Ints) -> int:
    """The sum, however large."""
    return (int((numbers >> 24).sum()) << 24) + int((numbers & 0xFFFFFF).sum())


def _smallest(relaxed: _Relaxed, prices: Prices, rounds: int, least: int, stop: Stop) -> tuple[int, Prices]:
    """The volume algorithm: from the best prices so far, against the mean of what all prices were answered."""
    best = _levelled(relaxed, prices)
    answer = relaxed.at(best)
    total, length, failed = answer.total, 1.0, 0
    mean = np.append(answer.people.astype(np.float64), (answer.seats, answer.served))
    fewest = LOOKS // max(1, relaxed.core.wish.size)
    for number in range(rounds):
        if total // FINE * FINE <= least or (number >= fewest and stop()):
            break
        slope = _slope(relaxed, best, mean)
        steepness = _square(slope)
        if steepness <= SMALL:
            break
        prices = _moved(relaxed, best, slope, length * AIM * total / steepness)
        answer = relaxed.at(prices)
        now = np.append(answer.people.astype(np.float64), (answer.seats, answer.served))
        weight = WEIGHT if number < LATE else LATER
        mean = weight * now + (1 - weight) * mean
        if answer.total < total:
            best, total, failed = prices, answer.total, 0
            length = min(2.0, length * 1.1)
        else:
            failed += 1
            if failed == PATIENCE:
                length, failed = length * SHORTER, 0
    return total, best


def _levelled(relaxed: _Relaxed, prices: Prices) -> Prices:
    """These prices with the best price of seats and of organisations served: first the power of four, then halfway
    and halfway again."""
    for name, level in (("seat", relaxed.seats), ("served", relaxed.organisations)):
        if not level:
            continue
        tried = {0: relaxed.at(_priced(relaxed, prices, name, 0)).total}
        asked = [FINE << shift for shift in range(2, 20, 2)]
        for _ in range(HALVES):
            for price in asked:
                tried[price] = relaxed.at(_priced(relaxed, prices, name, price)).total
            known = sorted(tried)
            at = known.index(min(known, key=lambda price: tried[price]))
            near = known[max(0, at - 1) : at + 2]
            asked = [(low + high) // 2 for low, high in pairwise(near)]
        prices = _priced(relaxed, prices, name, min(sorted(tried), key=lambda price: tried[price]))
    return prices


def _priced(relaxed: _Relaxed, prices: Prices, name: str, price: int) -> Prices:
    """Another price of seats or of organisations served, and what that is for each person of a group."""
    shares = relaxed.per_seat if name == "seat" else relaxed.per_served
    people = prices.people - np.rint((price - getattr(prices, name)) * shares).astype(np.int64)
    return prices._replace(
        **{"people": np.maximum(people, np.where(relaxed.left_out > 0, relaxed.left_out, people)), name: price}
    )


def _slope(relaxed: _Relaxed, prices: Prices, mean: Floats) -> Floats:
    """The direction in which the sum falls, in the prices of people, of seats and of organisations."""
    people = np.where((prices.people <= relaxed.left_out) & (relaxed.left_out > 0) & (mean[:-2] > 0), 0.0, mean[:-2])
    people = np.where(relaxed.able, people, 0.0)
    seats = mean[-2] - _dot(relaxed.per_seat, mean[:-2]) if relaxed.seats else 0.0
    served = mean[-1] - _dot(relaxed.per_served, mean[:-2]) if relaxed.organisations else 0.0
    scale_seats = 32 / max(32, int(np.count_nonzero(relaxed.per_seat)))
    scale_served = 32 / max(32, int(np.count_nonzero(relaxed.per_served)))
    seats = 0.0 if seats > 0 and prices.seat == 0 else seats * scale_seats
    served = 0.0 if served > 0 and prices.served == 0 else served * scale_served
    return np.append(people, (seats, served))


def _moved(relaxed: _Relaxed, prices: Prices, slope: Floats, step: float) -> Prices:
    seat = max(0, prices.seat - round(step * float(slope[-2])))
    served = max(0, prices.served - round(step * float(slope[-1])))
    change = step * slope[:-2] + (seat - prices.seat) * relaxed.per_seat + (served - prices.served) * relaxed.per_served
    most = float(1 << 31)
    people = prices.people - np.rint(np.clip(change, -most, most)).astype(np.int64)
    people = np.clip(people, -(1 << 32), 1 << 32)
    return Prices(np.where(relaxed.left_out > 0, np.maximum(people, relaxed.left_out), people), seat, served)


def _square(numbers: Floats) -> float:
    """The sum of squares, from whole numbers, so that it is the same on every machine."""
    most = float(np.abs(numbers).max(initial=0.0))
    scale = 256.0 * min(1.0, 4096.0 / most) if most else 1.0
    whole = np.rint(numbers * scale).astype(np.int64)
    return int(np.dot(whole, whole)) / scale / scale


def _dot(some: Floats, others: Floats) -> float:
    whole = np.rint(np.clip(some * others, -1e9, 1e9) * 1024).astype(np.int64)
    return int(whole.sum()) / 1024
