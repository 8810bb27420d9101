"""Roles and organisations are judged by the engine of pairing."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from hospes.consortia.actions import partners
from hospes.consortia.models import Role
from hospes.consortia.phrases import fit as phrases
from hospes.consortia.queries import fit
from hospes.matchmaking.models import Entry
from tests.consortia.things import a_role, an_idea
from tests.cooperation.conftest import Side, side_of
from tests.factories.introductions import hosting_organisation
from tests.factories.matchmaking import EntryFactory
from tests.factories.organisations import OrganisationFactory

TODAY = timezone.localdate()


def offers(side: Side, **values: Any) -> Entry:
    return EntryFactory(organisation=side.organisation, published=True, **values)


def found(role: Role) -> list[str]:
    return [one.candidate.organisation.name for one in fit.organisations_for(role, TODAY)]


def told(role: Role, side: Side) -> list[str]:
    return [f"{one.kind}: {one.text}" for one in phrases.lines(fit.fit_of(role, side.organisation, TODAY))]


def test_the_organisation_that_shares_the_topic_comes_first(idea: Entry, lead: Side, school: Side, other: Side) -> None:
    offers(school, topics=["green-construction"])
    offers(other, topics=["elderly-care"])
    role = a_role(idea, lead.speaker)

    assert found(role)[0] == "Nordfjell"
    assert any("In common: Green" in line or "In common: green" in line.lower() for line in told(role, school))


def test_what_an_organisation_has_not_said_is_unknown_and_keeps_nobody_out(
    idea: Entry, lead: Side, school: Side
) -> None:
    role = a_role(idea, lead.speaker, works_with=["APPRENTICE"])

    judged = fit.fit_of(role, school.organisation, TODAY).assessment
    assert judged.status == "open"
    assert judged.barriers == ()
    assert {one.code for one in judged.unknowns} >= {"topics_unknown", "needs_unknown"}
    assert found(role) == ["Nordfjell"]
    assert sum(line.startswith("unknown:") for line in told(role, school)) == 2


@pytest.mark.parametrize(
    ("wanted", "barrier"),
    [
        ({"kinds": ["CHAMBER"]}, "profile_not_taken"),
        ({"works_with": ["ADULT_LEARNER"]}, "need_not_met"),
        ({"languages": ["mt"]}, "no_common_language"),
    ],
)
def test_what_stands_between_is_a_barrier_of_the_engine(
    idea: Entry, lead: Side, school: Side, wanted: dict[str, Any], barrier: str
) -> None:
    offers(school, topics=["green-construction"], profiles=["APPRENTICE"])
    role = a_role(idea, lead.speaker, **wanted)

    judged = fit.fit_of(role, school.organisation, TODAY).assessment

    assert [one.code for one in judged.barriers] == [barrier]
    assert told(role, school)[0].startswith("not: ")
    # Of another kind nobody is looked at; what a word could lift is told as near.
    near = [] if barrier == "profile_not_taken" else [True]
    assert [one.is_near for one in fit.organisations_for(role, TODAY)] == near


def test_each_of_several_kinds_will_do_and_other_is_not_known(idea: Entry, lead: Side, school: Side) -> None:
    anything = side_of(hosting_organisation(name="Anything", kind="OTHER", country="FI", territory="FI197"))
    role = a_role(idea, lead.speaker, kinds=["CHAMBER", "VET_PROVIDER"])

    assert set(found(role)) == {"Nordfjell", "Anything"}
    codes = {one.code for one in fit.fit_of(role, anything.organisation, TODAY).assessment.unknowns}
    assert "profile_unknown" in codes


def test_a_country_that_is_wanted_comes_before_another(idea: Entry, lead: Side, school: Side, other: Side) -> None:
    for side in (school, other):
        offers(side, topics=["green-construction"])

    assert found(a_role(idea, lead.speaker, countries=["FI"]))[0] == "Kivisalo"
    assert found(a_role(idea, lead.speaker, countries=["NO"]))[0] == "Nordfjell"


def test_only_another_country_leaves_ones_own_out(idea: Entry, lead: Side) -> None:
    side_of(hosting_organisation(name="Skåne school", country="SE", territory="SE224"))

    assert found(a_role(idea, lead.speaker)) == ["Skåne school"]
    assert found(a_role(idea, lead.speaker, abroad=True)) == []


def test_nobody_is_suggested_twice_nor_where_nobody_acts(idea: Entry, lead: Side, school: Side) -> None:
    OrganisationFactory(name="Nobody acts here", country="NO", territory="NO0A2")
    role = a_role(idea, lead.speaker)
    assert found(role) == ["Nordfjell"]

    partners.ask(role, school.organisation, by=lead.speaker)

    assert found(role) == []
    assert found(a_role(idea, lead.speaker, name="Another")) == []


def test_an_organisation_sees_the_roles_that_look_for_it(idea: Entry, lead: Side, school: Side) -> None:
    offers(school, topics=["green-construction"])
    wanted = a_role(idea, lead.speaker)
    a_role(idea, lead.speaker, name="A chamber", kinds=["CHAMBER"])
    over = an_idea(lead.organisation)
    a_role(over, lead.speaker, name="Too late")
    Entry.objects.filter(pk=over.pk).update(deadline=TODAY - timedelta(days=1))

    assert [one.role for one in fit.roles_for(school.organisation, TODAY)] == [wanted]
    assert fit.roles_for(lead.organisation, TODAY) == []


def test_the_number_of_questions_does_not_grow_with_the_candidates(
    idea: Entry, lead: Side, django_assert_max_num_queries: Any
) -> None:
    for number in range(20):
        side = side_of(hosting_organisation(name=f"Candidate {number}"))
        offers(side, topics=["green-construction"])
    role = a_role(idea, lead.speaker)

    with django_assert_max_num_queries(12):
        assert len(fit.organisations_for(role, TODAY)) == fit.SHOWN


def test_two_judge_the_same_in_any_order(idea: Entry, lead: Side, school: Side, other: Side) -> None:
    role = a_role(idea, lead.speaker, kinds=[])

    assert found(role) == found(role)
    pair = fit.fit_of(role, school.organisation, TODAY)
    assert pair.assessment == fit.fit_of(role, school.organisation, TODAY).assessment
