"""Questions about somebody's ways to sign in."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.db.models import Exists, OuterRef, QuerySet

from hospes.people import rules
from hospes.people.choices import WITH_SECOND_FACTOR, PartnershipRole
from hospes.people.models import HeldRole, Person

Kind = Authenticator.Type


@dataclass(frozen=True)
class Passkey:
    pk: int
    name: str
    created_at: datetime
    last_used_at: datetime | None


def app_of(person: Person) -> Authenticator | None:
    return Authenticator.objects.filter(user=person, type=Kind.TOTP).first()


def passkeys_of(person: Person) -> list[Passkey]:
    rows = Authenticator.objects.filter(user=person, type=Kind.WEBAUTHN).order_by("created_at", "pk")
    return [Passkey(row.pk, row.wrap().name, row.created_at, row.last_used_at) for row in rows]


def are_codes_new(person: Person) -> bool:
    """Whether there are recovery codes that their owner has never seen."""
    row = Authenticator.objects.filter(user=person, type=Kind.RECOVERY_CODES).first()
    return row is not None and not RecoveryCodes(row).did_view


def other_factors(factor: Authenticator) -> bool:
    others: bool = (
        Authenticator.objects.filter(user=factor.user_id, type__in=rules.FACTORS).exclude(pk=factor.pk).exists()
    )
    return others


def roles_without_second_factor() -> dict[PartnershipRole, int]:
    """How many hold each role that asks for a second factor, and have none: the role waits for it."""
    return dict(Counter(PartnershipRole(role) for role in _asking_roles(has_factor=False)))


def administrators_who_count() -> int:
    """Administrators with a second factor. Without one of them nobody looks after people and roles."""
    return list(_asking_roles(has_factor=True)).count(PartnershipRole.ADMINISTRATOR)


def _asking_roles(*, has_factor: bool) -> QuerySet[HeldRole, str]:
    factors = Authenticator.objects.filter(user=OuterRef("person"), type__in=rules.FACTORS)
    asking = HeldRole.objects.now().filter(role__in=WITH_SECOND_FACTOR, person__is_active=True)
    return asking.annotate(is_safe=Exists(factors)).filter(is_safe=has_factor).values_list("role", flat=True)
