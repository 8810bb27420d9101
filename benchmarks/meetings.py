"""Timetables of 1:1 meetings: Hospes beside its peers, on the same events, in one run.

    python benchmarks/meetings.py [--seconds S] [--peer-seconds S] [--repeats N] [--seed N]
        [--only WORD] [--peers NAME,NAME]

Peers: by hand (musts first, else whoever asked first; each takes the first slot that both have), the whole
program in HiGHS, and CP-SAT where `ortools` can be imported. One thread each; Hospes has `--seconds` of
the processor, the peers `--peer-seconds`, CP-SAT by its own deterministic clock. What counts is the
distance to the bound, the same for all, with a hundred points for a must.
"""

import argparse
import importlib.util
import statistics
import time
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from random import Random
from typing import Any

from hospes.pairing.meetings.check import faults_of
from hospes.pairing.meetings.event import Event, Meeting, Person, Slot, Wish
from hospes.pairing.meetings.grid import Grid, bits, grid_of
from hospes.pairing.meetings.placing import Placing
from hospes.pairing.meetings.program import model_of, musts_and_likes
from hospes.pairing.meetings.timetable import make_timetable, seated, sums

Stop = Callable[[], bool]
Maker = Callable[[Event, float], tuple[Meeting, ...]]


def an_event(people: int, slots: int, tables: int, *, hours: float, two_sides: bool, wishes: int, seed: int) -> Event:
    """People wish for some others, a few of whom everybody wants; three musts each."""
    chance = Random(seed)  # noqa: S311 - repeatable on purpose, nothing secret
    begin = datetime(2027, 5, 3, 9)
    times = [begin + timedelta(minutes=20 * number) for number in range(slots + 1)]
    everybody = [
        Person(
            f"p{number:04}", free=None if hours == 1 else frozenset(s for s in range(slots) if chance.random() < hours)
        )
        for number in range(people)
    ]
    said = []
    for number in range(people):
        others = [
            other
            for other in range(people)
            if other != number and (not two_sides or (number < people // 2) != (other < people // 2))
        ]
        weights = [1 / (1 + other % 50) for other in others]
        chosen: dict[int, None] = {}
        while len(chosen) < wishes:
            chosen |= dict.fromkeys(chance.choices(others, weights))
        for place, other in enumerate(chosen):
            said.append(Wish(f"p{number:04}", f"p{other:04}", "must" if place < 3 else "like"))
    chance.shuffle(said)
    return Event(tuple(map(Slot, times, times[1:])), tuple(everybody), tables, tuple(said))


def spent(seconds: float) -> Stop:
    begun = time.process_time()
    return lambda: time.process_time() - begun >= seconds


def hospes(event: Event, seconds: float) -> tuple[Meeting, ...]:
    return make_timetable(event, stop=spent(seconds), work=10_000).meetings


def by_hand(event: Event, seconds: float) -> tuple[Meeting, ...]:
    grid = grid_of(event, ())
    placing, number_of = Placing(grid), {(link.a, link.b): number for number, link in enumerate(grid.links)}
    index = {key: number for number, key in enumerate(grid.keys)}
    for wish in sorted(event.wishes, key=lambda wish: wish.want != "must"):
        a, b = sorted((index[wish.by], index[wish.to]))
        number = number_of.get((a, b))
        if number is not None and placing.slot[number] < 0:
            for slot in placing.open_slots(number)[:1]:
                placing.put(number, slot)
    return tuple(seated(event, (), placing))


def places_of(grid: Grid) -> list[tuple[int, int]]:
    return [(number, slot) for number, link in enumerate(grid.links) for slot in bits(link.slots)]


def highs(event: Event, seconds: float) -> tuple[Meeting, ...]:
    grid = grid_of(event, ())
    places, stop = places_of(grid), spent(seconds)
    model = model_of(grid, places, whole=True)
    musts, likes = musts_and_likes(grid, places)
    goal = {column: musts.get(column, 0) * 100 + likes.get(column, 0) for column in range(len(places))}
    solution = model.maximise(goal, stop=stop)
    placing = Placing(grid)
    if solution.columns is not None:
        for column, (number, slot) in enumerate(places):
            if solution.columns[column] > 0.5:
                placing.put(number, slot)
    return tuple(seated(event, (), placing))


def cp_sat(event: Event, seconds: float) -> tuple[Meeting, ...]:
    from ortools.sat.python import cp_model

    grid = grid_of(event, ())
    places = places_of(grid)
    model: Any = cp_model.CpModel()
    columns = [model.new_bool_var("") for _ in places]
    rows: dict[tuple[str, int, int], list[Any]] = {}
    for column, (number, slot) in zip(columns, places, strict=True):
        rows.setdefault(("pair", number, 0), []).append(column)
        rows.setdefault(("tables", slot, 0), []).append(column)
        for person in grid.links[number][:2]:
            rows.setdefault(("seat", person, slot), []).append(column)
    for (kind, index, _), members in rows.items():
        if kind == "tables":
            model.add(sum(members) <= grid.tables[index])
        else:
            model.add_at_most_one(members)
    links = [grid.links[number] for number, _ in places]
    model.maximize(sum((100 * link.musts + link.likes) * column for link, column in zip(links, columns, strict=True)))
    solver: Any = cp_model.CpSolver()
    solver.parameters.max_deterministic_time = seconds
    solver.parameters.num_workers = 1
    status = solver.solve(model)
    placing = Placing(grid)
    if status in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        for column, (number, slot) in zip(columns, places, strict=True):
            if solver.value(column):
                placing.put(number, slot)
    return tuple(seated(event, (), placing))


KINDS: dict[str, dict[str, Any]] = {
    "200 x 20 x 60, two sides, free all day": {"hours": 1, "two_sides": True},
    "200 x 20 x 60, one crowd, free all day": {"hours": 1, "two_sides": False},
    "200 x 20 x 60, one crowd, 80 % of hours": {"hours": 0.8, "two_sides": False},
    "200 x 20 x 60, one crowd, 60 % of hours": {"hours": 0.6, "two_sides": False},
    "200 x 20 x 60, two sides, 60 % of hours": {"hours": 0.6, "two_sides": True},
}
PEERS: dict[str, Maker] = {"Hospes": hospes, "by hand": by_hand, "HiGHS": highs, "CP-SAT": cp_sat}


def rows(options: argparse.Namespace) -> Iterator[tuple[str, ...]]:
    for kind, shape in KINDS.items():
        if options.only not in kind:
            continue
        event = an_event(200, 20, 60, wishes=12, seed=options.seed, **shape)
        bound = make_timetable(event, work=0)
        best_musts, best_likes = bound.most_musts, bound.most_likes
        for peer, maker in PEERS.items():
            missing = peer == "CP-SAT" and importlib.util.find_spec("ortools") is None
            if missing or peer not in options.peers.split(","):
                continue
            taken, meetings = [], ()
            for _ in range(options.repeats):
                begun = time.process_time()
                meetings = maker(event, options.seconds if peer == "Hospes" else options.peer_seconds)
                taken.append(time.process_time() - begun)
            assert not faults_of(event, meetings), peer
            musts, likes = sums(event, meetings)
            short = (100 * (best_musts - musts) + best_likes - likes) / (100 * best_musts + best_likes)
            without = len(event.people) - len({key for meeting in meetings for key in meeting.pair})
            yield (
                kind,
                peer,
                f"{musts} of {best_musts}",
                f"{likes} of {best_likes}",
                f"{short:.3%}",
                str(without),
                f"{statistics.median(taken):.2f}",
            )


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--seconds", type=float, default=5)
    options.add_argument("--peer-seconds", type=float, default=60)
    options.add_argument("--repeats", type=int, default=1)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--only", default="", help="a word of the events to try")
    options.add_argument("--peers", default=",".join(PEERS))
    print("| event | who | musts | likes | below the bound | without a meeting | processor seconds |")
    print("|---|---|---|---|---|---|---|")
    for row in rows(options.parse_args()):
        print("| " + " | ".join(row) + " |", flush=True)


if __name__ == "__main__":
    main()
