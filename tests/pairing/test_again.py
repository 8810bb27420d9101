"""What an answer or a newcomer would place, found by planning again: as a list of all plans says."""

from collections import Counter
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from hospes.pairing.again import effort_for, part_near
from hospes.pairing.landscape import survey
from hospes.pairing.parties import Settings
from hospes.pairing.plan import make_plan
from hospes.pairing.questions import answered, best_first, questions, with_people
from hospes.pairing.radar import SOUGHT, mirror, radar
from hospes.pairing.report import plan_as_written
from tests.pairing import worlds
from tests.pairing.test_plan import every_plan, worth
from tests.pairing.worlds import TREES, a_landscape, a_market, a_wish, an_offer

PLAIN = Settings(reserve_mode="none", fairness="none", least_score=0)
TOPICS = st.sampled_from(["green-construction", "timber", "elderly-care"])


@st.composite
def uncertain(draw):
    """Small groups, few places, and hosts that have not said everything."""
    wishes = [
        a_wish(
            key=f"w{number}", organisation=draw(st.sampled_from("ABC")), people=draw(st.sampled_from([1, 1, 1, 2])),
            fewer_opportunities=0, smallest_part=draw(st.sampled_from([None, 1])), topics=frozenset({draw(TOPICS)}),
        )
        for number in range(draw(st.integers(2, 3)))
    ]  # fmt: skip
    offers = [
        an_offer(
            key=f"o{number}", organisation=f"h{number}", places=draw(st.integers(1, 2)), largest_group=None,
            topics=frozenset({draw(TOPICS)}),
            formats=draw(st.sampled_from([None, frozenset({"APPRENTICE_PLACEMENT"})])),
            languages=draw(st.sampled_from([{"en": "B1"}, {"en": "B2"}, None])),
        )
        for number in range(3)
    ]  # fmt: skip
    pairs = [(wish.key, offer.key) for wish in wishes for offer in offers]
    forbidden = draw(st.frozensets(st.sampled_from(pairs), min_size=2, max_size=4))
    settings = replace(PLAIN, fairness=draw(st.sampled_from(["none", "first-match"])))
    return a_market(*wishes, *offers, settings=settings, forbidden=forbidden)


def people_of_the_best(landscape):
    fair = landscape.context.settings.fairness == "first-match"
    return max(
        (
            len({landscape.wishes[wish].organisation for wish, _ in plan}) if fair else 0,
            worth(plan, landscape),
            sum(plan.values()),
        )
        for plan in every_plan(landscape)
    )[-1]


def test_an_answer_places_as_many_people_as_the_best_of_all_plans_has_more():
    seen = Counter()

    @worlds.slowly_counted
    @given(uncertain())
    def holds(market):
        landscape = survey(market, TREES)
        before = people_of_the_best(landscape)
        plan = make_plan(landscape)

        for question in with_people(questions(landscape), landscape, plan.ledger, effort_for(8)):
            after = people_of_the_best(survey(answered(landscape, question), TREES))
            assert question.places_people == max(0, after - before)
            assert question.solved == "market"
            seen[question.places_people] += 1

    holds()
    assert seen[0] >= 3
    assert seen[1] >= 3


def test_what_the_effort_does_not_reach_is_not_promised():
    wishes = [a_wish(key=f"w{number}", organisation=f"s{number}") for number in range(3)]
    landscape = a_landscape(*wishes, *(an_offer(key=f"o{number}", formats=None, places=6) for number in range(3)))
    plan = make_plan(landscape)

    found = with_people(questions(landscape), landscape, plan.ledger, replace(effort_for(1), pairs=3))

    assert [question.places_people is None for question in found] == [question.solved is None for question in found]
    assert {question.places_people for question in found} == {6, None}
    assert best_first(found)[0].places_people == 6


def test_the_best_single_question_comes_first():
    """o1 opens two pairs for one group of two; o2 one pair for a group of six."""
    small = a_wish(key="w1", people=2, smallest_part=None), a_wish(key="w2", people=6, smallest_part=None)
    hosts = an_offer(formats=None, places=2), an_offer(key="o2", formats=None, places=6, smallest_group=5)
    landscape = a_landscape(*small, *hosts, an_offer(key="o3", places=2), settings=PLAIN)

    found = plan_as_written(make_plan(landscape), landscape, seconds=0)["questions"]

    assert (found[0]["ask"], found[0]["places_people"]) == ("o2", 6)


def test_a_part_holds_the_groups_that_could_have_the_places_that_are_left(monkeypatch):
    monkeypatch.setattr("hospes.pairing.again.WHOLE", 0)
    picky = a_wish(key="w1", smallest_part=None), a_wish(key="w2", organisation="kinna", smallest_part=None)
    far = a_wish(key="w3", organisation="ulricehamn"), an_offer(key="o3", organisation="bergen", places=6)
    landscape = a_landscape(*picky, *far, an_offer(places=6), an_offer(key="o2", formats=None, places=6))
    ledger = make_plan(landscape).ledger
    [placed] = [stay.wish for stay in ledger.guests["o1"].values()]

    part = part_near(landscape, ledger, [(placed, "o2")], effort_for(1))

    at_home = {key for key, people in ledger.people_left.items() if people}
    assert {placed, *at_home} <= part.free
    assert part.scope == "neighbourhood"


# Radar


def test_the_mirror_of_a_wish_takes_that_wish():
    wish = a_wish(topics=frozenset({"elderly-care"}))
    landscape = a_landscape(wish, settings=PLAIN)

    [sought] = radar(landscape, make_plan(landscape).ledger)

    assert (sought.offer.key, sought.mirror_of, sought.wishes, sought.places_people) == (SOUGHT, "w1", ("w1",), 6)
    assert sought.offer.country in wish.wants.countries


@worlds.quickly
@given(worlds.markets(fixed=False))
def test_a_mirror_is_never_in_the_country_or_a_country_that_the_wish_refuses(market):
    landscape = survey(market, TREES)

    for wish in market.wishes:
        offer = mirror(wish, landscape, places=3)
        if offer is not None:
            assert offer.country != wish.country
            assert offer.country not in wish.refuses.countries


def test_the_entry_that_would_place_most_is_named_first():
    green = [a_wish(key=f"w{number}", organisation=f"s{number}") for number in range(2)]
    care = a_wish(key="w9", organisation="s9", people=7, topics=frozenset({"elderly-care"}), fields=frozenset({"0921"}))
    full = an_offer(places=12, smallest_group=12)
    landscape = a_landscape(*green, care, full, settings=replace(PLAIN, least_score=60))

    found = radar(landscape, make_plan(landscape).ledger)

    assert [(one.mirror_of, one.places_people) for one in found] == [("w0", 12), ("w9", 7)]
    assert found[0].wishes == ("w0", "w1")


def test_what_radar_promises_is_what_the_best_plan_with_that_entry_has_more():
    seen = Counter()

    @worlds.slowly_counted
    @given(uncertain())
    def holds(market):
        landscape = survey(market, TREES)
        before = people_of_the_best(landscape)

        for sought in radar(landscape, make_plan(landscape).ledger):
            after = survey(replace(market, offers=(*market.offers, sought.offer)), TREES)
            assert sought.places_people == max(0, people_of_the_best(after) - before)
            seen[bool(sought.places_people)] += 1

    holds()
    assert seen[True] >= 3
