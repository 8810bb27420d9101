"""Packing: listing and pricing agree, and bounds bound."""

from dataclasses import replace

import numpy as np
import pytest

from hospes.pairing.exchange import growth
from hospes.pairing.exchange.growth import Found, grow, is_dense, price, worths
from hospes.pairing.exchange.nearby import list_nearby
from hospes.pairing.exchange.pack import Effort, every_exchange, pack, without_limits
from hospes.pairing.exchange.tables import price_cycles_by_table
from hospes.pairing.exchange.walks import price_cycles
from hospes.pairing.landscape import never
from tests.pairing.exchange.pools import a_pool

FEW = Effort(listed=50)


@pytest.mark.parametrize("longest", [2, 3, 4])
@pytest.mark.parametrize("seed", range(4))
def test_pricing_proves_what_listing_proves(longest, seed):
    pool = a_pool(24, 2, longest=longest, seed=seed, weighted=True)
    rows, complete = every_exchange(pool, Effort())
    assert complete
    assert len(rows) > FEW.listed

    listed, priced = pack(pool), pack(pool, effort=FEW)

    assert listed.value == listed.bound == priced.value == priced.bound


@pytest.mark.parametrize("longest", [2, 3, 4, 5])
def test_tables_and_walks_find_the_same_worth(longest):
    pool = a_pool(30, 0, longest=longest, seed=3, weighted=True)
    prices = np.random.default_rng(1).integers(0, 1200, size=len(pool.room)) * pool.parts
    worth = worths(pool, prices)
    way = (pool.longest, pool.first, pool.host, pool.guest)

    by_table, _ = price_cycles_by_table(*way, worth, 0)
    by_walk, _, looked = price_cycles(np.arange(pool.organisations), *way, pool.into_first, pool.into, worth, 0, 10_000)

    assert looked == pool.organisations
    assert worth[by_table[0]].size
    assert _most(by_table, worth) == _most(by_walk, worth)
    assert all(pool.is_exchange(row) for row in [*by_table.tolist(), *by_walk.tolist()])


def _most(rows, worth):
    return int(np.where(rows >= 0, worth[rows], 0).sum(axis=1).max())


@pytest.mark.parametrize("longest", [3, 4])
def test_any_prices_give_a_bound(longest):
    pool = a_pool(20, 2, longest=longest, seed=5, weighted=True)
    best = pack(pool).value
    chance = np.random.default_rng(2)

    for _ in range(20):
        prices = chance.integers(0, 2000, size=len(pool.room)) * pool.parts
        priced, _ = price(pool, prices, 0)
        assert priced.bound >= best


def test_walks_give_a_bound_as_well_as_tables(monkeypatch):
    pool = a_pool(30, 2, longest=3, seed=5, weighted=True)
    assert is_dense(pool)
    monkeypatch.setattr(growth, "TABLE_SIDE", 0)
    assert not is_dense(pool)

    packing = pack(pool, effort=FEW)

    assert packing.value == packing.bound == pack(pool).value


def test_a_sparse_market_is_settled_at_once(monkeypatch):
    pool = a_pool(20, 2, longest=3, seed=5, weighted=True)
    priced = pack(pool)
    monkeypatch.setattr(growth, "TABLE_SIDE", 0)

    packing = pack(pool, effort=Effort(ties=20))

    assert packing.value == packing.bound == priced.value


def test_nothing_that_was_never_listed_could_raise_the_programme():
    pool = a_pool(24, 2, longest=3, seed=7, weighted=True)
    rows, _ = every_exchange(pool, Effort())
    found = Found(pool)
    found.take(rows[:10])

    grown = grow(pool, found, without_limits(pool), effort=1_000, stop=never)

    assert grown.complete
    assert len(found.rows) < len(rows)
    worth = worths(pool, grown.prices)
    assert _most(rows, worth) <= growth.LEAST


def test_exchanges_near_their_prices_are_all_listed():
    pool = a_pool(24, 2, longest=4, seed=8, weighted=True)
    rows, _ = every_exchange(pool, Effort())
    worth = worths(pool, np.full(len(pool.room), 700 * pool.parts))
    slack = 50 * pool.parts
    expected = {tuple(row) for row in rows[np.where(rows >= 0, worth[rows], 0).sum(axis=1) >= -slack].tolist()}

    near, complete = list_nearby(pool, worth, slack, most=10**6, steps=10**8)

    assert complete
    assert expected
    assert {_turned(row) for row in near.tolist()} == {_turned(row) for row in expected}


def _turned(row):
    """A cycle from its lowest leg; the order of a chain's legs says nothing new."""
    return tuple(sorted(leg for leg in row if leg >= 0))


def test_a_pool_of_256_with_altruists_is_proven():
    packing = pack(a_pool(256, 13, longest=3))

    assert packing.value == packing.bound
    assert packing.value > 200_000


def test_a_stop_at_any_moment_leaves_a_set_that_can_be_and_a_bound():
    pool = a_pool(40, 3, longest=3, weighted=True)
    best = pack(pool).value

    for moments in (0, 1, 2, 5, 20):
        asked = iter([False] * moments)
        packing = pack(pool, effort=FEW, stop=lambda asked=asked: next(asked, True), hurry=never)
        assert pool.fits(packing.rows)
        assert all(pool.is_exchange(row) for row in packing.rows.tolist())
        assert packing.value <= best <= packing.bound


def test_the_same_pool_and_effort_give_the_same_set():
    pool = a_pool(60, 4, longest=3)

    assert (pack(pool, effort=FEW).rows == pack(replace(pool), effort=FEW).rows).all()
