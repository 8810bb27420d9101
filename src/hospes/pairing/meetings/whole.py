"""Events of moderate size as one program: proves what the bound by numbers cannot."""

from dataclasses import replace

import numpy as np

from hospes.pairing.meetings.choice import Choice
from hospes.pairing.meetings.goals import in_turn, steps_of
from hospes.pairing.meetings.grid import Grid, bits
from hospes.pairing.meetings.placing import Placing
from hospes.pairing.meetings.program import Place, model_of, musts_and_likes
from hospes.pairing.solver import Floats, Stop, whole_bound

# Pairs in slots at most: for all of the first four goals, for two of them, and for the linear bounds.
FOUR_GOALS, TWO_GOALS, LINEAR = 400, 2_500, 6_000
NODES = {4: 500, 2: 30}


def tightened(grid: Grid, choice: Choice, *, stop: Stop) -> Choice:
    """The bounds by the linear program over all slots, where it is small enough and they are lower."""
    every = _places(grid)
    musts = [place for place in every if grid.links[place[0]].musts]
    bound = _linear(grid, musts, stop) if len(musts) <= LINEAR else None
    if bound is not None and bound < choice.musts:
        choice = replace(choice, musts=bound, likes=choice.most_likes, reached=None, even=None)
    if len(every) > LINEAR:
        return choice
    likes = _linear(grid, every, stop, musts=choice.musts)
    return choice if likes is None or likes >= choice.likes else replace(choice, likes=likes, reached=None, even=None)


def _linear(grid: Grid, places: list[Place], stop: Stop, *, musts: int | None = None) -> int | None:
    """The most musts, or the most likes with so many musts, of the program with its whole numbers forgotten."""
    if not places or stop():
        return None
    model = model_of(grid, places, whole=False)
    goals = musts_and_likes(grid, places)
    if musts is not None:
        model.row(goals[0], lower=musts)
    solution = model.maximise(goals[0] if musts is None else goals[1], stop=stop)
    return whole_bound(solution.value) if solution.proven and solution.columns is not None else None


def goals_in_reach(grid: Grid) -> int:
    """How many goals the program is small enough for."""
    size = sum(link.slots.bit_count() for link in grid.links)
    return 4 if size <= FOUR_GOALS else 2 if size <= TWO_GOALS else 0


def solve_whole(placing: Placing, goals: int, *, stop: Stop) -> int:
    """Replaces the timetable by one that is as good or better in the first so many goals. Gives the number of
    goals, from the first, that are proven."""
    grid, places = placing.grid, _places(placing.grid)
    model = model_of(grid, places, whole=True)
    wanted = list(musts_and_likes(grid, places))
    start = np.array([float(placing.slot[number] == slot) for number, slot in places])
    if goals > 2:
        members: list[list[int]] = [[] for _ in grid.keys]
        for column, (number, _) in enumerate(places):
            for person in grid.links[number][:2]:
                members[person].append(column)
        wanted += steps_of(grid, model, members, whole=True)
        start = np.concatenate([start, _steps(placing)])
    found = in_turn(model, wanted, start=start, nodes=NODES[goals], stop=stop)
    placing.become([place for column, place in enumerate(places) if column in found.columns])
    return found.proven


def _places(grid: Grid) -> list[Place]:
    return [(number, slot) for number, link in enumerate(grid.links) for slot in bits(link.slots)]


def _steps(placing: Placing) -> Floats:
    """The columns for everybody's first, second … meeting that go with a timetable."""
    steps: list[float] = []
    for person, numbers in enumerate(placing.grid.links_of):
        if numbers:
            room, meets = min(placing.grid.room[person], len(numbers)), placing.meetings_of(person)
            steps += [1.0] * meets + [0.0] * (room - meets)
    return np.array(steps)
