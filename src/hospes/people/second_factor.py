"""What is done with authenticator apps, passkeys and recovery codes. One verb, one transaction, one trace."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from allauth.mfa.utils import decrypt
from allauth.mfa.webauthn.internal.auth import WebAuthn
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.crypto import constant_time_compare

from hospes.journal.actions import record
from hospes.mail.actions import post
from hospes.mail.letter import Letter
from hospes.people import letters, rules
from hospes.people.actions import renew_seal
from hospes.people.models import Person

PERIOD = 30
Kind = Authenticator.Type


@dataclass(frozen=True)
class RecoveryCode:
    code: str
    is_used: bool


@transaction.atomic
def add_app(person: Person, secret: str, *, by: Person) -> Authenticator:
    """Keep the secret that the person's authenticator app holds, too."""
    _only_oneself(person, by)
    _lock(person)
    if Authenticator.objects.filter(user=person, type=Kind.TOTP).exists():
        raise PermissionDenied
    app: Authenticator = TOTP.activate(person, secret).instance
    _after_adding(app, person)
    return app


@transaction.atomic
def add_passkey(person: Person, *, name: str, credential: dict[str, Any], by: Person) -> Authenticator:
    """Keep a passkey whose answer was checked."""
    _only_oneself(person, by)
    _lock(person)
    passkey: Authenticator = WebAuthn.add(person, name, credential).instance
    _after_adding(passkey, person)
    return passkey


def _after_adding(factor: Authenticator, person: Person) -> None:
    """With the first factor, sessions that never showed one are over, and recovery codes are made."""
    if not Authenticator.objects.filter(user=person, type__in=rules.FACTORS).exclude(pk=factor.pk).exists():
        renew_seal(person)
        RecoveryCodes.activate(person)
    rules.forget_roles(person)
    _tell(person, lambda: letters.factor_added(person, is_app=factor.type == Kind.TOTP))
    record("person.factor_added", on=person, by=person, facts={"kind": factor.type})


@transaction.atomic
def rename_passkey(passkey: Authenticator, *, name: str, by: Person) -> None:
    _only_oneself(passkey.user, by)
    passkey.data["name"] = name
    passkey.save(update_fields=["data"])


@transaction.atomic
def remove_factor(factor: Authenticator, *, by: Person) -> None:
    """Turn an authenticator app or a passkey off. With the last one the recovery codes go."""
    _lock(by)
    if not rules.may_remove_factor(by, factor):
        raise PermissionDenied
    kind = factor.type
    factor.delete()
    if not rules.has_second_factor(by):
        Authenticator.objects.filter(user=by).delete()
    rules.forget_roles(by)
    _tell(by, lambda: letters.factor_removed(by, is_app=kind == Kind.TOTP))
    record("person.factor_removed", on=by, by=by, facts={"kind": kind})


@transaction.atomic
def make_recovery_codes(person: Person, *, by: Person) -> None:
    """New codes. The old ones, used or not, are dead."""
    _only_oneself(person, by)
    _lock(person)
    if not rules.has_second_factor(person):
        raise PermissionDenied
    Authenticator.objects.filter(user=person, type=Kind.RECOVERY_CODES).delete()
    RecoveryCodes.activate(person)
    _tell(person, lambda: letters.recovery_codes_made(person))
    record("person.recovery_codes_made", on=person, by=by)


@transaction.atomic
def show_recovery_codes(person: Person, *, by: Person) -> list[RecoveryCode]:
    """The codes, once. Afterwards only how many are left can be seen."""
    _only_oneself(person, by)
    row = Authenticator.objects.select_for_update().filter(user=person, type=Kind.RECOVERY_CODES).first()
    if row is None or RecoveryCodes(row).did_view:
        return []
    RecoveryCodes(row).mark_as_viewed()
    return _codes(row)


def recovery_codes(person: Person) -> list[bool] | None:
    """For each code whether it is used; None where there are no codes."""
    row = Authenticator.objects.filter(user=person, type=Kind.RECOVERY_CODES).first()
    return None if row is None else [code.is_used for code in _codes(row)]


def _codes(row: Authenticator) -> list[RecoveryCode]:
    used = row.data.get("used_mask", 0)
    return [
        RecoveryCode(code, bool(used & (1 << place))) for place, code in enumerate(RecoveryCodes(row).generate_codes())
    ]


@transaction.atomic
def reset_second_factor(person: Person, *, by: Person | None) -> None:
    """For somebody who has lost every factor: all of them go, and so does every session. `by=None`: by command."""
    if by is not None and not rules.may_reset_second_factor(by, person):
        raise PermissionDenied
    Authenticator.objects.filter(user=person).delete()
    renew_seal(person)
    rules.forget_roles(person)
    _tell(person, lambda: letters.second_factor_reset(person))
    record("person.second_factor_reset", on=person, by=by)


# Checking what somebody types


@transaction.atomic
def use_code(person: Person, typed: str) -> Authenticator | None:
    """The factor that this code belongs to, used up: of the app for its half minute, of the recovery codes for ever."""
    typed = "".join(typed.split()).replace("-", "")
    rows = list(
        Authenticator.objects.select_for_update().filter(user=person).exclude(type=Kind.WEBAUTHN).order_by("-type")
    )
    for row in rows:
        if row.type == Kind.TOTP and _use_app_code(row, typed):
            return row
        if row.type == Kind.RECOVERY_CODES and RecoveryCodes(row).validate_code(typed):
            _tell(person, lambda: letters.recovery_code_used(person))
            record("person.recovery_code_used", on=person, by=person)
            return row
    return None


def _use_app_code(app: Authenticator, typed: str) -> bool:
    """The code of this half minute, and only once."""
    now = int(time.time()) // PERIOD
    if not constant_time_compare(typed, code_at(decrypt(app.data["secret"]), now)) or app.data.get("used") == now:
        return False
    app.data["used"] = now
    app.last_used_at = timezone.now()
    app.save(update_fields=["data", "last_used_at"])
    return True


def code_at(secret: str, period: int) -> str:
    return str(format_hotp_value(hotp_value(secret, period)))


def code_now(secret: str) -> str:
    """What an app with this secret shows now."""
    return code_at(secret, int(time.time()) // PERIOD)


def demo_code(person: Person) -> str:
    """What the app of an invented person shows now, to be read. Ask for it in the demo only."""
    app = Authenticator.objects.filter(user=person, type=Kind.TOTP).first()
    return in_two(code_now(decrypt(app.data["secret"]))) if app else ""


def in_two(code: str) -> str:
    """A code as apps show it: 123 456."""
    return f"{code[:3]} {code[3:]}"


def _only_oneself(person: Person, by: Person) -> None:
    if not rules.may_see_own(by, person):
        raise PermissionDenied


def _lock(person: Person) -> None:
    """One change at a time: two removals at once must not leave nobody with a factor."""
    Person.objects.select_for_update().get(pk=person.pk)


def _tell(person: Person, letter: Callable[[], Letter]) -> None:
    post(letter, to=letters.reader(person), topic=letters.TOPIC, unsubscribe=False)
