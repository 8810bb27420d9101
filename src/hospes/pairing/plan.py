"""A plan for a market: which groups stay where, as good as can be, with a bound on what any plan could reach.

Up to `EXACT` pairs a solver takes the goals in their order and proves each. Beyond that, and when the
time is up before the solver has a plan, pairs are placed one by one, and a bound says how much better
any other plan could be.
"""

from dataclasses import dataclass, field, replace
from fractions import Fraction
from math import ceil
from typing import Literal

from hospes.pairing import exact
from hospes.pairing.bound import upper_bound
from hospes.pairing.exact import GOALS, Outcome, Program, program_of
from hospes.pairing.exchange.rounds import cycles_for_round, label
from hospes.pairing.goals import Arc, arcs_of, organisations_served, person_value, welfare
from hospes.pairing.greedy import best_fill, fill, orders_of, share_holds, stranded, thinned, with_reserve
from hospes.pairing.landscape import Landscape, Stop, never
from hospes.pairing.neighbourhoods import improved
from hospes.pairing.parties import Pin
from hospes.pairing.pins import conflict, with_pins
from hospes.pairing.plan_files import Leg
from hospes.pairing.stable import fill_stable
from hospes.pairing.stays import Ledger, Stay

Rule = Literal["best", "stable"]
WORK = 8
# So many pairs the solver takes whole.
EXACT = 20_000
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
    """How hard to look: the same seed and work give the same plan, `stop` ends the search early."""

    seed: int = 0
    work: int = WORK
    stop: Stop = never

    @property
    def nodes(self) -> int:
        return NODES * max(1, self.work)


def make_plan(
    landscape: Landscape, *, rule: Rule = "best", seed: int = 0, work: int = WORK, stop: Stop = never
) -> Plan:
    """The best plan found. The same landscape, seed and work give the same plan; `stop` may end the
    search early with the best plan so far."""
    effort = Effort(seed, work, stop)
    clash = conflict(landscape)
    if clash:
        return _infeasible(landscape, rule, clash)
    if rule == "stable":
        return _stable_plan(landscape, effort)
    arcs = _arcs_with_pins(landscape)
    if len(arcs) <= EXACT:
        easy = _quick_plan(landscape, replace(effort, work=0))
        if easy.status == "optimal":
            # Room for everybody with whom they like best: nothing is left to search.
            return easy
        try:
            plan = _proven_plan(landscape, arcs, effort)
        except exact.NoPlanError:
            return _infeasible(landscape, rule, _clash(landscape, arcs, effort))
        if plan is not None:
            return plan
    return _quick_plan(landscape, effort)


def people_placed(landscape: Landscape) -> int:
    """How many people a quick plan places: to compare a market with the one after an answer."""
    if conflict(landscape):
        return 0
    arcs = arcs_of(landscape)
    return fill(landscape, next(orders_of(arcs, 0, 0)), with_pins(landscape), 0).people


def _infeasible(landscape: Landscape, rule: Rule, clash: tuple[Pin, ...]) -> Plan:
    empty = Ledger(landscape.wishes, landscape.offers)
    return Plan("infeasible", rule, empty, 0, 0, Reserve(0, 0, 0, 0, 0), conflict=clash)


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
    wanted = _seats(landscape, without.people)
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
    bound = best.bound if whole else _bound(landscape, best.welfare, effort)
    exchanges = tuple(one.legs for one in label(landscape, ledger.stays.values(), stop=effort.stop))
    return Plan(status, "best", ledger, best.welfare, max(bound, best.welfare), reserve, proven, exchanges=exchanges)


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


# Quick


def _quick_plan(landscape: Landscape, effort: Effort) -> Plan:
    arcs, fixed = arcs_of(landscape), with_pins(landscape)
    alone = stranded(fixed, arcs)
    if alone is not None:
        return _infeasible(landscape, "best", tuple(pin for pin in landscape.market.pinned if pin.wish == alone))
    orders = list(orders_of(arcs, effort.seed, effort.work))
    free = best_fill(landscape, orders, fixed, 0, effort.stop)
    if landscape.context.settings.reserve_mode == "share":
        return _with_bound(landscape, "best", arcs, free, free, 0, effort)
    free = _improved(landscape, arcs, free, 0, effort)
    wanted = _seats(landscape, free.people)
    best, target = with_reserve(landscape, orders, fixed, free, wanted, effort.stop)
    best = _improved(landscape, arcs, best, target, effort) if best is not free else free
    return _with_bound(landscape, "best", arcs, free, best, target, effort)


def _improved(landscape: Landscape, arcs: list[Arc], ledger: Ledger, target: int, effort: Effort) -> Ledger:
    rounds = ceil(effort.work / 4)
    return improved(landscape, arcs, ledger, target=target, rounds=rounds, seed=effort.seed, stop=effort.stop)


def _stable_plan(landscape: Landscape, effort: Effort) -> Plan:
    arcs, fixed = arcs_of(landscape), with_pins(landscape)
    alone = stranded(fixed, arcs)
    if alone is not None:
        return _infeasible(landscape, "stable", tuple(pin for pin in landscape.market.pinned if pin.wish == alone))
    best = thinned(landscape, fill_stable(landscape, arcs, fixed))
    return _with_bound(landscape, "stable", arcs, best, best, _seats(landscape, best.people), effort)


def _with_bound(
    landscape: Landscape, rule: Rule, arcs: list[Arc], free: Ledger, best: Ledger, target: int, effort: Effort
) -> Plan:
    if not share_holds(landscape, best):
        return _infeasible(landscape, rule, landscape.market.pinned)
    objective = welfare(best.stays.values(), landscape)
    price = Reserve(
        target=target,
        reached=best.fewer,
        wanted=_seats(landscape, free.people),
        price_people=free.people - best.people,
        price_welfare=welfare(free.stays.values(), landscape) - objective,
    )
    bound = _bound(landscape, objective, effort)
    proven = _reached(landscape, arcs_of(landscape, in_exchange=True), best, objective, bound)
    status: Literal["optimal", "limit"] = "optimal" if rule == "best" and len(proven) == len(GOALS) else "limit"
    return Plan(status, rule, best, objective, bound, price, proven)


def _bound(landscape: Landscape, reached: int, effort: Effort) -> int:
    """What no plan passes, whether its people travel one way or in exchange."""
    return upper_bound(landscape, arcs_of(landscape, in_exchange=True), reached, stop=effort.stop)


def _seats(landscape: Landscape, people: int) -> int:
    settings = landscape.context.settings
    return ceil(Fraction(settings.reserve) * people) if settings.reserve_mode == "seats" else 0


def _reached(landscape: Landscape, arcs: list[Arc], ledger: Ledger, objective: int, bound: int) -> tuple[str, ...]:
    """The goals for which not even a plan without limits on places could do better."""
    settings = landscape.context.settings
    if landscape.unseen or landscape.left_out or settings.reserve_mode == "share":
        return ()
    within_reach = {arc.wish.key: arc.wish for arc in arcs}
    within_reach |= {pair[0]: landscape.wishes[pair[0]] for pair in ledger.stays}
    people = sum(wish.people or 0 for wish in within_reach.values())
    fewer = sum(wish.fewer_opportunities for wish in within_reach.values())
    organisations = {wish.organisation for wish in within_reach.values()}
    served = organisations_served(ledger.stays.values(), landscape)
    reached = {
        "reserve": ledger.fewer >= min(fewer, _seats(landscape, people)),
        "first-match": settings.fairness == "none" or served == organisations,
        "welfare": objective == bound,
        "fewer-opportunities": ledger.fewer == fewer,
    }
    return tuple(goal for goal in GOALS if reached[goal])
