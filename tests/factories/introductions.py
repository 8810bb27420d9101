"""Pairs that suit each other, and introductions between them, made by the actions of the site."""

from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from hospes.matchmaking.actions import introductions
from hospes.matchmaking.choices import EntryKind, Side
from hospes.matchmaking.models import Entry, Introduction
from hospes.matchmaking.rules.introductions import organisation_of
from hospes.organisations.models import OrganisationPost
from hospes.people.models import Person
from tests.factories.matchmaking import EntryFactory
from tests.factories.organisations import OrganisationFactory, RepresentativeFactory
from tests.factories.people import PersonFactory

STAY = (date(2027, 5, 10), date(2027, 5, 28))


def sending_organisation(**values: Any) -> Any:
    """In Sweden, with a representative who reads Swedish."""
    organisation = OrganisationFactory(**{"country": "SE", "territory": "SE232", **values})
    RepresentativeFactory(organisation=organisation, person=PersonFactory(language="sv"))
    return organisation


def hosting_organisation(**values: Any) -> Any:
    """In Norway, with a representative who reads German."""
    organisation = OrganisationFactory(**{"country": "NO", "territory": "NO0A2", "town": "Bergen", **values})
    RepresentativeFactory(organisation=organisation, person=PersonFactory(language="de"))
    return organisation


def wish_and_offer(*, wish: dict[str, Any] | None = None, offer: dict[str, Any] | None = None) -> tuple[Entry, Entry]:
    """A published wish and a published offer that suit each other; values may say otherwise."""
    values = {"published": True, "full": True}
    wished = EntryFactory(**{**values, "kind": EntryKind.WISH, "organisation": sending_organisation(), **(wish or {})})
    offered = EntryFactory(
        **{**values, "kind": EntryKind.OFFER, "organisation": hosting_organisation(), **(offer or {})}
    )
    return changed(wished, wish), changed(offered, offer)


def changed(entry: Entry, values: dict[str, Any] | None) -> Entry:
    """`full` fills every field after the entry is made: say again what the test asked for."""
    for name, value in (values or {}).items():
        setattr(entry, name, value)
    entry.save()
    return entry


def facilitator(**values: Any) -> Person:
    person: Person = PersonFactory(role="facilitator", **values)
    return person


def proposed(wish: Entry, offer: Entry, **terms: Any) -> Introduction:
    """Proposed by a facilitator, with two weeks to answer."""
    given = {
        "people": 4,
        "starts_on": STAY[0],
        "ends_on": STAY[1],
        "answer_by": timezone.localdate() + timedelta(days=14),
        "by": facilitator(),
        **terms,
    }
    return introductions.propose(wish, offer, **given)


def speaker(introduction: Introduction, side: Side) -> Person:
    """Who answers for one side."""
    post = OrganisationPost.objects.now().filter(organisation=organisation_of(introduction, side)).first()
    assert post is not None
    return post.person


def accepted_by(introduction: Introduction, *sides: Side) -> Introduction:
    for side in sides:
        introduction = introductions.accept(
            introduction, side=side, terms_version=introduction.terms_version, by=speaker(introduction, side)
        )
    return introduction
