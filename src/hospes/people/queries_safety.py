"""Questions about somebody's ways to sign in."""

from dataclasses import dataclass
from datetime import datetime

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes

from hospes.people import rules
from hospes.people.models import Person

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
