"""A market as arrays says the same as its ledger."""

import pickle
from random import Random

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from hospes.pairing import core as cores
from hospes.pairing.core import core_of, filled_from, filled_with, holds, ledger_from, nothing_filled, worth
from hospes.pairing.goals import arcs_of
from hospes.pairing.greedy import fill, orders_of, rank
from hospes.pairing.landscape import survey
from hospes.pairing.parties import Market
from hospes.pairing.pins import conflict, with_pins
from tests.pairing.worlds import TREES, a_landscape, a_wish, an_offer, markets, quickly


@quickly
@given(markets(), st.integers(0, 3))
def test_a_plan_is_worth_the_same_in_arrays_and_comes_back_as_the_same_ledger(market: Market, target: int) -> None:
    landscape = survey(market, TREES)
    if conflict(landscape):
        return
    fixed = with_pins(landscape)
    core = core_of(landscape, fixed)
    ledger = fill(landscape, next(orders_of(arcs_of(landscape), 0, 0)), fixed, 0)

    filled = filled_from(landscape, core, ledger)
    back = ledger_from(landscape, core, filled, fixed)

    assert worth(core, filled, target) == rank(landscape, ledger, target)
    if not core.weekly.any():
        assert {key: stay.people for key, stay in back.stays.items()} == {
            key: stay.people for key, stay in ledger.stays.items()
        }
        assert back.fewer == ledger.fewer
    assert ledger_from(landscape, core, filled, ledger).stays == ledger.stays


@quickly
@given(markets(), st.randoms(use_true_random=False))
def test_people_taken_pair_by_pair_leave_what_counting_them_all_leaves(market: Market, chance: Random) -> None:
    landscape = survey(market, TREES)
    if conflict(landscape):
        return
    core = core_of(landscape, with_pins(landscape))
    filled = nothing_filled(core)

    for pair in chance.sample(range(core.wish.size), core.wish.size):
        cores.take(core, filled, pair, cores.room(core, filled, pair))
        if chance.random() < 0.3:
            cores.take(core, filled, pair, -int(filled.stays[pair]))

    for kept, counted in zip(filled, filled_with(core, filled.stays), strict=True):
        assert np.array_equal(kept, counted)


def test_a_plan_that_breaks_a_limit_does_not_hold() -> None:
    core = core_of(landscape := a_landscape(a_wish(), an_offer()), with_pins(landscape))

    assert [holds(core, filled_with(core, np.array([people]))) for people in (0, 1, 2, 6, 7)] == [
        True,
        False,
        True,
        True,
        False,
    ]


def test_arrays_travel_to_another_process() -> None:
    core = core_of(landscape := a_landscape(a_wish(), an_offer()), with_pins(landscape))

    there = pickle.loads(pickle.dumps(core))  # noqa: S301 - our own

    assert all(np.array_equal(one, other) for one, other in zip(core, there, strict=True))
