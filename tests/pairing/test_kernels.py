"""The compiled kernels say what the plain functions say, to the last point."""

from hypothesis import given

from hospes.pairing.assess import assess, is_hopeless
from hospes.pairing.context import context_of
from hospes.pairing.encoded import encode
from hospes.pairing.kernels import BARRIER_CODES, OPEN_FIELDS, count_barriers, judge
from hospes.pairing.landscape import survey
from hospes.pairing.parties import Market
from tests.pairing.worlds import TREES, markets, slowly


@slowly
@given(markets(most=6))
def test_every_pair_has_the_barriers_the_questions_and_the_points_of_the_plain_functions(market: Market) -> None:
    context = context_of(market, TREES)
    encoded = encode(market.wishes, market.offers, context)
    for w, wish in enumerate(market.wishes):
        for o, offer in enumerate(market.offers):
            said = assess(wish, offer, context)
            standing, opening, *points = judge(*encoded, w, o, 99)
            codes = {code for bit, code in enumerate(BARRIER_CODES) if standing & 1 << bit}
            plain = {barrier.code for barrier in said.barriers} - {"weak"}
            if is_hopeless(wish, offer, context):
                assert codes <= plain and codes
                continue
            assert codes == plain
            fields = {field for bit, field in enumerate(OPEN_FIELDS) if opening & 1 << bit}
            opens = {field for unknown in said.unknowns if unknown.opens for field in unknown.missing}
            assert fields == opens
            more = [sum(unknown.wish_most for unknown in said.unknowns), sum(u.offer_most for u in said.unknowns)]
            assert points == [said.wish_score, said.offer_score, *more]
