"""A plan for a market: which groups stay where, as good as can be, with a bound on what any plan could reach.

Up to `EXACT` pairs a solver takes the goals in their order and proves each. Beyond that, and when the
time is up before the solver has a plan, `large` makes one, and a bound says how much better any other
plan could be.
"""

from concurrent.futures import Executor
from dataclasses import replace
from typing import Literal

from hospes.pairing import exact
from hospes.pairing.bound import upper_bound
from hospes.pairing.deadline import Deadline
from hospes.pairing.exact import GOALS, Outcome, Program, program_of
from hospes.pairing.exchange.rounds import cycles_for_round, label
from hospes.pairing.goals import Arc, arcs_of, person_value, welfare
from hospes.pairing.landscape import Landscape, Stop, never
from hospes.pairing.large import easy_plan, large_plan, mended_ledger, stable_plan
from hospes.pairing.parties import Pin
from hospes.pairing.pins import conflict
from hospes.pairing.planned import NODES, WORK, Effort, Plan, Reserve, Rule, infeasible, seats
from hospes.pairing.stays import Ledger

__all__ = ["NODES", "WORK", "Effort", "Plan", "Reserve", "Rule", "make_plan"]

# So many pairs the solver takes whole.
EXACT = 20_000
# Of the time that is left, the solver has this share; what it had to leave is mended in the rest.
SOLVING = 2 / 3
# When the time is up and the solver had a poor plan or none, this much work still makes a good one.
AFTERWARDS = 1


def make_plan(
    landscape: Landscape,
    *,
    rule: Rule = "best",
    seed: int = 0,
    work: int = WORK,
    stop: Stop = never,
    executor: Executor | None = None,
) -> Plan:
    """The best plan found. The same landscape, seed and work give the same plan, whether `executor` shares
    the work out or not; `stop` may end the search early with the best plan so far."""
    effort = Effort(seed, work, stop, executor)
    clash = conflict(landscape)
    if clash:
        return infeasible(landscape, rule, clash)
    if rule == "stable":
        return stable_plan(landscape, effort)
    if len(landscape.alive) <= EXACT:
        arcs = _arcs_with_pins(landscape)
        # Room for everybody with whom they like best leaves nothing to search.
        easy = easy_plan(landscape, arcs)
        if easy is not None:
            return easy
        try:
            plan = _proven_plan(landscape, arcs, replace(effort, stop=_for_the_solver(stop)))
        except exact.NoPlanError:
            return infeasible(landscape, rule, _clash(landscape, arcs, effort))
        effort = replace(effort, work=min(work, AFTERWARDS), stop=never) if stop() else effort
        if plan is not None:
            return _finished(landscape, arcs, plan, effort)
    return large_plan(landscape, effort)


def _for_the_solver(stop: Stop) -> Stop:
    """An end that knows its time leaves some of it for what comes after."""
    return stop.part(SOLVING) if isinstance(stop, Deadline) else stop


def _arcs_with_pins(landscape: Landscape) -> list[Arc]:
    """Pairs that a plan may use: those that may be placed, in a size both take, and those that are fixed."""
    found = {arc.key: arc for arc in arcs_of(landscape) if exact.sizes(arc)[0] <= exact.sizes(arc)[1]}
    for pin in landscape.market.pinned:
        wish, offer = landscape.wishes[pin.wish], landscape.offers[pin.offer]
        found[pin.wish, pin.offer] = Arc(wish, offer, person_value(wish, (pin.wish, pin.offer), landscape))
    return [found[key] for key in sorted(found)]


# Proven


def _proven_plan(landscape: Landscape, arcs: list[Arc], effort: Effort) -> Plan | None:
    """The plan of the solver; None when it had none before the time was up. Raises NoPlanError."""
    settings = landscape.context.settings
    cycles, complete = cycles_for_round(landscape, stop=effort.stop)
    free_program = program_of(landscape, arcs, exchanges=cycles)
    free = _solved(free_program, effort)
    if free is None:
        return None
    without = _booked(free_program, free)
    wanted = seats(landscape, without.people)
    if settings.reserve_mode == "share":
        program = program_of(landscape, arcs, exchanges=cycles)
        exact.share_of(program, settings.reserve)
        best, target = _solved(program, effort), 0
    elif without.fewer >= wanted:
        program, best, target = free_program, free, wanted
    else:
        target, known = _target(program_of(landscape, arcs, exchanges=cycles), wanted, effort)
        program = program_of(landscape, arcs, seats=target, exchanges=cycles)
        best = _solved(program, effort, seats=target)
        if best is not None and not (known and len(free.proven) == len(GOALS)):
            best = replace(best, proven=frozenset())
    if best is None:
        return None
    ledger = _booked(program, best)
    reserve = Reserve(
        target=target,
        reached=ledger.fewer,
        wanted=wanted,
        price_people=without.people - ledger.people,
        price_welfare=free.welfare - best.welfare,
    )
    whole = complete and not landscape.unseen and not landscape.left_out
    proven = () if not whole else tuple(goal for goal in GOALS if goal in best.proven)
    status: Literal["optimal", "limit"] = "optimal" if len(proven) == len(GOALS) else "limit"
    bound = best.bound
    if not whole or status == "limit":
        found = _bound(landscape, arcs, best.welfare, effort)
        bound = min(bound, found) if whole else found
    exchanges = tuple(one.legs for one in label(landscape, ledger.stays.values(), stop=effort.stop))
    return Plan(status, "best", ledger, best.welfare, max(bound, best.welfare), reserve, proven, exchanges=exchanges)


def _finished(landscape: Landscape, arcs: list[Arc], plan: Plan, effort: Effort) -> Plan:
    """The plan of the solver. Where it had to leave it before it came to welfare, mended: every goal at least as
    before."""
    if plan.status == "optimal":
        return plan
    ledger = mended_ledger(landscape, plan.ledger, plan.reserve.target, effort)
    if ledger is plan.ledger:
        return plan
    objective = welfare(ledger.stays.values(), landscape)
    reserve = replace(
        plan.reserve,
        reached=ledger.fewer,
        # The plan without seats was left as early, and may be the poorer one now.
        price_people=max(0, plan.reserve.price_people + plan.ledger.people - ledger.people),
        price_welfare=max(0, plan.reserve.price_welfare + plan.objective - objective),
    )
    exchanges = tuple(one.legs for one in label(landscape, ledger.stays.values(), stop=effort.stop))
    bound = max(objective, min(plan.bound, _bound(landscape, arcs, objective, effort)))
    return replace(plan, ledger=ledger, objective=objective, bound=bound, reserve=reserve, exchanges=exchanges)


def _solved(program: Program, effort: Effort, *, seats: int = 0) -> Outcome | None:
    return exact.solve(program, seats=seats, nodes=effort.nodes, seed=effort.seed, stop=effort.stop)


def _booked(program: Program, outcome: Outcome) -> Ledger:
    return program.ledger(outcome.columns)


def _target(program: Program, wanted: int, effort: Effort) -> tuple[int, bool]:
    """Seats of the reserve: no more than the people with fewer opportunities that some plan places."""
    most, proven = exact.most_fewer(program, nodes=effort.nodes, seed=effort.seed, stop=effort.stop)
    return min(wanted, most), proven or most >= wanted


def _clash(landscape: Landscape, arcs: list[Arc], effort: Effort) -> tuple[Pin, ...]:
    """A set of fixed stays that no plan holds together, of which none can be left out."""
    kept = list(landscape.market.pinned)
    for pin in landscape.market.pinned:
        fewer = [other for other in kept if other != pin]
        if not _can_be_held(landscape, arcs, fewer, effort):
            kept = fewer
    return tuple(kept)


def _can_be_held(landscape: Landscape, arcs: list[Arc], pins: list[Pin], effort: Effort) -> bool:
    market = replace(landscape.market, pinned=tuple(pins))
    program = program_of(replace(landscape, market=market), arcs)
    if landscape.context.settings.reserve_mode == "share":
        exact.share_of(program, landscape.context.settings.reserve)
    return not program.model.maximise({}, nodes=effort.nodes, stop=effort.stop).infeasible


def _bound(landscape: Landscape, arcs: list[Arc], reached: int, effort: Effort) -> int:
    """What no plan passes, whether its people travel one way or in exchange."""
    return upper_bound(landscape, arcs, reached, stop=effort.stop)
