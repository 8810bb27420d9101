"""Plans, made pair by pair."""

import json
from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hospes.pairing.check import violations
from hospes.pairing.deadline import Deadline
from hospes.pairing.files import read_market
from hospes.pairing.goals import arcs_of, welfare
from hospes.pairing.landscape import survey
from hospes.pairing.parties import Market, Pin, Settings
from hospes.pairing.plan import make_plan
from hospes.pairing.plan_files import read_plan
from hospes.pairing.report import plan_as_written
from hospes.pairing.written import market_as_written
from tests.pairing import worlds
from tests.pairing.worlds import TREES, a_landscape, a_market, a_wish, an_offer

NO_GOALS = Settings(reserve_mode="none", fairness="none")


def placed(plan):
    return {(stay.wish, stay.offer): stay.people for stay in plan.stays}


def test_a_pair_that_fits_is_placed_and_proven_best():
    plan = make_plan(a_landscape(a_wish(), an_offer()))

    [stay] = plan.stays
    assert (stay.people, stay.fewer_opportunities) == (6, 2)
    assert stay.period == (date(2027, 5, 3), date(2027, 5, 23))  # the longest stay accepted, from the first Monday
    assert (plan.status, plan.objective, plan.bound) == ("optimal", 6 * 870, 6 * 870)


def test_a_market_without_pairs_has_an_empty_plan():
    plan = make_plan(a_landscape())

    assert (plan.status, plan.stays, plan.objective, plan.bound) == ("optimal", (), 0, 0)


def test_a_group_that_may_be_divided_goes_to_two_hosts_and_an_undivided_one_does_not():
    offers = an_offer(key="o1", places=4), an_offer(key="o2", places=2)

    divided = make_plan(a_landscape(a_wish(smallest_part=2), *offers))
    whole = make_plan(a_landscape(a_wish(smallest_part=6), *offers))

    assert placed(divided) == {("w1", "o1"): 4, ("w1", "o2"): 2}
    assert placed(whole) == {}


def test_fewer_than_the_sender_accepts_are_not_placed_at_all():
    offers = an_offer(key="o1", places=2), an_offer(key="o2", places=2)

    assert placed(make_plan(a_landscape(a_wish(least_people=5), *offers))) == {}
    assert placed(make_plan(a_landscape(a_wish(least_people=4), *offers))) == {("w1", "o1"): 2, ("w1", "o2"): 2}


def test_groups_larger_than_any_offer_stay_at_home_and_are_told_why():
    landscape = a_landscape(a_wish(people=20, smallest_part=20, fewer_opportunities=0), an_offer())

    written = plan_as_written(make_plan(landscape), landscape, seconds=0)

    [left] = written["unplaced"]
    assert (left["wish"], left["people"], left["because"]) == ("w1", 20, [{"code": "too_large", "offers": 1}])
    assert left["nearest"]["offer"] == "o1"
    assert left["nearest"]["because"] == [{"code": "too_large", "facts": {"smallest_part": 20, "most": 6}}]
    assert left["nearest"]["change"]["field"] == "smallest_part"
    assert left["nearest"]["change"]["value"] == 6


def test_places_and_groups_are_totals_over_the_offer():
    wishes = [a_wish(key=f"w{number}", organisation=f"s{number}", people=2) for number in range(4)]

    assert sum(placed(make_plan(a_landscape(*wishes, an_offer(places=8, groups=3)))).values()) == 6
    assert sum(placed(make_plan(a_landscape(*wishes, an_offer(places=5, groups=None)))).values()) == 4


def test_no_week_has_more_people_than_the_host_takes_at_once():
    month = ((date(2027, 5, 3), date(2027, 5, 30)),)
    wishes = [
        a_wish(key=f"w{number}", organisation=f"s{number}", people=3, windows=month, days=(7, 14))
        for number in range(4)
    ]
    offer = an_offer(places=20, groups=None, at_once=6, days=(7, 14), windows=month)

    plan = make_plan(a_landscape(*wishes, offer))

    periods = sorted(stay.period for stay in plan.stays)
    assert periods == [(date(2027, 5, 3), date(2027, 5, 16))] * 2 + [(date(2027, 5, 17), date(2027, 5, 30))] * 2


def test_stays_without_known_dates_are_placed_with_null_dates():
    landscape = a_landscape(a_wish(windows=None), an_offer())

    [pair] = plan_as_written(make_plan(landscape), landscape, seconds=0)["pairs"]

    assert (pair["people"], pair["from"], pair["to"]) == (6, None, None)


def test_who_travels_only_in_exchange_waits_for_one():
    landscape = a_landscape(a_wish(returns="must"), an_offer())

    written = plan_as_written(make_plan(landscape), landscape, seconds=0)

    assert written["pairs"] == []
    assert written["unplaced"][0]["because"] == [{"code": "only_in_exchange", "offers": 1}]


def test_a_fixed_stay_is_kept_with_its_people():
    better, worse = an_offer(key="o1"), an_offer(key="o2", topics=frozenset({"timber"}))

    plan = make_plan(a_landscape(a_wish(), better, worse, pinned=(Pin("w1", "o2", 4),)))

    assert placed(plan) == {("w1", "o1"): 2, ("w1", "o2"): 4}


def test_a_forbidden_pair_is_never_placed():
    assert placed(make_plan(a_landscape(a_wish(), an_offer(), forbidden=frozenset({("w1", "o1")})))) == {}


@pytest.mark.parametrize(
    ("entries", "pins", "conflict"),
    [
        ([a_wish(languages={}), an_offer()], [("w1", "o1", 4)], [("w1", "o1")]),
        ([a_wish(), an_offer()], [("w1", "o1", 1)], [("w1", "o1")]),
        (
            [a_wish(), an_offer(), an_offer(key="o2"), an_offer(key="o3")],
            [("w1", "o1", 2), ("w1", "o2", 4), ("w1", "o3", 3)],
            [("w1", "o2"), ("w1", "o3")],
        ),
        (
            [a_wish(), a_wish(key="w2", organisation="kinna"), an_offer(places=8)],
            [("w1", "o1", 4), ("w2", "o1", 5)],
            [("w1", "o1"), ("w2", "o1")],
        ),
        (
            [a_wish(), a_wish(key="w2", organisation="kinna"), an_offer(groups=1)],
            [("w1", "o1", 2), ("w2", "o1", 2)],
            [("w1", "o1"), ("w2", "o1")],
        ),
        ([a_wish(least_people=6), an_offer()], [("w1", "o1", 4)], [("w1", "o1")]),
    ],
)
def test_fixed_stays_that_cannot_be_are_reported_with_the_smallest_set_in_conflict(entries, pins, conflict):
    plan = make_plan(a_landscape(*entries, pinned=tuple(Pin(*pin) for pin in pins)))

    assert (plan.status, plan.stays) == ("infeasible", ())
    assert sorted((pin.wish, pin.offer) for pin in plan.conflict) == conflict


def test_fixed_stays_find_dates_beside_each_other_when_the_longest_ones_do_not():
    month = ((date(2027, 5, 3), date(2027, 5, 30)),)
    wishes = [a_wish(key=f"w{n}", organisation=f"s{n}", people=4, windows=month, days=(14, 28)) for n in range(2)]
    offer = an_offer(places=20, at_once=5, days=(14, 28), windows=month)

    plan = make_plan(a_landscape(*wishes, offer, pinned=(Pin("w0", "o1", 4), Pin("w1", "o1", 4))))

    assert sorted(stay.period for stay in plan.stays) == [
        (date(2027, 5, 3), date(2027, 5, 16)),
        (date(2027, 5, 17), date(2027, 5, 30)),
    ]


def test_fixed_stays_that_fill_the_same_weeks_are_in_conflict():
    fortnight = ((date(2027, 5, 3), date(2027, 5, 16)),)
    wishes = [a_wish(key=f"w{n}", organisation=f"s{n}", people=4, windows=fortnight) for n in range(3)]
    offer = an_offer(places=20, groups=None, at_once=9, largest_group=6)

    plan = make_plan(a_landscape(*wishes, offer, pinned=tuple(Pin(f"w{n}", "o1", 4) for n in range(3))))

    assert (plan.status, len(plan.conflict)) == ("infeasible", 3)


def test_the_reserve_places_people_with_fewer_opportunities_first_and_names_its_price():
    liked = a_wish(key="liked", fewer_opportunities=0, smallest_part=6)
    reserved = a_wish(
        key="reserved", organisation="kinna", fewer_opportunities=3, smallest_part=6, topics=frozenset({"timber"})
    )
    settings = replace(NO_GOALS, reserve_mode="seats", reserve=Decimal("0.5"))
    landscape = a_landscape(liked, reserved, an_offer(places=6), settings=settings)

    plan = make_plan(landscape)

    assert placed(plan) == {("reserved", "o1"): 6}
    assert (plan.reserve.target, plan.reserve.reached, plan.reserve.price_welfare) == (3, 3, 6 * 870 - 6 * 670)


def test_a_reserve_without_demand_falls_free():
    landscape = a_landscape(a_wish(fewer_opportunities=0), an_offer())

    written = plan_as_written(make_plan(landscape), landscape, seconds=0)

    assert written["totals"] == {"people": 6, "fewer_opportunities": 0}
    assert (written["reserve"]["target"], written["reserve"]["reached"]) == (0, 0)
    assert written["reserve"]["because"] == [{"code": "too_few_asked", "people": 0}]


def test_a_share_of_a_fifth_is_read_as_a_decimal():
    wishes = [
        a_wish(key=f"w{n}", organisation=f"s{n}", people=5, smallest_part=5, fewer_opportunities=5) for n in range(7)
    ]
    offers = [an_offer(key=f"o{n}", places=5) for n in range(7)]

    plan = make_plan(a_landscape(*wishes, *offers))

    assert (plan.ledger.people, plan.reserve.wanted) == (35, 7)


def test_the_hard_share_holds_even_if_nobody_travels():
    settings = Settings(reserve_mode="share", reserve=Decimal("0.5"))

    whole = a_wish(fewer_opportunities=2, smallest_part=6)

    assert placed(make_plan(a_landscape(whole, an_offer(), settings=settings))) == {}


def test_for_the_hard_share_a_part_of_a_group_stays_at_home():
    settings = Settings(reserve_mode="share", reserve=Decimal("0.5"))

    assert placed(make_plan(a_landscape(a_wish(fewer_opportunities=2), an_offer(), settings=settings))) == {
        ("w1", "o1"): 4
    }
    assert placed(make_plan(a_landscape(a_wish(fewer_opportunities=3), an_offer(), settings=settings))) != {}


def test_with_first_match_each_organisation_is_served_before_one_is_served_twice():
    both = [a_wish(key=f"w{number}", people=3, smallest_part=3) for number in (1, 2)]
    other = a_wish(key="w3", organisation="kinna", people=3, smallest_part=3, topics=frozenset({"timber"}))
    entries = (*both, other, an_offer(places=6))

    fair = make_plan(a_landscape(*entries, settings=replace(NO_GOALS, fairness="first-match")))
    plain = make_plan(a_landscape(*entries, settings=NO_GOALS))

    assert set(placed(fair)) == {("w1", "o1"), ("w3", "o1")}
    assert set(placed(plain)) == {("w1", "o1"), ("w2", "o1")}


def test_waiting_adds_to_what_a_place_is_worth_up_to_its_cap():
    landscape = a_landscape(a_wish(since=date(2020, 1, 1)), an_offer(), settings=replace(NO_GOALS, waiting=3))

    assert make_plan(landscape).objective == 6 * (870 + 100)


def test_dropping_an_earlier_stay_costs_and_one_that_is_gone_does_not():
    settings = replace(NO_GOALS, change_cost=500)
    kept = frozenset({("w1", "o2"), ("w9", "o1")})
    landscape = a_landscape(a_wish(smallest_part=6), an_offer(), an_offer(key="o2"), settings=settings, previous=kept)

    assert make_plan(landscape).objective == welfare(make_plan(landscape).stays, landscape)
    assert welfare((), landscape) == -500


@worlds.slowly
@given(worlds.markets(), st.sampled_from(["best", "stable"]), st.randoms(use_true_random=False))
def test_order_of_arrival_changes_nothing(market, rule, chance):
    shuffled = replace(
        market,
        wishes=tuple(chance.sample(market.wishes, len(market.wishes))),
        offers=tuple(chance.sample(market.offers, len(market.offers))),
        pinned=tuple(chance.sample(market.pinned, len(market.pinned))),
    )

    plans = []
    for one in (market, shuffled):
        landscape = survey(one, TREES)
        plans.append(plan_as_written(make_plan(landscape, rule=rule), landscape, seconds=0))
    assert plans[0] == plans[1]


def every_plan(landscape):
    """People for each pair, for every plan over the pairs that may be placed; only for tiny markets."""
    market: Market = landscape.market
    fixed = {(pin.wish, pin.offer): pin.people for pin in market.pinned}
    pairs = sorted({arc.key for arc in arcs_of(landscape)} | set(fixed))
    choices = [[fixed[pair]] if pair in fixed else range(landscape.wishes[pair[0]].people + 1) for pair in pairs]
    for people in product(*choices):
        stays = {pair: count for pair, count in zip(pairs, people, strict=True) if count}
        if _allowed(stays, landscape):
            yield stays


def _allowed(stays, landscape):
    for (wish, offer), count in stays.items():
        least = max(landscape.wishes[wish].part, landscape.offers[offer].smallest_group)
        if not least <= count <= landscape.offers[offer].most:
            return False
    for key, wish in landscape.wishes.items():
        total = sum(count for pair, count in stays.items() if pair[0] == key)
        if total > wish.people or 0 < total < wish.least:
            return False
    for key, offer in landscape.offers.items():
        here = [count for pair, count in stays.items() if pair[1] == key]
        if sum(here) > offer.places or (offer.groups is not None and len(here) > offer.groups):
            return False
    return True


def worth(stays, landscape):
    values = {arc.key: arc.value for arc in arcs_of(landscape)}
    dropped = sum(pair in landscape.alive and pair not in stays for pair in landscape.market.previous)
    scores = {pair: landscape.alive[pair].scores.pair for pair in stays}
    gained = sum(count * values.get(pair, scores[pair]) for pair, count in stays.items())
    return gained - landscape.context.settings.change_cost * dropped


@worlds.slowly
@given(worlds.markets(3), st.sampled_from(["best", "stable"]))
def test_no_plan_at_all_passes_the_bound_and_what_is_called_optimal_is(market, rule):
    market = replace(
        market,
        offers=tuple(replace(offer, at_once=None) for offer in market.offers),
        settings=replace(market.settings, waiting=0, reserve_mode="seats"),
    )
    landscape = survey(market, TREES)
    plan = make_plan(landscape, rule=rule)
    if plan.status == "infeasible":
        assert list(every_plan(landscape)) == [] or any(
            landscape.wishes[pin.wish].returns == "must" or (pin.wish, pin.offer) not in landscape.alive
            for pin in market.pinned
        )
        return

    best = max(worth(stays, landscape) for stays in every_plan(landscape))

    assert plan.objective <= best <= plan.bound
    assert plan.objective == worth(placed(plan), landscape)
    if plan.status == "optimal":
        assert plan.objective == best


@worlds.slowly
@given(worlds.markets(), st.integers(0, 3), st.integers(0, 3))
def test_the_same_seed_and_work_give_the_same_plan(market, seed, work):
    landscape = survey(market, TREES)

    assert make_plan(landscape, seed=seed, work=work).stays == make_plan(landscape, seed=seed, work=work).stays


@worlds.slowly
@given(worlds.markets())
def test_time_that_is_up_at_once_still_leaves_a_valid_plan(market):
    landscape = survey(market, TREES, stop=lambda: True)

    plan = make_plan(landscape, stop=lambda: True)

    assert {pair[0] for pair in landscape.alive} <= {wish for wish, _ in market.previous} | {
        pin.wish for pin in market.pinned
    }
    assert plan.bound >= plan.objective
    assert make_plan(survey(market, TREES)).objective <= max(plan.bound, 0) or plan.status == "infeasible"


def test_deferred_acceptance_leaves_no_pair_that_would_rather_have_each_other():
    liked = a_wish(key="w1", people=3, smallest_part=3)
    other = a_wish(key="w2", organisation="kinna", people=3, smallest_part=3, fields=frozenset({"0921"}))
    hosts = an_offer(key="o1", places=3), an_offer(key="o2", places=3, topics=frozenset({"timber"}))
    landscape = a_landscape(liked, other, *hosts, settings=NO_GOALS)

    plan = make_plan(landscape, rule="stable")

    assert set(placed(plan)) == {("w1", "o1"), ("w2", "o2")}
    assert plan_as_written(plan, landscape, seconds=0)["fairness"]["blocking_pairs"] == 0


@worlds.slowly
@given(worlds.markets(fixed=False))
def test_deferred_acceptance_is_stable_where_every_group_is_one_person(market):
    market = replace(
        market,
        wishes=tuple(
            replace(wish, people=1, fewer_opportunities=0, smallest_part=None, least_people=None)
            for wish in market.wishes
        ),
        offers=tuple(replace(offer, smallest_group=1, at_once=None) for offer in market.offers),
        settings=replace(market.settings, reserve_mode="none"),
    )
    landscape = survey(market, TREES)

    written = plan_as_written(make_plan(landscape, rule="stable"), landscape, seconds=0)

    assert written["fairness"]["blocking_pairs"] == 0


def test_the_fairness_figures_count_organisations_and_not_wishes():
    wishes = [a_wish(key="w1"), a_wish(key="w2"), a_wish(key="w3", organisation="kinna", languages={})]
    landscape = a_landscape(*wishes, an_offer(places=20, groups=None), settings=NO_GOALS)

    fairness = plan_as_written(make_plan(landscape), landscape, seconds=0)["fairness"]

    del fairness["tables"]
    assert fairness == {
        "organisations_served": 1,
        "organisations_unserved": 1,
        "gini": 0.5,
        "blocking_pairs": 0,
        "envious_groups": 0,
    }


def test_a_question_says_how_many_more_people_a_yes_would_place():
    landscape = a_landscape(a_wish(), an_offer(formats=None))

    [question] = plan_as_written(make_plan(landscape), landscape, seconds=0)["questions"]

    assert question == {
        "ask": "o1",
        "field": "formats",
        "opens_pairs": 1,
        "places_people": 6,
        "solved": "market",
        "answer": ["APPRENTICE_PLACEMENT"],
        "pairs": [["w1", "o1"]],
    }


def test_the_reserve_says_what_stopped_it():
    mute = a_wish(key="mute", organisation="kinna", fewer_opportunities=6, languages={})
    settings = replace(NO_GOALS, reserve_mode="seats", reserve=Decimal(1))
    landscape = a_landscape(a_wish(fewer_opportunities=0), mute, an_offer(), settings=settings)

    reserve = plan_as_written(make_plan(landscape), landscape, seconds=0)["reserve"]

    assert reserve["because"] == [{"code": "no_common_language", "people": 6}]


def test_in_a_large_market_a_question_is_planned_again_for_its_neighbourhood_alone(monkeypatch):
    others = a_wish(key="w2", organisation="kinna"), an_offer(key="o2", organisation="bergen")
    landscape = a_landscape(a_wish(profile=None, smallest_part=6), an_offer(places=6), *others)
    whole = plan_as_written(make_plan(landscape), landscape, seconds=0)["questions"]

    monkeypatch.setattr("hospes.pairing.again.WHOLE", 0)
    near = plan_as_written(make_plan(landscape), landscape, seconds=0)["questions"]

    assert [(question["ask"], question["places_people"]) for question in near] == [("w1", 6)]
    assert [question["solved"] for question in (*near, *whole)] == ["neighbourhood", "market"]


@worlds.slowly
@given(worlds.markets())
def test_an_answer_written_into_the_market_file_yields_the_pairs_that_the_plan_file_promises(market):
    landscape = survey(market, TREES)
    plan = plan_as_written(make_plan(landscape), landscape, seconds=0)

    for question in json.loads(json.dumps(plan["questions"])):
        content = market_as_written(market)
        [asked] = [entry for entry in content["wishes"] + content["offers"] if entry["key"] == question["ask"]]
        asked[question["field"]] = question["answer"]
        after = survey(read_market(json.dumps(content).encode(), TREES), TREES)
        assert sorted(after.possible - landscape.possible) == [tuple(pair) for pair in question["pairs"]]
        assert len(question["pairs"]) == question["opens_pairs"]


def test_who_is_left_beside_a_fixed_stay_is_told_why():
    left = unplaced_of(a_market(a_wish(), an_offer(), pinned=(Pin("w1", "o1", 4),)))

    assert left == [{"wish": "w1", "people": 2, "because": [{"code": "left_out", "offers": 1}]}]


def test_who_is_left_beside_a_stay_that_fills_the_host_is_told_that_there_is_no_room():
    left = unplaced_of(a_market(a_wish(), an_offer(places=5)))

    assert left == [{"wish": "w1", "people": 1, "because": [{"code": "no_room_left", "offers": 1}]}]


def unplaced_of(market):
    landscape = survey(market, TREES)
    found: list[dict[str, object]] = plan_as_written(make_plan(landscape), landscape, seconds=0)["unplaced"]
    return [{name: value for name, value in one.items() if name != "nearest"} for one in found]


def test_a_part_of_a_deadline_ends_earlier_and_no_end_has_no_part():
    now = iter([0, 30, 30, 69, 71, 71])
    whole = Deadline(90, lambda: next(now))

    part = whole.part(2 / 3)

    assert not part()
    assert part()
    assert not whole()
    assert not Deadline(None, lambda: 5).part(0.5)()


@worlds.slowly
@given(worlds.markets(), st.integers(0, 30), st.sampled_from([70, 200]))
def test_a_clock_that_jumps_while_a_plan_is_made_leaves_a_valid_plan(market, after, to):
    """To where the solver has to end, or everything."""
    asked = 0

    def clock():
        nonlocal asked
        asked += 1
        return 0 if asked <= after + 2 else to

    landscape = survey(market, TREES)
    plan = make_plan(landscape, stop=Deadline(100, clock))

    assert plan.status in ("optimal", "limit", "infeasible")
    written = plan_as_written(plan, landscape, seconds=0)
    assert violations(read_plan(json.dumps(written).encode()), landscape) == []
