"""What must not change, or change one way only, when a market changes in a way that cannot matter."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from benchmarks.markets import like_europe
from hospes.pairing.goals import organisations_served
from hospes.pairing.landscape import survey
from hospes.pairing.parties import Pin, Settings
from hospes.pairing.plan import make_plan
from hospes.pairing.stays import Ledger
from tests.pairing.worlds import TREES, markets, offers, quickly, slowly

NO_GOALS = Settings(reserve_mode="none", fairness="none")


def reached(market):
    """The value of every goal, and how far each is proven."""
    landscape = survey(market, TREES)
    plan = make_plan(landscape)
    served = len(organisations_served(plan.stays, landscape))
    ledger: Ledger = plan.ledger
    kept = min(ledger.fewer, plan.reserve.target)
    return plan.status, kept, served, plan.objective, plan.bound, ledger.fewer, plan.proven


def renamed(market, names):
    """The market with other keys for entries, in another order of the alphabet."""
    keys = [entry.key for entry in (*market.wishes, *market.offers)]
    name = dict(zip(keys, names, strict=True))
    return replace(
        market,
        wishes=tuple(replace(wish, key=name[wish.key]) for wish in market.wishes),
        offers=tuple(replace(offer, key=name[offer.key]) for offer in market.offers),
        pinned=tuple(Pin(name[pin.wish], name[pin.offer], pin.people) for pin in market.pinned),
        forbidden=frozenset((name[wish], name[offer]) for wish, offer in market.forbidden),
        previous=frozenset((name[wish], name[offer]) for wish, offer in market.previous),
    )


@quickly
@given(markets(), st.randoms(use_true_random=False))
def test_other_keys_keep_the_value_of_every_goal(market, chance):
    """The target of the reserve follows the plan without a reserve, of which there may be several as good."""
    market = replace(market, settings=replace(market.settings, reserve_mode="none"))
    names = chance.sample("stuvwxyz", len(market.wishes) + len(market.offers))

    assert reached(renamed(market, names)) == reached(market)


@quickly
@given(markets(fixed=False), offers("o-new"))
def test_one_more_offer_never_lowers_welfare(market, offer):
    """Unless it tells that regions have worked together, which lowers what a new link is worth."""
    market = replace(market, settings=replace(NO_GOALS, least_score=market.settings.least_score))
    offer = replace(offer, worked_with=frozenset())

    assert reached(replace(market, offers=(*market.offers, offer)))[3] >= reached(market)[3]


@quickly
@given(markets(fixed=False))
def test_an_offer_that_nobody_uses_can_go_without_a_trace(market):
    quiet = tuple(replace(offer, worked_with=frozenset()) for offer in market.offers)
    market = replace(market, offers=quiet, settings=replace(NO_GOALS, least_score=market.settings.least_score))
    landscape = survey(market, TREES)
    used = {stay.offer for stay in make_plan(landscape).stays}
    unused = [
        offer for offer in market.offers if offer.key not in used and offer.key not in dict(market.previous).values()
    ]

    for offer in unused:
        pairs = frozenset(pair for pair in market.forbidden if pair[1] != offer.key)
        without = replace(market, offers=tuple(one for one in market.offers if one != offer), forbidden=pairs)
        assert make_plan(survey(without, TREES)).stays == make_plan(landscape).stays


@slowly
@given(markets(fixed=False), st.integers(1, 3))
def test_more_places_never_lower_welfare(market, more):
    market = replace(market, settings=replace(NO_GOALS, least_score=market.settings.least_score))
    larger = tuple(replace(offer, places=offer.places + more, largest_group=offer.most) for offer in market.offers)

    assert reached(replace(market, offers=larger))[3] >= reached(market)[3]


def test_a_plan_of_a_larger_market_is_the_same_from_one_worker_and_from_three():
    market, trees = like_europe(200, seed=5)
    alone = survey(market, trees)
    with ThreadPoolExecutor(3) as three:
        shared = survey(market, trees, executor=three)

    assert shared.alive == alone.alive
    assert make_plan(shared).stays == make_plan(alone).stays
    assert len(make_plan(alone).stays) > 20
