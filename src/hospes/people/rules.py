"""Who holds which role in the partnership."""

from django.contrib.auth.models import AnonymousUser

from hospes.people.choices import PartnershipRole
from hospes.people.models import Person

Visitor = Person | AnonymousUser


def roles_of(person: Visitor) -> frozenset[PartnershipRole]:
    """The roles held now, read once per request and kept on the person."""
    if not isinstance(person, Person) or not person.is_active:
        return frozenset()
    held: frozenset[PartnershipRole] | None = getattr(person, "_roles_now", None)
    if held is None:
        rows = person.held_roles.now().values_list("role", flat=True)
        held = frozenset(PartnershipRole(role) for role in rows)
        person._roles_now = held  # type: ignore[attr-defined]
    return held


def is_facilitator(person: Visitor) -> bool:
    """The secretariat facilitates too."""
    return bool(roles_of(person) & {PartnershipRole.FACILITATOR, PartnershipRole.SECRETARIAT})


def is_secretariat(person: Visitor) -> bool:
    return PartnershipRole.SECRETARIAT in roles_of(person)


def is_administrator(person: Visitor) -> bool:
    return PartnershipRole.ADMINISTRATOR in roles_of(person)
