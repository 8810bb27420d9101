"""The closed list of codes, which others put into words."""

import json
from collections import defaultdict

from hypothesis import given

from hospes.pairing import codes
from hospes.pairing.assess import assess
from hospes.pairing.context import context_of
from hospes.pairing.landscape import survey
from hospes.pairing.parties import ApprenticeRule, Settings, Territories
from hospes.pairing.plan import make_plan
from hospes.pairing.questions import questions
from hospes.pairing.raises import raises
from hospes.pairing.report import plan_as_written
from tests.pairing import worlds
from tests.pairing.worlds import TREES, a_wish, an_offer


def heard(market):
    """Every code and the names of its facts that the engine says about a market, by list."""
    said = defaultdict(dict)
    context = context_of(market, TREES)
    for wish in market.wishes:
        for offer in market.offers:
            found = assess(wish, offer, context)
            for kind, listed in (
                ("BARRIERS", found.barriers),
                ("REASONS", found.reasons),
                ("UNKNOWNS", found.unknowns),
            ):
                said[kind] |= {one.code: one.facts for one in listed}
            said["IMPROVEMENTS"] |= {one.code: one.change.facts for one in raises(wish, offer, context, limit=100)}
    landscape = survey(market, TREES)
    for question in questions(landscape):
        kind = "IMPROVEMENTS" if question.is_concession else "ANSWERS"
        said[kind][question.change.code] = question.change.facts
    written = plan_as_written(make_plan(landscape), landscape, seconds=0)
    for group in written["unplaced"]:
        said["UNPLACED"] |= {one["code"]: {} for one in group["because"]}
    said["RESERVE"] |= {one["code"]: {} for one in written["reserve"]["because"]}
    return said


def allowed(kind):
    """What a list may hold: some lists hold the codes of others too, there without their facts."""
    listed = dict(getattr(codes, kind))
    if kind in {"UNPLACED", "RESERVE"}:
        listed = dict.fromkeys([*codes.BARRIERS, *codes.UNKNOWNS, *codes.UNPLACED, *listed], ())
    return listed


@worlds.slowly
@given(worlds.markets())
def test_the_engine_says_nothing_that_is_not_in_the_list(market):
    for kind, said in heard(market).items():
        listed = allowed(kind)
        for code, facts in said.items():
            assert set(facts) == set(listed[code]), code
            json.dumps(facts)


EVERYTHING = [
    ({"organisation": "vestland"}, {}),
    ({"refuses": Territories(countries=frozenset({"NO"}))}, {}),
    ({"country": "NO", "region": "NO0A1"}, {}),
    ({"formats": frozenset({"STUDY_VISIT"})}, {}),
    ({"profile": "HE_STUDENT"}, {}),
    ({"languages": {"en": "A1"}}, {}),
    ({"languages": {"fr": "C1"}}, {"languages": {"en": "C1", "sv": "C1"}}),
    ({"days": (5, 14), "windows": a_wish().windows}, {"days": (15, 20)}),
    ({"days": (5, 14)}, {"days": (1, 4)}),
    ({"windows": ((worlds.date(2027, 6, 20), worlds.date(2027, 7, 20)),)}, {}),
    ({"people": 3}, {"smallest_group": 5}),
    ({"people": 9, "smallest_part": 9}, {"places": 20}),
    ({"people": 9, "smallest_part": 9}, {"places": 5, "largest_group": None}),
    ({"people": 9, "smallest_part": 9}, {"places": 20, "largest_group": None, "at_once": 4}),
    ({"needs": frozenset({"CAPTIONS"})}, {}),
    ({"valid_until": worlds.date(2026, 1, 1)}, {}),
    ({"topics": frozenset({"elderly-care"}), "fields": frozenset({"0921"}), "languages": {"en": "B1"}}, {}),
    ({"wants": Territories(countries=frozenset({"ES"}))}, {}),
    ({"wants": Territories(regions=frozenset({"NO0A1"}))}, {"region": None}),
    ({"profile": "AUTHORITY_STAFF", "country": "NO", "region": None}, {"profiles": frozenset({"AUTHORITY_STAFF"})}),
    (dict.fromkeys(("profile", "formats", "languages", "days", "needs", "topics", "fields")), {}),
    ({"returns": "must"}, {}),
    ({"fewer_opportunities": 0}, {}),
    ({"people": 9, "smallest_part": 4, "least_people": 9}, {}),
    ({"people": 9, "smallest_part": 4}, {"places": 4}),
]
RULES = [ApprenticeRule("SE", "NO", "blocked", "survey"), ApprenticeRule("SE", "NO", "conditional", "survey")]


def test_every_code_of_the_list_is_said_somewhere():
    markets = [worlds.a_market(a_wish(**wish), an_offer(**offer)) for wish, offer in EVERYTHING]
    markets += [worlds.a_market(a_wish(), an_offer(), apprentice_rules=(rule,)) for rule in RULES]
    markets.append(
        worlds.a_market(a_wish(topics=frozenset({"elderly-care"})), an_offer(), settings=Settings(least_score=60))
    )
    rivals = [a_wish(key=f"w{number}", organisation=f"s{number}", smallest_part=6) for number in range(2)]
    markets.append(worlds.a_market(*rivals, an_offer(places=6)))
    said = defaultdict(set)
    for market in markets:
        for kind, found in heard(market).items():
            said[kind] |= set(found)

    for kind in ("BARRIERS", "REASONS", "UNKNOWNS", "IMPROVEMENTS", "ANSWERS"):
        assert said[kind] == set(getattr(codes, kind)), kind
    assert said["UNPLACED"] >= {"no_room_left", "left_out", "only_in_exchange"}
    assert "too_few_asked" in said["RESERVE"]


def test_a_group_that_nobody_has_looked_at_says_so():
    landscape = survey(worlds.a_market(a_wish(), an_offer()), TREES, stop=lambda: True)

    written = plan_as_written(make_plan(landscape), landscape, seconds=0)

    assert written["unplaced"][0]["because"] == [{"code": "not_looked_at", "offers": 1}]


def test_no_list_names_a_code_that_another_list_uses_for_something_else():
    lists = [codes.BARRIERS, codes.REASONS, codes.UNKNOWNS, codes.IMPROVEMENTS, codes.UNPLACED, codes.RESERVE]
    names = [code for listed in lists for code in listed]

    assert len(names) == len(set(names))
