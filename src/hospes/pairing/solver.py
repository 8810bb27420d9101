"""A small face of the solver HiGHS: columns, rows, one goal after the other.

    model = Model()
    x, y = model.column(upper=3), model.column(upper=1)
    model.row({x: 1, y: 2}, upper=4)
    solution = model.maximise({x: 5, y: 4})

Everything that is handed in is a whole number, or a fraction of small ones in a row. What comes back
is rounded; whoever uses it checks it again in whole numbers, because the solver itself is content
with rows that hold almost. One thread always: the number of threads is shared by the whole process.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from math import floor, inf
from typing import Any

import highspy
import numpy as np
from numpy.typing import NDArray

from hospes.pairing.deadline import Deadline

Stop = Callable[[], bool]
Floats = NDArray[np.float64]

# How far a row or an integer may be off in the solver, so that rounding mends it.
TOLERANCE = 1e-7


class SolverError(RuntimeError):
    """The solver gave up for a reason that is neither the model's nor the limits'."""


@dataclass(frozen=True, slots=True)
class Solution:
    """`columns`: a value for each column, or None when none was found. `bound`: no better value can be.

    `proven`: the value is the best one. `infeasible`: no values satisfy the rows.
    """

    columns: Floats | None
    value: float
    bound: float
    proven: bool
    infeasible: bool = False
    # For a model without whole columns: what one more unit of each row's limit would be worth.
    prices: Floats | None = None

    def whole(self) -> NDArray[np.int64]:
        """The columns as whole numbers."""
        if self.columns is None:
            raise SolverError("There is no solution to round.")
        return np.rint(self.columns).astype(np.int64)


class Model:
    """Columns from 0 to a limit, whole unless said otherwise, and rows over them."""

    def __init__(self) -> None:
        self._lower: list[float] = []
        self._upper: list[float] = []
        self._whole: list[bool] = []
        self._row_lower: list[float] = []
        self._row_upper: list[float] = []
        self._starts: list[int] = [0]
        self._index: list[int] = []
        self._value: list[float] = []
        self._highs: highspy.Highs | None = None
        self._sent = 0

    @property
    def size(self) -> int:
        """How many columns there are."""
        return len(self._upper)

    def column(self, *, lower: float = 0, upper: float = 1, whole: bool = True) -> int:
        """A new column's number."""
        if self._highs is not None:
            raise SolverError("Columns are added before the first goal.")
        self._lower.append(lower)
        self._upper.append(upper)
        self._whole.append(whole)
        return len(self._upper) - 1

    def row(self, terms: Mapping[int, float], *, lower: float = -inf, upper: float = inf) -> int:
        """lower ≤ Σ factor · column ≤ upper. May be added between two goals."""
        return self.row_of(list(terms), list(terms.values()), lower=lower, upper=upper)

    def row_of(
        self, columns: Sequence[int], factors: Sequence[float], *, lower: float = -inf, upper: float = inf
    ) -> int:
        """As `row`, from two lists of equal length."""
        self._index.extend(columns)
        self._value.extend(factors)
        self._starts.append(len(self._index))
        self._row_lower.append(lower)
        self._row_upper.append(upper)
        return len(self._row_lower) - 1

    def maximise(
        self,
        goal: Mapping[int, float],
        *,
        start: Floats | NDArray[np.int64] | None = None,
        nodes: int | None = None,
        gap: float = 0.0,
        seed: int = 0,
        stop: Stop | None = None,
    ) -> Solution:
        """The columns for which Σ factor · column is greatest.

        `start`: columns that satisfy the rows; the answer is never worse. `nodes`: the search ends
        after so many branches, the same on every machine. `gap`: it ends when no solution can be better by
        more than this share. `stop`: asked now and then whether time is up.
        """
        highs = self._ready()
        costs = np.zeros(self.size)
        costs[list(goal)] = list(goal.values())
        highs.changeColsCost(self.size, np.arange(self.size, dtype=np.int32), costs)
        highs.setOptionValue("mip_max_nodes", highspy.kHighsIInf if nodes is None else nodes)
        highs.setOptionValue("mip_rel_gap", gap)
        highs.setOptionValue("random_seed", seed % 2**31)
        if start is not None and any(self._whole):
            known = highspy.HighsSolution()
            known.col_value = start.astype(np.float64).tolist()
            highs.setSolution(known)
        _run(highs, stop)
        found = self._answer(highs, costs)
        if start is not None and (found.columns is None or found.value < costs @ start - TOLERANCE):
            return Solution(start.astype(np.float64), float(costs @ start), found.bound, proven=False)
        return found

    def ceiling(self, goal: Mapping[int, float]) -> float:
        """What Σ factor · column could be at most if there were no rows."""
        return sum(
            factor * (self._upper[column] if factor > 0 else self._lower[column]) for column, factor in goal.items()
        )

    def _ready(self) -> highspy.Highs:
        if self._highs is None:
            self._highs = self._sent_whole()
        else:
            self._send_rows(self._highs)
        return self._highs

    def _sent_whole(self) -> highspy.Highs:
        highs = highspy.Highs()
        for option, value in {
            "output_flag": False,
            "threads": 1,
            "mip_abs_gap": 0.0,
            "mip_feasibility_tolerance": TOLERANCE,
        }.items():
            highs.setOptionValue(option, value)
        program = highspy.HighsLp()
        program.num_col_, program.num_row_ = self.size, len(self._row_lower)
        program.sense_ = highspy.ObjSense.kMaximize
        program.col_cost_ = np.zeros(self.size)
        program.col_lower_, program.col_upper_ = np.array(self._lower), np.array(self._upper)
        program.row_lower_, program.row_upper_ = np.array(self._row_lower), np.array(self._row_upper)
        program.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        program.a_matrix_.start_ = np.array(self._starts, dtype=np.int32)
        program.a_matrix_.index_ = np.array(self._index, dtype=np.int32)
        program.a_matrix_.value_ = np.array(self._value, dtype=np.float64)
        if any(self._whole):
            kinds = (highspy.HighsVarType.kContinuous, highspy.HighsVarType.kInteger)
            program.integrality_ = [kinds[whole] for whole in self._whole]
        if highs.passModel(program) == highspy.HighsStatus.kError:
            raise SolverError("The solver does not take the model.")
        self._sent = len(self._row_lower)
        return highs

    def _send_rows(self, highs: highspy.Highs) -> None:
        """Rows that came after the first goal."""
        for row in range(self._sent, len(self._row_lower)):
            first, last = self._starts[row], self._starts[row + 1]
            highs.addRow(
                self._row_lower[row],
                self._row_upper[row],
                last - first,
                np.array(self._index[first:last], dtype=np.int32),
                np.array(self._value[first:last], dtype=np.float64),
            )
        self._sent = len(self._row_lower)

    def _answer(self, highs: highspy.Highs, costs: Floats) -> Solution:
        status, told = highs.getModelStatus(), highs.getInfo()
        if status in (highspy.HighsModelStatus.kInfeasible, highspy.HighsModelStatus.kUnboundedOrInfeasible):
            return Solution(None, -inf, -inf, proven=True, infeasible=True)
        is_empty = status == highspy.HighsModelStatus.kModelEmpty
        proven = status == highspy.HighsModelStatus.kOptimal or is_empty
        if not proven and status not in LIMITS:
            raise SolverError(f"The solver ended with {highs.modelStatusToString(status)}.")
        mixed = any(self._whole)
        has_columns = proven or told.primal_solution_status == highspy.SolutionStatus.kSolutionStatusFeasible
        columns = np.array(highs.getSolution().col_value) if has_columns else None
        value = float(costs @ columns) if columns is not None else -inf
        bound = value if proven and not mixed else told.mip_dual_bound if mixed else inf
        prices = np.array(highs.getSolution().row_dual) if proven and not mixed else None
        return Solution(columns, value, max(bound, value), proven=proven, prices=prices)


LIMITS = (
    highspy.HighsModelStatus.kSolutionLimit,
    highspy.HighsModelStatus.kIterationLimit,
    highspy.HighsModelStatus.kTimeLimit,
    highspy.HighsModelStatus.kInterrupt,
    highspy.HighsModelStatus.kObjectiveBound,
    highspy.HighsModelStatus.kObjectiveTarget,
)


def whole_bound(bound: float) -> int:
    """The greatest whole value under a bound that the solver found with a small error."""
    return floor(bound + 1e-6 * max(1.0, abs(bound)))


def _run(highs: highspy.Highs, stop: Stop | None) -> None:
    # Between its branches the solver asks `stop`; in a long linear program only its own limit ends it.
    left = stop.left() if isinstance(stop, Deadline) else inf
    highs.setOptionValue("time_limit", inf if left == inf else highs.getRunTime() + max(0.0, left))
    if stop is None:
        status = highs.run()
    else:
        asked: Stop = stop

        def ask(event: Any) -> None:
            if asked():
                event.interrupt()

        highs.cbMipInterrupt.subscribe(ask)
        highs.cbSimplexInterrupt.subscribe(ask)
        try:
            status = highs.run()
        finally:
            highs.cbMipInterrupt.unsubscribe(ask)
            highs.cbSimplexInterrupt.unsubscribe(ask)
    if status == highspy.HighsStatus.kError:
        raise SolverError("The solver could not run.")
