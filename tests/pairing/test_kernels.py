"""The compiled kernels say what the plain functions say, to the last point."""

from collections import Counter
from concurrent.futures import Executor, ProcessPoolExecutor, ThreadPoolExecutor
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hospes.pairing import kernels
from hospes.pairing.arranged import arranged
from hospes.pairing.assess import assess, is_hopeless
from hospes.pairing.compiled_barriers import ALL, BARRIER_CODES, OPEN_FIELDS
from hospes.pairing.compiled_counts import count_barriers
from hospes.pairing.compiled_lists import shortlists
from hospes.pairing.compiled_points import judge
from hospes.pairing.context import context_of
from hospes.pairing.encoded import encode
from hospes.pairing.landscape import survey
from hospes.pairing.looking import Columns, look_closely, make_ready
from hospes.pairing.newcomers import Standing
from hospes.pairing.pairs import Pairs
from hospes.pairing.parties import Market
from tests.pairing.worlds import TREES, a_context, a_market, a_wish, an_offer, markets, slowly


@slowly
@given(markets(most=6))
def test_every_pair_has_the_barriers_the_questions_and_the_points_of_the_plain_functions(market: Market) -> None:
    context = context_of(market, TREES)
    encoded = encode(market.wishes, market.offers, context)
    for w, wish in enumerate(market.wishes):
        for o, offer in enumerate(market.offers):
            said = assess(wish, offer, context)
            standing, opening, *points = judge(*encoded, w, o, ALL)
            codes = {code for bit, code in enumerate(BARRIER_CODES) if standing & 1 << bit}
            plain = {barrier.code for barrier in said.barriers} - {"weak"}
            assert codes == plain
            if is_hopeless(wish, offer, context):
                continue
            fields = {field for bit, field in enumerate(OPEN_FIELDS) if opening & 1 << bit}
            opens = {field for unknown in said.unknowns if unknown.opens for field in unknown.missing}
            assert fields == opens
            more = [sum(unknown.wish_most for unknown in said.unknowns), sum(u.offer_most for u in said.unknowns)]
            assert points == [said.wish_score, said.offer_score, *more]


@slowly
@given(markets(most=6))
def test_columns_see_the_pairs_and_the_near_misses_that_are_seen_one_by_one(market: Market) -> None:
    context = context_of(market, TREES)
    columns = Columns(market.wishes, market.offers, context, encode(market.wishes, market.offers, context))
    closely = list(look_closely(market.wishes, market.offers, context))
    [at_once] = columns.sights(None)
    assert at_once.alive == {pair: seen for sight in closely for pair, seen in sight.alive.items()}
    assert at_once.near == {pair: near for sight in closely for pair, near in sight.near.items()}


def test_what_was_made_ready_is_not_compiled_again_for_a_market() -> None:
    make_ready()
    ready = list(kernels.best_pairs.signatures)
    market = a_market(a_wish(), an_offer())

    columns = encode(market.wishes, market.offers, a_context())
    [sight] = Columns(market.wishes, market.offers, a_context(), columns).sights(None)

    assert len(sight.alive) == 1

    assert list(kernels.best_pairs.signatures) == ready


@slowly
@given(markets(most=6))
def test_barriers_are_counted_as_they_stand_before_each_pair(market: Market) -> None:
    context = context_of(market, TREES)
    counted = count_barriers(encode(market.wishes, market.offers, context), np.arange(len(market.wishes)))
    for wish, row in zip(market.wishes, counted.tolist(), strict=True):
        every = (assess(wish, offer, context).barriers for offer in market.offers)
        named = [{barrier.code for barrier in some} for some in every]
        codes = Counter(code for some in named for code in some - {"weak"} or some)
        assert dict(zip(BARRIER_CODES, row, strict=True)) == {code: codes[code] for code in BARRIER_CODES}


@slowly
@given(markets(most=6), st.integers(1, 4))
def test_lists_are_those_that_are_cut_from_all_pairs_of_an_entry(market: Market, best: int) -> None:
    encoded = encode(market.wishes, market.offers, context_of(market, TREES))
    lists = arranged(encoded)
    for by_offer, order in ((False, lists.wishes.order), (True, lists.offers.order)):
        found, left_out = shortlists(lists, np.arange(order.size), best, by_offer)
        expected, _, left_out_of_all = kernels.best_pairs(encoded, order, best, 0, by_offer)
        assert found.tolist() == expected.tolist()
        assert left_out.tolist() == left_out_of_all.tolist()


@pytest.fixture
def lists_for_all(monkeypatch: pytest.MonkeyPatch) -> None:
    """Small markets are looked at like large ones."""
    monkeypatch.setattr("hospes.pairing.looking.FEW", 0)
    monkeypatch.setattr("hospes.pairing.looking.MANY", 0)


def a_varied_market() -> Market:
    wishes = [
        a_wish(key=f"w{number:02}", organisation=f"s{number % 7}", days=(3 + number % 9, 30), people=1 + number % 3)
        for number in range(60)
    ]
    hosts = [
        an_offer(key=f"o{number:02}", organisation=f"h{number}", days=(5 + number % 11, 40), languages=None)
        for number in range(60)
    ]
    return a_market(*wishes, *hosts)


@pytest.mark.usefixtures("lists_for_all")
def test_in_a_large_market_each_entry_keeps_its_best_and_both_sides_know_what_was_left_out(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    market = a_varied_market()
    every = {
        pair: seen
        for sight in look_closely(market.wishes, market.offers, context_of(market, TREES))
        for pair, seen in sight.alive.items()
    }
    monkeypatch.setattr("hospes.pairing.looking.BEST_OF_WISH", 5)
    monkeypatch.setattr("hospes.pairing.looking.BEST_OF_OFFER", 2)

    landscape = survey(market, TREES)

    assert isinstance(landscape.alive, Pairs)
    assert 0 < len(landscape.alive) < len(every)
    assert all(every[pair] == seen for pair, seen in landscape.alive.items())
    for pair in every.keys() - landscape.alive.keys():
        assert every[pair].scores.pair <= landscape.left_out[pair[0]]
        assert every[pair].scores.pair <= landscape.left_out_of_offers[pair[1]]
    for wish in market.wishes:
        assert sum(pair[0] == wish.key for pair in landscape.alive) >= 5
    for offer in market.offers:
        assert sum(pair[1] == offer.key for pair in landscape.alive) >= 2


@pytest.mark.usefixtures("lists_for_all")
@pytest.mark.parametrize("executor", [ThreadPoolExecutor, ProcessPoolExecutor])
def test_a_large_market_looks_the_same_to_threads_and_to_processes(
    executor: type[Executor], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("hospes.pairing.looking.ROWS_AT_ONCE", 16)
    monkeypatch.setattr("hospes.pairing.looking.BEST_OF_WISH", 5)
    market = a_varied_market()
    alone = survey(market, TREES)

    with executor(2) as workers:  # type: ignore[call-arg]
        together = survey(market, TREES, executor=workers)

    assert list(together.alive.items()) == list(alone.alive.items())
    assert together.left_out == alone.left_out


@pytest.mark.usefixtures("lists_for_all")
def test_pairs_in_columns_are_read_and_changed_like_any_other_mapping() -> None:
    pairs = survey(a_varied_market(), TREES).alive
    assert isinstance(pairs, Pairs)
    plain = dict(pairs)

    assert list(plain) == sorted(plain)
    assert pairs.of("w07") == {pair: seen for pair, seen in plain.items() if pair[0] == "w07"}
    assert pairs.of("o07") == {pair: seen for pair, seen in plain.items() if pair[1] == "o07"}
    assert pairs.without("w07").extended(pairs.of("w07")) == pairs
    assert pairs.waiting() == {pair: seen for pair, seen in plain.items() if seen.status == "open"}
    assert [seen.placeable for seen in plain.values()] == pairs.placeable.tolist()
    assert ("w07", "nobody") not in pairs


@slowly
@given(markets(most=6, fixed=False))
def test_a_newcomer_meets_its_best_counterparts_as_if_it_had_been_there(market: Market) -> None:
    context = context_of(market, TREES)
    closely = look_closely(market.wishes, market.offers, context)
    seen = {pair: one for sight in closely for pair, one in sight.alive.items()}
    newcomer, host = market.wishes[-1], market.offers[-1]
    without_wish = replace(market, wishes=market.wishes[:-1])
    without_offer = replace(market, offers=market.offers[:-1])

    hosts = Standing(without_wish, TREES).best(newcomer, count=3)
    guests = Standing(without_offer, TREES).best(host, count=3)

    of_wish = sorted((-one.scores.pair, pair[1]) for pair, one in seen.items() if pair[0] == newcomer.key)
    of_offer = sorted((-one.scores.pair, pair[0]) for pair, one in seen.items() if pair[1] == host.key)
    assert [(-one.scores.pair, key) for key, one in hosts] == of_wish[:3]
    assert [(-one.scores.pair, key) for key, one in guests] == of_offer[:3]
    assert all(seen[newcomer.key, key] == one for key, one in hosts)
    assert all(seen[key, host.key] == one for key, one in guests)
