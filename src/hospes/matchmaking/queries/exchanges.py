"""Exchanges as pages and the API see them."""

from collections.abc import Sequence

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from hospes.matchmaking.choices import ExchangeState
from hospes.matchmaking.models import Exchange, Introduction
from hospes.matchmaking.queries.introductions import introductions
from hospes.organisations.models import Organisation
from hospes.people.models import Person
from hospes.people.rules import Visitor, is_facilitator


def exchanges() -> QuerySet[Exchange]:
    return Exchange.objects.select_related("proposed_by", "instead_of")


def visible_to(person: Visitor) -> QuerySet[Exchange]:
    """All for facilitators; for members those that one of their organisations takes part in."""
    if is_facilitator(person):
        return exchanges()
    if not isinstance(person, Person):
        return exchanges().none()
    return _with_part_of(Organisation.objects.acted_for_by(person).values("pk"))


def exchanges_of(organisation: Organisation) -> QuerySet[Exchange]:
    return _with_part_of([organisation.pk])


def _with_part_of(organisations: object) -> QuerySet[Exchange]:
    sides = Q(wish__organisation__in=organisations) | Q(offer__organisation__in=organisations)
    return exchanges().filter(Exists(Introduction.objects.filter(sides, exchange=OuterRef("pk"))))


def newest_first(found: QuerySet[Exchange]) -> QuerySet[Exchange]:
    """Those that wait come first."""
    return found.alias(waits=Q(state=ExchangeState.WAITING)).order_by(F("waits").desc(), "-proposed_at", "-pk")


def parts_of(listed: Sequence[Exchange]) -> dict[int, list[Introduction]]:
    """The parts of each, in the order of the ring. One query however many they are."""
    found: dict[int, list[Introduction]] = {exchange.pk: [] for exchange in listed}
    for part in introductions().filter(exchange__in=found).order_by("pk"):
        assert part.exchange_id is not None
        found[part.exchange_id].append(part)
    return found


def parts(exchange: Exchange) -> list[Introduction]:
    return parts_of([exchange])[exchange.pk]
