"""What each side gains, criterion by criterion, by the documented formulas."""

from dataclasses import fields
from datetime import date
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hospes.pairing.assess import assess
from hospes.pairing.parties import Settings, Territories, Weights
from hospes.pairing.reasons import Share, pair_tenths
from tests.pairing import worlds
from tests.pairing.worlds import a_context, a_wish, an_offer


def points(code: str, wish: dict[str, Any], offer: dict[str, Any], **market: Any) -> tuple[int | None, int | None]:
    """Points of both sides for the two standard entries with these changes; None where unknown."""
    pair = a_wish(**wish), an_offer(**offer)
    found = assess(*pair, a_context(*pair, **market))
    by_side = {(reason.code, reason.side): reason.points for reason in found.reasons}
    return by_side.get((code, "wish")), by_side.get((code, "offer"))


def codes(*listed: str) -> frozenset[str]:
    return frozenset(listed)


@pytest.mark.parametrize(
    ("wish", "offer", "expected"),
    [
        (codes("timber"), codes("timber"), (40, 40)),
        (codes("timber"), codes("building"), (30, 30)),
        (codes("timber"), codes("green-construction"), (20, 20)),
        (codes("timber"), codes("elderly-care"), (0, 0)),
        # Best 1, mean 1/2 for the wish; one topic wanted and found for the offer.
        (codes("timber", "elderly-care"), codes("timber"), (30, 40)),
        (codes(), codes("timber"), (40, 0)),
        (codes(), codes(), (40, 40)),
        (None, codes("timber"), (None, None)),
        (codes(), None, (40, None)),
    ],
)
def test_topics_give_half_the_best_match_and_half_the_mean_over_what_is_wanted(wish, offer, expected):
    assert points("shared_topics", {"topics": wish}, {"topics": offer}) == expected


@pytest.mark.parametrize(
    ("wish", "offer", "expected"),
    [
        (codes("0732"), codes("0732"), (15, 15)),
        (codes("0732"), codes("07"), (11, 11)),
        (codes("0732"), codes("0731"), (8, 8)),
        (codes("0732"), codes("0715"), (4, 4)),
        (codes("0732"), codes("0921"), (0, 0)),
    ],
)
def test_fields_go_by_their_distance_in_the_tree(wish, offer, expected):
    assert points("shared_field", {"fields": wish}, {"fields": offer}) == expected


@pytest.mark.parametrize(("held", "expected"), [("A2", 0), ("B1", 8), ("B2", 11), ("C1", 15), ("C2", 15)])
def test_language_goes_by_the_levels_above_what_is_asked(held, expected):
    assert points("common_language", {"languages": {"en": held}}, {}) == (expected, expected)


def test_the_better_of_the_shared_languages_counts():
    assert points("common_language", {"languages": {"en": "B1", "no": "B2"}}, {}) == (15, 15)


@pytest.mark.parametrize(("last", "expected"), [(14, 5), (21, 8), (28, 10), (31, 10), (13, 0)])
def test_dates_go_by_the_slack_in_the_longest_common_window(last, expected):
    windows = ((date(2027, 5, 1), date(2027, 5, last)),)

    assert points("common_dates", {"windows": windows}, {}) == (expected, expected)


@pytest.mark.parametrize(
    ("wants", "expected"),
    [
        (Territories(), 10),
        (Territories(countries=codes("NO")), 10),
        (Territories(regions=codes("NO0A")), 10),
        (Territories(organisations=codes("vestland")), 10),
        (Territories(regions=codes("NO0A1")), 5),
        (Territories(countries=codes("ES")), 0),
    ],
)
def test_territory_goes_by_stated_wants(wants, expected):
    assert points("wanted_territory", {"wants": wants}, {}) == (expected, 10)


def test_a_host_that_speaks_for_its_whole_country_holds_the_region_wanted():
    wish, offer = {"wants": Territories(regions=codes("NO0A1"))}, {"region": "NO"}

    assert points("wanted_territory", wish, offer) == (8, 10)


def test_an_unknown_region_is_asked_only_where_it_could_be_the_one_wanted():
    assert points("wanted_territory", {"wants": Territories(regions=codes("NO0A1"))}, {"region": None})[0] is None
    assert points("wanted_territory", {"wants": Territories(regions=codes("ES51"))}, {"region": None})[0] == 0
    assert points("wanted_territory", {"wants": Territories(regions=codes("NO"))}, {"region": None})[0] == 10


def test_new_links_count_half_for_the_side_that_asked_for_them():
    assert points("wanted_territory", {"new_links": True}, {}) == (10, 10)
    assert points("wanted_territory", {"new_links": True, "worked_with": codes("vestland")}, {}) == (5, 10)
    assert points("wanted_territory", {"new_links": True}, {"worked_with": codes("boras")}) == (5, 10)


def test_regions_that_have_worked_together_through_others_are_no_new_link():
    wish, offer = a_wish(new_links=True), an_offer()
    others = (
        a_wish(key="w2", organisation="kinna", worked_with=codes("bergen")),
        an_offer(key="o2", organisation="bergen"),
    )

    alone, among_others = a_context(wish, offer), a_context(wish, offer, *others)

    assert assess(wish, offer, alone).wish_score - assess(wish, offer, among_others).wish_score == 5


@pytest.mark.parametrize(
    ("needs", "measures", "expected"),
    [
        (codes(), None, (10, 10)),
        (codes("STEP_FREE"), codes("STEP_FREE"), (5, 5)),
        (codes("STEP_FREE"), codes("STEP_FREE", "MENTOR"), (8, 8)),
        (codes("STEP_FREE"), codes("STEP_FREE", "MENTOR", "CAPTIONS"), (10, 10)),
        (codes("STEP_FREE"), codes("MENTOR"), (0, 0)),
        (None, codes("MENTOR"), (None, None)),
    ],
)
def test_inclusion_goes_by_measures_beyond_the_needs(needs, measures, expected):
    assert points("inclusion_measures", {"needs": needs}, {"measures": measures}) == expected


def test_weights_are_settings():
    weights = Weights(topics=0, field=0, language=100, dates=0, territory=0, inclusion=0)
    pair = a_wish(), an_offer()

    assessment = assess(*pair, a_context(*pair, settings=Settings(weights=weights)))

    assert (assessment.wish_score, assessment.offer_score) == (50, 50)


def test_the_default_weights_sum_to_a_hundred():
    assert sum(getattr(Weights(), one.name) for one in fields(Weights)) == 100


@given(st.integers(0, 100), st.integers(0, 40), st.integers(1, 40))
def test_halves_are_rounded_up_to_whole_points(weight, parts, of):
    exact = Fraction(weight * min(parts, of), of)

    given = Share(min(parts, of), of, {}).points(weight)

    assert given - Fraction(1, 2) <= exact < given + Fraction(1, 2)


@given(st.integers(0, 100), st.integers(0, 100))
def test_the_pair_has_the_harmonic_mean_in_whole_tenths(one, other):
    exact = Fraction(20 * one * other, one + other) if one + other else Fraction(0)

    tenths = pair_tenths(one, other)

    assert tenths == pair_tenths(other, one)
    assert tenths - Fraction(1, 2) <= exact < tenths + Fraction(1, 2)


@given(st.integers(0, 99), st.integers(0, 100), st.integers(1, 40), st.integers(1, 40), st.integers(0, 100))
def test_raising_a_share_never_lowers_a_score(one, other, parts, of, weight):
    parts = min(parts, of)

    assert pair_tenths(one + 1, other) >= pair_tenths(one, other)
    assert Share(parts, of, {}).points(weight) >= Share(parts - 1, of, {}).points(weight)


def test_the_worked_example_of_the_design_holds():
    assert pair_tenths(82, 74) == 778


@worlds.quickly
@given(worlds.wishes(), worlds.offers())
def test_a_side_has_the_sum_of_its_reasons_and_no_more_than_a_hundred(wish, offer):
    assessment = assess(wish, offer, a_context(wish, offer))

    assert assessment.wish_score == sum(reason.points for reason in assessment.wish_reasons)
    assert assessment.offer_score == sum(reason.points for reason in assessment.offer_reasons)
    assert all(0 <= reason.points <= reason.most for reason in assessment.reasons)
    assert 0 <= assessment.wish_score <= assessment.promise.wish <= 100
    assert 0 <= assessment.offer_score <= assessment.promise.offer <= 100


@worlds.quickly
@given(worlds.wishes(), worlds.offers(), st.data())
def test_no_answer_brings_more_than_was_promised_nor_takes_what_was_certain(wish, offer, data):
    context = a_context(wish, offer)
    before = assess(wish, offer, context)

    after = assess(data.draw(worlds.answered(wish)), data.draw(worlds.answered(offer)), context)

    assert before.wish_score <= after.wish_score <= before.promise.wish
    assert before.offer_score <= after.offer_score <= before.promise.offer
    certain = {(reason.code, reason.side, reason.points) for reason in before.reasons}
    assert certain <= {(reason.code, reason.side, reason.points) for reason in after.reasons}
