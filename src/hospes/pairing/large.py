"""Plans that are not proven by a solver: large markets, and what there is when the time is up early.

The ladder: pairs in order, hosts that choose anew at the prices of the bound (start.py), neighbourhoods that
the solver mends (neighbourhoods.py). Every rung keeps a plan that may stand, and no plan is replaced by a worse one
in the order of the goals. The bound holds for all plans that reach the earlier goals at least as well.
"""

from math import ceil
from typing import Literal

from hospes.pairing.bound import Levels, Prices, bound_of
from hospes.pairing.core import Core, core_of, filled_from, ledger_from
from hospes.pairing.exact import GOALS
from hospes.pairing.goals import Arc, arcs_of, organisations_served, person_value, welfare
from hospes.pairing.greedy import best_fill, fill, orders_of, rank, share_holds, stranded, thinned
from hospes.pairing.landscape import Landscape
from hospes.pairing.neighbourhoods import mended
from hospes.pairing.pins import with_pins
from hospes.pairing.planned import Effort, Plan, Reserve, Rule, infeasible, seats
from hospes.pairing.stable import fill_stable
from hospes.pairing.start import first_plan
from hospes.pairing.stays import Ledger

# Rounds in which prices are looked for, before the plan and after it.
ROUNDS_BEFORE, ROUNDS_AFTER = 150, 300
# The part of the work that goes into what the reserve costs.
PART_FOR_PRICE = 4


def easy_plan(landscape: Landscape, arcs: list[Arc]) -> Plan | None:
    """The plan of a market in which everybody can be where they gain most; None where that is not so."""
    fixed = with_pins(landscape)
    if stranded(fixed, arcs) is not None:
        return None
    best = best_fill(landscape, list(orders_of(arcs, 0, 0)), fixed, 0, lambda: False)
    objective = welfare(best.stays.values(), landscape)
    if not share_holds(landscape, best) or objective != _most(landscape, fixed):
        return None
    proven = _reached(landscape, best, everything=True)
    if len(proven) < len(GOALS):
        return None
    wanted = seats(landscape, best.people)
    reserve = Reserve(min(wanted, best.fewer), best.fewer, wanted, 0, 0)
    return Plan("optimal", "best", best, objective, objective, reserve, proven)


def _most(landscape: Landscape, fixed: Ledger) -> int:
    """Tenths if everybody could be where they gain most."""
    highest: dict[str, int] = {}
    for arc in arcs_of(landscape, in_exchange=True):
        highest[arc.wish.key] = max(arc.value, highest.get(arc.wish.key, 0))
    settled = sum(
        stay.people * person_value(landscape.wishes[stay.wish], key, landscape) for key, stay in fixed.stays.items()
    )
    return settled + sum(fixed.people_left[key] * value for key, value in highest.items())


def large_plan(landscape: Landscape, effort: Effort) -> Plan:
    """The best plan found without proving it, with its bound."""
    fixed = with_pins(landscape)
    alone = _stranded(landscape, fixed)
    if alone is not None:
        return infeasible(landscape, "best", [pin for pin in landscape.market.pinned if pin.wish == alone])
    core = core_of(landscape, fixed)
    prices = bound_of(landscape, core, rounds=ROUNDS_BEFORE, stop=effort.stop).prices
    settings = landscape.context.settings
    free = _started(landscape, core, prices, fixed, 0, effort)
    if settings.reserve_mode == "share":
        best = thinned(landscape, free)
        return _with_bound(landscape, "best", best, Reserve(0, best.fewer, 0, 0, 0), effort, prices)
    wanted = seats(landscape, free.people)
    first = free if free.fewer >= wanted else _started(landscape, core, prices, fixed, wanted, effort)
    target = min(wanted, first.fewer)
    best = _mended(landscape, core, prices, first, target, effort)
    reserve = Reserve(
        target=target,
        reached=best.fewer,
        wanted=wanted,
        # Both plans after the same work.
        price_people=free.people - first.people,
        price_welfare=_welfare(free, landscape) - _welfare(first, landscape),
    )
    return _with_bound(landscape, "best", best, reserve, effort, prices)


def mended_ledger(landscape: Landscape, ledger: Ledger, target: int, effort: Effort) -> Ledger:
    """The same stays, or better ones in the order of the goals. Rings and a hard share are left as they are."""
    insisting = any(landscape.wishes[stay.wish].returns == "must" for stay in ledger.stays.values())
    if insisting or landscape.context.settings.reserve_mode == "share":
        return ledger
    core = core_of(landscape, with_pins(landscape))
    prices = bound_of(landscape, core, rounds=ROUNDS_BEFORE, stop=effort.stop).prices
    better = _mended(landscape, core, prices, ledger, target, effort)
    return better if rank(landscape, better, target) > rank(landscape, ledger, target) else ledger


def stable_plan(landscape: Landscape, effort: Effort) -> Plan:
    """Deferred acceptance. The reserve is only reported."""
    fixed = with_pins(landscape)
    alone = _stranded(landscape, fixed)
    if alone is not None:
        return infeasible(landscape, "stable", [pin for pin in landscape.market.pinned if pin.wish == alone])
    best = thinned(landscape, fill_stable(landscape, arcs_of(landscape), fixed))
    wanted = seats(landscape, best.people)
    return _with_bound(landscape, "stable", best, Reserve(wanted, best.fewer, wanted, 0, 0), effort, None)


def _stranded(landscape: Landscape, fixed: Ledger) -> str | None:
    return stranded(fixed, arcs_of(landscape)) if fixed.stays else None


def _welfare(ledger: Ledger, landscape: Landscape) -> int:
    return welfare(ledger.stays.values(), landscape)


def _started(landscape: Landscape, core: Core, prices: Prices, fixed: Ledger, target: int, effort: Effort) -> Ledger:
    work = ceil(effort.work / PART_FOR_PRICE)
    filled = first_plan(core, prices.tenths, target=target, work=work, seed=effort.seed, stop=effort.stop)
    ledger = ledger_from(landscape, core, filled, fixed)
    return fill(landscape, _not_in_arrays(landscape, core, ledger), ledger, target)


def _not_in_arrays(landscape: Landscape, core: Core, ledger: Ledger) -> list[Arc]:
    """Pairs that are not placed on arrays: at hosts with a limit per week, and of groups at home that may need
    several hosts before they travel at all. The best first."""
    if not core.weekly.any() and all(wish.least <= wish.part for wish in landscape.wishes.values()):
        return []
    arcs = [
        arc
        for arc in arcs_of(landscape)
        if ledger.people_left[arc.wish.key] and (arc.offer.at_once is not None or arc.wish.least > arc.wish.part)
    ]
    return sorted(arcs, key=lambda arc: (-arc.value, arc.key))


def _mended(landscape: Landscape, core: Core, prices: Prices, ledger: Ledger, target: int, effort: Effort) -> Ledger:
    """The same plan or a better one: hosts choose anew for a part of the work, then neighbourhoods."""
    filled = filled_from(landscape, core, ledger)
    again = ceil(effort.work / PART_FOR_PRICE)
    filled = first_plan(
        core, prices.tenths, target=target, work=again, seed=effort.seed + 1, start=filled, stop=effort.stop
    )
    filled = mended(
        core,
        filled,
        target=target,
        # From here on the solver gains more with the same work.
        rounds=effort.work,
        seed=effort.seed,
        gains=core.value - prices.tenths[core.wish],
        executor=effort.executor,
        stop=effort.stop,
    )
    better = ledger_from(landscape, core, filled, ledger)
    return better if rank(landscape, better, target) >= rank(landscape, ledger, target) else ledger


def _with_bound(
    landscape: Landscape, rule: Rule, best: Ledger, reserve: Reserve, effort: Effort, prices: Prices | None
) -> Plan:
    if not share_holds(landscape, best):
        return infeasible(landscape, rule, landscape.market.pinned)
    objective = _welfare(best, landscape)
    served = organisations_served(best.stays.values(), landscape)
    levels = Levels(min(best.fewer, reserve.target), len(served)) if rule == "best" else Levels()
    core = core_of(landscape, with_pins(landscape), in_exchange=True)
    found = bound_of(landscape, core, levels, start=prices, rounds=ROUNDS_AFTER, reached=objective, stop=effort.stop)
    bound = max(objective, found.tenths)
    proven = _reached(landscape, best, everything=objective == bound)
    status: Literal["optimal", "limit"] = "optimal" if rule == "best" and len(proven) == len(GOALS) else "limit"
    return Plan(status, rule, best, objective, bound, reserve, proven)


def _reached(landscape: Landscape, ledger: Ledger, *, everything: bool) -> tuple[str, ...]:
    """The goals for which not even a plan without limits on places could do better. `everything`: no plan has
    more welfare."""
    settings = landscape.context.settings
    if landscape.unseen or landscape.left_out or settings.reserve_mode == "share":
        return ()
    within_reach = {arc.wish.key: arc.wish for arc in arcs_of(landscape, in_exchange=True)}
    within_reach |= {pair[0]: landscape.wishes[pair[0]] for pair in ledger.stays}
    people = sum(wish.people or 0 for wish in within_reach.values())
    fewer = sum(wish.fewer_opportunities for wish in within_reach.values())
    organisations = {wish.organisation for wish in within_reach.values()}
    served = organisations_served(ledger.stays.values(), landscape)
    reached = {
        "reserve": ledger.fewer >= min(fewer, seats(landscape, people)),
        "first-match": settings.fairness == "none" or served == organisations,
        "welfare": everything,
        "fewer-opportunities": ledger.fewer == fewer,
    }
    return tuple(goal for goal in GOALS if reached[goal])
