"""One pair, judged in full."""

from dataclasses import replace

import pytest
from hypothesis import given

from hospes.pairing.assess import assess, is_placeable
from hospes.pairing.parties import Settings, Territories
from hospes.pairing.reasons import pair_tenths
from tests.pairing import worlds
from tests.pairing.worlds import a_context, a_wish, an_offer


def test_a_pair_without_barriers_or_unknowns_is_possible():
    pair = a_wish(), an_offer()

    assessment = assess(*pair, a_context(*pair))

    assert assessment.status == "possible"
    assert (assessment.wish_score, assessment.offer_score, assessment.pair_score) == (87, 87, 870)
    assert (assessment.barriers, assessment.unknowns) == ((), ())


def test_a_missing_answer_keeps_a_pair_open_and_promises_points():
    pair = a_wish(), an_offer(languages=None)

    assessment = assess(*pair, a_context(*pair))

    assert assessment.status == "open"
    assert assessment.missing == (("offer", "languages"),)
    assert [(one.code, one.wish_most, one.offer_most) for one in assessment.unknowns] == [("language_unknown", 15, 15)]
    assert (assessment.scores.wish, assessment.promise.wish) == (79, 94)


def test_unknown_topics_cost_points_but_leave_the_pair_possible():
    pair = a_wish(), an_offer(topics=None)

    assessment = assess(*pair, a_context(*pair))

    assert assessment.status == "possible"
    assert [one.code for one in assessment.unknowns] == ["topics_unknown"]


@worlds.quickly
@given(worlds.wishes(), worlds.offers())
def test_removing_a_reason_lowers_its_side_by_exactly_its_points_and_the_pair_to_the_value_shown(wish, offer):
    assessment = assess(wish, offer, a_context(wish, offer))

    for reason in assessment.reasons:
        shown = assessment.without(reason)
        lost = {reason.side: reason.points}
        assert shown.wish == assessment.wish_score - lost.get("wish", 0)
        assert shown.offer == assessment.offer_score - lost.get("offer", 0)
        least = 1 if assessment.status == "possible" else 0
        assert shown.pair == max(least, pair_tenths(shown.wish, shown.offer))


@worlds.quickly
@given(worlds.wishes(), worlds.offers())
def test_wanting_to_be_elsewhere_costs_a_side_its_reason_and_the_other_side_nothing(wish, offer):
    context = a_context(wish, offer, settings=Settings(least_score=0))
    content = replace(wish, wants=Territories(), new_links=False)
    before = assess(content, offer, context)
    reason = next(reason for reason in before.wish_reasons if reason.code == "wanted_territory")

    elsewhere = Territories(organisations=frozenset({"nobody"}))
    after = assess(replace(content, wants=elsewhere), offer, context)

    assert after.scores == before.without(reason)


def mirrored(wish, offer):
    """Both entries with what they share exchanged."""
    names = (
        "country",
        "region",
        "organisation",
        "topics",
        "fields",
        "wants",
        "new_links",
        "worked_with",
        "windows",
        "days",
    )
    swap = [{name: getattr(entry, name) for name in names} for entry in (offer, wish)]
    return replace(wish, **swap[0]), replace(offer, **swap[1])


@worlds.quickly
@given(worlds.wishes(), worlds.offers())
def test_exchanging_the_sides_exchanges_their_scores(wish, offer):
    one = assess(wish, offer, a_context(wish, offer))
    other = assess(*mirrored(wish, offer), a_context(*mirrored(wish, offer)))

    assert (one.wish_score, one.offer_score) == (other.offer_score, other.wish_score)
    assert pair_tenths(one.wish_score, one.offer_score) == pair_tenths(other.wish_score, other.offer_score)


def test_a_possible_pair_is_worth_at_least_a_tenth():
    nothing = {"topics": frozenset({"timber"}), "fields": frozenset({"07"})}
    wish = a_wish(**nothing, wants=Territories(countries=frozenset({"ES"})))
    offer = an_offer(topics=frozenset({"care"}), fields=frozenset({"09"}))
    weights = replace(Settings().weights, topics=80, field=0, language=0, dates=0, territory=20, inclusion=0)
    context = a_context(wish, offer, settings=Settings(least_score=0, weights=weights))

    assessment = assess(wish, offer, context)

    assert (assessment.wish_score, assessment.pair_score) == (0, 1)


@pytest.mark.parametrize(
    ("changes", "place_open", "placeable"),
    [
        ({}, True, True),
        ({"languages": None}, True, True),
        ({"languages": None}, False, False),
        ({"windows": None}, True, True),
        ({"formats": None}, True, False),
        ({"profiles": None}, True, False),
        ({"measures": None}, True, False),
        ({"topics": None}, False, True),
    ],
)
def test_open_pairs_may_be_placed_except_when_format_profile_or_a_need_is_unknown(changes, place_open, placeable):
    pair = a_wish(), an_offer(**changes)
    context = a_context(*pair, settings=Settings(place_open=place_open))

    assert is_placeable(assess(*pair, context), context) is placeable


@worlds.quickly
@given(worlds.wishes(), worlds.offers())
def test_renaming_keys_and_organisations_changes_no_value(wish, offer):
    names = {letter: f"renamed-{9 - place}" for place, letter in enumerate("ABCDEF")}

    def renamed(entry, key):
        return replace(
            entry,
            key=key,
            organisation=names[entry.organisation],
            worked_with=frozenset(names[name] for name in entry.worked_with),
            wants=_renamed_in(entry.wants, names),
            refuses=_renamed_in(entry.refuses, names),
        )

    other = renamed(wish, "z"), renamed(offer, "a")
    before, after = assess(wish, offer, a_context(wish, offer)), assess(*other, a_context(*other))

    assert (before.status, before.scores, before.promise) == (after.status, after.scores, after.promise)


def _renamed_in(territories, names):
    return replace(territories, organisations=frozenset(names[name] for name in territories.organisations))
