"""One run in a process of its own: a market in, a plan out, and how far it is in between.

Nothing of the site is read here. The process ends by itself when whoever started it is gone.
"""

import multiprocessing
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from decimal import Decimal
from heapq import nlargest
from multiprocessing.connection import Connection
from typing import Any, Literal

from hospes.pairing.distance import Trees
from hospes.pairing.files import read_market
from hospes.pairing.landscape import Landscape, survey
from hospes.pairing.parties import Market
from hospes.pairing.plan import Plan, make_plan
from hospes.pairing.plan_files import read_plan
from hospes.pairing.repair import Repair, repair
from hospes.pairing.repair_report import repair_as_written
from hospes.pairing.report import plan_as_written

Step = Literal["pairs", "plan", "prices", "keeping"]
Tell = Callable[[Step, int, int], None]
Told = tuple[Step, int, int]

# Up to so many entries a choice is priced by planning again without it.
PRICED = 1_000
# Repairs that are found to choose from: as many as `hospes pair-repair` looks for.
CHOICES = 4
# So many fixed pairs are priced.
MOST_PINS = 20
OTHERS = 3
# How far it is, is said once for so many wishes.
SAID_EVERY = 100
MOST = 1_000
PATIENCE_SECONDS = 0.5


@dataclass(frozen=True, slots=True)
class Task:
    """What a run is asked for. `market`: the market file with its settings and pins. `earlier`: the plan file that
    is repaired; empty for a plan from scratch."""

    market: bytes
    seed: int
    work: int
    earlier: bytes = b""


@dataclass(frozen=True, slots=True)
class Solved:
    """The plan file, what each choice costs, what the plan means for each entry, and how many groups a repair
    was allowed to move."""

    plan: dict[str, Any]
    prices: list[dict[str, Any]]
    outcomes: list[dict[str, Any]]
    most_moved: int = 0


def solve(task: Task, trees: Trees, tell: Tell) -> list[Solved]:
    """The plan that `hospes pair` makes of the same file, seed and work; for a repair each choice as
    `hospes pair-repair --moves` makes it."""
    market = read_market(task.market, trees)
    looked = 0

    def step() -> None:
        nonlocal looked
        looked += 1
        if looked % SAID_EVERY == 0:
            tell("pairs", looked, len(market.wishes))

    tell("pairs", 0, len(market.wishes))
    landscape = survey(market, trees, step=step)
    tell("plan", 0, 0)
    if task.earlier:
        return list(_repairs(landscape, task, tell))
    plan = make_plan(landscape, seed=task.seed, work=task.work)
    written = plan_as_written(plan, landscape, seconds=0, seed=task.seed, work=task.work)
    prices = list(_prices(plan, market, trees, task, tell))
    tell("keeping", 0, 0)
    return [Solved(written, prices, _meaning(plan, landscape))]


def _meaning(plan: Plan, landscape: Landscape) -> list[dict[str, Any]]:
    return [] if plan.status == "infeasible" else list(outcomes(plan, landscape))


def _repairs(landscape: Landscape, task: Task, tell: Tell) -> Iterator[Solved]:
    """The repair that moves fewest first, then each that moves more and is better."""
    stays = [given.stay for given in read_plan(task.earlier).pairs]

    def found(most_moved: int) -> Repair:
        return repair(landscape, stays, most_moved=most_moved, choices=CHOICES, seed=task.seed, work=task.work)

    first = found(0)
    yield _repaired(first, 0, task)
    further = first.choices[first.chosen + 1 :]
    for number, choice in enumerate(further):
        tell("plan", number + 1, len(further) + 1)
        yield _repaired(found(len(choice.moved)), len(choice.moved), task)
    tell("keeping", 0, 0)


def _repaired(found: Repair, most_moved: int, task: Task) -> Solved:
    written = repair_as_written(found, seconds=0, seed=task.seed, work=task.work)
    return Solved(written, [], _meaning(found.plan, found.landscape), most_moved)


# What each choice costs


def _prices(plan: Plan, market: Market, trees: Trees, task: Task, tell: Tell) -> Iterator[dict[str, Any]]:
    """People and welfare that a plan without the choice has more: below zero where the choice gains something."""
    if plan.status == "infeasible" or len(market.wishes) + len(market.offers) > PRICED:
        return
    choices = list(_choices(market))
    for number, (name, without) in enumerate(choices):
        tell("prices", number, len(choices))
        other = make_plan(survey(without, trees), seed=task.seed, work=task.work)
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


# What the plan means for each entry


def outcomes(plan: Plan, landscape: Landscape) -> Iterator[dict[str, Any]]:
    """For each entry: how many are placed, and the best pairs that the plan does not use, with a code that says why."""
    others: dict[str, list[tuple[int, str, str]]] = {}
    stays = plan.ledger.stays
    found: dict[str, int] = {}
    for wish, offer in stays:
        seen = landscape.alive.get((wish, offer))
        found[wish] = min(found.get(wish, MOST), seen.scores.pair if seen else MOST)
    for (wish, offer), seen in landscape.alive.items():
        if (wish, offer) not in stays:
            score = seen.scores.pair
            code = _why_not(wish, offer, plan, landscape, is_better=score > found.get(wish, MOST))
            code = code if seen.placeable else "answer_first"
            others.setdefault(wish, []).append((score, offer, code))
            others.setdefault(offer, []).append((score, wish, code))
    taken: dict[str, int] = {}
    for stay in stays.values():
        for key in stay.key:
            taken[key] = taken.get(key, 0) + stay.people
    asked = {wish.key: wish.people for wish in landscape.wishes.values()}
    asked |= {offer.key: offer.places for offer in landscape.offers.values()}
    for key, number in asked.items():
        best = nlargest(OTHERS, others.get(key, ()), key=lambda one: (one[0], one[1]))
        yield {
            "entry": key,
            "asked": number or 0,
            "placed": taken.get(key, 0),
            "others": [{"entry": other, "score": score, "code": code} for score, other, code in best],
        }


def _why_not(wish: str, offer: str, plan: Plan, landscape: Landscape, *, is_better: bool) -> str:
    """Why the plan does not use a pair that no barrier keeps apart. `is_better`: than a stay that the group has."""
    ledger = plan.ledger
    if not ledger.people_left[wish]:
        return "group_elsewhere" if is_better else "better_elsewhere"
    if ledger.room(landscape.wishes[wish], landscape.offers[offer]) is None:
        return "no_room_left"
    return "best_for_all"


# In a process of its own


class RunFailedError(RuntimeError):
    """The process ended without a plan. The message says what it said last."""


@contextmanager
def under_way(task: Task, trees: Trees) -> Iterator["Run"]:
    """Starts the run; ends its process whatever happens here."""
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=_work, args=(theirs, task, trees), daemon=True)
    process.start()
    theirs.close()
    try:
        yield Run(ours, process.is_alive)
    finally:
        process.terminate()
        process.join(5)
        if process.is_alive():
            process.kill()
            process.join()
        ours.close()


@dataclass
class Run:
    """A run in another process, as seen from here."""

    connection: Connection
    is_alive: Callable[[], bool]
    solved: list[Solved] | None = None

    def news(self) -> Iterator[Told | None]:
        """How far it is, as it says so; None twice a second while it says nothing. Ends with `solved` set.

        Raises RunFailedError when the process ends without a plan.
        """
        while self.solved is None:
            if not self.connection.poll(PATIENCE_SECONDS):
                yield None
                continue
            try:
                kind, told = self.connection.recv()
            except EOFError:
                raise RunFailedError("The process was ended.") from None
            if kind == "failed":
                raise RunFailedError(told)
            if kind == "solved":
                self.solved = told
            else:
                yield told


def _work(connection: Connection, task: Task, trees: Trees) -> None:
    """In the other process. Who listens is gone: writing fails, and the process ends."""

    def tell(step: Step, done: int, total: int) -> None:
        connection.send(("told", (step, done, total)))

    try:
        connection.send(("solved", solve(task, trees, tell)))
    except BrokenPipeError:
        return
    except Exception as error:  # noqa: BLE001 — told to whoever waits, who writes it down
        connection.send(("failed", f"{type(error).__name__}: {error}"[:300]))
