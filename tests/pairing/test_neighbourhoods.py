"""Large plans are mended in parts that have nothing in common: the same wherever they are solved, and never worse."""

from concurrent.futures import Executor, ProcessPoolExecutor, ThreadPoolExecutor

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hospes.pairing import neighbourhoods
from hospes.pairing.core import Core, core_of, holds, nothing_filled, room, take, worth
from hospes.pairing.landscape import survey
from hospes.pairing.neighbourhoods import mended
from hospes.pairing.parties import Market
from hospes.pairing.pins import conflict, with_pins
from tests.pairing.worlds import TREES, a_market, a_wish, an_offer, markets, slowly


def a_core() -> Core:
    wishes = [
        a_wish(key=f"w{number:02}", organisation=f"s{number % 11}", people=1 + number % 5, smallest_part=1 + number % 2)
        for number in range(24)
    ]
    hosts = [
        an_offer(key=f"o{number:02}", organisation=f"h{number}", places=2 + number % 5, largest_group=None, groups=2)
        for number in range(16)
    ]
    return core_of(landscape := survey(a_market(*wishes, *hosts), TREES), with_pins(landscape))


@pytest.fixture(autouse=True)
def small_neighbourhoods(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(neighbourhoods, "HOSTS", 4)


@pytest.mark.parametrize("executor", [ThreadPoolExecutor, ProcessPoolExecutor])
def test_the_plan_is_the_same_with_two_workers(executor: type[Executor]) -> None:
    core = a_core()
    alone = mended(core, nothing_filled(core), target=9, rounds=2, seed=3)

    with executor(2) as workers:  # type: ignore[call-arg]
        together = mended(core, nothing_filled(core), target=9, rounds=2, seed=3, executor=workers)

    assert alone.stays.any()
    assert all(np.array_equal(*both) for both in zip(alone, together, strict=True))


@slowly
@given(markets(most=6), st.integers(0, 3), st.integers(0, 9))
def test_a_mended_plan_holds_and_is_no_worse(market: Market, target: int, seed: int) -> None:
    landscape = survey(market, TREES)
    if conflict(landscape):
        return
    core = core_of(landscape, with_pins(landscape))
    before = nothing_filled(core)
    for pair in range(core.wish.size):
        people = room(core, before, pair)
        if people >= core.at_least[core.wish[pair]] > 0:
            take(core, before, pair, people)
    was = worth(core, before, target)

    after = mended(core, before, target=target, rounds=2, seed=seed)

    assert worth(core, after, target) >= was
    assert holds(core, after)
    assert worth(core, before, target) == was


def test_when_all_hosts_are_in_one_neighbourhood_the_solver_has_the_best_plan(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(neighbourhoods, "HOSTS", 100)
    monkeypatch.setattr(neighbourhoods, "PAIRS_OF_HOST", (100,))
    monkeypatch.setattr(neighbourhoods, "PAIRS_OF_WISH", (100,))
    core = a_core()
    once = mended(core, nothing_filled(core), target=0, rounds=1, seed=1)

    again = mended(core, once, target=0, rounds=3, seed=2)

    assert worth(core, again, 0)[1:3] == worth(core, once, 0)[1:3]


def test_a_stop_leaves_the_best_plan_so_far() -> None:
    core, asked = a_core(), iter(range(1_000))
    whole = mended(core, nothing_filled(core), target=0, rounds=2, seed=3)

    early = mended(core, nothing_filled(core), target=0, rounds=2, seed=3, stop=lambda: next(asked) > 1)

    assert holds(core, early)
    assert worth(core, early, 0) < worth(core, whole, 0)
