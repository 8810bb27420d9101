"""Organisations that could host each other, and exchanges between them, made by the actions of the site."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.utils import timezone

from hospes.matchmaking.actions import exchanges
from hospes.matchmaking.choices import EntryKind
from hospes.matchmaking.models import Entry, Exchange, Introduction
from hospes.matchmaking.rules import exchanges as rules
from hospes.organisations.models import Organisation
from hospes.people.models import Person
from tests.factories.introductions import STAY, changed, facilitator
from tests.factories.matchmaking import EntryFactory
from tests.factories.organisations import OrganisationFactory, RepresentativeFactory
from tests.factories.people import PersonFactory

ANYWHERE: dict[str, list[str]] = {"countries": [], "regions": [], "organisations": []}
PLACES = (("SE", "SE232"), ("NO", "NO0A2"), ("ES", "ES512"), ("IT", "ITC11"), ("FR", "FRH01"))


@dataclass(frozen=True)
class Partner:
    """An organisation that would host in return."""

    organisation: Organisation
    person: Person
    wish: Entry
    offer: Entry


def partner(number: int, *, people: int = 4, places: int = 8, **wish: Any) -> Partner:
    country, territory = PLACES[number % len(PLACES)]
    organisation = OrganisationFactory(name=f"School {number}", country=country, territory=territory)
    person = RepresentativeFactory(
        organisation=organisation, person=PersonFactory(name=f"Person {number}", language="en")
    ).person
    common = {"published": True, "full": True, "organisation": organisation}
    wished = EntryFactory(**common, kind=EntryKind.WISH)
    offered = EntryFactory(**common, kind=EntryKind.OFFER)
    return Partner(
        organisation,
        person,
        changed(wished, {"title": f"Wish {number}", "people": people, "wants": ANYWHERE, "returns": "would", **wish}),
        changed(offered, {"title": f"Offer {number}", "places": places, "wants": ANYWHERE}),
    )


def partners(count: int = 3) -> list[Partner]:
    return [partner(number) for number in range(count)]


def legs_of(ring: list[Partner]) -> list[exchanges.Leg]:
    """Each sends to the one before it."""
    return [
        exchanges.Leg(ring[(number + 1) % len(ring)].wish, host.offer, 4, *STAY) for number, host in enumerate(ring)
    ]


def proposed_exchange(ring: list[Partner], *, by: Person | None = None, **terms: Any) -> Exchange:
    given = {"answer_by": timezone.localdate() + timedelta(days=14), "by": by or facilitator(), **terms}
    return exchanges.propose_exchange(legs_of(ring), **given)


def parts_of(exchange: Exchange) -> list[Introduction]:
    return list(
        Introduction.objects.filter(exchange=exchange)
        .select_related("wish__organisation", "offer__organisation")
        .order_by("pk")
    )


def terms_for(exchange: Exchange, organisation: Organisation) -> int:
    """The terms on the table, as a page shows them to an organisation."""
    return rules.terms_version(rules.parts_of(organisation, parts_of(exchange)))


def accepts(exchange: Exchange, one: Partner) -> Exchange:
    return exchanges.accept_exchange(
        exchange, organisation=one.organisation, terms_version=terms_for(exchange, one.organisation), by=one.person
    )
