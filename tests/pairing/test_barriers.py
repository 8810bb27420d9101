"""What keeps a pair apart, and what merely has to be asked."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hospes.pairing.assess import assess
from hospes.pairing.barriers import BARRIERS
from hospes.pairing.findings import Reason, Unknown
from hospes.pairing.parties import ApprenticeRule, Settings, Territories
from tests.pairing import worlds
from tests.pairing.worlds import a_context, a_wish, an_offer

BY_NAME = {barrier.__name__: barrier for barrier in BARRIERS}
NOBODY = frozenset[str]()
STAFF = {"profile": "AUTHORITY_STAFF", "country": "NO"}


def found(name: str, wish: dict[str, Any], offer: dict[str, Any], **market: Any) -> str | None:
    """The code that a barrier gives for the two standard entries with these changes."""
    pair = a_wish(**wish), an_offer(**offer)
    answer = BY_NAME[name](*pair, a_context(*pair, **market))
    return answer.code if answer is not None else None


def test_nothing_stands_between_two_entries_that_fit():
    pair = a_wish(), an_offer()

    assert [barrier(*pair, a_context(*pair)) for barrier in BARRIERS] == [None] * len(BARRIERS)


@pytest.mark.parametrize(
    ("name", "wish", "offer", "code"),
    [
        ("own_organisation", {"organisation": "vestland"}, {}, "own_organisation"),
        ("closed", {"valid_until": date(2026, 10, 31)}, {}, "closed"),
        ("closed", {"valid_until": date(2026, 11, 1)}, {}, None),
        ("closed", {}, {"valid_until": date(2026, 10, 31)}, "closed"),
        ("refused", {"refuses": Territories(countries=frozenset({"NO"}))}, {}, "refused"),
        ("refused", {"refuses": Territories(regions=frozenset({"NO0A"}))}, {}, "refused"),
        ("refused", {"refuses": Territories(regions=frozenset({"NO0A1"}))}, {}, None),
        ("refused", {"refuses": Territories(regions=frozenset({"NO0A"}))}, {"region": None}, None),
        ("refused", {"refuses": Territories(regions=frozenset({"NO"}))}, {"region": None}, "refused"),
        ("refused", {}, {"refuses": Territories(organisations=frozenset({"boras"}))}, "refused"),
        (
            "refused",
            {"country": "GR", "region": "EL30"},
            {"refuses": Territories(regions=frozenset({"EL"}))},
            "refused",
        ),
        ("profile_not_taken", {"profile": "HE_STUDENT"}, {}, "profile_not_taken"),
        ("profile_not_taken", {"profile": None}, {}, "profile_unknown"),
        ("profile_not_taken", {}, {"profiles": None}, "profile_unknown"),
        ("profile_not_taken", {"profile": None}, {"profiles": NOBODY}, "profile_not_taken"),
        ("no_common_format", {"formats": frozenset({"STUDY_VISIT"})}, {}, "no_common_format"),
        ("no_common_format", {"formats": None}, {}, "format_unknown"),
        ("no_common_format", {"formats": None}, {"formats": NOBODY}, "no_common_format"),
        ("same_territory", {"country": "NO", "region": "NO0A1"}, {}, "same_territory"),
        ("same_territory", {"country": "NO", "region": "NO0A1", "abroad": False}, {}, None),
        ("same_territory", {"country": "NO", "region": "NO0A2", "abroad": False}, {}, "same_territory"),
        ("same_territory", {**STAFF, "region": "NO0A1"}, {}, None),
        ("same_territory", {**STAFF, "region": "NO0A1", "abroad": True}, {}, "same_territory"),
        ("same_territory", {**STAFF, "region": "NO0A"}, {}, "same_territory"),
        ("same_territory", {**STAFF, "region": "NO"}, {"region": None}, "same_territory"),
        ("same_territory", {**STAFF, "region": None}, {}, "territory_unknown"),
        ("same_territory", {**STAFF, "region": "NO0A1"}, {"region": None}, "territory_unknown"),
        ("same_territory", {"country": "NO", "region": "NO0A1", "profile": None}, {}, "territory_unknown"),
        ("same_territory", {"country": "NO", "region": "NO", "profile": None}, {}, "same_territory"),
        ("too_small", {"people": 2}, {"smallest_group": 3}, "too_small"),
        ("too_small", {"people": None}, {"smallest_group": 3}, None),
        ("too_large", {"smallest_part": 7, "people": 7}, {}, "too_large"),
        ("too_large", {"smallest_part": None, "people": 7}, {}, "too_large"),
        ("too_large", {"smallest_part": 3}, {"at_once": 2}, "too_large"),
        ("too_large", {}, {"places": None, "largest_group": None}, None),
        ("no_common_language", {"languages": {"en": "A2"}}, {}, "no_common_language"),
        ("no_common_language", {"languages": {"en": "A2", "no": "A2"}}, {}, None),
        ("no_common_language", {"languages": None}, {}, "language_unknown"),
        ("no_common_language", {"languages": {}}, {"languages": None}, "no_common_language"),
        ("no_common_dates", {"days": (31, 40)}, {}, "no_common_dates"),
        ("no_common_dates", {"windows": None}, {}, "dates_unknown"),
        ("no_common_dates", {"windows": None, "days": (31, 40)}, {}, "no_common_dates"),
        ("no_common_dates", {"windows": ()}, {"windows": None}, "no_common_dates"),
        ("no_common_dates", {"days": None}, {}, "dates_unknown"),
        ("no_common_dates", {"days": None, "windows": ((date(2028, 1, 1), date(2028, 2, 1)),)}, {}, "no_common_dates"),
        ("no_common_dates", {"windows": ((date(2027, 5, 1), date(2027, 5, 6)),)}, {"windows": None}, "no_common_dates"),
        ("need_not_met", {"needs": frozenset({"CAPTIONS"})}, {}, "need_not_met"),
        ("need_not_met", {"needs": None}, {}, "needs_unknown"),
        ("need_not_met", {"needs": NOBODY}, {"measures": None}, None),
        ("need_not_met", {}, {"measures": None}, "needs_unknown"),
    ],
)
def test_each_barrier_stands_stays_open_or_is_absent(name, wish, offer, code):
    assert found(name, wish, offer) == code


def test_a_forbidden_pair_counts_as_refused():
    assert found("refused", {}, {}, forbidden=frozenset({("w1", "o1")})) == "refused"


@pytest.mark.parametrize(
    ("sending", "hosting", "profile", "code"),
    [
        ("SE", "NO", "APPRENTICE", "apprentice_rule"),
        ("SE23", "NO0A", "APPRENTICE", "apprentice_rule"),
        ("SE1", "NO", "APPRENTICE", None),
        ("SE", "NO", "LEARNER_VET", None),
        ("SE", "NO", None, None),
    ],
)
def test_a_rule_blocks_apprentices_between_two_territories(sending, hosting, profile, code):
    rules = (ApprenticeRule(sending, hosting, "blocked", "survey 2026"),)

    assert found("apprentice_rule", {"profile": profile}, {}, apprentice_rules=rules) == code


def test_a_conditional_rule_is_a_reason_and_no_barrier():
    pair = a_wish(), an_offer()
    rules = (ApprenticeRule("SE", "NO", "conditional", "survey 2026"),)

    assessment = assess(*pair, a_context(*pair, apprentice_rules=rules))

    assert assessment.status == "possible"
    assert [(reason.code, reason.points) for reason in assessment.wish_reasons][-1] == ("apprentice_conditional", 0)


def test_a_rule_about_a_region_that_is_unknown_does_not_block():
    rules = (ApprenticeRule("SE23", "NO", "blocked", "survey 2026"),)

    assert found("apprentice_rule", {"region": None}, {}, apprentice_rules=rules) is None


def test_windows_that_touch_share_one_day():
    first, second = (date(2027, 5, 1), date(2027, 5, 8)), (date(2027, 5, 8), date(2027, 5, 20))

    assert (
        found("no_common_dates", {"windows": (first,), "days": (1, 3)}, {"windows": (second,), "days": (1, 3)}) is None
    )
    assert (
        found("no_common_dates", {"windows": (first,), "days": (2, 3)}, {"windows": (second,), "days": (1, 3)})
        == "no_common_dates"
    )


def test_the_leap_day_is_a_day_like_any_other():
    february = ((date(2028, 2, 28), date(2028, 3, 1)),)

    assert (
        found("no_common_dates", {"windows": february, "days": (3, 3)}, {"windows": february, "days": (3, 3)}) is None
    )
    assert (
        found("no_common_dates", {"windows": february, "days": (4, 4)}, {"windows": february, "days": (3, 9)})
        == "no_common_dates"
    )


def test_windows_that_follow_each_other_are_not_joined():
    halves = ((date(2027, 5, 1), date(2027, 5, 10)), (date(2027, 5, 11), date(2027, 5, 20)))

    assert found("no_common_dates", {"windows": halves, "days": (14, 14)}, {}) == "no_common_dates"


def test_an_unknown_tells_which_fields_are_missing():
    pair = a_wish(days=None), an_offer(windows=None)

    unknown = BY_NAME["no_common_dates"](*pair, a_context(*pair))

    assert unknown == Unknown("dates_unknown", (("wish", "days"), ("offer", "windows")), opens=True)


def test_a_pair_that_could_never_be_good_enough_is_weak():
    pair = a_wish(topics=frozenset({"elderly-care"})), an_offer()
    context = a_context(*pair, settings=Settings(least_score=60))

    assessment = assess(*pair, context)

    assert assessment.status == "impossible"
    assert assessment.barriers == (Reason("weak", facts={"promise": 47.0, "least": 60.0}),)


def test_what_is_unknown_counts_as_answered_well_before_a_pair_is_called_weak():
    pair = a_wish(topics=None), an_offer()
    context = a_context(*pair, settings=Settings(least_score=60))

    assert assess(*pair, context).status == "possible"


MAY_COME_WITH_AN_ANSWER = {"refused", "apprentice_rule"}  # by definition unknown means "not refused", "not blocked"


@worlds.quickly
@given(worlds.wishes(), worlds.offers(), worlds.RULES, st.data())
def test_a_barrier_that_stands_stands_whatever_is_answered(wish, offer, rules, data):
    context = a_context(wish, offer, apprentice_rules=rules)
    full = data.draw(worlds.answered(wish)), data.draw(worlds.answered(offer))

    for barrier in BARRIERS:
        before, after = barrier(wish, offer, context), barrier(*full, context)
        if isinstance(before, Reason):
            assert isinstance(after, Reason), barrier.__name__
        elif before is None and barrier.__name__ not in MAY_COME_WITH_AN_ANSWER:
            assert after is None, barrier.__name__
        assert not isinstance(after, Unknown), barrier.__name__


@worlds.quickly
@given(worlds.wishes(), worlds.offers())
def test_what_is_asked_is_really_missing_and_nothing_else_is(wish, offer):
    assessment = assess(wish, offer, a_context(wish, offer))

    for side, field in assessment.missing:
        assert getattr({"wish": wish, "offer": offer}[side], field) is None
    assert all(unknown.missing for unknown in assessment.unknowns)


def test_the_country_of_an_organisation_without_region_is_enough_across_borders():
    assert found("same_territory", {"region": None, "profile": None}, {"region": None}) is None
