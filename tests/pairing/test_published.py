"""Instances that others published, with the optima that others found.

OR-Library's problems are asked of the layer that solves, not of a market file: the engine scores pairs itself and
takes no costs from outside. An assignment problem becomes groups of one person and hosts with one place, with the
published costs laid over the scores: the whole programme of a plan solves it. In a generalised assignment problem
each job takes a different amount of each agent, which people never do; it is asked of the packing that
chooses exchanges, where each column takes what it takes of each limit.

Pools of kidney exchange are read in PrefLib's form `.wmd` from the folder `kidney_exchange`, where somebody has laid
them. No package ships any; so the reader is also tried on pools that are made here and written in that form.
"""

import json
import os
import re
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from scipy import sparse

from hospes.pairing.bound import upper_bound
from hospes.pairing.exact import program_of, solve
from hospes.pairing.exchange.graph import Graph
from hospes.pairing.exchange.master import choose
from hospes.pairing.exchange.pack import pack
from hospes.pairing.goals import arcs_of
from hospes.pairing.landscape import never
from hospes.pairing.parties import Settings
from tests.pairing.exchange.pools import a_pool
from tests.pairing.worlds import a_landscape, a_wish, an_offer

REAL_DATA = os.environ.get("HOSPES_REAL_DATA")
needs_real_data = pytest.mark.skipif(REAL_DATA is None, reason="HOSPES_REAL_DATA names no folder with real data")
NO_GOALS = Settings(reserve_mode="none", fairness="none")


def folder(name):
    return Path(REAL_DATA or "") / name


def numbers(path):
    """All whole numbers of a file; one ends with a point and a colon."""
    return [int(word) for word in re.findall(r"\d+", path.read_text(encoding="ascii", errors="replace"))]


# Assignment


def groups_of_one(count):
    one = {"people": 1, "smallest_part": 1, "fewer_opportunities": 0}
    wishes = [a_wish(key=f"w{number:03}", organisation=f"s{number}", **one) for number in range(count)]
    return *wishes, *(an_offer(key=f"o{number:03}", places=1, groups=1) for number in range(count))


@needs_real_data
def test_the_assignment_problem_of_or_library_is_solved_to_its_published_optimum():
    count, *costs = numbers(folder("assignment_benchmarks") / "assign100.txt")
    optimum = json.loads((folder("assignment_benchmarks") / "optima.json").read_text())["assign100"]
    costs = np.array(costs[: count * count]).reshape(count, count)
    landscape = a_landscape(*groups_of_one(count), settings=NO_GOALS)
    dearest = int(costs.max()) + 1
    arcs = [
        replace(arc, value=dearest - int(costs[int(arc.wish.key[1:]), int(arc.offer.key[1:])]))
        for arc in arcs_of(landscape)
    ]
    assert len(arcs) == count * count

    outcome = solve(program_of(landscape, arcs), nodes=1_000, stop=never)

    assert outcome is not None
    assert outcome.bound == outcome.welfare
    assert count * dearest - outcome.welfare == optimum
    # The bound for large markets, from prices instead of the solver, holds for this one too.
    assert upper_bound(landscape, arcs, outcome.welfare) >= outcome.welfare


# Generalised assignment


def problems(path):
    """Each problem of a file: what a job is worth to an agent, what it takes of it, and what the agents have."""
    many, *rest = numbers(path)
    for _ in range(many):
        agents, jobs = rest[:2]
        size = agents * jobs
        values, takes = (np.array(rest[at : at + size]).reshape(agents, jobs) for at in (2, 2 + size))
        yield values, takes, np.array(rest[2 + 2 * size : 2 + 2 * size + agents])
        rest = rest[2 + 2 * size + agents :]
    assert not rest


# The file of optima gives one number for these five problems; these are the ones in the literature.
GAP1 = [336, 327, 339, 341, 326]


@needs_real_data
@pytest.mark.parametrize("number", range(1, 13))
def test_the_generalised_assignment_problems_of_or_library_are_packed_to_their_published_optima(number):
    listed = json.loads((folder("assignment_benchmarks") / "optima.json").read_text())["gap"]
    optima = GAP1 if number == 1 else listed[f"gap{number}"]

    found = []
    for values, takes, room in problems(folder("assignment_benchmarks") / "gap" / f"gap{number}.txt"):
        agents, jobs = values.shape
        agent, job = (side.ravel() for side in np.indices(values.shape))
        column = np.arange(agents * jobs)
        # A row for each choice: what it takes of its agent, and its job, which is there once.
        uses = sparse.csr_array(
            (
                np.concatenate([takes.ravel(), np.ones(len(column), dtype=np.int64)]),
                (np.concatenate([column, column]), np.concatenate([agent, agents + job])),
            ),
            shape=(len(column), agents + jobs),
        )
        limits = np.concatenate([room, np.ones(jobs, dtype=np.int64)])
        choice = choose(uses, values.ravel().astype(np.float64), limits, stop=never)
        assert choice is not None
        assert choice.proven
        assert (np.asarray(uses[choice.chosen].sum(axis=0)) <= limits).all()
        assert len(np.unique(job[choice.chosen])) == jobs  # every job is done, as the problem asks
        found.append(int(values.ravel()[choice.chosen].sum()))
    assert found == optima


# Pools of kidney exchange


def written_as_wmd(pool):
    names = [f"Altruist {n + 1}" if n in pool.sources else f"Pair {n + 1}" for n in range(pool.organisations)]
    lines = [f"# NUMBER ALTERNATIVES: {len(names)}", f"# NUMBER EDGES: {pool.legs}"]
    lines += [f"# ALTERNATIVE NAME {number}: {name}" for number, name in enumerate(names, start=1)]
    legs = zip(pool.host.tolist(), pool.guest.tolist(), pool.value.tolist(), strict=True)
    return "\n".join([*lines, *(f"{host + 1},{guest + 1},{value / 1000}" for host, guest, value in legs)])


def read_wmd(text, *, longest):
    """A pool as PrefLib writes it: a line for each donor, the patient who could have the kidney, and its weight.

    Arcs of weight 0 lead back to donors who came alone; they are no transplant.
    """
    names = dict(re.findall(r"^# ALTERNATIVE NAME (\d+): (.*)$", text, re.MULTILINE))
    rows = [line.split(",") for line in text.splitlines() if line[:1].isdigit()]
    legs = sorted((int(a) - 1, int(b) - 1, round(float(weight) * 1000)) for a, b, weight in rows if float(weight) > 0)
    host, guest, value = (np.array(side, dtype=np.int64) for side in zip(*legs, strict=True))
    count = len(names)
    alone = [int(number) - 1 for number, name in names.items() if name.startswith("Altruist")]
    # A patient receives once, and who came alone gives once.
    takes = [(leg, one) for leg, one in enumerate(guest.tolist())]
    takes += [(leg, one) for leg, one in enumerate(host.tolist()) if one in alone]
    return Graph(
        organisations=count,
        host=host,
        guest=guest,
        value=value,
        use=sparse.csr_array(
            (np.ones(len(takes), dtype=np.int64), tuple(np.array(takes, dtype=np.int64).T)), (len(host), count)
        ),
        room=np.ones(count, dtype=np.int64),
        wish=guest,
        sources=np.array(alone, dtype=np.int64),
        longest=longest,
        rank=np.arange(len(host)),
    )


# So many people are few enough to try every choice of exchanges.
MOST_TRIED = 20


def exchanges_of(pool):
    """Who takes part in each cycle and each chain, and what it is worth: all paths, one person after the other."""
    alone, leaving = set(pool.sources.tolist()), {}
    for host, guest, value in zip(pool.host.tolist(), pool.guest.tolist(), pool.value.tolist(), strict=True):
        leaving.setdefault(host, []).append((guest, value))

    def longer(path, worth):
        for guest, value in leaving.get(path[-1], ()):
            if guest == path[0]:
                yield frozenset(path), worth + value
            elif guest not in path and len(path) < pool.longest + (path[0] in alone):
                if path[0] in alone:
                    yield frozenset([*path, guest]), worth + value
                yield from longer([*path, guest], worth + value)

    best = {}
    for first in range(pool.organisations):
        for people, worth in longer([first], 0):
            best[people] = max(worth, best.get(people, 0))
    return best


def best_by_trying(pool):
    """The optimum by trying, for the first person left, every exchange with that person and none."""
    with_person = {}
    for people, worth in exchanges_of(pool).items():
        mask = sum(1 << person for person in people)
        with_person.setdefault(min(people), []).append((mask, worth))
    known = {0: 0}

    def best(left):
        if left not in known:
            first = (left & -left).bit_length() - 1
            fitting = [(mask, worth) for mask, worth in with_person.get(first, ()) if mask & left == mask]
            rest = best(left & (left - 1))
            known[left] = max([rest, *(worth + best(left & ~mask) for mask, worth in fitting)])
        return known[left]

    return best((1 << pool.organisations) - 1)


@pytest.mark.parametrize("longest", [2, 3])
@pytest.mark.parametrize(("altruists", "seed"), [(0, 1), (2, 2), (0, 3), (1, 4)])
def test_a_pool_written_in_the_form_of_preflib_is_read_and_packed_as_well_as_trying_everything(
    longest, altruists, seed
):
    pool = a_pool(16, altruists, longest=longest, seed=seed, weighted=True)

    read = read_wmd(written_as_wmd(pool), longest=longest)

    assert (read.host.tolist(), read.guest.tolist()) == (pool.host.tolist(), pool.guest.tolist())
    assert read.value.tolist() == pool.value.tolist()
    packing = pack(read)
    assert packing.value == packing.bound == best_by_trying(pool)


@needs_real_data
def test_published_pools_of_kidney_exchange_are_packed_to_the_optimum():
    pools = sorted(folder("kidney_exchange").glob("*.wmd")) if folder("kidney_exchange").is_dir() else []
    if not pools:
        pytest.skip("the folder kidney_exchange with pools in the form of PrefLib is not among the real data")
    for path in pools[:12]:
        for longest in (2, 3):
            pool = read_wmd(path.read_text(), longest=longest)
            packing = pack(pool)
            assert packing.value == packing.bound
            if pool.organisations <= MOST_TRIED:
                assert packing.value == best_by_trying(pool)
