"""The goals of a timetable, one after the other: each is optimised, then held.

1. musts   most wishes of the kind "must" fulfilled; a pair of whom both must counts two
2. likes   most points: one for each "like" fulfilled, one more when both want to meet, however much
3. reached most people with a meeting at all
4. even    least sum of the squares of people's numbers of meetings
5. early   least sum of the numbers of the slots
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from hospes.pairing.meetings.grid import Grid
from hospes.pairing.solver import Floats, Model, Solution, Stop, whole_bound

Goal = Mapping[int, float]
# A column further than this from a whole number is not a vertex of whole numbers.
FRACTION = 1e-6


@dataclass(frozen=True, slots=True)
class Reached:
    """`values`: of the goals that were tried. `proven`: how many of them, from the first, no columns can pass."""

    columns: frozenset[int]
    bounds: tuple[int, ...]
    proven: int
    is_whole: bool


def in_turn(model: Model, goals: Sequence[Goal], *, start: Floats | None, nodes: int, stop: Stop) -> Reached:
    """Optimises each goal and holds it for the next, as far as each is proven."""
    best, bounds, proven = start, list[int](), 0
    for goal in goals:
        solution: Solution = model.maximise(goal, start=best, nodes=nodes, stop=stop)
        if solution.columns is None:
            break
        best = solution.columns
        bounds.append(round(solution.value) if solution.proven else whole_bound(solution.bound))
        if not solution.proven or stop():
            break
        proven += 1
        model.row(goal, lower=round(solution.value))
    if best is None:
        return Reached(frozenset(), (), 0, is_whole=True)
    rounded = np.rint(best)
    is_whole = bool(np.abs(best - rounded).max(initial=0) <= FRACTION)
    return Reached(frozenset(np.flatnonzero(rounded).tolist()), tuple(bounds), proven, is_whole)


def steps_of(grid: Grid, model: Model, members: Sequence[Collection[int]], *, whole: bool) -> tuple[Goal, Goal]:
    """Columns for the first, second … meeting of each person, as many as they have room for, and the goals
    over them: how many people have a first one, and the squares, each further one costing two more.

    `members`: the columns that are meetings of each person."""
    reached: dict[int, float] = {}
    even: dict[int, float] = {}
    for person, columns in enumerate(members):
        if columns:
            room = min(grid.room[person], len(grid.links_of[person]))
            steps = [model.column(whole=whole) for _ in range(room)]
            even |= {step: -(2 * (grid.had[person] + count) + 1) for count, step in enumerate(steps)}
            if not grid.had[person]:
                reached[steps[0]] = 1
            model.row(dict.fromkeys(columns, 1) | dict.fromkeys(steps, -1), lower=0, upper=0)
    return reached, even


def people_reached(grid: Grid, counts: Sequence[int]) -> int:
    """Of those who have wanted pairs and nothing yet, how many a timetable gives a meeting."""
    return sum(count > 0 and not had for count, had in zip(counts, grid.had, strict=True))


def squares(grid: Grid, counts: Sequence[int]) -> int:
    """What the meetings add to the sum of the squares."""
    return sum((had + count) ** 2 - had**2 for count, had in zip(counts, grid.had, strict=True))
