"""The compiled kernels say what the plain functions say, to the last point."""

from hypothesis import given

from hospes.pairing import kernels
from hospes.pairing.assess import assess, is_hopeless
from hospes.pairing.compiled_barriers import ALL, BARRIER_CODES, OPEN_FIELDS
from hospes.pairing.compiled_points import judge
from hospes.pairing.context import context_of
from hospes.pairing.encoded import encode
from hospes.pairing.looking import Columns, look_closely, make_ready
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
