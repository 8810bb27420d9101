"""What introductions do to cooperation links."""

import importlib

import pytest
from django.apps import apps
from django.db import IntegrityError, transaction
from django.utils import timezone

from hospes.cooperation.choices import LinkKind, LinkState
from hospes.cooperation.models import CooperationLink, LinkEvidence
from hospes.cooperation.queries.links import created_per_year
from hospes.journal.models import JournalLine
from hospes.matchmaking.actions import introductions
from hospes.matchmaking.choices import IntroductionState, Side
from hospes.matchmaking.models import Introduction
from tests.factories.introductions import accepted_by, proposed, sending_organisation, speaker, wish_and_offer

pytestmark = pytest.mark.django_db


def introduced(**values: object) -> Introduction:
    return accepted_by(proposed(*wish_and_offer(**values)), Side.OFFER, Side.WISH)  # type: ignore[arg-type]


def marked(introduction: Introduction, *states: IntroductionState) -> Introduction:
    for state in states:
        reason = "dates" if state == IntroductionState.NOT_REALISED else ""
        introduction = introductions.mark(introduction, state, by=speaker(introduction, Side.WISH), reason=reason)
    return introduction


def test_an_introduction_drafts_a_link_between_both_regions() -> None:
    introduction = introduced()

    link = CooperationLink.objects.get()

    assert (link.territory_a, link.territory_b) == ("NO0A2", "SE232")
    assert (link.kind, link.topic, link.state) == (LinkKind.APPRENTICESHIP, "green-construction", LinkState.DRAFT)
    assert link.evidence.get().introduction == introduction.key
    assert created_per_year() == {}


def test_a_proposal_that_one_side_accepted_drafts_nothing() -> None:
    accepted_by(proposed(*wish_and_offer()), Side.OFFER)

    assert not CooperationLink.objects.exists()


def test_a_realised_stay_confirms_the_link_and_counts_it_in_its_year() -> None:
    marked(introduced(), IntroductionState.IN_PREPARATION, IntroductionState.REALISED)

    link = CooperationLink.objects.get()

    assert link.state == LinkState.CONFIRMED
    assert created_per_year() == {timezone.now().year: {"APPRENTICESHIP": 1}}
    assert created_per_year([LinkKind.ADULT]) == {}
    verbs = JournalLine.objects.filter(object_kind="cooperation.cooperationlink").order_by("sequence")
    assert [line.verb for line in verbs] == ["cooperation.drafted", "cooperation.confirmed"]


def test_a_stay_that_did_not_happen_takes_its_draft_with_it() -> None:
    marked(introduced(), IntroductionState.NOT_REALISED)

    assert not CooperationLink.objects.exists()
    assert JournalLine.objects.filter(verb="cooperation.dropped").count() == 1


def test_two_stays_of_the_same_pair_speak_for_one_link_and_one_that_fails_leaves_the_other() -> None:
    first = introduced()
    again = wish_and_offer(
        wish={"organisation": first.wish.organisation}, offer={"organisation": first.offer.organisation}
    )
    second = accepted_by(proposed(*again), Side.OFFER, Side.WISH)

    assert CooperationLink.objects.get().evidence.count() == 2

    marked(second, IntroductionState.NOT_REALISED)

    assert CooperationLink.objects.get().evidence.get().introduction == first.key


def test_a_link_that_a_stay_confirmed_survives_a_later_one_that_fails() -> None:
    first = introduced()
    marked(first, IntroductionState.IN_PREPARATION, IntroductionState.REALISED)
    again = wish_and_offer(
        wish={"organisation": first.wish.organisation}, offer={"organisation": first.offer.organisation}
    )

    marked(accepted_by(proposed(*again), Side.OFFER, Side.WISH), IntroductionState.NOT_REALISED)

    assert CooperationLink.objects.get().state == LinkState.CONFIRMED


@pytest.mark.parametrize("territory", ["", "NO0A2"])
def test_regions_that_are_unknown_or_the_same_make_no_link(territory: str) -> None:
    introduced(wish={"organisation": sending_organisation(territory=territory)})

    assert not CooperationLink.objects.exists()


def test_the_database_keeps_two_open_links_of_one_pair_and_field_out() -> None:
    introduced()
    link = CooperationLink.objects.get()
    twin = CooperationLink(
        territory_a=link.territory_a,
        territory_b=link.territory_b,
        kind=link.kind,
        topic=link.topic,
        since=link.since,
    )

    with pytest.raises(IntegrityError), transaction.atomic():
        twin.save()
    link.state = LinkState.ENDED
    link.save()
    twin.save()


def test_introductions_from_before_get_their_links_when_the_site_is_upgraded() -> None:
    marked(introduced(), IntroductionState.IN_PREPARATION, IntroductionState.REALISED)
    introduced()
    before = sorted(CooperationLink.objects.values_list("territory_a", "territory_b", "kind", "topic", "state"))
    CooperationLink.objects.all().delete()
    migration = importlib.import_module("hospes.cooperation.migrations.0002_links_of_earlier_introductions")

    migration.draft(apps, None)
    migration.draft(apps, None)

    after = sorted(CooperationLink.objects.values_list("territory_a", "territory_b", "kind", "topic", "state"))
    assert after == before
    assert LinkEvidence.objects.count() == 2
