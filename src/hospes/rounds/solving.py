"""One run: a market in, a plan out, and how far it is in between. Nothing of the site is read here."""

import gzip
import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import islice
from typing import Any, Literal

from hospes.pairing.distance import Trees
from hospes.pairing.files import read_market
from hospes.pairing.landscape import Landscape, survey
from hospes.pairing.parties import Market
from hospes.pairing.plan import Plan, make_plan
from hospes.pairing.plan_files import read_plan
from hospes.pairing.planned import Rule
from hospes.pairing.repair import Repair, repair
from hospes.pairing.repair_report import repair_as_written
from hospes.pairing.report import plan_as_written
from hospes.rounds.outcomes import outcomes as outcomes_of
from hospes.rounds.packed import with_more
from hospes.rounds.search import Search

Step = Literal["pairs", "plan", "prices", "keeping"]
Tell = Callable[[Step, int, int], None]

# Up to so many entries a choice is priced by planning again without it.
PRICED = 1_000
# Repairs that are found to choose from: as many as `hospes repair` looks for. Beyond so many wishes: one.
CHOICES, MANY = 4, 5_000
# So many fixed pairs are priced.
MOST_PINS = 20
# How far it is, is said once for so many wishes.
SAID_EVERY = 100
# So many rows are told at a time.
AT_ONCE = 1_000
FIGURES = ("status", "objective", "bound", "gap", "proven", "conflict", "reserve", "fairness", "exchanges", "repair")


@dataclass(frozen=True, slots=True)
class Task:
    """What a run is asked for. `market`: the market file, compressed. `more`: its settings and pins. `earlier`: the
    plan file that is repaired; empty for a plan from scratch. `stable`: by the rule in which no two would both rather
    have each other."""

    market: bytes
    more: dict[str, Any]
    seed: int
    work: int
    trees: Trees
    earlier: bytes = b""
    stable: bool = False


@dataclass(frozen=True, slots=True)
class Solved:
    """The plan file, what each choice costs, what the plan means for each entry, and how many groups a repair
    was allowed to move."""

    plan: dict[str, Any]
    prices: list[dict[str, Any]]
    outcomes: Iterator[dict[str, Any]]
    most_moved: int = 0


def make(task: Task, tell: Callable[[str, Any], None]) -> None:
    """The work of the other process: says how far it is (`step`), then tells of each plan its figures (`plan`), its
    rows some at a time (`stays`, `outcomes`), and its file, compressed (`file`)."""

    def step(name: Step, done: int, total: int) -> None:
        tell("step", (name, done, total))

    for solved in solve(task, step):
        step("keeping", 0, 0)
        tell("plan", _figures(solved))
        for stays in _some(map(_stay, solved.plan["pairs"])):
            tell("stays", stays)
        because = {one["wish"]: one["because"] for one in solved.plan["unplaced"]}
        for outcomes in _some(one | {"because": because.get(one["entry"], [])} for one in solved.outcomes):
            tell("outcomes", outcomes)
        tell("file", gzip.compress(f"{json.dumps(solved.plan, indent=1)}\n".encode(), mtime=0))


def solve(task: Task, tell: Tell) -> Iterator[Solved]:
    """The plan that `hospes pair` makes of the same file, seed and work; for a repair each choice as
    `hospes repair --moves` makes it."""
    market = read_market(b"".join(with_more(task.market, task.more)), task.trees)
    looked = 0

    def step() -> None:
        nonlocal looked
        looked += 1
        if looked % SAID_EVERY == 0:
            tell("pairs", looked, len(market.wishes))

    tell("pairs", 0, len(market.wishes))
    landscape = survey(market, task.trees, step=step)
    tell("plan", 0, 0)
    if task.earlier:
        yield from _repairs(landscape, task, tell)
        return
    search = Search(landscape, task.work, tell)
    rule: Rule = "stable" if task.stable else "best"
    plan = make_plan(landscape, rule=rule, seed=task.seed, work=task.work, stop=search.looks, executor=search)
    written = plan_as_written(plan, landscape, seconds=0, seed=task.seed, work=task.work, stop=search.looks)
    prices = [] if task.stable else list(_prices(plan, market, task, tell))
    yield Solved(written, prices, outcomes_of(plan, landscape))


def _figures(solved: Solved) -> dict[str, Any]:
    """What the pages say of a plan without its file."""
    plan = solved.plan
    found = {name: plan[name] for name in FIGURES if name in plan} | {
        "stays": len(plan["pairs"]),
        "people": plan["totals"]["people"],
        "fewer_opportunities": plan["totals"]["fewer_opportunities"],
        "unplaced": sum(one["people"] for one in plan["unplaced"]),
        "unplaced_wishes": len(plan["unplaced"]),
        "prices": solved.prices,
    }
    return {"most_moved": solved.most_moved, "summary": found}


def _stay(pair: dict[str, Any]) -> dict[str, Any]:
    """A stay without its reasons."""
    kept = ("wish", "offer", "people", "fewer_opportunities", "from", "to")
    return {name: pair[name] for name in kept} | {"tenths": round(pair["scores"]["pair"] * 10)}


def _some(rows: Iterable[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    waiting = iter(rows)
    while some := list(islice(waiting, AT_ONCE)):
        yield some


def _repairs(landscape: Landscape, task: Task, tell: Tell) -> Iterator[Solved]:
    """The repair that moves fewest first, then each that moves more and is better."""
    stays = [given.stay for given in read_plan(task.earlier).pairs]

    def found(most_moved: int) -> Repair:
        return repair(landscape, stays, most_moved=most_moved, choices=CHOICES, seed=task.seed, work=task.work)

    first = found(0)
    yield _repaired(first, 0, task)
    # Each choice is a whole plan. Of a large market one is enough to keep.
    further = first.choices[first.chosen + 1 :] if len(landscape.wishes) <= MANY else ()
    for number, choice in enumerate(further):
        tell("plan", number + 1, len(further) + 1)
        yield _repaired(found(len(choice.moved)), len(choice.moved), task)


def _repaired(found: Repair, most_moved: int, task: Task) -> Solved:
    written = repair_as_written(found, seconds=0, seed=task.seed, work=task.work)
    return Solved(written, [], outcomes_of(found.plan, found.landscape), most_moved)


# What each choice costs


def _prices(plan: Plan, market: Market, task: Task, tell: Tell) -> Iterator[dict[str, Any]]:
    """People and welfare that a plan without the choice has more: below zero where the choice gains something."""
    if plan.status == "infeasible" or len(market.wishes) + len(market.offers) > PRICED:
        return
    choices = list(_choices(market))
    for number, (name, without) in enumerate(choices):
        tell("prices", number, len(choices))
        other = make_plan(survey(without, task.trees), seed=task.seed, work=task.work)
        if other.status != "infeasible":
            yield {
                **name,
                "people": other.ledger.people - plan.ledger.people,
                "welfare": (other.objective - plan.objective) / 10,
            }


def _choices(market: Market) -> Iterator[tuple[dict[str, Any], Market]]:
    """Each choice that was made, and the market without it."""
    settings = market.settings
    if settings.reserve_mode != "none" and settings.reserve:
        free = replace(settings, reserve_mode="none", reserve=Decimal(0))
        yield {"choice": "reserve"}, replace(market, settings=free)
    if settings.fairness != "none":
        yield {"choice": "fairness"}, replace(market, settings=replace(settings, fairness="none"))
    for pin in market.pinned[:MOST_PINS]:
        others = tuple(other for other in market.pinned if other != pin)
        yield {"choice": "together", "wish": pin.wish, "offer": pin.offer}, replace(market, pinned=others)
    for wish, offer in sorted(market.forbidden)[:MOST_PINS]:
        yield (
            {"choice": "apart", "wish": wish, "offer": offer},
            replace(market, forbidden=market.forbidden - {(wish, offer)}),
        )
