"""Who holds which role in the partnership."""

from allauth.mfa.models import Authenticator
from django.contrib.auth.models import AnonymousUser
from django.db.models import Exists, OuterRef

from hospes.people.choices import WITH_SECOND_FACTOR, PartnershipRole
from hospes.people.models import Person

Visitor = Person | AnonymousUser
Roles = frozenset[PartnershipRole]

# Recovery codes stand in for a factor that is lost; they are none themselves.
FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


def roles_of(person: Visitor) -> Roles:
    """The roles that count now. One that asks for a second factor counts once the person has one: on pages, for
    programs with a token, everywhere."""
    return _roles_held(person)[0]


def roles_that_wait(person: Visitor) -> Roles:
    """Roles that the person holds, and that count as soon as they have a second factor."""
    return _roles_held(person)[1]


def _roles_held(person: Visitor) -> tuple[Roles, Roles]:
    """Read once per request and kept on the person: the roles that count, and those that wait."""
    if not isinstance(person, Person) or not person.is_active:
        return frozenset(), frozenset()
    held: tuple[Roles, Roles] | None = getattr(person, "_roles_now", None)
    if held is None:
        factors = Authenticator.objects.filter(user=OuterRef("person"), type__in=FACTORS)
        rows = list(person.held_roles.now().annotate(is_safe=Exists(factors)).values_list("role", "is_safe"))
        counting = {PartnershipRole(role) for role, is_safe in rows if is_safe or role not in WITH_SECOND_FACTOR}
        held = frozenset(counting), frozenset(PartnershipRole(role) for role, _ in rows) - counting
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


# Second factors


def needs_second_factor(person: Person) -> bool:
    """Whoever holds one of these roles, counting or waiting, keeps at least one factor."""
    return bool((roles_of(person) | roles_that_wait(person)) & WITH_SECOND_FACTOR)


def has_second_factor(person: Person) -> bool:
    found: bool = Authenticator.objects.filter(user=person, type__in=FACTORS).exists()
    return found


def may_remove_factor(person: Visitor, factor: Authenticator) -> bool:
    """One's own; and the last one only if no role asks for it."""
    if not isinstance(person, Person) or factor.user_id != person.pk:
        return False
    others = Authenticator.objects.filter(user=person, type__in=FACTORS).exclude(pk=factor.pk)
    return bool(others.exists()) or not needs_second_factor(person)


def may_reset_second_factor(person: Visitor, other: Person) -> bool:
    """For somebody who has lost everything. Nobody does it for themselves: that would be a way around it."""
    return (
        is_administrator(person)
        and isinstance(person, Person)
        and person.pk != other.pk
        and other.erased_at is None
        and has_second_factor(other)
    )
