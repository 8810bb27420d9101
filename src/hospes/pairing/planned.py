"""What a plan is, and how hard to look for one."""

from collections.abc import Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, field
from fractions import Fraction
from math import ceil
from typing import Literal

from hospes.pairing.landscape import Landscape, Stop, never
from hospes.pairing.parties import Pin
from hospes.pairing.plan_files import Leg
from hospes.pairing.stays import Ledger, Stay

Rule = Literal["best", "stable"]
WORK = 8
# Branches of the solver's search for each goal and each unit of work.
NODES = 500


@dataclass(frozen=True, slots=True)
class Reserve:
    """People with fewer opportunities: how many seats were meant for them, and what that cost."""

    target: int
    reached: int
    # The seats that the share asked for would be, before demand is looked at.
    wanted: int
    price_people: int
    price_welfare: int


@dataclass(frozen=True, slots=True)
class Plan:
    status: Literal["optimal", "limit", "infeasible"]
    rule: Rule
    ledger: Ledger
    objective: int
    bound: int
    reserve: Reserve
    # The goals that are shown to be reached as well as any plan could.
    proven: tuple[str, ...] = ()
    conflict: tuple[Pin, ...] = field(default=())
    exchanges: tuple[tuple[Leg, ...], ...] = ()

    @property
    def stays(self) -> tuple[Stay, ...]:
        return tuple(self.ledger.stays[pair] for pair in sorted(self.ledger.stays))


@dataclass(frozen=True, slots=True)
class Effort:
    """How hard to look: the same seed and work give the same plan, `stop` ends the search early. `executor`
    shares the work out; the plan is the same."""

    seed: int = 0
    work: int = WORK
    stop: Stop = never
    executor: Executor | None = None

    @property
    def nodes(self) -> int:
        return NODES * max(1, self.work)


def infeasible(landscape: Landscape, rule: Rule, clash: Sequence[Pin]) -> Plan:
    empty = Ledger(landscape.wishes, landscape.offers)
    return Plan("infeasible", rule, empty, 0, 0, Reserve(0, 0, 0, 0, 0), conflict=tuple(clash))


def seats(landscape: Landscape, people: int) -> int:
    """The seats that the share of the reserve is, when so many people are placed without one."""
    settings = landscape.context.settings
    return ceil(Fraction(settings.reserve) * people) if settings.reserve_mode == "seats" else 0
