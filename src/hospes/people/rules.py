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


def forget_roles(person: Person) -> None:
    """Roles changed: the next question reads them again."""
    person.__dict__.pop("_roles_now", None)


# Who may look after people and their roles


def may_look_after_people(person: Visitor) -> bool:
    return is_administrator(person)


def may_give_role(person: Visitor, role: PartnershipRole) -> bool:
    return is_administrator(person)


def may_end_role(person: Visitor, holder: Person, role: PartnershipRole) -> bool:
    """Administrators end roles, but not that of the last administrator."""
    if not is_administrator(person):
        return False
    return role != PartnershipRole.ADMINISTRATOR or not is_last_administrator(holder)


def may_deactivate(person: Visitor, other: Person) -> bool:
    """Nobody closes their own account here, nor the last administrator's."""
    return (
        is_administrator(person)
        and isinstance(person, Person)
        and person.pk != other.pk
        and other.is_active
        and other.erased_at is None
        and not is_last_administrator(other)
    )


def may_reactivate(person: Visitor, other: Person) -> bool:
    return is_administrator(person) and not other.is_active and other.erased_at is None


def is_last_administrator(person: Person) -> bool:
    administrators = Person.objects.with_role(PartnershipRole.ADMINISTRATOR)
    return administrators.filter(pk=person.pk).exists() and not administrators.exclude(pk=person.pk).exists()


def may_see_own(person: Visitor, owner: Person) -> bool:
    """One's own data and tokens are for oneself alone."""
    return isinstance(person, Person) and person.pk == owner.pk
