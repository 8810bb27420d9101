"""A small event as one program: every pair in every slot. Proves what the bound by numbers cannot."""

import numpy as np

from hospes.pairing.meetings.goals import in_turn, steps_of
from hospes.pairing.meetings.grid import bits
from hospes.pairing.meetings.placing import Placing
from hospes.pairing.solver import Model, Stop

# So many places for pairs in slots at most, and so many branches.
PLACES = 400
NODES = 500


def is_small(placing: Placing) -> bool:
    return sum(link.slots.bit_count() for link in placing.grid.links) <= PLACES


def solve_whole(placing: Placing, *, stop: Stop) -> int:
    """Replaces the timetable by the best one. Gives the number of goals, of the first four, proven best."""
    grid = placing.grid
    places = [(number, slot) for number, link in enumerate(grid.links) for slot in bits(link.slots)]
    model = Model()
    for _ in places:
        model.column()
    members: list[list[int]] = [[] for _ in grid.keys]
    rows: dict[tuple[str, int, int], list[int]] = {}
    for column, (number, slot) in enumerate(places):
        link = grid.links[number]
        for person in (link.a, link.b):
            members[person].append(column)
            rows.setdefault(("seat", person, slot), []).append(column)
        rows.setdefault(("link", number, 0), []).append(column)
        rows.setdefault(("tables", slot, 0), []).append(column)
    for (kind, index, _), columns in rows.items():
        most = grid.tables[index] if kind == "tables" else 1
        if len(columns) > most:
            model.row_of(columns, [1] * len(columns), upper=most)
    reached, even = steps_of(grid, model, members, whole=True)
    musts = {column: float(grid.links[number].musts) for column, (number, _) in enumerate(places)}
    likes = {column: float(grid.links[number].likes) for column, (number, _) in enumerate(places)}
    start = np.zeros(model.size)
    for column, (number, slot) in enumerate(places):
        start[column] = placing.slot[number] == slot
    _fill_steps(start, members, model.size, placing)
    found = in_turn(model, [musts, likes, reached, even], start=start, nodes=NODES, stop=stop)
    placing.become([place for column, place in enumerate(places) if column in found.columns])
    return found.proven


def _fill_steps(start: np.typing.NDArray[np.float64], members: list[list[int]], size: int, placing: Placing) -> None:
    """The columns for first, second … meetings that go with a timetable."""
    column = sum(len(columns) for columns in members) // 2
    for person, columns in enumerate(members):
        if columns:
            room = min(placing.grid.room[person], len(placing.grid.links_of[person]))
            start[column : column + placing.meetings_of(person)] = 1
            column += room
