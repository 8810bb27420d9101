"""Each host in turn chooses its guests anew, and whoever that moves finds another host.

A host may take groups at home, and groups from other hosts. What a group costs it lies, by chance, between
what the group gains where it is and the price of its people in the bound: the place that it leaves can
be filled again. Then the places left free are filled, and those who lost their host look for another. If the
plan is better in the order of the goals, or as good, it stays; else everything goes back.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from hospes.pairing.compiling import compiled
from hospes.pairing.core import Core, Filled, room, take

Ints = NDArray[np.int64]

# Beside welfare in tenths, when free places are filled: an organisation served, and a seat of the reserve.
SERVED, SEAT = 50_000, 20_000
# Mostly they weigh so much less when guests are chosen: who was there a moment ago may find another host.
LESS = 20
# Hosts with more places choose among at most so many.
PLACES = 64
GUESTS = 48
# Of a guest who may come in more sizes than so many only those are tried at which something changes.
SIZES = 8
# Positions in the count of what a plan reaches.
FEWER, SERVING, WELFARE = 0, 1, 2


@compiled
def move(core: Core, filled: Filled, reached: Ints, pair: int, people: int) -> None:
    """`take`, and what it changes in what is reached."""
    wish, organisation = core.wish[pair], core.organisation[core.wish[pair]]
    placed = core.people[wish] - filled.people_left[wish]
    stayed, was_served = filled.stays[pair] > 0, filled.served[organisation] > 0
    take(core, filled, pair, people)
    reached[FEWER] += min(placed + people, core.fewer[wish]) - min(placed, core.fewer[wish])
    reached[WELFARE] += core.value[pair] * people
    stays = filled.stays[pair] > 0
    if stays != stayed:
        reached[WELFARE] += core.kept[pair] if stays else -core.kept[pair]
    is_served = filled.served[organisation] > 0
    if core.first_match and is_served != was_served:
        reached[SERVING] += 1 if is_served else -1


@compiled
def is_better(reached: Ints, than: Ints, target: int) -> int:
    """1 when the first is better in the order of the goals, -1 when it is worse, 0 when they are equal."""
    for one, other in (
        (min(reached[FEWER], target), min(than[FEWER], target)),
        (reached[SERVING], than[SERVING]),
        (reached[WELFARE], than[WELFARE]),
        (reached[FEWER], than[FEWER]),
    ):
        if one != other:
            return 1 if one > other else -1
    return 0


@compiled
def fill_in_order(core: Core, filled: Filled, reached: Ints, order: Ints) -> None:
    """Takes the pairs of an order that still fit, with as many people as can be. Groups that would need
    several hosts before they travel at all are left at home."""
    for pair in order:
        people = room(core, filled, pair)
        if people > 0 and not core.weekly[core.offer[pair]] and _goes_alone(core, filled, pair, people):
            move(core, filled, reached, pair, people)


@compiled
def _goes_alone(core: Core, filled: Filled, pair: int, people: int) -> bool:
    wish = core.wish[pair]
    alone: bool = core.people[wish] - filled.people_left[wish] + people >= core.at_least[wish]
    return alone


class Manner(NamedTuple):
    """How hosts choose. `prices`: tenths for a person of each wish. `target`: seats of the reserve that count.
    `slack`: how many tenths a choice may lose at most, so that others become possible; how many it may
    lose this time is left to chance, and so is what a group costs. `seed`: where chance begins."""

    prices: Ints
    target: int
    slack: int
    seed: int


@compiled
def regroup(core: Core, filled: Filled, reached: Ints, hosts: Ints, manner: Manner) -> None:
    """Every one of these hosts chooses anew."""
    prices, target, slack, seed = manner
    undo = np.empty((4096, 2), dtype=np.int64)
    before = reached.copy()
    for host in hosts:
        if core.weekly[host] or core.of_offer[host] == core.of_offer[host + 1]:
            continue
        seed = (seed * 1103515245 + 12345) & 0x7FFFFFFF
        before[:] = reached
        count = _choose_anew(core, filled, reached, host, prices, target, seed, undo)
        seed = (seed * 1103515245 + 12345) & 0x7FFFFFFF
        before[WELFARE] -= (seed >> 8) % (slack + 1)
        verdict = is_better(reached, before, target)
        if verdict < 0 or count >= undo.shape[0]:
            for step in range(count - 1, -1, -1):
                move(core, filled, reached, undo[step, 0], -undo[step, 1])


@compiled
def _log(core: Core, filled: Filled, reached: Ints, pair: int, people: int, undo: Ints, count: int) -> int:
    move(core, filled, reached, pair, people)
    undo[count, 0], undo[count, 1] = pair, people
    return count + 1


@compiled
def _choose_anew(
    core: Core, filled: Filled, reached: Ints, host: int, prices: Ints, target: int, seed: int, undo: Ints
) -> int:
    """`trust`, of 128: how far the price of a group's people is what it costs to take it."""
    count = 0
    seat = SEAT if reached[FEWER] <= target + 16 and target > 0 else 0
    out = np.empty(2 * GUESTS + 16, dtype=np.int64)
    # One host in eight minds the earlier goals first.
    less = 1 if seed & 0x700 == 0 else LESS
    gone = 0
    for place in range(core.of_offer[host], core.of_offer[host + 1]):
        pair = core.by_offer[place]
        people = filled.stays[pair]
        if people == 0 or gone >= 16:
            continue
        wish = core.wish[pair]
        left = core.people[wish] - filled.people_left[wish] - people
        if left == 0 or left >= core.at_least[wish]:
            count = _log(core, filled, reached, pair, -people, undo, count)
            out[gone] = pair
            gone += 1
    places, groups = min(filled.places_left[host], PLACES), filled.groups_left[host]
    if places <= 0 or groups <= 0:
        return count
    # Who could come, what each person brings, what the stay brings or costs, and from where.
    pairs, taken_from = np.empty(GUESTS, dtype=np.int64), np.full(GUESTS, -1, dtype=np.int64)
    least, most = np.empty(GUESTS, dtype=np.int64), np.empty(GUESTS, dtype=np.int64)
    bonus, seats, alone = (
        np.empty(GUESTS, dtype=np.int64),
        np.empty(GUESTS, dtype=np.int64),
        np.empty(GUESTS, dtype=np.int64),
    )
    free, price = np.empty(GUESTS, dtype=np.int64), np.empty(GUESTS, dtype=np.int64)
    guests = 0
    for place in range(core.of_offer[host], core.of_offer[host + 1]):
        pair = core.by_offer[place]
        if filled.stays[pair] > 0:
            continue
        wish = core.wish[pair]
        seed = (seed * 1103515245 + 12345) & 0x7FFFFFFF
        trust = (seed >> 8) % 129
        here = filled.people_left[wish]
        placed = core.people[wish] - here
        source = _stay_elsewhere(core, filled, wish, seed >> 16)
        may_leave, each, cost, is_new = 0, 0, 0, 0
        if here >= core.least[pair] and placed + here >= core.at_least[wish] and (source < 0 or seed & 1024):
            source = -1
            is_new = 1 if core.first_match and filled.served[core.organisation[wish]] == 0 else 0
            cost = min(here, core.most[pair]) * prices[wish] * trust // 256
        elif source < 0 or core.weekly[core.offer[source]]:
            continue
        else:
            each = (core.value[source] * (128 - trust) + prices[wish] * trust) // 128
            may_leave = filled.stays[source]
            if filled.stays[source] > core.least[source] and seed & 2048:
                may_leave -= core.least[source]
            else:
                cost, each = may_leave * each + core.kept[source], 0
        is_whole = source >= 0 and each == 0
        smallest = max(core.least[pair], core.at_least[wish] - placed + (may_leave if is_whole else 0))
        largest = min(core.most[pair], here + may_leave, places)
        if smallest > largest:
            continue
        few = max(0, min(core.fewer[wish] - placed, here))
        extra = core.kept[pair] - cost + is_new * SERVED // less
        worth = core.value[pair] * largest + extra + seat // less * few - each * max(0, largest - here)
        if each > core.value[pair]:
            worth = max(worth, core.value[pair] * max(smallest, min(here, largest)) + extra)
        if worth <= 0:
            continue
        spot = guests
        if guests == GUESTS:
            spot = int(np.argmin(alone))
            if alone[spot] >= worth:
                continue
        else:
            guests += 1
        pairs[spot], taken_from[spot], least[spot], most[spot] = pair, source, smallest, largest
        bonus[spot], seats[spot], alone[spot] = extra, few, worth
        free[spot], price[spot] = here, each
    chosen = _packed(
        core, guests, pairs, least, most, bonus, seats, seat // less, free, price, places, min(groups, guests)
    )
    first_hole = gone
    for spot in range(guests):
        if chosen[spot] == 0:
            continue
        if taken_from[spot] >= 0:
            source = taken_from[spot]
            leaving = filled.stays[source] if price[spot] == 0 else max(0, chosen[spot] - free[spot])
            if leaving > 0:
                count = _log(core, filled, reached, source, -leaving, undo, count)
                out[gone] = source
                gone += 1
        count = _log(core, filled, reached, pairs[spot], chosen[spot], undo, count)
    for number in range(first_hole, gone):
        count = _fill_up(core, filled, reached, core.offer[out[number]], prices, seat, undo, count)
    for number in range(gone):
        count = _find_host(core, filled, reached, core.wish[out[number]], undo, count)
    return _fill_up(core, filled, reached, host, prices, seat, undo, count)


@compiled
def _stay_elsewhere(core: Core, filled: Filled, wish: int, chance: int) -> int:
    """One of the stays of a wish, or -1."""
    found, seen = -1, 0
    for pair in range(core.of_wish[wish], core.of_wish[wish + 1]):
        if filled.stays[pair] > 0:
            seen += 1
            if chance % seen == 0:
                found = pair
    return found


@compiled
def _packed(
    core: Core,
    guests: int,
    pairs: Ints,
    least: Ints,
    most: Ints,
    bonus: Ints,
    seats: Ints,
    seat: int,
    free: Ints,
    price: Ints,
    places: int,
    groups: int,
) -> Ints:
    """People of each guest, so that they bring most in so many places and groups."""
    chosen = np.zeros(guests, dtype=np.int64)
    best = np.zeros((groups + 1, places + 1), dtype=np.int64)
    sizes = np.zeros((guests, groups + 1, places + 1), dtype=np.int16)
    for number in range(guests):
        gain = core.value[pairs[number]]
        for row in range(groups, 0, -1):
            for taken in range(places, least[number] - 1, -1):
                top = min(most[number], taken)
                span = top - least[number] + 1
                for option in range(span if span <= SIZES else 4):
                    size = least[number] + option
                    if span > SIZES and option:
                        # Between these sizes each person brings the same.
                        bend = top if option == 1 else free[number] if option == 2 else seats[number]
                        size = min(max(bend, least[number]), top)
                    found = best[row - 1, taken - size] + gain * size + bonus[number] + seat * min(size, seats[number])
                    found -= price[number] * max(0, size - free[number])
                    if found > best[row, taken]:
                        best[row, taken] = found
                        sizes[number, row, taken] = size
    row, taken = groups, places
    for number in range(guests - 1, -1, -1):
        size = sizes[number, row, taken]
        if size > 0:
            chosen[number] = size
            row -= 1
            taken -= size
    return chosen


@compiled
def _fill_up(
    core: Core, filled: Filled, reached: Ints, host: int, prices: Ints, seat: int, undo: Ints, count: int
) -> int:
    """Takes groups at home while there is room, those that bring most first."""
    while filled.places_left[host] > 0 and filled.groups_left[host] > 0 and count < undo.shape[0] - 64:
        best, people, highest = -1, 0, 0
        for place in range(core.of_offer[host], core.of_offer[host + 1]):
            pair = core.by_offer[place]
            size = room(core, filled, pair)
            if size > 0 and _goes_alone(core, filled, pair, size):
                wish = core.wish[pair]
                worth = core.value[pair] * size + core.kept[pair]
                worth += seat * max(0, min(size, core.fewer[wish] - core.people[wish] + filled.people_left[wish]))
                if core.first_match and filled.served[core.organisation[wish]] == 0:
                    worth += SERVED
                if worth > highest:
                    best, people, highest = pair, size, worth
        if best < 0:
            return count
        count = _log(core, filled, reached, best, people, undo, count)
    return count


@compiled
def _find_host(core: Core, filled: Filled, reached: Ints, wish: int, undo: Ints, count: int) -> int:
    """The people of a group who are at home go where they gain most, as long as somebody has room."""
    while filled.people_left[wish] > 0 and count < undo.shape[0] - 64:
        best, people, highest = -1, 0, 0
        for pair in range(core.of_wish[wish], core.of_wish[wish + 1]):
            size = 0 if core.weekly[core.offer[pair]] else room(core, filled, pair)
            if size > 0 and core.value[pair] * size > highest and _goes_alone(core, filled, pair, size):
                best, people, highest = pair, size, core.value[pair] * size
        if best < 0:
            return count
        count = _log(core, filled, reached, best, people, undo, count)
    return count
