"""No plan passes the bound: of small markets all plans are looked at, of larger ones the solver's."""

from dataclasses import replace

import numpy as np
import pytest

from hospes.pairing import packing
from hospes.pairing.bound import Levels, bound_of
from hospes.pairing.core import Core, core_of, narrowed
from hospes.pairing.landscape import survey
from hospes.pairing.parties import Settings
from hospes.pairing.pins import with_pins
from hospes.pairing.plan import make_plan
from tests.pairing.cores import a_core, every_plan
from tests.pairing.worlds import a_landscape, a_wish, an_offer

NOBODY = a_landscape()


def landscape_of(core: Core, left_out: dict[str, int], left_out_of_offers: dict[str, int]) -> object:
    wishes = {f"w{number}": a_wish(key=f"w{number}") for number in range(core.people.size)}
    return replace(NOBODY, wishes=wishes, left_out=left_out, left_out_of_offers=left_out_of_offers)


@pytest.mark.parametrize("seed", range(4))
def test_no_plan_of_a_small_market_passes_the_bound_whatever_it_has_to_reach(seed: int) -> None:
    chance = np.random.default_rng(seed)
    close = compared = 0
    for _ in range(150):
        core = a_core(chance)
        plans = every_plan(core)
        if not plans or len(plans) > 500:
            continue
        fewer, served, _ = plans[chance.integers(len(plans))]
        for levels in (Levels(), Levels(fewer, served)):
            best = max(plan[2] for plan in plans if plan[0] >= levels.fewer and plan[1] >= levels.served)
            bound = bound_of(landscape_of(core, {}, {}), core, levels, rounds=20).tenths
            assert bound >= best
            close += bound <= best * 1.02 + 30
            compared += 1
    assert compared > 200
    assert close > compared / 2


def test_pairs_that_short_lists_leave_out_are_counted() -> None:
    """Of a market with all its pairs, each list is cut; the bound of what is left holds for the whole."""
    chance = np.random.default_rng(7)
    higher = 0
    for _ in range(400):
        core = a_core(chance)
        plans = every_plan(core)
        if not plans or len(plans) > 500:
            continue
        kept = np.zeros(core.wish.size, dtype=np.bool_)
        for side in (core.wish, core.offer):
            order = np.lexsort((-core.value, side))
            kept[order[np.flatnonzero(np.diff(side[order], prepend=-1))]] = True
        cut = narrowed(core, np.flatnonzero(kept))
        gone = np.flatnonzero(~kept)
        if core.kept[gone].any():
            continue
        left_out = {f"w{w}": int(core.value[gone][core.wish[gone] == w].max()) for w in set(core.wish[gone].tolist())}
        offers = {f"o{o}": int(core.value[gone][core.offer[gone] == o].max()) for o in set(core.offer[gone].tolist())}
        best = max(plan[2] for plan in plans)
        bound = bound_of(landscape_of(core, left_out, offers), cut, rounds=20).tenths
        assert bound >= best
        higher += bound > bound_of(landscape_of(core, {}, {}), cut, rounds=20).tenths
    assert higher > 5


def test_where_a_host_has_too_many_ways_parts_of_stays_count_and_the_sum_is_never_lower(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    chance = np.random.default_rng(3)
    poured = packing.best_guests.py_func
    monkeypatch.setattr(packing, "CELLS", 0)
    for name in ("_all_of", "_packed", "_poured"):
        monkeypatch.setattr(packing, name, getattr(packing, name).py_func)
    for _ in range(60):
        core = a_core(chance)
        gains = core.value * 7 - 2_000
        nothing, stays = np.zeros_like(core.places), np.zeros_like(core.wish)
        whole, parts = np.zeros_like(core.places), np.zeros_like(core.places)

        packing.best_guests(core, 0, core.places.size, gains, core.kept, nothing, stays, whole)
        assert int(np.dot(stays, gains) + core.kept[stays > 0].sum()) == whole.sum()
        poured(core, 0, core.places.size, gains, core.kept, nothing, stays, parts)

        assert np.all(parts >= whole)


def test_nobody_looked_at_counts_as_placed_perfectly() -> None:
    landscape = a_landscape(a_wish(), an_offer())
    unseen = replace(landscape, alive={}, unseen=frozenset({"w1"}))

    assert bound_of(unseen, core_of(unseen, with_pins(unseen))).tenths >= 6 * 1_000


def test_the_bound_is_near_to_what_the_solver_proves() -> None:
    from benchmarks.markets import like_europe

    market, trees = like_europe(120, 5)
    landscape = survey(replace(market, settings=Settings(reserve_mode="none", fairness="none")), trees)
    plan = make_plan(landscape)

    bound = bound_of(landscape, core_of(landscape, with_pins(landscape))).tenths

    assert plan.status == "optimal"
    assert plan.objective <= bound <= plan.objective * 1.02
