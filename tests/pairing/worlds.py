"""Small worlds in which pairs meet often: entries by hand, and strategies for hypothesis."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st

from hospes.pairing.context import Context, context_of
from hospes.pairing.distance import trees_from
from hospes.pairing.landscape import Landscape, survey
from hospes.pairing.parties import ApprenticeRule, Market, Offer, Pin, Settings, Territories, Wish

quickly = settings(deadline=None, max_examples=40, database=None)
slowly = settings(deadline=None, max_examples=20, database=None)
# For tests that count what they saw: the same examples each time.
quickly_counted = settings(quickly, max_examples=120, derandomize=True)
slowly_counted = settings(slowly, max_examples=60, derandomize=True)

TREES = trees_from(
    topics={
        "building": None,
        "green-construction": "building",
        "timber": "building",
        "care": None,
        "elderly-care": "care",
    },
    fields=["07", "073", "0731", "0732", "071", "0715", "09", "092", "0921"],
    regions=dict.fromkeys("SE SE2 SE23 SE232 SE231 SE1 NO NO0 NO0A NO0A2 NO0A1 ES ES5 ES51 EL EL3 EL30".split())
    | {"1490": "SE232"},
    countries={"SE": "SE", "NO": "NO", "ES": "ES", "EL": "GR"},
    formats=["APPRENTICE_PLACEMENT", "JOB_SHADOWING", "STUDY_VISIT"],
)
AS_OF = date(2026, 11, 1)


def a_wish(**changes: Any) -> Wish:
    """A wish that fits `an_offer()` in every respect."""
    known: dict[str, Any] = {
        "key": "w1",
        "organisation": "boras",
        "country": "SE",
        "region": "SE232",
        "profile": "APPRENTICE",
        "formats": frozenset({"APPRENTICE_PLACEMENT"}),
        "topics": frozenset({"green-construction"}),
        "fields": frozenset({"0732"}),
        "people": 6,
        "fewer_opportunities": 2,
        "smallest_part": 2,
        "languages": {"en": "B1", "sv": "C2"},
        "windows": ((date(2027, 5, 1), date(2027, 6, 15)),),
        "days": (14, 21),
        "needs": frozenset({"STEP_FREE"}),
        "wants": Territories(countries=frozenset({"NO", "ES"})),
        "since": date(2026, 9, 3),
    }
    return Wish(**known | changes)


def an_offer(**changes: Any) -> Offer:
    known: dict[str, Any] = {
        "key": "o1",
        "organisation": "vestland",
        "country": "NO",
        "region": "NO0A2",
        "profiles": frozenset({"APPRENTICE", "LEARNER_VET"}),
        "formats": frozenset({"APPRENTICE_PLACEMENT"}),
        "topics": frozenset({"green-construction"}),
        "fields": frozenset({"07"}),
        "places": 8,
        "largest_group": 6,
        "groups": 2,
        "languages": {"en": "B1", "no": "A2"},
        "windows": ((date(2027, 4, 1), date(2027, 6, 30)),),
        "days": (7, 30),
        "measures": frozenset({"STEP_FREE", "MENTOR"}),
        "since": date(2026, 8, 20),
    }
    return Offer(**known | changes)


def a_market(*entries: Wish | Offer, **changes: Any) -> Market:
    return Market(
        as_of=AS_OF,
        wishes=tuple(entry for entry in entries if isinstance(entry, Wish)),
        offers=tuple(entry for entry in entries if isinstance(entry, Offer)),
        **changes,
    )


def a_context(*entries: Wish | Offer, **changes: Any) -> Context:
    return context_of(a_market(*entries, **changes), TREES)


def a_landscape(*entries: Wish | Offer, **changes: Any) -> Landscape:
    return survey(a_market(*entries, **changes), TREES)


KINDS = st.sampled_from(["usual"] * 25 + ["other"] * 4 + ["unknown"] * 2)


@st.composite
def _value(draw: st.DrawFn, usual: Any, other: st.SearchStrategy[Any], *, may_be_unknown: bool = True) -> Any:
    """Mostly what fits everybody, so that pairs meet; sometimes anything else, sometimes unknown."""
    kind = draw(KINDS)
    if kind == "unknown" and may_be_unknown:
        return None
    return usual if kind == "usual" else draw(other)


def _codes(*codes: str, least: int = 0) -> st.SearchStrategy[frozenset[str]]:
    return st.frozensets(st.sampled_from(codes), min_size=least, max_size=3)


LEVELS = st.sampled_from(["A2", "B1", "B2", "C1"])
DAYS = st.tuples(st.sampled_from([1, 3, 7, 14]), st.sampled_from([0, 2, 7, 20])).map(lambda two: (two[0], sum(two)))
WINDOWS = st.lists(
    st.builds(
        lambda start, length: (date(2027, 3, 1) + timedelta(start), date(2027, 3, 1) + timedelta(start + length)),
        st.integers(0, 90),
        st.sampled_from([0, 6, 20, 60]),
    ),
    max_size=2,
).map(tuple)
PLACES = st.sampled_from(
    [("SE", "SE232"), ("SE", "SE231"), ("SE", "SE"), ("NO", "NO0A2"), ("ES", "ES51"), ("GR", "EL30")]
)
TERRITORIES = st.one_of(
    st.just(Territories()),
    st.builds(
        Territories,
        countries=st.frozensets(st.sampled_from(["SE", "NO", "ES", "GR"]), max_size=2),
        regions=st.frozensets(st.sampled_from(["SE23", "SE231", "NO0A1", "ES", "EL"]), max_size=2),
        organisations=st.frozensets(st.sampled_from("ABCD"), max_size=1),
    ),
)
FIELDS: dict[str, st.SearchStrategy[Any]] = {
    "formats": _codes("APPRENTICE_PLACEMENT", "JOB_SHADOWING"),
    "topics": _codes("green-construction", "timber", "building", "elderly-care", "unheard-of"),
    "fields": _codes("07", "0732", "0731", "0715", "0921"),
    "languages": st.dictionaries(st.sampled_from(["en", "fr"]), LEVELS, max_size=2),
    "windows": WINDOWS,
    "days": DAYS,
    "needs": _codes("STEP_FREE", "MENTOR", "CAPTIONS"),
    "measures": _codes("STEP_FREE", "MENTOR", "CAPTIONS"),
    "profile": st.sampled_from(["APPRENTICE", "AUTHORITY_STAFF"]),
    "profiles": _codes("APPRENTICE", "AUTHORITY_STAFF", least=1),
}
SHARED = ("formats", "topics", "fields", "languages", "windows", "days")
ORGANISATIONS = "ABCDEF"


@st.composite
def _both_sides(draw: st.DrawFn, usual: Wish | Offer, organisations: str) -> dict[str, Any]:
    country, region = draw(_value((usual.country, usual.region), PLACES, may_be_unknown=False))
    return {
        "organisation": draw(st.sampled_from(organisations * 3 + ORGANISATIONS)),
        "country": country,
        "region": draw(_value(region, st.none())),
        "wants": draw(_value(usual.wants, TERRITORIES, may_be_unknown=False)),
        "refuses": draw(TERRITORIES) if draw(st.integers(0, 19)) == 19 else Territories(),
        "new_links": draw(_value(False, st.booleans(), may_be_unknown=False)),
        "worked_with": draw(
            _value(frozenset(), st.frozensets(st.sampled_from(ORGANISATIONS), max_size=1), may_be_unknown=False)
        ),
        **{name: draw(_value(getattr(usual, name), FIELDS[name])) for name in SHARED},
    }


@st.composite
def wishes(draw: st.DrawFn, key: str = "w1") -> Wish:
    people = draw(st.integers(1, 4))
    usual = a_wish()
    return Wish(
        key=key,
        **draw(_both_sides(usual, "ABC")),
        people=people,
        fewer_opportunities=draw(st.integers(0, people)),
        smallest_part=draw(st.none() | st.integers(1, people)),
        least_people=draw(st.none() | st.integers(1, people)),
        profile=draw(_value(usual.profile, FIELDS["profile"])),
        needs=draw(_value(usual.needs, FIELDS["needs"])),
        abroad=draw(_value(None, st.sampled_from([True, False]))),
        returns=draw(_value(False, st.sampled_from(["would", "must"]), may_be_unknown=False)),
        since=draw(st.none() | st.just(date(2026, 9, 1))),
    )


@st.composite
def offers(draw: st.DrawFn, key: str = "o1") -> Offer:
    places = draw(st.integers(1, 6))
    smallest = draw(_value(1, st.integers(1, min(2, places)), may_be_unknown=False))
    usual = an_offer()
    return Offer(
        key=key,
        **draw(_both_sides(usual, "DEF")),
        places=places,
        smallest_group=smallest,
        largest_group=draw(st.none() | st.integers(smallest, 6)),
        groups=draw(st.none() | st.integers(1, 3)),
        at_once=draw(_value(None, st.integers(1, 6))),
        profiles=draw(_value(usual.profiles, FIELDS["profiles"])),
        measures=draw(_value(usual.measures, FIELDS["measures"])),
    )


SETTINGS = st.builds(
    Settings,
    reserve_mode=st.sampled_from(["seats", "seats", "share", "none"]),
    fairness=st.sampled_from(["first-match", "none"]),
    least_score=st.sampled_from([0, 30, 60]),
    place_open=st.booleans(),
    waiting=st.sampled_from([0, 1]),
    change_cost=st.sampled_from([0, 50]),
)
RULES = st.lists(
    st.builds(
        ApprenticeRule,
        st.sampled_from(["SE", "SE23", "NO", "EL"]),
        st.sampled_from(["NO", "ES51", "GR", "SE"]),
        st.sampled_from(["blocked", "conditional"]),
        st.just("survey 2026"),
    ),
    max_size=2,
).map(tuple)


@st.composite
def markets(draw: st.DrawFn, most: int = 4, *, fixed: bool = True) -> Market:
    some_wishes = tuple(draw(wishes(f"w{number}")) for number in range(draw(st.integers(1, most))))
    some_offers = tuple(draw(offers(f"o{number}")) for number in range(draw(st.integers(1, most))))
    pairs = [(wish.key, offer.key) for wish in some_wishes for offer in some_offers]
    several = st.frozensets(st.sampled_from(pairs), max_size=1)
    pinned = draw(several) if fixed and draw(st.booleans()) else frozenset()
    return Market(
        as_of=AS_OF,
        wishes=some_wishes,
        offers=some_offers,
        settings=draw(SETTINGS),
        apprentice_rules=draw(RULES),
        pinned=tuple(Pin(*pair, draw(st.integers(1, 4))) for pair in sorted(pinned)),
        forbidden=draw(several),
        previous=draw(several),
    )


@st.composite
def answered(draw: st.DrawFn, entry: Any) -> Any:
    """The entry with every unknown field filled in somehow."""
    regions = {"SE": ["SE232", "SE231", "SE"], "NO": ["NO0A2"], "ES": ["ES51", "ES"], "GR": ["EL30"]}
    known = FIELDS | {"region": st.sampled_from(regions[entry.country])}
    values = {name: draw(known[name]) for name in known if hasattr(entry, name) and getattr(entry, name) is None}
    return replace(entry, **values)
