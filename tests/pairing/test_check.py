"""Any plan, judged by the same barriers and scores that suggestions go by."""

import json
from collections import Counter
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from hospes.pairing.assess import assess
from hospes.pairing.check import violations
from hospes.pairing.landscape import survey
from hospes.pairing.parties import Pin, Settings
from hospes.pairing.plan import make_plan
from hospes.pairing.plan_files import read_plan
from hospes.pairing.report import plan_as_written
from hospes.pairing.strict_json import FileError
from tests.pairing import worlds
from tests.pairing.worlds import TREES, a_landscape, a_wish, an_offer


def judged(written, landscape):
    """Codes of what is wrong with a plan; "bad_form" when it cannot even be read."""
    try:
        plan = read_plan(json.dumps(written).encode())
    except FileError:
        return ["bad_form"]
    return [violation.code for violation in violations(plan, landscape)]


def by_hand(*pairs, **said):
    """A plan as a person would write it: only the stays."""
    names = ("wish", "offer", "people", "from", "to")
    return {"version": 1, "pairs": [dict(zip(names, pair, strict=False)) for pair in pairs], **said}


STAY = ("w1", "o1", 4, "2027-05-03", "2027-05-23")


def test_a_plan_by_hand_needs_nothing_but_its_stays():
    assert judged(by_hand(STAY), a_landscape(a_wish(), an_offer())) == []


def test_nobody_has_to_travel():
    assert judged(by_hand(), a_landscape(a_wish(), an_offer())) == []


@pytest.mark.parametrize(
    ("pairs", "wish", "offer", "codes"),
    [
        ([("w9", "o1", 4)], {}, {}, ["unknown_wish"]),
        ([("w1", "o9", 4)], {}, {}, ["unknown_offer"]),
        ([STAY, STAY], {}, {}, ["pair_twice"]),
        ([STAY], {"languages": {}}, {}, ["barrier"]),
        ([STAY], {}, {"formats": None}, ["answer_first"]),
        ([STAY], {"returns": "must"}, {}, ["only_in_exchange"]),
        ([("w1", "o1", 1, *STAY[3:])], {}, {}, ["wrong_size", "too_few_in_all"]),
        ([("w1", "o1", 7, *STAY[3:])], {}, {}, ["wrong_size", "too_many_people"]),
        ([("w1", "o1", 4)], {}, {}, ["dates_missing"]),
        ([("w1", "o1", 4, "2027-05-03", "2027-05-12")], {}, {}, ["wrong_length"]),
        ([("w1", "o1", 4, "2027-04-26", "2027-05-12")], {}, {}, ["outside_windows"]),
        ([("w1", "o1", 4, "2027-05-03", None)], {}, {}, ["bad_form"]),
        ([STAY], {"least_people": 5}, {}, ["too_few_in_all"]),
        ([STAY], {"windows": None}, {}, []),
        ([("w1", "o1", 4)], {"windows": None}, {}, []),
        ([("w1", "o1", 4, "2027-07-03", "2027-07-23")], {"windows": None}, {}, ["outside_windows"]),
    ],
)
def test_each_stay_is_judged_against_the_market(pairs, wish, offer, codes):
    assert judged(by_hand(*pairs), a_landscape(a_wish(**wish), an_offer(**offer))) == codes


def test_a_person_may_fix_an_open_pair_that_a_plan_would_leave_alone():
    landscape = a_landscape(a_wish(), an_offer(formats=None), pinned=(Pin("w1", "o1", 4),))

    assert judged(by_hand(STAY), landscape) == []


def test_a_fixed_stay_must_be_there_with_its_people():
    landscape = a_landscape(a_wish(), an_offer(), pinned=(Pin("w1", "o1", 5),))

    assert judged(by_hand(STAY), landscape) == ["pin_broken"]
    assert judged(by_hand(), landscape) == ["pin_broken"]


def test_a_host_has_no_more_people_groups_or_guests_at_once_than_it_said():
    wishes = a_wish(), a_wish(key="w2", organisation="kinna")
    both = by_hand(STAY, ("w2", *STAY[1:]))

    assert judged(both, a_landscape(*wishes, an_offer(places=8, groups=None))) == []
    assert judged(both, a_landscape(*wishes, an_offer(places=7))) == ["too_many_guests"]
    assert judged(both, a_landscape(*wishes, an_offer(groups=1))) == ["too_many_groups"]
    assert judged(both, a_landscape(*wishes, an_offer(at_once=7))) == ["too_many_at_once"] * 3


def test_people_are_not_used_twice_under_another_name():
    landscape = a_landscape(a_wish(fewer_opportunities=2), an_offer())

    for fewer, codes in ((2, []), (3, ["too_many_fewer"]), (0, []), (5, ["too_many_fewer"] * 2)):
        plan = by_hand(STAY)
        plan["pairs"][0]["fewer_opportunities"] = fewer
        assert judged(plan, landscape) == codes
    plan = by_hand(("w1", "o1", 6, *STAY[3:]))
    plan["pairs"][0]["fewer_opportunities"] = 1
    assert judged(plan, landscape) == ["too_many_others"]


def test_the_hard_share_is_judged_where_it_is_asked_for():
    landscape = a_landscape(a_wish(), an_offer(), settings=Settings(reserve_mode="share"))

    assert judged(by_hand(STAY), landscape) == ["share_not_reached"]


def test_who_calls_the_fixed_stays_impossible_must_be_right():
    fine = a_landscape(a_wish(), an_offer(), pinned=(Pin("w1", "o1", 4),))
    clash = a_landscape(a_wish(), an_offer(places=3), pinned=(Pin("w1", "o1", 4),))

    assert judged(by_hand(status="infeasible"), fine) == ["not_infeasible"]
    assert judged(by_hand(status="infeasible"), clash) == []


@pytest.mark.parametrize(
    ("changes", "codes"),
    [
        ({}, []),
        ({"opens_pairs": 2}, ["said_otherwise"]),
        ({"pairs": [["w1", "o9"]]}, ["said_otherwise"]),
        ({"pairs": []}, ["said_otherwise"] * 2),
        ({"answer": ["STUDY_VISIT"]}, ["said_otherwise"]),
        ({"answer": "any"}, ["said_otherwise"]),
        ({"field": "mood"}, ["said_otherwise"]),
    ],
)
def test_a_question_must_open_the_pairs_that_it_promises(changes, codes):
    landscape = a_landscape(a_wish(), an_offer(formats=None))
    written = plan_as_written(make_plan(landscape), landscape, seconds=0)

    assert judged(written | {"questions": [written["questions"][0] | changes]}, landscape) == codes


@pytest.mark.parametrize(
    ("said", "codes"),
    [
        ({"totals": {"people": 4}}, []),
        ({"totals": {"people": 5}}, ["said_otherwise"]),
        ({"objective": 348.0}, []),
        ({"objective": 348}, []),
        ({"objective": 348.1}, ["said_otherwise"]),
        ({"bound": 347.9}, ["said_otherwise"]),
        ({"objective": 348.0, "bound": 522.0, "gap": 0.1}, ["said_otherwise"]),
        ({"unplaced": [{"wish": "w1", "people": 2}]}, []),
        ({"unplaced": [{"wish": "w1", "people": 3}]}, ["said_otherwise"]),
        ({"unplaced": []}, ["said_otherwise"]),
        ({"unplaced": [{"wish": "w7", "people": 2}]}, ["unknown_wish"]),
        ({"fairness": {"organisations_served": 1, "gini": 0.0}}, []),
        ({"fairness": {"organisations_served": 2}}, ["said_otherwise"]),
        ({"questions": [{"ask": "o7", "field": "days"}]}, ["unknown_entry"]),
        ({"reserve": {"asked": 0.3}}, ["said_otherwise"]),
        ({"wishes": []}, ["bad_form"]),
        ({"version": 2}, ["bad_form"]),
        ({"status": "perfect"}, ["bad_form"]),
    ],
)
def test_what_a_plan_says_of_itself_must_be_true(said, codes):
    assert judged(by_hand(STAY) | said, a_landscape(a_wish(), an_offer())) == codes


def made(market, rule):
    """A plan with something in it, as written, and the landscape it was made for."""
    landscape = survey(market, TREES)
    plan = make_plan(landscape, rule=rule)
    return plan_as_written(plan, landscape, seconds=0.1), landscape


RULES = st.sampled_from(["best", "stable"])


@worlds.quickly
@given(worlds.markets(), RULES)
def test_check_accepts_every_plan_made(market, rule):
    assert judged(*made(market, rule)) == []


@worlds.slowly
@given(worlds.markets(), RULES)
def test_check_accepts_what_is_left_of_a_plan_when_only_its_stays_are_kept(market, rule):
    written, landscape = made(market, rule)
    assume(written["status"] != "infeasible")

    stays = [{name: pair[name] for name in ("wish", "offer", "people", "from", "to")} for pair in written["pairs"]]

    assert set(judged({"version": 1, "pairs": stays}, landscape)) <= {"share_not_reached"}


def person_added(pair, landscape):
    return pair | {"people": pair["people"] + 1}


def person_left_out(pair, landscape):
    return pair | {"people": pair["people"] - 1}


def dates_shifted(pair, landscape):
    if pair["from"] is None:
        return None
    days = {name: (date.fromisoformat(pair[name]) + timedelta(400)).isoformat() for name in ("from", "to")}
    return pair | days


def dates_taken_away(pair, landscape):
    if pair["from"] is None:
        return None
    return pair | {"from": None, "to": None}


def stay_lengthened(pair, landscape):
    if pair["from"] is None:
        return None
    return pair | {"to": (date.fromisoformat(pair["to"]) + timedelta(61)).isoformat()}


def stay_of_somebody_unknown(pair, landscape):
    return pair | {"wish": "nobody"}


def stay_moved(pair, landscape):
    """To another host for which something is different; with a twin it would be the same plan."""
    wish, offer = landscape.wishes[pair["wish"]], landscape.offers[pair["offer"]]
    before = assess(wish, offer, landscape.context)
    for key, other in landscape.offers.items():
        after = assess(wish, other, landscape.context)
        if key != offer.key and (after.status == "impossible" or after.reasons != before.reasons):
            return pair | {"offer": key}
    return None


def score_polished(pair, landscape):
    return pair | {"scores": pair["scores"] | {"wish": pair["scores"]["wish"] + 1}}


def reason_invented(pair, landscape):
    invented = {"code": "old_friends", "side": "wish", "points": 5, "most": 5, "facts": {}}
    return pair | {"reasons": [*pair["reasons"], invented]}


def one_more_with_fewer_opportunities(pair, landscape):
    return pair | {"fewer_opportunities": pair["fewer_opportunities"] + 1}


def unknown_key_used(pair, landscape):
    return pair | {"priority": 1}


MUTILATIONS = [
    person_added,
    person_left_out,
    dates_shifted,
    dates_taken_away,
    stay_lengthened,
    stay_of_somebody_unknown,
    stay_moved,
    score_polished,
    reason_invented,
    one_more_with_fewer_opportunities,
    unknown_key_used,
]


def test_check_rejects_every_mutilated_plan():
    rejected = Counter()

    @worlds.quickly
    @given(worlds.markets(fixed=False), RULES, st.integers(0, 9))
    def rejects(market, rule, index):
        generous = replace(market.settings, least_score=0, place_open=True, reserve_mode="seats")
        written, landscape = made(replace(market, settings=generous), rule)
        assume(written["pairs"])
        index %= len(written["pairs"])
        for mutilate in MUTILATIONS:
            pair = mutilate(written["pairs"][index], landscape)
            if pair is not None:
                mutilated = written | {"pairs": [*written["pairs"][:index], pair, *written["pairs"][index + 1 :]]}
                assert judged(mutilated, landscape) != [], mutilate.__name__
                rejected[mutilate.__name__] += 1
        assert judged(written | {"pairs": written["pairs"][:index] + written["pairs"][index + 1 :]}, landscape) != []

    rejects()
    assert set(rejected) == {mutilate.__name__ for mutilate in MUTILATIONS}
    assert min(rejected.values()) >= 5
