"""A rule that is entered stops pairs, one under conditions warns, and both end with the rule."""

import gzip
import json
from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from hospes.apprenticeships.actions import change_rule, withdraw_rule
from hospes.apprenticeships.models import ApprenticeRule
from hospes.matchmaking.actions import terms
from hospes.matchmaking.actions.suggestions import find_pairs, out_of_step, refresh
from hospes.matchmaking.models import SuggestedPair
from hospes.matchmaking.queries import market, suggestions
from hospes.pairing.files import read_market
from hospes.pairing.landscape import survey
from hospes.rounds.queries.frozen import freeze
from hospes.search import sources
from tests.apprenticeships.things import FROM, TO, a_rule, secretary
from tests.factories.introductions import wish_and_offer
from tests.factories.matchmaking import EntryFactory
from tests.factories.organisations import OrganisationFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def sonja():
    return secretary()


@pytest.fixture
def pair():
    return wish_and_offer()


def frozen():
    """The market file of a round that is frozen now."""
    return json.loads(gzip.decompress(freeze([]).file))


def later():
    """So long after that a rule that was typed before is seen by everybody."""
    return time_machine.travel(timezone.now() + timedelta(minutes=5), tick=True)


def test_a_rule_typed_on_the_screen_stops_the_pair_and_withdrawing_it_brings_it_back(client, sonja, pair):
    wish, offer = pair
    refresh()
    assert [one.other for one in suggestions.suggestions_for(wish).best] == [offer]
    client.force_login(sonja)
    typed = {
        "sending_country": "SE",
        "sending_region": "SE232",
        "hosting_country": "NO",
        "verdict": "blocked",
        "matters": ["contract", "pay"],
        "text": "The contract ends when the apprentice leaves.",
        "language": "en",
        "source": "Invented Act",
        "source_url": "law.example/act",
        "source_on": "2026-09-01",
    }

    entered = client.post(reverse("apprenticeships:rule-new"), typed)

    rule = ApprenticeRule.objects.get()
    assert (entered.status_code, entered.headers["Location"]) == (302, rule.get_absolute_url())
    assert suggestions.suggestions_for(wish).best == suggestions.suggestions_for(wish).near == []
    assert suggestions.suggestions_for(offer).best == []
    assert frozen()["apprentice_rules"] == [["SE232", "NO", "blocked", "Invented Act https://law.example/act"]]
    with later():
        refresh()
        assert not SuggestedPair.objects.exists()
        assert not out_of_step().exists()

    client.post(reverse("apprenticeships:rule-withdraw", args=[rule.pk]), {"reason": "Not true any more."})

    assert [one.other for one in suggestions.suggestions_for(wish).best] == [offer]
    assert frozen()["apprentice_rules"] == []
    with later():
        refresh()
        assert SuggestedPair.objects.filter(wish=wish, offer=offer).exists()


def test_the_frozen_market_of_a_round_carries_the_rule_and_the_engine_holds_it(sonja, pair):
    keys = tuple(str(entry.key) for entry in pair)
    rule = a_rule(sonja)

    def pairs_of_a_round():
        file = read_market(json.dumps(frozen()).encode(), market.trees())
        return set(survey(file, market.trees()).alive)

    assert pairs_of_a_round() == set()
    withdraw_rule(rule, reason="It ended.", by=sonja)
    assert pairs_of_a_round() == {keys}


def test_the_page_of_the_pair_says_why_and_leads_to_the_source(client, sonja, pair):
    wish, offer = pair
    a_rule(sonja)
    client.force_login(sonja)

    page = client.get(reverse("matchmaking:pair-detail", args=[wish.pk, offer.pk])).content.decode()

    assert "A rule keeps apprentices from" in page
    assert "Source: Invented Act on Apprentices." in page
    assert f"{reverse('apprenticeships:between')}?from={FROM}&amp;to={TO}" in page


def test_conditions_are_a_warning_and_cost_no_points(client, sonja, pair):
    wish, offer = pair
    before = suggestions.pair_of(wish, offer).pair_score
    a_rule(sonja, verdict="conditional")
    client.force_login(sonja)

    found = suggestions.suggestions_for(wish).best
    page = client.get(reverse("matchmaking:pair-detail", args=[wish.pk, offer.pk])).content.decode()

    assert [(one.other, one.pair_score) for one in found] == [(offer, before)]
    assert "may work in" in page and "under conditions" in page
    assert "0 of 0 points" not in page


def test_only_wishes_that_the_rule_may_concern_are_compared_again(sonja, pair):
    wish, offer = pair
    elsewhere = EntryFactory(
        kind="wish", published=True, full=True, organisation=OrganisationFactory(country="FI", territory="")
    )
    staff = EntryFactory(
        kind="wish", published=True, organisation=wish.organisation, profiles=["TEACHER_TRAINER"], formats=["COMBINED"]
    )
    unknown = EntryFactory(kind="wish", published=True, organisation=wish.organisation)
    refresh()
    assert not out_of_step().exists()

    a_rule(sonja, "SE", "NO")

    assert set(out_of_step()) == {wish, unknown}
    assert not {elsewhere, staff, offer} & set(out_of_step())


def test_an_entry_that_was_being_compared_when_a_rule_came_is_compared_once_more(sonja, pair):
    wish, _offer = pair
    a_rule(sonja, "FI", "NO")

    with later():
        find_pairs(wish.pk)
        assert wish not in out_of_step()
        a_rule(sonja)
        find_pairs(wish.pk)
        assert wish in out_of_step()


def test_a_rule_about_another_group_or_another_way_changes_nothing(sonja, pair):
    wish, offer = pair
    for sending, hosting in ((TO, FROM), ("SE110", "NO"), ("SE232", "DK")):
        a_rule(sonja, sending, hosting)

    assert [one.other for one in suggestions.suggestions_for(wish).best] == [offer]
    for entry in pair:
        entry.profiles = ["TEACHER_TRAINER"]
        entry.save()
        terms.rebuild(entry)
        sources.refresh("entry", [entry.pk])
    a_rule(sonja, FROM, TO)
    assert [one.other for one in suggestions.suggestions_for(wish).best] == [offer]


def test_what_was_worked_out_is_not_kept_when_a_rule_changes(sonja, pair):
    wish, _offer = pair
    rule = a_rule(sonja)
    assert suggestions.suggestions_for(wish).best == []

    change_rule(rule, version=1, reason="New law.", by=sonja, verdict="conditional")

    assert len(suggestions.suggestions_for(wish).best) == 1
    withdraw_rule(rule, reason="It ended.", by=sonja)
    codes = [one.code for one in suggestions.suggestions_for(wish).best[0].assessment.wish_reasons]
    assert "apprentice_conditional" not in codes
