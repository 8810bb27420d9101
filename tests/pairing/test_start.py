"""The first plan of a large market may stand, is never worse than what it began with, and can be repeated."""

import numpy as np

from hospes.pairing.core import core_of, filled_from, holds, nothing_filled, worth
from hospes.pairing.landscape import survey
from hospes.pairing.pins import with_pins
from hospes.pairing.regrouping import Manner, regroup
from hospes.pairing.start import first_plan, reached_by
from tests.pairing.cores import a_core, every_plan
from tests.pairing.worlds import TREES, a_market, a_wish, an_offer


def test_first_plans_of_small_markets_may_stand_and_are_mostly_the_best() -> None:
    chance = np.random.default_rng(11)
    best = tried = 0
    for number in range(150):
        core = a_core(chance)
        plans = every_plan(core)
        # A group that travels only with several hosts is left to another step.
        if len(plans) > 500 or np.any(core.least < core.at_least[core.wish]):
            continue
        target = int(chance.integers(0, 4))
        found = first_plan(core, np.zeros_like(core.people), target=target, work=1, seed=number)
        assert holds(core, found)
        reached = worth(core, found, target)
        most = max((min(fewer, target), served, welfare, fewer) for fewer, served, welfare in plans)
        assert reached <= most
        best += reached == most
        tried += 1
    assert tried > 40
    assert best > tried * 0.9


def test_hosts_that_choose_anew_never_make_a_plan_worse_and_count_right_what_it_reaches() -> None:
    chance = np.random.default_rng(5)
    for number in range(200):
        core = a_core(chance)
        filled = nothing_filled(core)
        reached = reached_by(core, filled)
        prices = chance.integers(0, 900, core.people.size)
        for turn in range(5):
            before = worth(core, filled, 2)
            regroup(core, filled, reached, np.arange(core.places.size), Manner(prices, 2, 0, number + turn))
            assert worth(core, filled, 2) >= before
            assert holds(core, filled)
            assert np.array_equal(reached, reached_by(core, filled))


def test_the_same_seed_gives_the_same_first_plan_and_one_that_is_handed_in_is_kept_or_bettered() -> None:
    chance = np.random.default_rng(2)
    for _ in range(20):
        core = a_core(chance)
        prices = np.zeros_like(core.people)
        one, other = (first_plan(core, prices, target=1, work=1, seed=4) for _ in range(2))
        more = first_plan(core, prices, target=1, work=1, seed=5, start=one)

        assert np.array_equal(one.stays, other.stays)
        assert worth(core, more, 1) >= worth(core, one, 1)


def test_time_that_is_up_leaves_pairs_in_order() -> None:
    landscape = survey(a_market(a_wish(), an_offer()), TREES)
    core = core_of(landscape, with_pins(landscape))

    found = first_plan(core, np.zeros_like(core.people), target=0, work=8, seed=0, stop=lambda: True)

    assert holds(core, found)
    assert worth(core, found, 0) > worth(core, nothing_filled(core), 0)


def test_a_million_people_and_a_thousand_million_places_are_counted_whole() -> None:
    people, places = 10**6, 10**9
    wishes = [a_wish(key=f"w{n}", organisation=f"s{n}", people=people, smallest_part=1) for n in range(3)]
    landscape = survey(a_market(*wishes, an_offer(places=places, largest_group=None, groups=None)), TREES)
    core = core_of(landscape, with_pins(landscape))

    found = first_plan(core, np.zeros_like(core.people), target=0, work=1, seed=0)

    assert holds(core, found)
    assert worth(core, found, 0)[2] == 3 * people * int(core.value[0])
    assert filled_from(landscape, core, with_pins(landscape)).places_left[0] == places
