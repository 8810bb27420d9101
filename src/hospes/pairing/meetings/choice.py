"""Which pairs meet, when slots are forgotten and only numbers count: the bound of every timetable.

A simple b-matching: each person has at most their room, all together at most what the slots hold. No
timetable can do better in the first four goals. When the links form a bipartite graph, the vertices of
the linear program are whole, so no branching is needed.
"""

from dataclasses import dataclass

from hospes.pairing.meetings.goals import Reached, in_turn, people_reached, squares, steps_of
from hospes.pairing.meetings.grid import Grid
from hospes.pairing.solver import Model, Stop

# Branches of the search in graphs that are not bipartite; the first is nearly always the last.
NODES = 2_000


@dataclass(frozen=True, slots=True)
class Choice:
    """The chosen links, and what no timetable passes: `musts`; `likes` among those that reach these musts;
    `reached` and `even`, each among those that reach all before. None where they are not known.
    `most_likes`: of all timetables, whatever their musts."""

    links: tuple[int, ...]
    musts: int
    likes: int
    most_likes: int
    reached: int | None = None
    even: int | None = None


def sides_of(grid: Grid) -> list[int] | None:
    """0 or 1 for each person, so that every link joins a 0 and a 1; None when there is no such way."""
    side = [-1] * len(grid.keys)
    for start in range(len(side)):
        if side[start] < 0:
            side[start] = 0
            waiting = [start]
            while waiting:
                person = waiting.pop()
                for number in grid.links_of[person]:
                    other = grid.links[number].a + grid.links[number].b - person
                    if side[other] == side[person]:
                        return None
                    if side[other] < 0:
                        side[other] = 1 - side[person]
                        waiting.append(other)
    return side


def choose(grid: Grid, *, stop: Stop) -> Choice:
    """The best links by numbers alone: most musts, then likes, then people reached, then even counts."""
    found = _chosen(grid, whole=sides_of(grid) is None, stop=stop)
    if not found.is_whole:
        found = _chosen(grid, whole=True, stop=stop)
    links = tuple(sorted(number for number in found.columns if number < len(grid.links)))
    everything = (sum(link.musts for link in grid.links), sum(link.likes for link in grid.links))
    musts, likes = (*found.bounds[:2], *everything[len(found.bounds[:2]) :])
    if found.proven < 4:
        return Choice(links, musts, likes, everything[1])
    counts = [0] * len(grid.keys)
    for number in links:
        for person in grid.links[number][:2]:
            counts[person] += 1
    return Choice(links, musts, likes, everything[1], reached=people_reached(grid, counts), even=squares(grid, counts))


def _chosen(grid: Grid, *, whole: bool, stop: Stop) -> Reached:
    model = Model()
    links = [model.column(whole=whole) for _ in grid.links]
    reached, even = steps_of(grid, model, grid.links_of, whole=whole)
    model.row_of(links, [1] * len(links), upper=grid.most_meetings)
    musts = {number: float(link.musts) for number, link in enumerate(grid.links) if link.musts}
    likes = {number: float(link.likes) for number, link in enumerate(grid.links) if link.likes}
    return in_turn(model, [musts, likes, reached, even], start=None, nodes=NODES, stop=stop)
