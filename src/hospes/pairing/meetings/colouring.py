"""Slots for chosen links when everybody concerned is free in the same slots: an edge colouring.

Links are edges, slots are colours. Kőnig: in a bipartite graph as many colours as the busiest person has
links are enough, and a path of two alternating colours always makes room for one more edge. A path
swapped in the same way evens out two slots, so that a total that fits the tables fits each slot.
"""

from collections.abc import Iterable

from hospes.pairing.meetings.grid import Grid, bits
from hospes.pairing.meetings.placing import Placing

Colours = list[dict[int, int]]


def shared_slots(grid: Grid) -> tuple[int, ...] | None:
    """The slots of everybody who has links, with equally many tables; None when people or slots differ."""
    words = {grid.free[link.a] for link in grid.links} | {grid.free[link.b] for link in grid.links}
    if len(words) != 1:
        return None
    slots = tuple(bits(words.pop()))
    return slots if len({grid.tables[slot] for slot in slots}) == 1 else None


def coloured(placing: Placing, chosen: Iterable[int], slots: tuple[int, ...]) -> bool:
    """Puts the chosen links into the slots; False, with nothing put, when a path does not make room.

    That happens only in graphs that are not bipartite.
    """
    grid = placing.grid
    at: Colours = [{} for _ in grid.keys]
    word = sum(1 << slot for slot in slots)
    idle = [word] * len(grid.keys)
    for number in chosen:
        if not _coloured_one(grid, at, idle, number):
            return False
    slot_of = {number: slot for taken in at for slot, number in taken.items()}
    _evened(grid, at, slot_of, slots)
    for number, slot in sorted(slot_of.items()):
        placing.put(number, slot)
    return True


def _coloured_one(grid: Grid, at: Colours, idle: list[int], number: int) -> bool:
    a, b, *_ = grid.links[number]
    common = idle[a] & idle[b]
    if not common:
        for first in bits(idle[a]):
            for second in bits(idle[b]):
                path, end = _path(grid, at, b, first, second)
                if end != a:
                    _swap(grid, at, idle, path, first, second)
                    common = 1 << first
                    break
            if common:
                break
    if not common:
        return False
    slot = next(bits(common))
    for person in (a, b):
        at[person][slot] = number
        idle[person] &= ~(1 << slot)
    return True


def _path(grid: Grid, at: Colours, start: int, first: int, second: int) -> tuple[list[int], int]:
    """The links of the path from a person that alternates between two slots, and where it ends."""
    path: list[int] = []
    person, slot = start, first
    while slot in at[person]:
        number = at[person][slot]
        if path and number == path[0]:
            break
        path.append(number)
        person = grid.links[number].a + grid.links[number].b - person
        slot = first + second - slot
    return path, person


def _swap(grid: Grid, at: Colours, idle: list[int], path: list[int], first: int, second: int) -> None:
    """Swaps two slots along a path."""
    pair = {first, second}
    moved = []
    for number in path:
        link = grid.links[number]
        slot = next(slot for slot in pair if at[link.a].get(slot) == number)
        moved.append((number, first + second - slot))
    touched = {person for number in path for person in grid.links[number][:2]}
    for number in path:
        link = grid.links[number]
        for person in (link.a, link.b):
            for slot in pair:
                if at[person].get(slot) == number:
                    del at[person][slot]
    for number, slot in moved:
        link = grid.links[number]
        at[link.a][slot] = at[link.b][slot] = number
    for person in touched:
        for slot in pair:
            idle[person] = idle[person] & ~(1 << slot) if slot in at[person] else idle[person] | (1 << slot)


def _evened(grid: Grid, at: Colours, slot_of: dict[int, int], slots: tuple[int, ...]) -> None:
    """Moves links from overfull slots to others by swapping paths that hold one more of the former."""
    tables = grid.tables[slots[0]] if slots else 0
    load = dict.fromkeys(slots, 0)
    for slot in slot_of.values():
        load[slot] += 1
    idle = [0] * len(grid.keys)
    while max(load.values(), default=0) > tables:
        full = max(slots, key=lambda slot: (load[slot], -slot))
        spare = min(slots, key=lambda slot: (load[slot], slot))
        for person in range(len(grid.keys)):
            if load[full] <= tables or load[spare] >= tables:
                break
            if full in at[person] and spare not in at[person]:
                path, _ = _path(grid, at, person, full, spare)
                if len(path) % 2:
                    _swap(grid, at, idle, path, full, spare)
                    load[full] -= 1
                    load[spare] += 1
    slot_of.update({number: slot for taken in at for slot, number in taken.items()})
