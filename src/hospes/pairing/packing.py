"""What hosts can take best at given prices: one small knapsack for each host, over its places and its groups.

A guest that pays has a gain for each person, a bonus for the stay, and from least to most people. The knapsack
goes guest by guest: best[g, q] is the most that those seen so far bring in g groups and q places. Where
that would be too much to go through, it is relaxed: parts of stays count, so that the sum is never too low.
"""

import numpy as np
from numpy.typing import NDArray

from hospes.pairing.compiling import compiled
from hospes.pairing.core import Core

Ints = NDArray[np.int64]

# Most steps for one guest, and most cells for all of a host, before parts of stays count.
STEPS = 1 << 15
CELLS = 1 << 20


@compiled
def best_guests(
    core: Core, first: int, last: int, gains: Ints, bonus: Ints, place_prices: Ints, stays: Ints, totals: Ints
) -> None:
    """The best guests of the hosts from first to last - 1, when a person of each pair brings `gains` less
    the price of a place there, and its stay `bonus`. Writes who stays into `stays`, people of each pair, and
    what each host gains into `totals`, which is never too low."""
    guests = np.empty(core.by_offer.size if last > first else 0, dtype=np.int64)
    for offer in range(first, last):
        count, most_in_all, least_of_all = 0, 0, core.places[offer]
        for place in range(core.of_offer[offer], core.of_offer[offer + 1]):
            pair = core.by_offer[place]
            stays[pair] = 0
            gain = gains[pair] - place_prices[offer]
            least, most = core.least[pair], min(core.most[pair], core.places[offer])
            if gain * (most if gain > 0 else least) + bonus[pair] > 0 and least <= most:
                guests[count] = pair
                count += 1
                most_in_all += most
                least_of_all = min(least_of_all, least)
        if count == 0 or core.groups[offer] <= 0:
            totals[offer] = 0
            continue
        places = min(core.places[offer], most_in_all)
        groups = min(core.groups[offer], count, places // max(1, least_of_all))
        is_limited = groups < min(count, places // max(1, least_of_all))
        if most_in_all <= core.places[offer] and groups == count:
            totals[offer] = _all_of(core, guests[:count], gains, bonus, place_prices[offer], stays)
        elif (groups if is_limited else 1) * places <= STEPS // 8 and count * (groups + 1) * (places + 1) <= CELLS:
            levels = groups if is_limited else 0
            totals[offer] = _packed(core, guests[:count], places, levels, gains, bonus, place_prices[offer], stays)
        else:
            totals[offer] = _poured(core, guests[:count], places, groups, gains, bonus, place_prices[offer], stays)


@compiled
def _all_of(core: Core, guests: Ints, gains: Ints, bonus: Ints, place_price: int, stays: Ints) -> int:
    """Room for everybody."""
    total = 0
    for pair in guests:
        gain = gains[pair] - place_price
        stays[pair] = core.most[pair] if gain > 0 else core.least[pair]
        total += gain * stays[pair] + bonus[pair]
    return total


@compiled
def _packed(
    core: Core, guests: Ints, places: int, levels: int, gains: Ints, bonus: Ints, place_price: int, stays: Ints
) -> int:
    """The knapsack, to the last place. `levels`: groups at most, or 0 where their number does not bind."""
    rows = max(1, levels)
    best = np.zeros((rows + 1, places + 1), dtype=np.int64)
    chosen = np.zeros((guests.size, rows + 1, places + 1), dtype=np.int32)
    for number in range(guests.size):
        pair = guests[number]
        gain, more = gains[pair] - place_price, bonus[pair]
        least, most = core.least[pair], min(core.most[pair], places)
        for row in range(rows, 0, -1):
            before = row - 1 if levels else row
            for taken in range(places, least - 1, -1):
                found, people = best[row, taken], 0
                for size in range(least, min(most, taken) + 1):
                    other = best[before, taken - size] + gain * size + more
                    if other > found:
                        found, people = other, size
                best[row, taken] = found
                chosen[number, row, taken] = people
    row, taken = rows, places
    for number in range(guests.size - 1, -1, -1):
        people = chosen[number, row, taken]
        if people > 0:
            stays[guests[number]] = people
            taken -= people
            if levels:
                row -= 1
    worth: int = best[rows, places]
    return worth


@compiled
def _poured(
    core: Core, guests: Ints, places: int, groups: int, gains: Ints, bonus: Ints, place_price: int, stays: Ints
) -> int:
    """The relaxed knapsack: the best parts first. A stay's bonus is spread over its least people."""
    slope, width = np.empty(2 * guests.size, dtype=np.int64), np.empty(2 * guests.size, dtype=np.int64)
    alone = np.empty(guests.size, dtype=np.int64)
    for number in range(guests.size):
        pair = guests[number]
        gain, least, most = gains[pair] - place_price, core.least[pair], min(core.most[pair], places)
        # Rounded up, so that no part is worth less than it is.
        slope[2 * number] = gain - (-bonus[pair] // least)
        slope[2 * number + 1] = gain
        width[2 * number] = least
        width[2 * number + 1] = most - least if gain > 0 else 0
        alone[number] = gain * (most if gain > 0 else least) + bonus[pair]
    total, left = 0, places
    for part in np.argsort(-slope, kind="mergesort"):
        taken = min(left, width[part])
        if taken <= 0:
            continue
        total += slope[part] * taken
        stays[guests[part // 2]] += taken
        left -= taken
    by_groups: int = np.sort(alone)[::-1][:groups].sum()
    return min(total, by_groups)
