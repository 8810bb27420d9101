"""The best set of exchanges: what it is worth, and what no set can pass.

Where all exchanges can be listed, they are, and the choice among them is exact. Where there are too
many, the linear programme over all of them is grown; its value is the bound, and only the exchanges
that a better set could hold are listed for the choice. At any stop the best set so far stands.
"""

from dataclasses import dataclass, replace

import numpy as np

from hospes.pairing.exchange.graph import Graph, no_rows
from hospes.pairing.exchange.growth import Found, Grown, grow, is_dense, worths
from hospes.pairing.exchange.master import Choice, Floats, Stop, choose
from hospes.pairing.exchange.nearby import list_nearby
from hospes.pairing.exchange.ties import first_of_ties
from hospes.pairing.exchange.walks import Rows, list_chains, list_cycles
from hospes.pairing.landscape import never


@dataclass(frozen=True, slots=True)
class Effort:
    """Limits that are the same on every machine."""

    # Exchanges that are listed at most, and steps of the walks that list them.
    listed: int = 60_000
    steps: int = 20_000_000
    # Times that the linear programme is grown, and branches in each choice in whole numbers.
    rounds: int = 1_000
    nodes: int = 2_000
    # Up to so many exchanges the first of all equally good sets is looked for.
    ties: int = 3_000


USUAL = Effort()


@dataclass(frozen=True)
class Packing:
    """`rows`: the exchanges, each as legs in order. `first`: of all sets worth as much this is the
    first by the order of the legs."""

    rows: Rows
    value: int
    bound: int
    first: bool = False

    @property
    def proven(self) -> bool:
        return self.value == self.bound


def pack(graph: Graph, *, effort: Effort = Effort(), stop: Stop = never, hurry: Stop = never) -> Packing:
    """The best set of exchanges found. The same graph and effort give the same set; `stop` may end the
    search with the best so far, and `hurry` says when to leave the bound and settle on a set."""
    nothing = no_rows(graph.longest)
    most = without_limits(graph)
    if not graph.fits(nothing):
        raise ValueError("There is not even room for what is fixed.")
    rows, complete = every_exchange(graph, effort)
    if not len(rows):
        return Packing(nothing, 0, 0 if complete else most, first=complete)
    if complete and len(rows) > effort.ties and is_dense(graph):
        # Few organisations with many exchanges: prices tell most of them apart.
        complete = False
    elif complete and len(rows) > effort.ties:
        return _settled(graph, rows, most, effort, stop)
    found = Found(graph)
    found.take(rows if complete else rows[: effort.ties])
    grown = grow(graph, found, most, effort=1 if complete else effort.rounds, stop=hurry, listed=complete)
    best = greedy(graph, found.rows, grown.shares)
    packing = Packing(best, int(graph.values(best).sum()), grown.bound)
    packing = _chosen(graph, found.rows, packing, effort, stop)
    if not packing.proven and not stop():
        packing = _proven(graph, found, grown, packing, effort, stop, complete=complete)
    if packing.proven and complete and not stop():
        return _first(graph, found.rows, grown, packing, effort, stop)
    return packing


def _settled(graph: Graph, rows: Rows, most: int, effort: Effort, stop: Stop) -> Packing:
    """The choice among all exchanges there are, at once: the solver's own bound is one for every set."""
    best = greedy(graph, rows, np.zeros(len(rows)))
    packing = Packing(best, int(graph.values(best).sum()), most)
    return _chosen(graph, rows, packing, effort, stop, complete=True)


def every_exchange(graph: Graph, effort: Effort) -> tuple[Rows, bool]:
    """All cycles and chains, or as many as the effort lists; and whether these are all."""
    if not graph.legs:
        return no_rows(graph.longest), True
    limits = (effort.listed, effort.steps)
    cycles, _, all_cycles = list_cycles(
        graph.longest, graph.first, graph.host, graph.guest, graph.into_first, graph.into, *limits
    )
    chains, _, all_chains = list_chains(graph.longest, graph.first, graph.guest, graph.sources, *limits)
    return np.concatenate([cycles, chains]), bool(all_cycles and all_chains)


def without_limits(graph: Graph) -> int:
    """What every wish would be worth at the host that suits it best."""
    best = np.zeros(len(graph.room), dtype=np.int64)
    np.maximum.at(best, graph.wish, graph.value)
    return int(best.sum())


def greedy(graph: Graph, rows: Rows, shares: Floats) -> Rows:
    """Takes exchanges while there is room, those first that the linear programme chooses most of."""
    if not len(rows):
        return rows
    uses, left, kept = graph.uses(rows), graph.room.copy(), []
    if (uses.data < 0).any():
        return no_rows(graph.longest)
    for number in np.lexsort((-graph.values(rows), -shares)).tolist():
        part = slice(uses.indptr[number], uses.indptr[number + 1])
        if (left[uses.indices[part]] >= uses.data[part]).all():
            left[uses.indices[part]] -= uses.data[part]
            kept.append(number)
    return rows[kept]


def _chosen(
    graph: Graph, rows: Rows, packing: Packing, effort: Effort, stop: Stop, *, complete: bool = False
) -> Packing:
    """The best choice among listed exchanges, if it is better than the one there is. When they are
    `complete`, what no choice among them can pass is a bound."""
    if packing.proven or stop():
        return packing
    keys = {row.tobytes() for row in packing.rows}
    start = np.array([number for number, row in enumerate(rows) if row.tobytes() in keys], dtype=np.int64)
    choice = choose(
        graph.uses(rows),
        graph.values(rows) / graph.step,
        graph.room,
        start=start,
        enough=packing.bound / graph.step - 0.5,
        nodes=effort.nodes,
        stop=stop,
    )
    if choice is None:
        return packing
    value = int(graph.values(rows[choice.chosen]).sum())
    if value > packing.value and graph.fits(rows[choice.chosen]):
        packing = replace(packing, rows=rows[choice.chosen], value=value)
    return _bounded(graph, packing, choice) if complete else packing


def _bounded(graph: Graph, packing: Packing, choice: Choice) -> Packing:
    """The solver's bound is a little off; sums of values are multiples of the graph's step."""
    if not np.isfinite(choice.bound):
        return packing
    error = 1e-6 if choice.proven else 1e-6 * max(1.0, abs(choice.bound))
    within = int(np.floor(choice.bound + error)) * graph.step
    return replace(packing, bound=min(packing.bound, max(within, packing.value)))


def _proven(
    graph: Graph, found: Found, grown: Grown, packing: Packing, effort: Effort, stop: Stop, *, complete: bool
) -> Packing:
    """Closes the gap over the exchanges that a better set could hold."""
    worth = worths(graph, grown.prices)
    slack = (packing.bound - packing.value) // graph.step * graph.parts + graph.parts
    if complete:
        rows = found.rows[np.where(found.rows >= 0, worth[found.rows], 0).sum(axis=1) >= -slack]
    else:
        near, complete = list_nearby(graph, worth, slack, most=effort.listed, steps=50 * effort.steps)
        rows = np.concatenate([found.rows, near]) if not complete else near
    pool = Found(graph)
    pool.take(packing.rows)
    pool.take(rows)
    choice = choose(
        graph.uses(pool.rows),
        graph.values(pool.rows) / graph.step,
        graph.room,
        start=np.arange(len(packing.rows)),
        enough=packing.bound / graph.step - 0.5,
        nodes=effort.nodes,
        stop=stop,
    )
    if choice is None:
        return packing
    value = int(graph.values(pool.rows[choice.chosen]).sum())
    if value > packing.value and graph.fits(pool.rows[choice.chosen]):
        packing = replace(packing, rows=pool.rows[choice.chosen], value=value)
    return _bounded(graph, packing, choice) if complete else packing


def _first(graph: Graph, rows: Rows, grown: Grown, packing: Packing, effort: Effort, stop: Stop) -> Packing:
    """Of all sets worth as much, the first by the order of the legs, where they are few."""
    worth = worths(graph, grown.prices)
    slack = max(0, grown.bound - packing.value) // graph.step * graph.parts + graph.parts
    near = rows[np.where(rows >= 0, worth[rows], 0).sum(axis=1) >= -slack]
    if len(near) > effort.ties:
        return packing
    first = first_of_ties(graph, near, packing.rows, nodes=effort.nodes, stop=stop)
    return packing if first is None else replace(packing, rows=first, first=True)
