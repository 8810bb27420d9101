"""What others make of a market: by hand, and with libraries. `benchmarks/pairing.py` runs and judges them.

    python -m benchmarks.pairing_peers NAME PROBLEM.npz ANSWER.json --limit S

Each peer runs in a process of its own, which imports nothing of Hospes: its memory can be told apart, and ortools
cannot live in one process with our solver. All get the same pairs with the same scores. None but the solvers knows
sizes of groups; what they answer is cut to what fits, and room that is left is filled best pair first.
"""

import argparse
import json
import resource
import statistics
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
MOST_SEATS = 60_000_000
QUICK = 2.0
RUNS = 3
Found = TypeVar("Found")


class Problem(NamedTuple):
    """Pairs in columns: whose they are, what each person is worth there, how each side likes it, how many may stay."""

    wish: Ints
    offer: Ints
    value: Ints
    by_wish: Ints
    by_offer: Ints
    least: Ints
    most: Ints
    # Of wishes: people, the fewest that travel at all, the place in the order of arrival. Of offers: places, groups.
    people: Ints
    fewest: Ints
    arrival: Ints
    places: Ints
    groups: Ints

    @property
    def pairs(self) -> int:
        return len(self.wish)


Answer = Ints | None
Peer = Callable[[Problem, float], Answer]


class Book:
    """What is left while pairs are taken one by one."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.people, self.places, self.groups = problem.people.copy(), problem.places.copy(), problem.groups.copy()
        self.taken = np.zeros(problem.pairs, dtype=np.int64)

    def take(self, pair: int, wanted: int) -> None:
        """As many as fit and are wanted, if that is enough for a stay."""
        one = self.problem
        wish, offer = one.wish[pair], one.offer[pair]
        count = min(wanted, one.most[pair], self.people[wish], self.places[offer])
        if count >= one.least[pair] and self.groups[offer] and not self.taken[pair]:
            self._book(pair, int(count))

    def _book(self, pair: int, count: int) -> None:
        wish, offer = self.problem.wish[pair], self.problem.offer[pair]
        self.people[wish] -= count
        self.places[offer] -= count
        self.groups[offer] -= 1 if count > 0 else -1
        self.taken[pair] += count

    def settled(self) -> Ints:
        """What is taken, without groups of which fewer travel than they accept."""
        placed = self.problem.people - self.people
        few = (placed > 0) & (placed < self.problem.fewest)
        for pair in np.flatnonzero((self.taken > 0) & few[self.problem.wish]):
            self._book(int(pair), -int(self.taken[pair]))
        return self.taken


def _best_first(problem: Problem) -> Ints:
    return np.argsort(-problem.value, kind="stable")


def _filled(problem: Problem, wanted: Ints) -> Ints:
    """The answer cut to what fits, what is worth most first; then the room that is left, best pair first."""
    book = Book(problem)
    worth = wanted * problem.value
    for pair in np.argsort(-worth, kind="stable"):
        if not wanted[pair]:
            break
        book.take(int(pair), int(wanted[pair]))
    book.settled()
    for pair in _best_first(problem):
        book.take(int(pair), int(problem.most[pair]))
    return book.settled()


def first_come(problem: Problem, limit: float) -> Answer:
    """By hand: whoever asked first takes the host that suits best among those with room."""
    book = Book(problem)
    for pair in np.lexsort((-problem.value, problem.arrival[problem.wish])):
        book.take(int(pair), int(problem.most[pair]))
    return book.settled()


def greedy(problem: Problem, limit: float) -> Answer:
    """The best pair first, as long as there is room."""
    return _filled(problem, np.zeros(problem.pairs, dtype=np.int64))


def gale_shapley(problem: Problem, limit: float) -> Answer:
    """`matching`: groups propose, each takes one of the stays that a host has to give."""
    from matching.games import HospitalResident

    guests: dict[int, list[int]] = {}
    hosts: dict[int, list[int]] = {}
    for pair in np.lexsort((problem.offer, -problem.by_wish)):
        guests.setdefault(int(problem.wish[pair]), []).append(int(problem.offer[pair]))
    for pair in np.lexsort((problem.wish, -problem.by_offer)):
        hosts.setdefault(int(problem.offer[pair]), []).append(int(problem.wish[pair]))
    smallest = np.full(len(problem.places), 1, dtype=np.int64)
    for offer, own in hosts.items():
        smallest[offer] = max(1, int(np.median(problem.people[own])))
    stays = np.maximum(1, np.minimum(problem.groups, problem.places // smallest))
    room = {offer: int(stays[offer]) for offer in hosts}
    matched = _deeply(lambda: HospitalResident.create_from_dictionaries(guests, hosts, room).solve(optimal="resident"))
    at = {(int(w), int(o)): pair for pair, (w, o) in enumerate(zip(problem.wish, problem.offer, strict=True))}
    book = Book(problem)
    for host, found in matched.items():
        for guest in found:
            pair = at[guest.name, host.name]
            book.take(pair, int(problem.most[pair]))
    return book.settled()


def _deeply(work: Callable[[], Any]) -> Any:
    """Runs what copies a chain of thousands of players, each from within the one before."""
    found: list[Any] = []
    threading.stack_size(2**29)
    sys.setrecursionlimit(10**6)
    thread = threading.Thread(target=lambda: found.append(work()))
    thread.start()
    thread.join()
    return found[0]


def assignment(problem: Problem, limit: float) -> Answer:
    """`scipy`: each group to one host and each host one group, as much worth as can be."""
    from scipy.optimize import linear_sum_assignment

    if len(problem.people) * len(problem.places) > MOST_SEATS:
        return None
    worth = np.zeros((len(problem.people), len(problem.places)), dtype=np.int64)
    worth[problem.wish, problem.offer] = problem.value * problem.most
    row, column = linear_sum_assignment(worth, maximize=True)
    at = {(int(w), int(o)): pair for pair, (w, o) in enumerate(zip(problem.wish, problem.offer, strict=True))}
    wanted = np.zeros(problem.pairs, dtype=np.int64)
    for wish, offer in zip(row.tolist(), column.tolist(), strict=True):
        if (wish, offer) in at:
            wanted[at[wish, offer]] = problem.most[at[wish, offer]]
    return _filled(problem, wanted)


def flow(problem: Problem, limit: float) -> Answer:
    """`ortools`, flow of least cost: people one by one, as if every group could be divided."""
    from ortools.graph.python import min_cost_flow

    wishes, offers = len(problem.people), len(problem.places)
    source, sink = wishes + offers, wishes + offers + 1
    everybody = np.arange(wishes)
    network: Any = min_cost_flow.SimpleMinCostFlow()
    pairs = network.add_arcs_with_capacity_and_unit_cost(
        problem.wish, wishes + problem.offer, problem.most, -problem.value
    )
    network.add_arcs_with_capacity_and_unit_cost(
        np.full(wishes, source), everybody, problem.people, np.zeros(wishes, dtype=np.int64)
    )
    network.add_arcs_with_capacity_and_unit_cost(
        everybody, np.full(wishes, sink), problem.people, np.zeros(wishes, dtype=np.int64)
    )
    network.add_arcs_with_capacity_and_unit_cost(
        wishes + np.arange(offers), np.full(offers, sink), problem.places, np.zeros(offers, dtype=np.int64)
    )
    total = int(problem.people.sum())
    network.set_nodes_supplies(np.array([source, sink]), np.array([total, -total]))
    if network.solve() != network.OPTIMAL:
        return None
    return _filled(problem, np.asarray(network.flows(pairs), dtype=np.int64))


def _members(side: Ints) -> dict[int, list[int]]:
    found: dict[int, list[int]] = {}
    for pair, one in enumerate(side.tolist()):
        found.setdefault(one, []).append(pair)
    return found


def cp_sat(problem: Problem, limit: float) -> Answer:
    """`ortools`, CP-SAT: the whole problem, one worker."""
    from ortools.sat.python import cp_model

    model: Any = cp_model.CpModel()
    chosen = [model.new_bool_var("") for _ in range(problem.pairs)]
    people = []
    for pair in range(problem.pairs):
        least, most = int(problem.least[pair]), int(problem.most[pair])
        if least == most:
            people.append(most * chosen[pair])
            continue
        column = model.new_int_var(0, most, "")
        model.add(column >= least * chosen[pair])
        model.add(column <= most * chosen[pair])
        people.append(column)
    for wish, own in _members(problem.wish).items():
        total = sum(people[pair] for pair in own)
        model.add(total <= int(problem.people[wish]))
        if problem.fewest[wish] > min(problem.least[own]):
            travels = model.new_bool_var("")
            model.add(total >= int(problem.fewest[wish]) * travels)
            for pair in own:
                model.add_implication(chosen[pair], travels)
    for offer, own in _members(problem.offer).items():
        model.add(sum(people[pair] for pair in own) <= int(problem.places[offer]))
        model.add(sum(chosen[pair] for pair in own) <= int(problem.groups[offer]))
    model.maximize(sum(int(value) * column for value, column in zip(problem.value, people, strict=True)))
    solver: Any = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = limit
    solver.parameters.num_workers = 1
    if solver.solve(model) not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return None
    return np.array([solver.value(column) for column in people], dtype=np.int64)


def highs(problem: Problem, limit: float) -> Answer:
    """HiGHS alone: the whole problem, from nothing, one thread."""
    import highspy
    from scipy.sparse import csc_array

    pairs, wishes, offers = problem.pairs, len(problem.people), len(problem.places)
    cells: list[tuple[Any, Any, Any]] = []
    lower: list[Any] = []
    upper: list[Any] = []
    count, inf = 0, highspy.kHighsInf
    number = np.arange(pairs)

    def rows(row: Ints, column: Ints, factor: Ints) -> None:
        cells.append((count + row, column, factor))

    def limits(low: Any, high: Any, size: int) -> None:
        nonlocal count
        lower.append(np.broadcast_to(low, size))
        upper.append(np.broadcast_to(high, size))
        count += size

    # Columns: chosen, then people, for each pair; then who travels.
    rows(number, pairs + number, np.ones(pairs))
    rows(number, number, -problem.least)
    limits(0, inf, pairs)
    rows(number, pairs + number, np.ones(pairs))
    rows(number, number, -problem.most)
    limits(-inf, 0, pairs)
    rows(problem.wish, pairs + number, np.ones(pairs))
    limits(-inf, problem.people, wishes)
    rows(problem.offer, pairs + number, np.ones(pairs))
    limits(-inf, problem.places, offers)
    rows(problem.offer, number, np.ones(pairs))
    limits(-inf, problem.groups, offers)
    rows(problem.wish, pairs + number, np.ones(pairs))
    rows(np.arange(wishes), 2 * pairs + np.arange(wishes), -problem.fewest)
    limits(0, inf, wishes)
    rows(number, number, np.ones(pairs))
    rows(number, 2 * pairs + problem.wish, -np.ones(pairs))
    limits(-inf, 0, pairs)
    row, column, factor = (np.concatenate(side) for side in zip(*cells, strict=True))
    matrix = csc_array((factor, (row, column)), shape=(count, 2 * pairs + wishes))
    model = highspy.HighsLp()
    model.num_col_, model.num_row_ = matrix.shape[1], count
    model.sense_ = highspy.ObjSense.kMaximize
    model.col_cost_ = np.concatenate([np.zeros(pairs), problem.value, np.zeros(wishes)]).astype(float)
    model.col_lower_ = np.zeros(matrix.shape[1])
    model.col_upper_ = np.concatenate([np.ones(pairs), problem.most, np.ones(wishes)]).astype(float)
    model.row_lower_, model.row_upper_ = np.concatenate(lower).astype(float), np.concatenate(upper).astype(float)
    model.a_matrix_.format_ = highspy.MatrixFormat.kColwise
    model.a_matrix_.start_, model.a_matrix_.index_ = matrix.indptr, matrix.indices
    model.a_matrix_.value_ = matrix.data.astype(float)
    model.integrality_ = [highspy.HighsVarType.kInteger] * matrix.shape[1]
    solver = _run(model, limit)
    if solver.getInfo().primal_solution_status != highspy.SolutionStatus.kSolutionStatusFeasible:
        return None
    return np.rint(np.array(solver.getSolution().col_value)[pairs : 2 * pairs]).astype(np.int64)


def _run(model: Any, limit: float) -> Any:
    import highspy

    solver = highspy.Highs()
    for option, value in {"output_flag": False, "threads": 1, "time_limit": limit, "mip_rel_gap": 0.0}.items():
        solver.setOptionValue(option, value)
    solver.passModel(model)
    solver.run()
    return solver


PEERS: dict[str, Peer] = {
    "first come, first served": first_come,
    "best pair first": greedy,
    "Gale-Shapley (matching)": gale_shapley,
    "assignment (scipy)": assignment,
    "flow of least cost (ortools)": flow,
    "CP-SAT (ortools)": cp_sat,
    "HiGHS alone": highs,
}


def measured(work: Callable[[], Found]) -> tuple[Found, float]:
    """What comes out, and the median of three times; of one where that takes long."""
    times: list[float] = []
    while True:
        begun = time.monotonic()
        found = work()
        times.append(time.monotonic() - begun)
        if len(times) == RUNS or times[0] >= QUICK:
            return found, statistics.median(times)


ONE_PAIR = [np.array([number], dtype=np.int64) for number in (0, 0, 500, 50, 50, 1, 1, 1, 1, 0, 1, 1)]


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("name", choices=PEERS)
    options.add_argument("problem", type=Path)
    options.add_argument("answer", type=Path)
    options.add_argument("--limit", type=float, default=60.0, metavar="S")
    given = options.parse_args()
    with np.load(given.problem) as arrays:
        problem = Problem(**{name: arrays[name] for name in Problem._fields})
    # Libraries are loaded before the clock runs.
    PEERS[given.name](Problem(*ONE_PAIR), 1.0)
    found, seconds = measured(lambda: PEERS[given.name](problem, given.limit))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    people = None if found is None else found.tolist()
    given.answer.write_text(json.dumps({"people": people, "seconds": seconds, "peak": peak}))


if __name__ == "__main__":
    main()
