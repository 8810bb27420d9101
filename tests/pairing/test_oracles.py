"""Answers of others to the same markets: the library `matching`, scipy's assignment, and a linear programme."""

from dataclasses import replace
from functools import cache

import numpy as np
import pytest
from hypothesis import assume, given
from matching.games import HospitalResident
from scipy.optimize import linear_sum_assignment, linprog
from scipy.sparse import coo_array

from benchmarks.markets import like_europe
from hospes.pairing import plan as planning
from hospes.pairing.bound import upper_bound
from hospes.pairing.goals import arcs_of, blocking_pairs, welfare
from hospes.pairing.greedy import fill, orders_of
from hospes.pairing.landscape import survey
from hospes.pairing.parties import Settings
from hospes.pairing.pins import with_pins
from hospes.pairing.plan import make_plan
from tests.pairing.worlds import TREES, markets, quickly

NO_GOALS = Settings(reserve_mode="none", fairness="none")


def of_single_people(market):
    """The market with one person in each group, and nothing but welfare to look for."""
    one = {"people": 1, "fewer_opportunities": 0, "smallest_part": None, "least_people": None, "returns": False}
    return replace(
        market,
        wishes=tuple(replace(wish, **one) for wish in market.wishes),
        offers=tuple(replace(offer, smallest_group=1, at_once=None) for offer in market.offers),
        settings=replace(NO_GOALS, least_score=0),
        pinned=(),
        previous=frozenset(),
    )


@cache
def europe(entries, seed):
    market, trees = like_europe(entries, seed, NO_GOALS)
    return survey(market, trees)


@cache
def europe_of_single_people(entries, seed):
    market, trees = like_europe(entries, seed)
    return survey(of_single_people(market), trees)


# Stability, by the library `matching`


def game_of(landscape):
    """The market as a game of residents and hospitals, by our scores; equal ones in the order of the keys."""
    scores = {arc.key: landscape.alive[arc.key].scores for arc in arcs_of(landscape)}
    wishes = {wish: sorted(o for w, o in scores if w == wish) for wish in {pair[0] for pair in scores}}
    offers = {offer: sorted(w for w, o in scores if o == offer) for offer in {pair[1] for pair in scores}}
    room = {key: landscape.offers[key] for key in offers}
    return HospitalResident.create_from_dictionaries(
        {wish: sorted(hosts, key=lambda host: -scores[wish, host].wish) for wish, hosts in wishes.items()},
        {offer: sorted(guests, key=lambda guest: -scores[guest, offer].offer) for offer, guests in offers.items()},
        {key: min(offer.places, offer.groups or offer.places) for key, offer in room.items()},
    )


def settle(game, stays):
    """Lays a plan into the game, to hear what the library says of it."""
    residents = {resident.name: resident for resident in game.residents}
    hospitals = {hospital.name: hospital for hospital in game.hospitals}
    for wish, offer in stays:
        residents[wish].matching = hospitals[offer]
        hospitals[offer].matching.append(residents[wish])


def no_ties(landscape):
    """Other scores for the same pairs, all of them different on each side."""
    ranks = np.random.default_rng(len(landscape.alive)).permutation(len(landscape.alive)).tolist()
    alive = {
        pair: seen._replace(scores=replace(seen.scores, wish=rank, offer=len(ranks) - rank))
        for rank, (pair, seen) in zip(ranks, sorted(landscape.alive.items()), strict=True)
    }
    return replace(landscape, alive=alive)


@quickly
@given(markets())
def test_the_stable_plan_is_the_one_of_the_library_matching(market):
    landscape = survey(of_single_people(market), TREES)
    assume(arcs_of(landscape))

    plan = make_plan(landscape, rule="stable")

    game = game_of(landscape)
    matched = {guest.name: host.name for host, guests in game.solve(optimal="resident").items() for guest in guests}
    assert {stay.wish: stay.offer for stay in plan.stays} == matched


@pytest.mark.parametrize("seed", [1, 2])
def test_the_stable_plan_of_a_larger_market_is_the_one_of_the_library_matching(seed):
    landscape = europe_of_single_people(300, seed)

    plan = make_plan(landscape, rule="stable")

    game = game_of(landscape)
    matched = {guest.name: host.name for host, guests in game.solve(optimal="resident").items() for guest in guests}
    assert len(matched) > 20
    assert {stay.wish: stay.offer for stay in plan.stays} == matched
    assert game.check_stability()
    assert blocking_pairs(plan.ledger, landscape) == []


@pytest.mark.parametrize("seed", [1, 2])
def test_pairs_that_would_rather_have_each_other_are_those_that_the_library_names(seed):
    landscape = no_ties(europe_of_single_people(300, seed))
    plan = make_plan(landscape)

    game = game_of(landscape)
    settle(game, [stay.key for stay in plan.stays])

    assert not game.check_stability()
    named = sorted((guest.name, host.name) for guest, host in game.blocking_pairs)
    assert blocking_pairs(plan.ledger, landscape) == named


# Assignment, by scipy


def best_assignment(landscape):
    """The most that people one by one can be worth, over all places one by one."""
    arcs = arcs_of(landscape)
    wishes = {key: row for row, key in enumerate(sorted({arc.wish.key for arc in arcs}))}
    seats = {}
    for key in sorted({arc.offer.key for arc in arcs}):
        offer = landscape.offers[key]
        first = sum(map(len, seats.values()))
        seats[key] = range(first, first + min(offer.places, offer.groups or offer.places))
    worth = np.zeros((len(wishes), sum(map(len, seats.values()))), dtype=np.int64)
    for arc in arcs:
        worth[wishes[arc.wish.key], seats[arc.offer.key]] = arc.value
    return int(worth[linear_sum_assignment(worth, maximize=True)].sum())


@quickly
@given(markets())
def test_people_one_by_one_are_placed_as_well_as_scipy_assigns_them(market):
    landscape = survey(of_single_people(market), TREES)
    plan = make_plan(landscape)

    assert plan.status == "optimal"
    assert plan.objective == plan.bound == best_assignment(landscape)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_people_of_a_larger_market_are_placed_as_well_as_scipy_assigns_them(seed):
    landscape = europe_of_single_people(300, seed)

    plan = make_plan(landscape)

    assert (plan.status, plan.objective) == ("optimal", best_assignment(landscape))


# Bounds, by a linear programme


def relaxed(landscape):
    """The most welfare when groups and people may be divided without end, by scipy's own solver."""
    arcs = arcs_of(landscape)
    most = np.array([min(arc.wish.people, arc.offer.most) for arc in arcs])
    column = {arc.key: number for number, arc in enumerate(arcs)}
    rows = []
    for side, limit in (("wish", "people"), ("offer", "places"), ("offer", "groups")):
        together = {}
        for arc in arcs:
            together.setdefault(getattr(arc, side).key, []).append(arc)
        for some in together.values():
            room = getattr(getattr(some[0], side), limit)
            if room is not None:
                share = [1.0 if limit != "groups" else 1 / most[column[arc.key]] for arc in some]
                rows.append((dict(zip([column[arc.key] for arc in some], share, strict=True)), room))
    cells = [(row, at, factor) for row, (terms, _) in enumerate(rows) for at, factor in terms.items()]
    index, at, factors = zip(*cells, strict=True)
    found = linprog(
        -np.array([arc.value for arc in arcs], dtype=float),
        A_ub=coo_array((factors, (index, at)), shape=(len(rows), len(arcs))).tocsr(),
        b_ub=np.array([room for _, room in rows], dtype=float),
        bounds=np.stack([np.zeros(len(arcs)), most], axis=1),
    )
    assert found.status == 0
    return -found.fun


@pytest.mark.parametrize(("entries", "seed"), [(100, 1), (200, 2), (300, 3), (400, 4)])
def test_no_plan_passes_what_groups_divided_without_end_would_reach(entries, seed):
    landscape = europe(entries, seed)

    plan = make_plan(landscape)

    assert plan.status == "optimal"
    assert 0.8 * relaxed(landscape) < plan.objective <= relaxed(landscape) + 1e-6
    assert upper_bound(landscape, arcs_of(landscape), plan.objective) >= plan.objective


@pytest.mark.parametrize(("entries", "seed"), [(200, 2), (300, 3)])
def test_the_way_of_large_markets_keeps_its_word_on_markets_that_can_be_proven(entries, seed, monkeypatch):
    landscape = europe(entries, seed)
    best = make_plan(landscape)

    monkeypatch.setattr(planning, "EXACT", 0)
    quick = make_plan(landscape)

    assert best.status == "optimal"
    assert quick.objective <= best.objective <= quick.bound
    assert quick.objective > 0.9 * best.objective


def test_a_search_that_is_stopped_anywhere_beats_who_takes_the_best_pair_first():
    """The solver reaches the first goals with plans that are poor in the later ones."""
    market, trees = like_europe(200, 2)
    landscape = survey(market, trees)
    pairs_in_order = fill(landscape, next(orders_of(arcs_of(landscape), 0, 0)), with_pins(landscape), 0)
    best = make_plan(landscape)

    for asked in (1, 30):
        left = iter(range(asked))
        plan = make_plan(landscape, stop=lambda left=left: next(left, None) is None)
        assert plan.ledger.people >= pairs_in_order.people
        assert welfare(pairs_in_order.stays.values(), landscape) <= plan.objective <= plan.bound
        assert plan.objective > 0.95 * best.objective
