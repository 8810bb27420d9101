"""Pricing for dense graphs: tables of the best way from everybody to everybody.

The same walks as in `walks.py`. The best way of two legs is a product of tables in which sums take the
place of products and the greatest the place of sums; a closed walk is a way there and a way back.
Tables hold floating-point numbers because processors compare them several at once; every number in
them is whole and below 2^53, so nothing is rounded.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from hospes.pairing.compiling import compiled
from hospes.pairing.exchange.walks import Ints, Rows

Table = NDArray[np.float64]
# Columns of a table that are worked on together, so that they stay near the processor.
STRIP = 192


@compiled
def _one_leg(count: int, host: Ints, guest: Ints, worth: Ints) -> tuple[Table, Rows]:
    best = np.full((count, count), -np.inf)
    by = np.full((count, count), -1, dtype=np.int32)
    for leg in range(len(host)):
        if worth[leg] > best[host[leg], guest[leg]]:
            best[host[leg], guest[leg]] = worth[leg]
            by[host[leg], guest[leg]] = leg
    return best, by


@compiled
def _longer(first: Ints, guest: Ints, worth: Ints, ways: Table, strip: int) -> Table:
    """The best ways that are one leg longer."""
    count = len(ways)
    longer = np.full((count, count), -np.inf)
    for left in range(0, count, strip):
        right = min(count, left + strip)
        for here in range(count):
            out = longer[here, left:right]
            for leg in range(first[here], first[here + 1]):
                gain = float(worth[leg])
                onward = ways[guest[leg], left:right]
                for place in range(right - left):
                    value = gain + onward[place]
                    out[place] = value if value > out[place] else out[place]
    return longer


@compiled
def _closings(there: Table, back: Table) -> tuple[Table, Ints]:
    """For each start the best closed walk, and where its first part ends."""
    count = len(there)
    best = np.full(count, -np.inf)
    middle = np.zeros(count, dtype=np.int64)
    for start in range(count):
        for turn in range(count):
            value = there[start, turn] + back[turn, start]
            if value > best[start]:
                best[start] = value
                middle[start] = turn
    return best, middle


def price_cycles_by_table(
    longest: int, first: Ints, host: Ints, guest: Ints, worth: Ints, least: int
) -> tuple[Rows, Ints]:
    """The best closed walk of each length through each organisation, where it is worth more than
    `least` and meets nobody twice; and for each organisation the most any of its walks is worth."""
    count = len(first) - 1
    one, by = _one_leg(count, host, guest, worth)
    ways = [one]
    while len(ways) < (longest + 1) // 2:
        ways.append(_longer(first, guest, worth, ways[-1], STRIP))
    found = []
    most = np.zeros(count)
    for length in range(2, longest + 1):
        there, back = (length + 1) // 2, length // 2
        best, middle = _closings(ways[there - 1], ways[back - 1])
        most = np.maximum(most, best)
        for start in np.flatnonzero(best > least).tolist():
            turn = int(middle[start])
            path = [*_legs(ways, by, start, turn, there), *_legs(ways, by, turn, start, back)]
            if len(set(guest[path].tolist())) == length:
                low = path.index(min(path))
                found.append([*path[low:], *path[:low]] + [-1] * (longest - length))
    rows = np.array(found, dtype=np.int32) if found else np.zeros((0, longest), dtype=np.int32)
    return rows, most.astype(np.int64)


def _legs(ways: list[Table], by: Any, start: int, end: int, length: int) -> list[int]:
    """The legs of the best way."""
    legs = []
    here = start
    for left in range(length, 1, -1):
        nearer = int(np.argmax(ways[0][here] + ways[left - 2][:, end]))
        legs.append(int(by[here, nearer]))
        here = nearer
    return [*legs, int(by[here, end])]
