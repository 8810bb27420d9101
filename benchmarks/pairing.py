"""Plans of Hospes beside those of its peers, on the same markets, in one run.

    python -m benchmarks.pairing [--sizes 30,300,1000,10000] [--seeds 1,2,3] [--page FILE] [--note TEXT]

Each contender makes its plan in a process of its own; every plan is judged by the check of Hospes and valued by its
scores. What counts is welfare (people times the score of their pair) as a share of a bound that no plan passes. Markets
above a thousand entries are drawn from the first seed only, and what takes more than two seconds runs once;
else the median of three runs stands. With --page the tables and pictures are written where documents are.
"""

import argparse
import json
import os
import platform
import subprocess
import sys
import time
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

import numpy as np

from benchmarks.markets import a_market
from benchmarks.pairing_page import write_page
from benchmarks.pairing_peers import PEERS, Problem
from hospes.pairing.check import violations
from hospes.pairing.goals import Arc, arcs_of, blocking_pairs, organisations_served, welfare
from hospes.pairing.landscape import Landscape, survey
from hospes.pairing.plan_files import Given, PlanFile
from hospes.pairing.stays import Ledger

OWN = {"Hospes": "all", "Hospes, welfare alone": "welfare", "Hospes, stable": "stable"}
LIMITS = {30: 5.0, 300: 10.0, 1_000: 15.0, 10_000: 60.0, 100_000: 300.0}
MANY = 1_000
# Beyond its limit a contender has so many seconds to begin, and to put down its pen.
PATIENCE = 60.0
WARMING = 600.0


class Result(NamedTuple):
    """One plan, judged. `people` is None where there was no answer in time."""

    entries: int
    seed: int
    name: str
    seconds: float
    peak: int
    people: int | None = None
    welfare: int = 0
    fewer: int = 0
    served: int = 0
    blocking: int = 0


class Round(NamedTuple):
    """All contenders on one market."""

    entries: int
    seed: int
    pairs: int
    looking: float
    bound: int
    proven: bool
    target: int
    organisations: int
    results: tuple[Result, ...]


def limit_for(entries: int) -> float:
    return next((limit for most, limit in LIMITS.items() if entries <= most), max(LIMITS.values()))


def problem_of(landscape: Landscape, arcs: list[Arc]) -> Problem:
    """The market as rows of numbers: no barrier, no date, no code is left to know."""
    wishes, offers = list(landscape.wishes.values()), list(landscape.offers.values())
    wish = {one.key: number for number, one in enumerate(wishes)}
    offer = {one.key: number for number, one in enumerate(offers)}
    by_age = sorted(wishes, key=lambda one: (one.since or landscape.market.as_of, one.key))
    arrival = {one.key: place for place, one in enumerate(by_age)}
    least = [max(arc.wish.part, arc.offer.smallest_group, 1) for arc in arcs]
    most = [min(arc.wish.people or 0, arc.offer.most) for arc in arcs]
    fitting = [number for number in range(len(arcs)) if least[number] <= most[number]]
    arcs = [arcs[number] for number in fitting]
    columns = {
        "wish": [wish[arc.wish.key] for arc in arcs],
        "offer": [offer[arc.offer.key] for arc in arcs],
        "value": [arc.value for arc in arcs],
        "by_wish": [landscape.alive[arc.key].scores.wish for arc in arcs],
        "by_offer": [landscape.alive[arc.key].scores.offer for arc in arcs],
        "least": [least[number] for number in fitting],
        "most": [most[number] for number in fitting],
        "people": [one.people or 0 for one in wishes],
        "fewest": [one.least for one in wishes],
        "arrival": [arrival[one.key] for one in wishes],
        "places": [one.places or 0 for one in offers],
        "groups": [one.places or 0 if one.groups is None else one.groups for one in offers],
    }
    return Problem(**{name: np.array(values, dtype=np.int64) for name, values in columns.items()})


def asked(module: str, *words: object, answer: Path, limit: float) -> dict[str, Any] | None:
    """What a contender answers; None when it has nothing in time."""
    command = [sys.executable, "-m", module, *map(str, words), str(answer), "--limit", str(limit)]
    try:
        subprocess.run(command, check=True, timeout=limit + PATIENCE)  # noqa: S603
    except subprocess.TimeoutExpired:
        return None
    except subprocess.CalledProcessError:
        # A library that breaks down has no answer. We would rather see why our own did.
        if module.endswith("hospes"):
            raise
        return None
    found: dict[str, Any] = json.loads(answer.read_text())
    return found


def judged(landscape: Landscape, stays: list[tuple[str, str, int]]) -> Ledger:
    """The plan booked with dates. A plan that the market does not allow ends the comparison."""
    ledger = Ledger(landscape.wishes, landscape.offers)
    for wish, offer, people in stays:
        ledger.take(ledger.dated_stay(landscape.wishes[wish], landscape.offers[offer], people))
    pairs = tuple(
        Given(one.wish, one.offer, one.people, one.fewer_opportunities, *(one.period or (None, None)))
        for one in ledger.stays.values()
    )
    found = violations(PlanFile(pairs), landscape)
    assert not found, found[:3]
    return ledger


def result_of(entries: int, seed: int, name: str, landscape: Landscape, found: dict[str, Any] | None) -> Result:
    if found is None or found["stays"] is None:
        spent = found["seconds"] if found is not None else limit_for(entries) + PATIENCE
        return Result(entries, seed, name, spent, found["peak"] if found is not None else 0)
    ledger = judged(landscape, [(wish, offer, people) for wish, offer, people in found["stays"]])
    return Result(
        entries,
        seed,
        name,
        found["seconds"],
        found["peak"],
        ledger.people,
        welfare(ledger.stays.values(), landscape),
        ledger.fewer,
        len(organisations_served(ledger.stays.values(), landscape)),
        len(blocking_pairs(ledger, landscape)),
    )


def one_round(entries: int, seed: int, folder: Path, names: set[str]) -> Round:
    limit, answer = limit_for(entries), folder / "answer.json"
    landscape = survey(*a_market(entries, seed))
    arcs = arcs_of(landscape)
    problem = problem_of(landscape, arcs)
    np.savez(folder / "problem.npz", **problem._asdict())
    wishes, offers = list(landscape.wishes), list(landscape.offers)
    own: dict[str, dict[str, Any]] = {}
    results = []
    for name, goals in OWN.items():
        found = asked("benchmarks.pairing_hospes", goals, entries, seed, answer=answer, limit=limit)
        assert found is not None, name
        own[name] = found
        results.append(result_of(entries, seed, name, landscape, found))
    bound = own["Hospes, welfare alone"]["bound"]
    for result in results:
        show(result, bound)
    for name in PEERS:
        if name not in names:
            continue
        found = asked("benchmarks.pairing_peers", name, folder / "problem.npz", answer=answer, limit=limit)
        if found is not None and found["people"] is not None:
            found["stays"] = [
                (wishes[problem.wish[pair]], offers[problem.offer[pair]], people)
                for pair, people in enumerate(found["people"])
                if people
            ]
        elif found is not None:
            found["stays"] = None
        results.append(result_of(entries, seed, name, landscape, found))
        show(results[-1], bound)
    free = own["Hospes, welfare alone"]
    senders = {wish.organisation for wish in landscape.wishes.values()}
    return Round(
        entries, seed, problem.pairs, own["Hospes"]["looking"], free["bound"], free["status"] == "optimal",
        own["Hospes"]["target"], len(senders), tuple(results),
    )  # fmt: skip


def show(result: Result, bound: int) -> None:
    placed = "no answer" if result.people is None else f"{result.people:,} people, {result.welfare / max(1, bound):.4f}"
    print(
        f"{result.entries:>7,} seed {result.seed}  {result.name:<30} {placed:<24} {result.seconds:8.2f} s", flush=True
    )


def machine() -> str:
    libraries = ", ".join(
        f"{name} {version(name)}" for name in ("numpy", "scipy", "numba", "highspy", "ortools", "matching")
    )
    return f"{os.cpu_count()} processors ({platform.machine()}), Python {platform.python_version()}, {libraries}"


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--sizes", default="30,300,1000,10000", help="entries of the markets")
    options.add_argument("--seeds", default="1,2,3", help="what the markets are drawn from")
    options.add_argument("--every-seed", action="store_true", help="for markets above a thousand entries too")
    options.add_argument("--peers", default="", help="words of the peers to run (all)")
    options.add_argument("--page", type=Path, metavar="FILE", help="write tables and pictures")
    options.add_argument("--note", default="", help="said above the tables")
    given = options.parse_args()
    names = {name for name in PEERS if any(word in name for word in given.peers.split(","))}
    seeds = [int(seed) for seed in given.seeds.split(",")]
    begun = time.monotonic()
    rounds = []
    with TemporaryDirectory() as folder:
        # Kernels are compiled once and kept.
        asked("benchmarks.pairing_hospes", "all", 30, 0, answer=Path(folder) / "answer.json", limit=WARMING)
        for entries in map(int, given.sizes.split(",")):
            for seed in seeds if entries <= MANY or given.every_seed else seeds[:1]:
                rounds.append(one_round(entries, seed, Path(folder), names))
                if given.page is not None:
                    write_page(given.page, rounds, machine(), given.note)
    print(f"{time.monotonic() - begun:.0f} s in all")


if __name__ == "__main__":
    main()
