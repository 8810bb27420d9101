"""A few slots solved anew, exactly, with everything else held: the timetable only ever gets better."""

from collections import Counter
from collections.abc import Callable
from random import Random

import numpy as np

from hospes.pairing.meetings.placing import NEVER, Placing
from hospes.pairing.solver import Model, Stop

# Slots of a neighbourhood in the first, second and every further turn over all slots.
SIZES = (3, 4, 5)
# Columns of one neighbourhood, and branches of its search: so much is solved in about a second.
COLUMNS = 6_000
NODES = 20

Place = tuple[int, int]
# Told how many neighbourhoods have been solved since it was last told.
Step = Callable[[int], object]


def improve(
    placing: Placing, *, rounds: int, bound: int, seed: int, stop: Stop, step: Step, patience: int | None = None
) -> None:
    """Solves so many neighbourhoods at most, until the bound is reached, or `patience` of them gained nothing.

    Every slot has its turn, in an order that the seed shakes, before one comes again.
    """
    slots = [slot for slot, tables in enumerate(placing.grid.tables) if tables]
    chance = Random(seed)  # noqa: S311 - repeatable on purpose, nothing secret
    sizes, waiting = list(SIZES), list[int]()
    size, gained, worth = sizes.pop(0), 0, placing.worth
    for done in range(rounds):
        if placing.worth > worth:
            gained, worth = done, placing.worth
        if placing.worth >= bound or done - gained == patience or stop():
            return
        if not waiting:
            size = sizes.pop(0) if done and sizes else size
            waiting = chance.sample(slots, len(slots))
        some, waiting = waiting[:size], waiting[size:]
        others = [slot for slot in slots if slot not in some]
        some += chance.sample(others, min(size - len(some), len(others)))
        _solve_anew(placing, sorted(some), chance, stop)
        step(1)


def _solve_anew(placing: Placing, slots: list[int], chance: Random, stop: Stop) -> None:
    places = _places(placing, slots, chance)
    grid = placing.grid
    held = [number for number, slot in placing.placed() if slot in slots]
    model = Model()
    for _ in places:
        model.column()
    for members, most in _rows(placing, places, held):
        if len(members) > most:
            model.row_of(members, [1] * len(members), upper=most)
    likes = sum(grid.links[number].likes for number in {number for number, _ in places})
    must_worth = 1 + min(likes, 4 * sum(grid.tables[slot] for slot in slots))
    goal = {
        column: float(grid.links[number].musts * must_worth + grid.links[number].likes)
        for column, (number, _) in enumerate(places)
    }
    start = np.array([float(placing.slot[number] == slot) for number, slot in places])
    solution = model.maximise(goal, start=start, nodes=NODES, seed=chance.randrange(2**31), stop=stop)
    _exchange(placing, held, [places[column] for column in np.flatnonzero(solution.whole()).tolist()])


def _places(placing: Placing, slots: list[int], chance: Random) -> list[Place]:
    """Links that meet in these slots or not at all, in each of the slots; a sample when there are too many."""
    links, word = placing.grid.links, sum(1 << slot for slot in slots)
    held = [number for number, slot in placing.placed() if slot in slots]
    idle = [number for number, slot in enumerate(placing.slot) if slot == NEVER and links[number].slots & word]
    most = max(0, COLUMNS // len(slots) - len(held))
    if len(idle) > most:
        idle = chance.sample(idle, most)
    return [(number, slot) for number in sorted(held + idle) for slot in slots if links[number].slots >> slot & 1]


def _rows(placing: Placing, places: list[Place], held: list[int]) -> list[tuple[list[int], int]]:
    """Columns of which only so many may be 1: each pair once, nobody twice, tables, and everybody's room."""
    grid = placing.grid
    rows: dict[tuple[str, int, int], list[int]] = {}
    for column, (number, slot) in enumerate(places):
        rows.setdefault(("pair", number, 0), []).append(column)
        rows.setdefault(("tables", slot, 0), []).append(column)
        for person in grid.links[number][:2]:
            rows.setdefault(("seat", person, slot), []).append(column)
            rows.setdefault(("room", person, 0), []).append(column)
    leaving = Counter(person for number in held for person in grid.links[number][:2])

    def most(kind: str, index: int) -> int:
        if kind == "tables":
            return grid.tables[index]
        return grid.room[index] - placing.meetings_of(index) + leaving[index] if kind == "room" else 1

    return [(columns, most(kind, index)) for (kind, index, _), columns in rows.items()]


def _exchange(placing: Placing, held: list[int], places: list[Place]) -> None:
    """Puts the solution in place of what was held, if it is a timetable and no worse."""
    before, worth = [(number, placing.slot[number]) for number in held], placing.worth
    for number in held:
        placing.take(number)
    for number, slot in places:
        if slot in placing.open_slots(number):
            placing.put(number, slot)
    if placing.worth < worth:
        for number, _ in places:
            if placing.slot[number] != NEVER:
                placing.take(number)
        for number, slot in before:
            placing.put(number, slot)
