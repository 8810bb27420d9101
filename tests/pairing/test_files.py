"""Market files: every key of the contract, and nothing else."""

import json
from copy import deepcopy
from dataclasses import fields, replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hospes.pairing.files import read_market, read_settings
from hospes.pairing.parties import ApprenticeRule, Offer, Pin, Settings, Territories, Weights, Wish
from hospes.pairing.strict_json import FileError
from hospes.pairing.written import market_as_written
from tests.pairing import worlds
from tests.pairing.worlds import TREES, a_market, a_wish, an_offer

EXAMPLE = {
    "version": 1,
    "as_of": "2026-11-01",
    "settings": {
        "reserve": 0.20,
        "reserve_mode": "seats",
        "fairness": "first-match",
        "least_score": 30,
        "longest_cycle": 4,
        "weights": {"topics": 40, "field": 15, "language": 15, "dates": 10, "territory": 10, "inclusion": 10},
    },
    "wishes": [
        {
            "key": "w1",
            "organisation": "boras",
            "country": "SE",
            "region": "SE232",
            "profile": "APPRENTICE",
            "formats": ["APPRENTICE_PLACEMENT"],
            "topics": ["green-construction"],
            "fields": ["0732"],
            "people": 6,
            "fewer_opportunities": 2,
            "smallest_part": 2,
            "languages": {"en": "B1", "sv": "C2"},
            "windows": [["2027-05-01", "2027-06-15"]],
            "days": [14, 21],
            "needs": ["STEP_FREE"],
            "wants": {"countries": ["NO", "ES"], "regions": []},
            "refuses": {"organisations": []},
            "returns": "would",
            "since": "2026-09-03",
        }
    ],
    "offers": [
        {
            "key": "o1",
            "organisation": "vestland",
            "country": "NO",
            "region": "NO0A2",
            "profiles": ["APPRENTICE", "LEARNER_VET"],
            "formats": ["APPRENTICE_PLACEMENT"],
            "topics": ["green-construction"],
            "fields": ["07"],
            "places": 8,
            "smallest_group": 1,
            "largest_group": 6,
            "groups": 2,
            "languages": {"en": "B1", "no": "A2"},
            "windows": [["2027-04-01", "2027-06-30"]],
            "days": [7, 30],
            "measures": ["STEP_FREE", "MENTOR"],
            "wants": {"countries": []},
            "refuses": {"countries": []},
            "since": "2026-08-20",
        }
    ],
    "pinned": [["w1", "o1", 4]],
    "forbidden": [],
    "previous": [],
}


def read(content):
    raw = content if isinstance(content, bytes) else json.dumps(content).encode()
    return read_market(raw, TREES)


def refused(content):
    with pytest.raises(FileError) as problem:
        read(content)
    message = str(problem.value)
    assert "\n" not in message
    assert message.isprintable()
    return message


def test_the_example_of_the_contract_is_read_field_by_field():
    market = read(EXAMPLE)

    assert market.wishes == (a_wish(returns="would"),)
    assert market.offers == (an_offer(smallest_group=1),)
    assert market.pinned == (Pin("w1", "o1", 4),)
    assert market.settings == Settings()


def test_a_missing_key_is_unknown_and_an_empty_list_is_none():
    bare = {"key": "w1", "organisation": "boras", "country": "SE", "people": 3}

    [unknown] = read({"version": 1, "as_of": "2026-11-01", "wishes": [bare], "offers": []}).wishes
    [none] = read({"version": 1, "as_of": "2026-11-01", "wishes": [bare | {"topics": []}], "offers": []}).wishes

    assert unknown == Wish(key="w1", organisation="boras", country="SE", people=3)
    assert (unknown.topics, none.topics) == (None, frozenset())
    assert (unknown.part, unknown.least, unknown.fewer_opportunities, unknown.wants) == (3, 3, 0, Territories())


def test_null_is_the_same_as_leaving_an_optional_key_out():
    with_null = deepcopy(EXAMPLE)
    with_null["wishes"][0]["days"] = None

    assert read(with_null).wishes == (a_wish(returns="would", days=None),)


def test_every_key_of_the_contract_can_be_said():
    """The fields of the parties are the keys of the contract's table, so none can be forgotten."""
    everything = a_market(
        a_wish(
            least_people=3,
            refuses=Territories(frozenset({"ES"}), frozenset({"EL30"}), frozenset({"x"})),
            new_links=True,
            worked_with=frozenset({"bergen"}),
            abroad=False,
            returns="must",
            valid_until=date(2027, 1, 1),
        ),
        an_offer(smallest_group=2, at_once=5, valid_until=date(2027, 1, 1)),
        settings=Settings(
            reserve=Decimal("0.35"),
            reserve_mode="share",
            fairness="none",
            least_score=10,
            place_open=False,
            waiting=2,
            change_cost=5,
            longest_cycle=3,
            weights=Weights(30, 25, 15, 10, 10, 10),
        ),
        apprentice_rules=(ApprenticeRule("SE23", "NO", "blocked", "survey 2026"),),
        pinned=(Pin("w1", "o1", 3),),
        forbidden=frozenset({("w1", "o1")}),
        previous=frozenset({("w1", "gone")}),
    )
    written = market_as_written(everything)

    assert set(written["wishes"][0]) == {one.name for one in fields(Wish)}
    assert set(written["offers"][0]) == {one.name for one in fields(Offer)}
    assert set(written["settings"]) == {one.name for one in fields(Settings)}
    assert read(written) == everything


@worlds.quickly
@given(worlds.markets())
def test_writing_a_market_and_reading_it_gives_the_same_market(market):
    assert read(market_as_written(market)) == market


def test_a_group_whose_size_nobody_knows_is_left_out_of_the_file():
    market = a_market(a_wish(people=None), an_offer(), pinned=(Pin("w1", "o1", 3),))

    written = market_as_written(market)

    assert (written["wishes"], written["pinned"]) == ([], [])
    assert read(written).offers == market.offers


@pytest.mark.parametrize(
    "earlier",
    [["w1", "o1"], ["w1", "o1", 4], {"wish": "w1", "offer": "o1", "people": 4, "from": None, "to": None, "scores": {}}],
)
def test_an_earlier_plan_is_named_by_its_pairs_even_if_entries_are_gone(earlier):
    market = read(EXAMPLE | {"previous": [earlier, ["w8", "o8"]]})

    assert market.previous == {("w1", "o1"), ("w8", "o8")}


def changed(path, value):
    content = deepcopy(EXAMPLE)
    here = content
    for step in path[:-1]:
        here = here[step]
    here[path[-1]] = value
    return content


@pytest.mark.parametrize(
    ("path", "value", "message"),
    [
        (["wishes", 0, "people"], "six", 'wishes[0].people: must be a whole number, not "six".'),
        (["wishes", 0, "people"], 0, "wishes[0].people: must be from 1 to 1000000."),
        (["wishes", 0, "people"], True, "wishes[0].people: must be a whole number, not true."),
        (["wishes", 0, "people"], 6.0, 'wishes[0].people: must be a whole number, not "6.0".'),
        (["wishes", 0, "people"], None, "wishes[0].people: must not be null."),
        (["wishes", 0, "people"], 10**30, "wishes[0].people: must be from 1 to 1000000."),
        (
            ["wishes", 0, "fewer_opportunities"],
            7,
            "wishes[0].fewer_opportunities: must not be more than people, which is 6.",
        ),
        (["wishes", 0, "smallest_part"], 7, "wishes[0].smallest_part: must not be more than people, which is 6."),
        (["wishes", 0, "poeple"], 6, 'wishes[0].poeple: is not a known key. Did you mean "people"?'),
        (["wishes", 0, "\u0000"], 6, 'wishes[0]."\\u0000": is not a known key.'),
        (["wishes", 0, "key"], "a\u0000b", "wishes[0].key: has a character that cannot be shown."),
        (["wishes", 0, "key"], "\ud800", "wishes[0].key: has a character that cannot be shown."),
        (["wishes", 0, "key"], "", "wishes[0].key: must have 1 to 200 characters."),
        (["wishes", 0, "key"], "x" * 10_000, "wishes[0].key: must have 1 to 200 characters."),
        (["wishes", 0, "country"], "EL", "wishes[0].country: EL is GR among countries; EL begins region codes only."),
        (["wishes", 0, "country"], "UK", "wishes[0].country: UK is GB among countries; UK begins region codes only."),
        (["wishes", 0, "country"], "Sweden", 'wishes[0].country: must be a code such as SE, not "Sweden".'),
        (["wishes", 0, "region"], "NO0A2", "wishes[0].region: NO0A2 lies in NO, and country says SE."),
        (
            ["wishes", 0, "profile"],
            "apprentice",
            'wishes[0].profile: must be a code such as JOB_SHADOWING, not "apprentice".',
        ),
        (["wishes", 0, "formats"], ["TRIP"], 'wishes[0].formats[0]: "TRIP" is not in the reference list.'),
        (["wishes", 0, "topics"], ["a" * 61], None),
        (["wishes", 0, "topics"], "timber", 'wishes[0].topics: must be a list, not "timber".'),
        (["wishes", 0, "topics"], ["timber", "timber"], 'wishes[0].topics[1]: "timber" is named twice.'),
        (["wishes", 0, "languages"], {"en": "B3"}, None),
        (["wishes", 0, "windows"], [["2027-06-15", "2027-05-01"]], "wishes[0].windows[0]: ends before it begins."),
        (
            ["wishes", 0, "windows"],
            [["2027-02-29", "2027-03-01"]],
            'wishes[0].windows[0][0]: "2027-02-29" is not a day of the calendar.',
        ),
        (
            ["wishes", 0, "windows"],
            [["20270501", "2027-06-15"]],
            'wishes[0].windows[0][0]: must be a date such as 2027-05-03, not "20270501".',
        ),
        (
            ["wishes", 0, "windows"],
            [["9999-01-01", "9999-12-31"]],
            "wishes[0].windows[0][0]: must be from 1900 to 2199.",
        ),
        (["wishes", 0, "days"], [21, 14], "wishes[0].days: the shortest stay is longer than the longest."),
        (["wishes", 0, "days"], [14], "wishes[0].days: must be two numbers of days, such as [14, 21]."),
        (["wishes", 0, "needs"], ["STEPFREE"], None),
        (["wishes", 0, "wants"], {"towns": []}, "wishes[0].wants.towns: is not a known key."),
        (["wishes", 0, "returns"], True, 'wishes[0].returns: must be one of false, "would", "must", not true.'),
        (["wishes", 0], [], "wishes[0]: must be an object, not a list."),
        (["offers", 0, "key"], "w1", 'offers[0].key: "w1" is the key of wishes[0] too.'),
        (["offers", 0, "smallest_group"], 9, "offers[0].smallest_group: must not be more than places, which is 8."),
        (
            ["offers", 0, "smallest_group"],
            7,
            "offers[0].largest_group: must not be less than smallest_group, which is 7.",
        ),
        (["offers", 0, "people"], 4, "offers[0].people: is not a known key."),
        (["settings", "reserve"], 1.5, "settings.reserve: must be from 0 to 1."),
        (["settings", "weights", "topics"], 41, "settings.weights: must sum to 100, not to 101."),
        (["settings", "least_score"], -1, "settings.least_score: must be from 0 to 100."),
        (["pinned"], [["w9", "o1", 4]], 'pinned[0][0]: there is no wish "w9".'),
        (["pinned"], [["w1", "o1", 4], ["w1", "o1", 2]], "pinned[1]: names a pair a second time."),
        (["pinned"], [["w1", "o1"]], "pinned[0]: must be [wish, offer, people]."),
        (["forbidden"], [["w1", "o9"]], 'forbidden[0][1]: there is no offer "o9".'),
        (["apprentice_rules"], [["SE", "NO", "maybe", "x"]], None),
        (["version"], 2, "version: must be one of 1, not 2."),
        (["version"], True, "version: must be one of 1, not true."),
        (["as_of"], "yesterday", 'as_of: must be a date such as 2027-05-03, not "yesterday".'),
        (["offers"], None, "offers: must not be null."),
    ],
)
def test_what_is_not_as_the_contract_says_is_refused_by_the_name_of_its_field(path, value, message):
    said = refused(changed(path, value))

    assert said == message or (message is None and said.startswith(path[0]))


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        (b"", "The market file is not valid JSON at line 1, column 1: Expecting value."),
        (b"{", None),
        (b"[]", "The market file must hold one object, not a list."),
        (b"null", "The market file must hold one object, not null."),
        (b'{"version": 1} {}', None),
        (b"\xff\xfe{", "The market file is not UTF-8 text: byte 0 cannot be read. Save it as UTF-8."),
        (b'{"version": 1, "version": 1}', "version: is given twice."),
        (b'{"version": NaN}', "version: must be one of 1, not NaN or Infinity."),
        (b"[" * 100_000, "The market file is nested too deeply."),
        (b'{"a":' * 100_000, "The market file is nested too deeply."),
        (b"[" * 30 + b"]" * 30, "The market file is nested too deeply."),
        (b'{"version": ' + b"1" * 5_000 + b"}", "The market file holds a number with too many digits."),
        (b"{}", "version: is missing."),
    ],
)
def test_files_that_are_no_market_are_refused_in_one_line(raw, message):
    said = refused(raw)

    assert said == message or message is None


def test_a_key_given_twice_is_named_with_its_place():
    raw = json.dumps(EXAMPLE).replace('"people": 6', '"people": 6, "people": 7').encode()

    assert refused(raw) == "wishes[0].people: is given twice."


def test_infinity_is_named_with_its_place():
    raw = json.dumps(EXAMPLE).replace('"reserve": 0.2', '"reserve": Infinity').encode()

    assert refused(raw) == "settings.reserve: must be a number, not NaN or Infinity."


def test_names_in_any_script_are_welcome():
    content = changed(["wishes", 0, "organisation"], "Βορειοανατολική 🚋 مدينة")

    assert read(content).wishes[0].organisation == "Βορειοανατολική 🚋 مدينة"


def test_settings_of_their_own_are_laid_over_those_of_the_market():
    before = replace(Settings(), least_score=10)

    settings = read_settings(b'{"reserve": 0.1, "weights": {"topics": 35, "field": 20}}', before)

    assert (settings.reserve, settings.least_score) == (Decimal("0.1"), 10)
    assert settings.weights == Weights(topics=35, field=20)
    with pytest.raises(FileError, match=r"^settings\.weights: must sum to 100, not to 110\.$"):
        read_settings(b'{"weights": {"topics": 50}}', before)
    with pytest.raises(FileError, match="must hold one object"):
        read_settings(b"[]", before)


ANY_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)
PATHS = [
    [part, index, name] if part in {"wishes", "offers"} else [part]
    for part, index in (("wishes", 0), ("offers", 0), ("settings", 0), ("pinned", 0), ("previous", 0), ("as_of", 0))
    for name in (EXAMPLE[part][index] if part in {"wishes", "offers"} else [part])
]


@worlds.quickly
@given(st.sampled_from(PATHS), ANY_JSON)
def test_anything_in_any_field_is_read_or_refused_in_one_line(path, value):
    try:
        read(changed(path, value))
    except FileError as problem:
        assert str(problem).isprintable()
        # A key that is written otherwise is missed where it is named.
        blamed = ("pinned", "forbidden", "previous", path[0]) if path[-1] == "key" else path[0]
        assert problem.path.startswith(blamed)


@worlds.quickly
@given(st.binary(max_size=60))
def test_any_bytes_are_refused_in_one_line(raw):
    assert refused(raw)
