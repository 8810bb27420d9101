"""What the reserve costs and what stopped it: told as a list of all plans has it."""

from collections import Counter
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from math import ceil

from hypothesis import given
from hypothesis import strategies as st

from hospes.pairing.landscape import survey
from hospes.pairing.parties import Settings
from hospes.pairing.plan import make_plan
from hospes.pairing.report import plan_as_written
from tests.pairing import worlds
from tests.pairing.test_plan import every_plan, worth
from tests.pairing.worlds import TREES, a_landscape, a_market, a_wish, an_offer

TOPICS = st.sampled_from(["green-construction", "timber", "elderly-care"])


@st.composite
def contested(draw):
    """More people than places; some of them have fewer opportunities, and some of those no host."""
    wishes = []
    for number in range(draw(st.integers(2, 4))):
        people = draw(st.sampled_from([1, 1, 1, 2]))
        languages = draw(st.sampled_from([{"en": "B1"}, {"en": "B1"}, {"fr": "B1"}]))
        known = {"organisation": draw(st.sampled_from("ABC")), "topics": frozenset({draw(TOPICS)}), "people": people}
        known |= {"fewer_opportunities": draw(st.integers(0, people)), "languages": languages}
        wishes.append(a_wish(key=f"w{number}", smallest_part=draw(st.sampled_from([None, 1])), **known))
    hosts = [
        an_offer(key=f"o{number}", organisation=f"h{number}", places=1, largest_group=None, topics=frozenset({topic}))
        for number, topic in enumerate(draw(st.lists(TOPICS, min_size=1, max_size=2)))
    ]
    settings = Settings(
        least_score=0,
        reserve=draw(st.sampled_from([Decimal("0.2"), Decimal("0.5"), Decimal(1)])),
        reserve_mode=draw(st.sampled_from(["seats", "seats", "share"])),
        fairness=draw(st.sampled_from(["none", "first-match"])),
    )
    return a_market(*wishes, *hosts, settings=settings)


def fewer_of(plan, landscape):
    placed = Counter()
    for (wish, _), people in plan.items():
        placed[wish] += people
    return sum(min(people, landscape.wishes[wish].fewer_opportunities) for wish, people in placed.items())


def goals(plan, landscape):
    fair = landscape.context.settings.fairness == "first-match"
    served = len({landscape.wishes[wish].organisation for wish, _ in plan}) if fair else 0
    return served, worth(plan, landscape), fewer_of(plan, landscape)


def test_the_price_is_what_the_best_of_all_plans_without_a_reserve_has_more():
    seen = Counter()

    @worlds.quickly_counted
    @given(contested())
    def holds(market):
        landscape = survey(market, TREES)
        written = plan_as_written(make_plan(landscape), landscape, seconds=0)
        plans = list(every_plan(landscape))
        best = max(goals(plan, landscape) for plan in plans)
        people = {sum(plan.values()) for plan in plans if goals(plan, landscape) == best}

        price = written["reserve"]["price"]

        assert round(price["welfare"] * 10) == best[1] - round(written["objective"] * 10)
        assert price["people"] + written["totals"]["people"] in people
        assert written["reserve"]["reached"] == written["totals"]["fewer_opportunities"]
        mode = market.settings.reserve_mode
        if mode == "share":
            assert written["reserve"]["reached"] >= Fraction(market.settings.reserve) * written["totals"]["people"]
        seen[mode, price["welfare"] > 0] += 1

    holds()
    assert seen["share", True] >= 1
    assert seen["seats", False] >= 3


def test_seats_that_go_to_a_group_that_fits_less_well_cost_the_difference():
    settings = Settings(reserve=Decimal(1), fairness="none")
    other = a_wish(key="w2", organisation="kinna", fewer_opportunities=6, fields=frozenset({"0921"}))
    landscape = a_landscape(a_wish(fewer_opportunities=0), other, an_offer(places=6), settings=settings)
    points = [landscape.alive[key, "o1"].scores.pair for key in ("w1", "w2")]

    found = plan_as_written(make_plan(landscape), landscape, seconds=0)

    assert [stay["wish"] for stay in found["pairs"]] == ["w2"]
    assert found["reserve"]["price"] == {"people": 0, "welfare": 6 * (points[0] - points[1]) / 10}
    assert points[0] > points[1]


def test_a_reserve_that_is_not_filled_says_why_and_one_that_is_filled_says_nothing():
    seen = Counter()

    @worlds.quickly_counted
    @given(contested())
    def holds(market):
        market = replace(market, settings=replace(market.settings, reserve_mode="seats"))
        landscape = survey(market, TREES)
        plan = make_plan(landscape)
        because = plan_as_written(plan, landscape, seconds=0)["reserve"]["because"]
        best = max(goals(one, landscape) for one in every_plan(landscape))
        wanted = {
            ceil(Fraction(market.settings.reserve) * sum(one.values()))
            for one in every_plan(landscape)
            if goals(one, landscape) == best
        }

        assert plan.reserve.wanted in wanted
        assert bool(because) == (plan.ledger.fewer < plan.reserve.wanted)
        said = {one["code"]: one["people"] for one in because}
        asked = sum(wish.fewer_opportunities for wish in market.wishes)
        if because:
            assert ("too_few_asked" in said) == (asked < plan.reserve.wanted)
            at_home = {key for key, left in plan.ledger.fewer_left.items() if left}
            mute = sum(plan.ledger.fewer_left[key] for key in at_home if "fr" in landscape.wishes[key].languages)
            assert said.get("no_common_language", 0) == mute
        seen[tuple(sorted(said))] += 1

    holds()
    assert seen[()] >= 3
    assert any("no_common_language" in codes for codes in seen)
    assert any("too_few_asked" in codes for codes in seen)


def test_a_hard_share_can_cost_everybody_the_journey_and_says_so():
    settings = Settings(reserve_mode="share", reserve=Decimal(1), fairness="none")
    landscape = a_landscape(a_wish(fewer_opportunities=0), an_offer(), settings=settings)

    found = plan_as_written(make_plan(landscape), landscape, seconds=0)

    assert found["totals"]["people"] == 0
    assert found["reserve"]["price"] == {"people": 6, "welfare": 522.0}
