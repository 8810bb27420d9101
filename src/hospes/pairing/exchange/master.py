"""The choice among listed exchanges: as a linear programme that may grow, or in whole numbers.

HiGHS works with floating-point numbers; whoever uses its answers rounds them and checks them again
in whole numbers.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import highspy
import numpy as np
from numpy.typing import NDArray

from hospes.pairing.exchange.graph import Matrix
from hospes.pairing.exchange.walks import Ints

LIMITS = (
    highspy.HighsModelStatus.kSolutionLimit,
    highspy.HighsModelStatus.kIterationLimit,
    highspy.HighsModelStatus.kTimeLimit,
    highspy.HighsModelStatus.kInterrupt,
    highspy.HighsModelStatus.kObjectiveBound,
    highspy.HighsModelStatus.kObjectiveTarget,
)
SOLVED = (highspy.HighsModelStatus.kOptimal, highspy.HighsModelStatus.kModelEmpty)
Stop = Callable[[], bool]
Floats = NDArray[np.float64]


class UnsolvedError(RuntimeError):
    """The solver gave up for a reason that is neither the market's nor the limits'."""


def _solver(room: Ints, **options: Any) -> Any:
    highs = highspy.Highs()
    for option, value in {"output_flag": False, "threads": 1, "random_seed": 0, **options}.items():
        highs.setOptionValue(option, value)
    highs.changeObjectiveSense(highspy.ObjSense.kMaximize)
    empty = np.zeros(0)
    lower = np.full(len(room), -highspy.kHighsInf)
    starts = np.zeros(len(room), dtype=np.int32)
    highs.addRows(len(room), lower, room.astype(np.float64), 0, starts, empty.astype(np.int32), empty)
    return highs


def _add(highs: Any, uses: Matrix, values: Floats, upper: float) -> None:
    count = len(values)
    highs.addCols(
        count,
        values,
        np.zeros(count),
        np.full(count, upper),
        uses.nnz,
        uses.indptr[:-1].astype(np.int32),
        uses.indices.astype(np.int32),
        uses.data.astype(np.float64),
    )


def _run(highs: Any, stop: Stop) -> None:
    def ask(event: Any) -> None:
        if stop():
            event.interrupt()

    highs.cbMipInterrupt.subscribe(ask)
    highs.cbSimplexInterrupt.subscribe(ask)
    try:
        status = highs.run()
    finally:
        highs.cbMipInterrupt.unsubscribe(ask)
        highs.cbSimplexInterrupt.unsubscribe(ask)
    if status == highspy.HighsStatus.kError:
        raise UnsolvedError("The solver could not run.")


class Relaxation:
    """The linear programme over the exchanges found so far. Parts of an exchange may be chosen."""

    def __init__(self, room: Ints) -> None:
        # A programme that grows goes on from its last answer, which stays allowed: primal simplex.
        self._highs = _solver(room, presolve="off", simplex_strategy=4)

    def add(self, uses: Matrix, values: Floats) -> None:
        _add(self._highs, uses, values, highspy.kHighsInf)

    def solve(self, stop: Stop) -> tuple[Floats, Floats] | None:
        """How much of each exchange is chosen, and the price of each limit; None when time was up."""
        _run(self._highs, stop)
        status = self._highs.getModelStatus()
        if status in LIMITS:
            return None
        if status not in SOLVED:
            raise UnsolvedError(f"The solver ended with {self._highs.modelStatusToString(status)}.")
        solution = self._highs.getSolution()
        return np.array(solution.col_value), np.maximum(0, np.array(solution.row_dual))


@dataclass(frozen=True, slots=True)
class Choice:
    """Which exchanges are chosen, and a value that no choice among the listed ones can pass."""

    chosen: Ints
    bound: float
    proven: bool


def choose(
    uses: Matrix,
    values: Floats,
    room: Ints,
    *,
    start: Ints | None = None,
    enough: float | None = None,
    nodes: int | None = None,
    stop: Stop,
) -> Choice | None:
    """The best choice of whole exchanges. `start`: a choice that is allowed. `enough`: a value with
    which the search may end. `nodes`: the search ends after so many branches."""
    highs = _solver(room, mip_rel_gap=0.0, mip_abs_gap=1e-6, mip_feasibility_tolerance=1e-7)
    count = len(values)
    _add(highs, uses, values, 1.0)
    highs.changeColsIntegrality(count, np.arange(count, dtype=np.int32), np.full(count, 1, dtype=np.uint8))
    if nodes is not None:
        highs.setOptionValue("mip_max_nodes", nodes)
    if enough is not None:
        highs.setOptionValue("objective_target", enough)
    if start is not None:
        known = highspy.HighsSolution()
        known.col_value = np.isin(np.arange(count), start).astype(np.float64).tolist()
        highs.setSolution(known)
    _run(highs, stop)
    status, told = highs.getModelStatus(), highs.getInfo()
    proven = status in SOLVED
    if not proven and status not in LIMITS:
        raise UnsolvedError(f"The solver ended with {highs.modelStatusToString(status)}.")
    if not proven and told.primal_solution_status != highspy.SolutionStatus.kSolutionStatusFeasible:
        return None
    chosen = np.flatnonzero(np.rint(np.array(highs.getSolution().col_value)) == 1)
    return Choice(chosen.astype(np.int64), float(told.mip_dual_bound) if count else 0.0, proven)
