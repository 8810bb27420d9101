"""Who suits an entry, and whether the numbers on the page are the engine's own."""

import json
from datetime import date, timedelta

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from hospes.matchmaking.actions import introductions, suggestions
from hospes.matchmaking.choices import EntryKind, EntryStatus, IntroductionState, Side, Standing
from hospes.matchmaking.models import Entry, PairInterest, SuggestedPair
from hospes.matchmaking.queries import desk, market
from hospes.matchmaking.queries import suggestions as queries
from hospes.matchmaking.rules.introductions import RefusedError
from hospes.organisations.actions import change_organisation
from hospes.organisations.choices import Membership
from hospes.organisations.models import Organisation
from hospes.pairing.assess import assess
from hospes.pairing.files import read_market
from hospes.pairing.landscape import survey
from tests.factories.introductions import (
    accepted_by,
    changed,
    facilitator,
    hosting_organisation,
    proposed,
    sending_organisation,
    speaker,
    wish_and_offer,
)
from tests.factories.matchmaking import EntryFactory
from tests.factories.organisations import OrganisationFactory

# The market, field by field


@pytest.mark.django_db
def test_a_full_wish_becomes_a_party_field_by_field():
    wish, _offer = wish_and_offer()

    party = market.wish_of(wish)

    assert party.key == str(wish.key)
    assert (party.organisation, party.country, party.region) == (str(wish.organisation.key), "SE", "SE232")
    assert (party.people, party.fewer_opportunities, party.smallest_part, party.least_people) == (6, 2, 2, 4)
    assert (party.profile, party.formats, party.topics) == (
        "APPRENTICE",
        {"APPRENTICE_PLACEMENT"},
        {"green-construction"},
    )
    assert (party.fields, party.languages, party.days) == ({"0732"}, {"en": "B1"}, (14, 21))
    assert party.windows == ((date(2027, 5, 1), date(2027, 6, 15)),)
    assert (party.needs, party.abroad, party.returns) == ({"STEP_FREE"}, True, "would")
    assert (party.wants.countries, party.new_links) == ({"NO", "ES"}, True)
    assert party.since == timezone.localdate(wish.published_at)


@pytest.mark.django_db
def test_a_full_offer_becomes_a_party_field_by_field():
    _wish, offer = wish_and_offer()

    party = market.offer_of(offer)

    assert (party.places, party.smallest_group, party.largest_group, party.groups, party.at_once) == (8, 1, 6, 2, 6)
    assert (party.profiles, party.measures) == ({"APPRENTICE"}, {"STEP_FREE", "MENTOR"})


@pytest.mark.django_db
def test_what_is_unknown_stays_unknown_and_what_is_empty_stays_empty():
    empty = EntryFactory(kind="wish", needs=[], topics=None, organisation=OrganisationFactory(territory=""))

    party = market.wish_of(empty)

    assert (party.needs, party.topics, party.languages, party.windows, party.days) == (
        frozenset(),
        None,
        None,
        None,
        None,
    )
    assert (party.region, party.people, party.profile) == (None, None, None)


@pytest.mark.parametrize(
    ("least", "most", "days"),
    [(None, None, None), (5, None, (5, 366)), (None, 5, (1, 5)), (3, 5, (3, 5))],
)
@pytest.mark.django_db
def test_one_limit_of_the_stay_alone_leaves_the_other_end_open(least, most, days):
    entry = EntryFactory(days_least=least, days_most=most)

    assert market.offer_of(entry).days == days


@pytest.mark.django_db
def test_a_greek_organisation_has_its_country_in_iso_and_its_region_in_nuts():
    entry = EntryFactory(organisation=OrganisationFactory(country="GR", territory="EL30"))

    party = market.offer_of(entry)

    assert (party.country, party.region) == ("GR", "EL30")
    assert market.trees().country_of("EL30") == "GR"


@pytest.mark.django_db
def test_only_published_wishes_and_offers_that_have_not_ended_are_the_market():
    wish, offer = wish_and_offer()
    for status in set(EntryStatus) - {EntryStatus.PUBLISHED}:
        EntryFactory(kind="offer", status=status)
    EntryFactory(kind="idea", published=True)
    EntryFactory(kind="offer", published=True, valid_until=timezone.localdate() - timedelta(days=1))

    found = market.market()

    assert [one.key for one in found.wishes] == [str(wish.key)]
    assert [one.key for one in found.offers] == [str(offer.key)]


@pytest.mark.django_db
def test_the_market_file_is_read_back_as_the_same_market():
    wish_and_offer()
    EntryFactory(kind="wish", published=True, people=3)

    written = json.dumps(market.market_file()).encode()

    assert read_market(written, market.trees()) == market.market()


@pytest.mark.django_db
def test_the_command_writes_the_market_into_a_file_or_says_why_not(tmp_path, capsys):
    wish_and_offer()

    call_command("export_market", str(tmp_path))

    assert read_market((tmp_path / "market.json").read_bytes(), market.trees()) == market.market()
    assert "1 wishes and 1 offers" in capsys.readouterr().out
    with pytest.raises(CommandError, match="cannot be written"):
        call_command("export_market", str(tmp_path / "nowhere" / "market.json"))


@pytest.mark.django_db
@pytest.mark.parametrize("count", [1, 3])
def test_the_market_is_read_with_the_same_number_of_questions(count, django_assert_num_queries):
    for _ in range(count):
        wish_and_offer()

    with django_assert_num_queries(4):
        market.market()


# Suggestions


@pytest.mark.django_db
def test_the_best_counterpart_comes_first_with_three_numbers():
    wish, offer = wish_and_offer()
    far = EntryFactory(kind="offer", published=True, full=True, organisation=hosting_organisation())
    changed(far, {"topics": ["elderly-care"]})

    found = queries.suggestions_for(wish)

    assert [one.other for one in found.best] == [offer, far]
    best = found.best[0]
    assert (best.my_score, best.other_score) == (best.assessment.wish_score, best.assessment.offer_score)
    assert best.my_score > found.best[1].my_score


@pytest.mark.django_db
def test_the_same_pair_has_the_same_numbers_from_both_ends():
    wish, offer = wish_and_offer()

    mine, theirs = queries.suggestions_for(wish).best[0], queries.suggestions_for(offer).best[0]

    assert mine.assessment == theirs.assessment
    assert (mine.my_score, mine.other_score) == (theirs.other_score, theirs.my_score)


@pytest.mark.django_db
def test_a_draft_sees_who_would_suit_it_and_is_seen_by_nobody():
    wish, offer = wish_and_offer(wish={"status": EntryStatus.DRAFT})

    assert [one.other for one in queries.suggestions_for(wish).best] == [offer]
    assert queries.suggestions_for(offer).best == []


@pytest.mark.django_db
def test_a_project_idea_pairs_with_nobody():
    wish_and_offer()

    assert queries.suggestions_for(EntryFactory(kind="idea", published=True)).best == []


@pytest.mark.django_db
def test_narrowing_in_the_database_loses_no_pair_that_is_possible_or_open():
    _market_of_many()
    whole = survey(market.market(), market.trees())

    for entry in Entry.objects.published():
        found = queries.suggestions_for(entry, limit=1000, improvements=0)
        assert {one.assessment.key for one in found.best} == {pair for pair in whole.alive if str(entry.key) in pair}


def _market_of_many():
    formats = [None, [], ["JOB_SHADOWING"], ["STUDY_VISIT", "JOB_SHADOWING"], ["STUDY_VISIT"]]
    profiles = [None, ["TEACHER_TRAINER"], ["AUTHORITY_STAFF"]]
    for number, chosen in enumerate([(one, other) for one in formats for other in profiles]):
        for kind, organisation in (("wish", sending_organisation()), ("offer", hosting_organisation())):
            values = {"formats": chosen[0], "profiles": chosen[1], "people": 2, "places": 3, "needs": []}
            EntryFactory(
                kind=kind, published=True, organisation=organisation, topics=[["languages"], None][number % 2], **values
            )


@pytest.mark.django_db
@pytest.mark.parametrize("count", [1, 3])
def test_suggestions_ask_the_database_the_same_number_of_times(count, django_assert_num_queries):
    wish, _offer = wish_and_offer()
    for _ in range(count):
        EntryFactory(kind="offer", published=True, full=True, organisation=hosting_organisation())

    with django_assert_num_queries(10):
        first = queries.suggestions_for(wish)
    assert len(first.best) == count + 1
    with django_assert_num_queries(8):
        assert queries.suggestions_for(wish) == first


@pytest.mark.django_db
def test_what_is_kept_about_an_entry_follows_every_change_around_it():
    wish, offer = wish_and_offer()
    before = [one.other.pk for one in queries.suggestions_for(wish).best]

    other = EntryFactory(kind="offer", published=True, full=True, organisation=hosting_organisation())
    assert {one.other.pk for one in queries.suggestions_for(wish).best} == {*before, other.pk}

    other.topics = ["tourism"]
    other.save()
    again = queries.suggestions_for(wish)
    pair = next(one for one in again.best + again.near if one.other.pk == other.pk)
    assert pair.assessment == queries.pair_of(wish, other, improvements=0).assessment

    Entry.objects.filter(pk=offer.pk).update(status="withdrawn")
    assert offer.pk not in {one.other.pk for one in queries.suggestions_for(wish).best}


@pytest.mark.django_db
def test_the_next_best_is_not_one_that_was_tried():
    wish, offer = wish_and_offer()
    second, third = (
        EntryFactory(kind="offer", published=True, full=True, organisation=hosting_organisation()) for _ in range(2)
    )
    suggestions.set_aside(wish, second, reason="They know each other well.", by=facilitator())

    best = queries.next_best(wish, besides=offer)

    assert best is not None and best.other == third


@pytest.mark.django_db
def test_a_realised_introduction_is_a_link_that_a_lover_of_new_links_sees():
    wish, offer = wish_and_offer()
    before = queries.pair_of(wish, offer).my_score
    introduction = accepted_by(proposed(wish, offer), Side.WISH, Side.OFFER)
    for state in (IntroductionState.IN_PREPARATION, IntroductionState.REALISED):
        introductions.mark(introduction, state, by=speaker(introduction, Side.WISH))

    assert queries.pair_of(wish, offer).my_score == before - 5
    assert market.worked_together() == {
        str(wish.organisation.key): {str(offer.organisation.key)},
        str(offer.organisation.key): {str(wish.organisation.key)},
    }


# The promise of the page


topics = st.lists(
    st.sampled_from(["green-construction", "wood-furniture", "crafts", "nursing"]), max_size=3, unique=True
)
parties = st.fixed_dictionaries(
    {
        "topics": st.none() | topics,
        "fields": st.none() | st.lists(st.sampled_from(["0732", "07", "0913"]), max_size=2, unique=True),
        "languages": st.none() | st.dictionaries(st.sampled_from(["en", "de"]), st.sampled_from(["A2", "B1", "C1"])),
        "wants": st.sampled_from([{}, {"countries": ["NO"]}, {"countries": ["SE"]}, {"regions": ["SE23"]}]),
    }
)


@given(wish_values=parties, offer_values=parties)
def test_removing_a_reason_lowers_its_side_by_its_points_and_the_pair_to_the_value_shown(wish_values, offer_values):
    wish = Entry(kind=EntryKind.WISH, people=2, needs=[], organisation=_unsaved("SE", "SE232"), **wish_values)
    offer = Entry(kind=EntryKind.OFFER, places=3, organisation=_unsaved("NO", "NO0A2"), **offer_values)
    party, other = market.wish_of(wish), market.offer_of(offer)
    found = assess(party, other, market.context_of(market.Market(as_of=date(2027, 1, 1)), market.trees()))

    for reason in found.reasons:
        without = found.without(reason)
        sides = {"wish": found.wish_score - without.wish, "offer": found.offer_score - without.offer}
        assert sides == {"wish": 0, "offer": 0, reason.side: reason.points}
        assert without.pair == _harmonic(without.wish, without.offer, at_least=found.status == "possible")
    assert found.wish_score == sum(one.points for one in found.wish_reasons)
    assert found.pair_score == _harmonic(found.wish_score, found.offer_score, at_least=found.status == "possible")


def _unsaved(country, territory):
    return OrganisationFactory.build(country=country, territory=territory)


def _harmonic(a, b, *, at_least):
    """The formula of the design, written again."""
    mean = (40 * a * b + a + b) // (2 * (a + b)) if a + b else 0
    return max(mean, int(at_least))


@pytest.mark.django_db
def test_making_the_change_on_the_page_brings_the_number_on_the_page():
    wish, offer = wish_and_offer(offer={"days_least": 25, "days_most": 30, "topics": ["wood-furniture"]})
    promised = queries.pair_of(wish, offer).improvements[0]
    assert promised.code in ("longer_stay", "shorter_stay")
    least, most = promised.change.value
    side = {"wish": wish, "offer": offer}[promised.change.side]

    changed(side, {"days_least": least, "days_most": most})

    assert queries.pair_of(wish, offer).pair_score == promised.after.pair_score


# Interest and the table of pairs


@pytest.mark.django_db
def test_interest_is_kept_once_and_by_the_side_that_asks():
    wish, offer = wish_and_offer()
    by = offer.organisation.posts.first().person

    for _ in range(2):
        suggestions.say_interested(wish, offer, by=by, note="We know Borås.")

    interest = PairInterest.objects.get()
    assert (interest.side, interest.by) == (Side.OFFER, by)


@pytest.mark.django_db
def test_interest_in_an_entry_off_the_market_is_refused():
    wish, offer = wish_and_offer(offer={"status": EntryStatus.PAUSED})

    with pytest.raises(RefusedError, match="not_on_the_market"):
        suggestions.say_interested(wish, offer, by=wish.organisation.posts.first().person)


@pytest.mark.django_db
def test_the_table_of_pairs_says_what_the_engine_says():
    wish, offer = wish_and_offer()

    assert suggestions.refresh() == 0

    row = SuggestedPair.objects.get()
    found = queries.pair_of(wish, offer)
    assert (row.wish_score, row.offer_score, row.pair_score) == (found.my_score, found.other_score, found.pair_score)
    assert row.standing == Standing.POSSIBLE


@pytest.mark.django_db
def test_a_change_of_an_entry_or_its_organisation_is_seen_by_the_table():
    wish, offer = wish_and_offer()
    suggestions.refresh()
    assert list(suggestions.out_of_step()) == []

    change_organisation(offer.organisation, by=offer.organisation.posts.first().person, town="Elsewhere")
    wish.save()

    assert set(suggestions.out_of_step()) == {wish, offer}


@pytest.mark.django_db
def test_a_pair_that_can_no_longer_be_leaves_the_table():
    _wish, offer = wish_and_offer()
    suggestions.refresh()
    changed(offer, {"refuses": {"countries": ["SE"]}})

    suggestions.refresh()

    assert not SuggestedPair.objects.exists()


@pytest.mark.django_db
def test_what_is_left_over_is_counted():
    wish_and_offer()

    assert suggestions.refresh(limit=1) == 1
    assert suggestions.refresh(limit=1) == 0


@pytest.mark.django_db
def test_the_best_pair_of_a_wish_has_the_first_place_also_after_a_better_one_has_gone():
    wish, offer = wish_and_offer()
    lesser = EntryFactory(kind="offer", published=True, full=True, organisation=hosting_organisation())
    changed(lesser, {"topics": []})
    suggestions.refresh()
    assert SuggestedPair.objects.get(offer=offer).place == 1
    assert SuggestedPair.objects.get(offer=lesser).place == 2

    changed(offer, {"formats": ["STUDY_VISIT"], "refuses": {"countries": ["SE"]}})
    suggestions.find_pairs(wish.pk)

    assert [(row.offer, row.place) for row in SuggestedPair.objects.filter(wish=wish)] == [(lesser, 1)]


@pytest.mark.django_db
def test_a_pair_that_one_side_asked_for_keeps_its_place_when_pairs_are_found_again():
    wish, offer = wish_and_offer()
    suggestions.refresh()
    person = wish.organisation.posts.first().person
    suggestions.say_interested(wish, offer, by=person)
    assert SuggestedPair.objects.get().place == suggestions.ASKED_FOR

    suggestions.find_pairs(offer.pk)

    assert SuggestedPair.objects.get().place == suggestions.ASKED_FOR


@pytest.mark.django_db
def test_nobody_is_paired_with_a_suspended_member():
    wish, offer = wish_and_offer()
    suggestions.refresh()
    assert desk.ready_to_introduce().exists()

    Organisation.objects.filter(pk=offer.organisation_id).update(membership=Membership.SUSPENDED)

    assert not desk.ready_to_introduce().exists()
    assert queries.suggestions_for(wish).best == []
