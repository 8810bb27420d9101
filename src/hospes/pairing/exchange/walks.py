"""Compiled walks through the graph of who could host whom: listing every exchange, or pricing the best.

A leg runs from the organisation that hosts to the organisation that is hosted. Legs stand sorted by
host: those of host `h` are `first[h]:first[h + 1]`. `into` lists them by guest, `into_first` cuts that
list. An exchange is a row of legs in order, filled up with -1. Whole numbers throughout.
"""

import numpy as np
from numpy.typing import NDArray

from hospes.pairing.compiling import compiled

Ints = NDArray[np.int64]
Rows = NDArray[np.int32]


@compiled
def _distances(start: int, longest: int, host: Ints, into_first: Ints, into: Ints, far: Ints, queue: Ints) -> int:
    """Writes how many legs each organisation above `start` is away from hosting it, up to
    `longest` - 1, and returns how many were reached; `queue` holds them."""
    queue[0] = start
    far[start] = 0
    head, tail = 0, 1
    while head < tail:
        here = queue[head]
        head += 1
        if far[here] == longest - 1:
            continue
        for place in range(into_first[here], into_first[here + 1]):
            there = host[into[place]]
            if there > start and far[there] < 0:
                far[there] = far[here] + 1
                queue[tail] = there
                tail += 1
    return tail


@compiled
def list_cycles(
    longest: int, first: Ints, host: Ints, guest: Ints, into_first: Ints, into: Ints, most: int, steps: int
) -> tuple[Rows, int, bool]:
    """Every cycle of up to `longest` organisations, each once: it starts at its lowest organisation.
    Stops after `most` cycles or `steps` steps; the last value tells whether all were listed."""
    count = len(first) - 1
    found = np.full((min(most, 1024), longest), -1, dtype=np.int32)
    size = walked = 0
    far = np.full(count, -1, dtype=np.int64)
    queue = np.zeros(count + 1, dtype=np.int64)
    on_path = np.zeros(count, dtype=np.bool_)
    node = np.zeros(longest + 1, dtype=np.int64)
    at = np.zeros(longest + 1, dtype=np.int64)
    path = np.zeros(longest, dtype=np.int32)
    for start in range(count):
        reached = _distances(start, longest, host, into_first, into, far, queue)
        depth = 0
        node[0] = start
        at[0] = first[start]
        on_path[start] = True
        while depth >= 0 and reached > 1:
            here = node[depth]
            if at[depth] == first[here + 1]:
                on_path[here] = False
                depth -= 1
                continue
            leg = at[depth]
            at[depth] += 1
            walked += 1
            if walked > steps:
                return found[:size], walked, False
            there = guest[leg]
            path[depth] = leg
            if there == start and depth > 0:
                if size == most:
                    return found[:size], walked, False
                if size == len(found):
                    wider = np.full((min(most, 2 * size), longest), -1, dtype=np.int32)
                    wider[:size] = found
                    found = wider
                for place in range(depth + 1):
                    found[size, place] = path[place]
                size += 1
            elif there > start and not on_path[there] and 0 <= far[there] <= longest - depth - 1:
                depth += 1
                node[depth] = there
                at[depth] = first[there]
                on_path[there] = True
        on_path[start] = False
        for place in range(reached):
            far[queue[place]] = -1
    return found[:size], walked, True


@compiled
def list_chains(longest: int, first: Ints, guest: Ints, sources: Ints, most: int, steps: int) -> tuple[Rows, int, bool]:
    """Every chain of up to `longest` legs that starts at one of the organisations that send nobody."""
    count = len(first) - 1
    found = np.full((min(most, 1024), longest), -1, dtype=np.int32)
    size = walked = 0
    on_path = np.zeros(count, dtype=np.bool_)
    node = np.zeros(longest + 1, dtype=np.int64)
    at = np.zeros(longest + 1, dtype=np.int64)
    path = np.zeros(longest, dtype=np.int32)
    for start in sources:
        depth = 0
        node[0] = start
        at[0] = first[start]
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
                return found[:size], walked, False
            there = guest[leg]
            if on_path[there]:
                continue
            path[depth] = leg
            if size == most:
                return found[:size], walked, False
            if size == len(found):
                wider = np.full((min(most, 2 * size), longest), -1, dtype=np.int32)
                wider[:size] = found
                found = wider
            for place in range(depth + 1):
                found[size, place] = path[place]
            size += 1
            depth += 1
            node[depth] = there
            at[depth] = first[there]
            on_path[there] = True
    return found[:size], walked, True


@compiled
def price_cycles(
    starts: Ints,
    longest: int,
    first: Ints,
    host: Ints,
    guest: Ints,
    into_first: Ints,
    into: Ints,
    worth: Ints,
    least: int,
    most: int,
) -> tuple[Rows, Ints, int]:
    """The best closed walk of each length through each of `starts`, if it is worth more than `least`.

    Half of the walk is searched forwards, half backwards, keeping the best way to each organisation.
    A closed walk that meets an organisation twice falls into two shorter ones, of which one is worth
    more than nothing; so when no start has a walk above nothing, no cycle is worth anything, although
    walks are all that is searched. Only walks that are cycles are returned, with the best worth seen
    for each start, and how many starts were looked at before `most` cycles were found.
    """
    count = len(first) - 1
    ahead, behind = (longest + 1) // 2, longest // 2
    forward = np.zeros((ahead + 1, count), dtype=np.int64)
    backward = np.zeros((behind + 1, count), dtype=np.int64)
    by_forward = np.zeros((ahead + 1, count), dtype=np.int64)
    by_backward = np.zeros((behind + 1, count), dtype=np.int64)
    seen_forward = np.full((ahead + 1, count), -1, dtype=np.int64)
    seen_backward = np.full((behind + 1, count), -1, dtype=np.int64)
    reached = np.zeros((ahead + 1, count), dtype=np.int64)
    reached_back = np.zeros((behind + 1, count), dtype=np.int64)
    many = np.zeros(ahead + 1, dtype=np.int64)
    many_back = np.zeros(behind + 1, dtype=np.int64)
    best_worth = np.zeros(len(starts), dtype=np.int64)
    found = np.full((most + longest, longest), -1, dtype=np.int32)
    size = 0
    path = np.zeros(longest, dtype=np.int32)
    for number in range(len(starts)):
        start = starts[number]
        if size >= most:
            return found[:size], best_worth, number
        if first[start] == first[start + 1] or into_first[start] == into_first[start + 1]:
            continue
        forward[0, start] = 0
        reached[0, 0] = start
        many[0] = 1
        for step in range(1, ahead + 1):
            total = 0
            for place in range(many[step - 1]):
                here = reached[step - 1, place]
                base = forward[step - 1, here]
                for leg in range(first[here], first[here + 1]):
                    there = guest[leg]
                    value = base + worth[leg]
                    # Some turn of a cycle worth something has no beginning that is worth nothing.
                    if value <= 0 or there == start:
                        continue
                    if seen_forward[step, there] != start:
                        seen_forward[step, there] = start
                        reached[step, total] = there
                        total += 1
                    elif value <= forward[step, there]:
                        continue
                    forward[step, there] = value
                    by_forward[step, there] = leg
            many[step] = total
        if many[1] == 0:
            continue
        backward[0, start] = 0
        reached_back[0, 0] = start
        many_back[0] = 1
        for step in range(1, behind + 1):
            total = 0
            for place in range(many_back[step - 1]):
                here = reached_back[step - 1, place]
                base = backward[step - 1, here]
                for entry in range(into_first[here], into_first[here + 1]):
                    leg = into[entry]
                    there = host[leg]
                    if there == start:
                        continue
                    value = base + worth[leg]
                    if seen_backward[step, there] != start:
                        seen_backward[step, there] = start
                        reached_back[step, total] = there
                        total += 1
                    elif value <= backward[step, there]:
                        continue
                    backward[step, there] = value
                    by_backward[step, there] = leg
            many_back[step] = total
        for length in range(2, longest + 1):
            there_by, back_by = (length + 1) // 2, length // 2
            best, middle = least, -1
            for place in range(many[there_by]):
                here = reached[there_by, place]
                if seen_backward[back_by, here] == start:
                    value = forward[there_by, here] + backward[back_by, here]
                    best_worth[number] = max(best_worth[number], value)
                    if value > best:
                        best, middle = value, here
            if middle < 0:
                continue
            here = middle
            for step in range(there_by, 0, -1):
                path[step - 1] = by_forward[step, here]
                here = host[path[step - 1]]
            here = middle
            for step in range(back_by, 0, -1):
                path[length - step] = by_backward[step, here]
                here = guest[path[length - step]]
            if _is_simple(path, length, guest):
                low = 0
                for place in range(length):
                    if path[place] < path[low]:
                        low = place
                for place in range(length):
                    found[size, place] = path[(low + place) % length]
                size += 1
    return found[:size], best_worth, len(starts)


@compiled
def price_chains(
    sources: Ints, longest: int, first: Ints, host: Ints, guest: Ints, worth: Ints, least: int
) -> tuple[Rows, Ints]:
    """The best chain of each length to each organisation, if it is worth more than `least`, and for
    each organisation the most that any chain ending there is worth. As with cycles, a walk that is no
    chain falls into a cycle and a shorter chain."""
    count = len(first) - 1
    nothing = np.iinfo(np.int64).min
    value = np.full((longest + 1, count), nothing, dtype=np.int64)
    by = np.full((longest + 1, count), -1, dtype=np.int64)
    best_worth = np.zeros(count, dtype=np.int64)
    found = np.full((longest * count, longest), -1, dtype=np.int32)
    size = 0
    path = np.zeros(longest, dtype=np.int32)
    for source in sources:
        value[0, source] = 0
    for step in range(1, longest + 1):
        for here in range(count):
            base = value[step - 1, here]
            if base == nothing:
                continue
            for leg in range(first[here], first[here + 1]):
                there = guest[leg]
                if base + worth[leg] > value[step, there]:
                    value[step, there] = base + worth[leg]
                    by[step, there] = leg
        for end in range(count):
            if by[step, end] < 0:
                continue
            best_worth[end] = max(best_worth[end], value[step, end])
            if value[step, end] <= least:
                continue
            here = end
            for place in range(step, 0, -1):
                path[place - 1] = by[place, here]
                here = host[path[place - 1]]
            if _is_simple(path, step, guest):
                for place in range(step):
                    found[size, place] = path[place]
                size += 1
    return found[:size], best_worth


@compiled
def _is_simple(path: Rows, length: int, guest: Ints) -> bool:
    """Whether no organisation is hosted twice."""
    for one in range(length):
        for other in range(one + 1, length):
            if guest[path[one]] == guest[path[other]]:
                return False
    return True
