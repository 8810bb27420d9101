"""Lists every exchange that a better plan could hold, once prices and a plan are known.

With prices that leave no exchange anything, a plan loses for each of its exchanges what that exchange
is worth below its prices. So a plan better than one that lies `slack` under the bound holds only
exchanges that are at most `slack` below theirs. Walks that cannot come back within it are cut off.
"""

import numpy as np
from numpy.typing import NDArray

from hospes.pairing.compiling import compiled
from hospes.pairing.exchange.graph import Graph, no_rows
from hospes.pairing.exchange.walks import Ints, Rows

NOWHERE = -(2**60)


@compiled
def _ways_back(
    start: int, longest: int, host: Ints, into_first: Ints, into: Ints, worth: Ints, back: NDArray[np.int64]
) -> int:
    """Writes the best way of exactly so many legs from each organisation above `start` to it; returns
    how many legs were looked at."""
    count = back.shape[1]
    looked = 0
    back[:] = NOWHERE
    back[0, start] = 0
    for step in range(1, longest):
        for here in range(start, count):
            base = back[step - 1, here]
            if base == NOWHERE:
                continue
            for place in range(into_first[here], into_first[here + 1]):
                leg = into[place]
                looked += 1
                if host[leg] > start and base + worth[leg] > back[step, host[leg]]:
                    back[step, host[leg]] = base + worth[leg]
    return looked


@compiled
def _near_cycles(
    longest: int,
    first: Ints,
    host: Ints,
    guest: Ints,
    into_first: Ints,
    into: Ints,
    worth: Ints,
    least: int,
    most: int,
    steps: int,
) -> tuple[Rows, bool]:
    """Cycles worth at least `least`, each once, from its lowest organisation."""
    count = len(first) - 1
    found = np.full((1024, longest), -1, dtype=np.int32)
    size = walked = 0
    back = np.full((longest, count), NOWHERE, dtype=np.int64)
    on_path = np.zeros(count, dtype=np.bool_)
    node = np.zeros(longest + 1, dtype=np.int64)
    at = np.zeros(longest + 1, dtype=np.int64)
    path = np.zeros(longest, dtype=np.int32)
    total = np.zeros(longest + 1, dtype=np.int64)
    for start in range(count):
        if into_first[start] == into_first[start + 1] or first[start] == first[start + 1]:
            continue
        walked += _ways_back(start, longest, host, into_first, into, worth, back)
        depth = 0
        node[0] = start
        at[0] = first[start]
        on_path[start] = True
        while depth >= 0:
            here = node[depth]
            if at[depth] == first[here + 1]:
                on_path[here] = False
                depth -= 1
                continue
            leg = at[depth]
            at[depth] += 1
            walked += 1
            if walked > steps:
                return found[:size], False
            there = guest[leg]
            value = total[depth] + worth[leg]
            path[depth] = leg
            if there == start and depth > 0:
                if value >= least:
                    if size == most:
                        return found[:size], False
                    if size == len(found):
                        wider = np.full((2 * size, longest), -1, dtype=np.int32)
                        wider[:size] = found
                        found = wider
                    low = 0
                    for place in range(depth + 1):
                        if path[place] < path[low]:
                            low = place
                    for place in range(depth + 1):
                        found[size, place] = path[(low + place) % (depth + 1)]
                    size += 1
            elif there > start and not on_path[there]:
                best = NOWHERE
                for left in range(1, longest - depth):
                    best = max(best, back[left, there])
                if best > NOWHERE and value + best >= least:
                    depth += 1
                    node[depth] = there
                    at[depth] = first[there]
                    total[depth] = value
                    on_path[there] = True
        on_path[start] = False
    return found[:size], True


@compiled
def _near_chains(
    longest: int, first: Ints, guest: Ints, sources: Ints, worth: Ints, least: int, most: int, steps: int
) -> tuple[Rows, bool]:
    """Chains worth at least `least`."""
    count = len(first) - 1
    onward = np.zeros((longest + 1, count), dtype=np.int64)
    for step in range(1, longest + 1):
        for here in range(count):
            for leg in range(first[here], first[here + 1]):
                onward[step, here] = max(onward[step, here], worth[leg] + onward[step - 1, guest[leg]])
    found = np.full((1024, longest), -1, dtype=np.int32)
    size = walked = 0
    on_path = np.zeros(count, dtype=np.bool_)
    node = np.zeros(longest + 1, dtype=np.int64)
    at = np.zeros(longest + 1, dtype=np.int64)
    path = np.zeros(longest, dtype=np.int32)
    total = np.zeros(longest + 1, dtype=np.int64)
    for source in sources:
        depth = 0
        node[0] = source
        at[0] = first[source]
        while depth >= 0:
            here = node[depth]
            if depth == longest or at[depth] == first[here + 1]:
                on_path[here] = False
                depth -= 1
                continue
            leg = at[depth]
            at[depth] += 1
            walked += 1
            if walked > steps:
                return found[:size], False
            there = guest[leg]
            value = total[depth] + worth[leg]
            if on_path[there] or value + onward[longest - depth - 1, there] < least:
                continue
            path[depth] = leg
            if value >= least:
                if size == most:
                    return found[:size], False
                if size == len(found):
                    wider = np.full((2 * size, longest), -1, dtype=np.int32)
                    wider[:size] = found
                    found = wider
                for place in range(depth + 1):
                    found[size, place] = path[place]
                size += 1
            depth += 1
            node[depth] = there
            at[depth] = first[there]
            total[depth] = value
            on_path[there] = True
    return found[:size], True


def list_nearby(graph: Graph, worth: Ints, slack: int, *, most: int, steps: int) -> tuple[Rows, bool]:
    """Exchanges at most `slack` parts below their prices, and whether these are all of them."""
    if not graph.legs:
        return no_rows(graph.longest), True
    cycles, all_cycles = _near_cycles(
        graph.longest, graph.first, graph.host, graph.guest, graph.into_first, graph.into, worth, -slack, most, steps
    )
    chains, all_chains = _near_chains(
        graph.longest, graph.first, graph.guest, graph.sources, worth, -slack, most, steps
    )
    return np.concatenate([cycles, chains]), bool(all_cycles and all_chains)
