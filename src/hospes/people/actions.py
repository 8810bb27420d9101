"""What is done with accounts, roles, links and tokens. One verb, one transaction, one trace."""

import uuid
from collections.abc import Iterable
from datetime import timedelta

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from hospes.core.text import fold
from hospes.core.tokens import hash_token, new_token
from hospes.journal.actions import record
from hospes.mail.actions import forget_mails_to, post
from hospes.people import letters, queries, rules
from hospes.people.choices import PartnershipRole
from hospes.people.models import ApiToken, HeldRole, OneTimeLink, Person
from hospes.people.scopes import Scope, in_order
from hospes.people.sessions import forget_sessions

LINK_LASTS = timedelta(minutes=15)
TOKEN_LASTS = timedelta(days=365)


class LinkRefusedError(Exception):
    """The link was used, is too old, was replaced, or never was one."""


@transaction.atomic
def add_person(
    *,
    email: str,
    name: str,
    by: Person | None,
    password: str | None = None,
    language: str = "en",
    time_zone: str = "Europe/Brussels",
) -> Person:
    """Open an account. Without a password the person signs in by one-time link."""
    address = email.strip()
    if queries.person_by_email(address):
        raise ValidationError(_("There is already an account with this address."), code="taken")
    person = Person(email=address, name=name, language=language, time_zone=time_zone)
    if password:
        validate_password(password, person)
    person.set_password(password)
    person.search_words = search_words(person)
    try:
        with transaction.atomic():
            person.save()
    except IntegrityError as error:
        raise ValidationError(_("There is already an account with this address."), code="taken") from error
    record("person.added", on=person, by=by or person)
    return person


@transaction.atomic
def change_profile(person: Person, *, name: str, language: str, time_zone: str, by: Person) -> None:
    if not rules.may_see_own(by, person):
        raise PermissionDenied
    person.name, person.language, person.time_zone = name, language, time_zone
    person.search_words = search_words(person)
    person.save(update_fields=["name", "language", "time_zone", "search_words"])
    record("person.profile_changed", on=person, by=by)


def search_words(person: Person) -> str:
    return fold(f"{person.name} {person.email}")


# Roles


@transaction.atomic
def give_role(person: Person, role: PartnershipRole | str, *, by: Person | None) -> HeldRole:
    """Give a role of the partnership. `by=None`: the installation itself, by command. Twice changes nothing."""
    role = PartnershipRole(role)
    if by is not None and not rules.may_give_role(by, role):
        raise PermissionDenied
    held, is_new = HeldRole.objects.get_or_create(person=person, role=role, ended_at=None, defaults={"given_by": by})
    if is_new:
        rules.forget_roles(person)
        record("person.role_given", on=person, by=by, facts={"role": role.value})
    return held


@transaction.atomic
def end_role(person: Person, role: PartnershipRole | str, *, by: Person) -> None:
    """End a role. Who ended it already changes nothing."""
    role = PartnershipRole(role)
    lock_administrators()
    if not rules.may_end_role(by, person, role):
        raise PermissionDenied
    if HeldRole.objects.now().filter(person=person, role=role).update(ended_at=timezone.now()):
        rules.forget_roles(person)
        record("person.role_ended", on=person, by=by, facts={"role": role.value})


def lock_administrators() -> None:
    """Two administrators who end each other's role at once must not leave nobody."""
    list(HeldRole.objects.select_for_update().now().filter(role=PartnershipRole.ADMINISTRATOR).order_by("pk"))


# Closing and opening accounts


@transaction.atomic
def deactivate_person(person: Person, *, by: Person) -> None:
    """Close an account: every session, link and token of it is dead at once."""
    lock_administrators()
    if not rules.may_deactivate(by, person):
        raise PermissionDenied
    person.is_active = False
    person.save(update_fields=["is_active"])
    _end_access(person)
    record("person.deactivated", on=person, by=by)


@transaction.atomic
def reactivate_person(person: Person, *, by: Person) -> None:
    if not rules.may_reactivate(by, person):
        raise PermissionDenied
    person.is_active = True
    person.save(update_fields=["is_active"])
    record("person.reactivated", on=person, by=by)


def _end_access(person: Person) -> None:
    now = timezone.now()
    renew_seal(person)
    person.api_tokens.filter(revoked_at=None).update(revoked_at=now)
    OneTimeLink.objects.filter(person=person).delete()
    rules.forget_roles(person)


def renew_seal(person: Person) -> None:
    """Every session of the person is over at its next request, in all browsers."""
    person.session_seal = uuid.uuid4()
    person.save(update_fields=["session_seal"])
    forget_sessions(person)


@transaction.atomic
def sign_out_everywhere(person: Person, *, by: Person) -> None:
    """End every session of one's own, on every device."""
    if not rules.may_see_own(by, person):
        raise PermissionDenied
    renew_seal(person)
    record("person.signed_out_everywhere", on=person, by=by)


def blank(person: Person) -> None:
    """Empty the row of a person who is erased; its key stays, so that the journal stays whole.

    Inside the transaction of `hospes.privacy`, which erases: everything else that names the person goes there.
    """
    _end_access(person)
    now = timezone.now()
    person.held_roles.now().update(ended_at=now)
    person.email = f"erased-{person.key}@erased.invalid"
    person.name, person.language, person.time_zone = "", "en", "UTC"
    person.search_words = ""
    person.is_active = False
    person.last_login = None
    person.erased_at = now
    person.set_unusable_password()
    person.save()


def forget_mails(person: Person) -> None:
    """A person is erased: the outbox forgets whom it wrote to and what."""
    forget_mails_to(person.email)


# One-time links


@transaction.atomic
def send_one_time_link(email: str) -> None:
    """Mail a link to the person with this address. To nobody when there is none, or their account is closed."""
    person = queries.person_by_email(email)
    if person is None or not person.is_active:
        return
    token = make_one_time_link(person)
    post(
        lambda: letters.one_time_link(person, token), to=letters.reader(person), topic=letters.TOPIC, unsubscribe=False
    )


@transaction.atomic
def make_one_time_link(person: Person) -> str:
    """A token that signs this person in, once, for a quarter of an hour. Older links are dead."""
    OneTimeLink.objects.filter(person=person, used_at=None).delete()
    token, token_hash = new_token()
    OneTimeLink.objects.create(person=person, token_hash=token_hash, expires_at=timezone.now() + LINK_LASTS)
    return token


@transaction.atomic
def use_one_time_link(token: str) -> Person:
    """Say who may come in with this token, and use it up. Of two at once, one comes in."""
    link = queries.open_link(hash_token(token))
    if link is None:
        raise LinkRefusedError
    used = OneTimeLink.objects.filter(pk=link.pk, used_at=None).update(used_at=timezone.now())
    if not used:
        raise LinkRefusedError
    record("person.signed_in_by_link", on=link.person, by=link.person)
    return link.person


# Passwords


@transaction.atomic
def send_password_reset(email: str) -> None:
    """Mail a link to choose a new password. To nobody when the address is unknown or the account closed."""
    person = queries.person_by_email(email)
    if person is None or not person.is_active:
        return
    key = default_token_generator.make_token(person)
    path = reverse("account_reset_password_from_key", args=[user_pk_to_url_str(person), key])
    post(
        lambda: letters.password_reset(person, path), to=letters.reader(person), topic=letters.TOPIC, unsubscribe=False
    )


@transaction.atomic
def change_password(person: Person, password: str) -> None:
    """Set a password. One-time links are dead, and so is every session but the one that changes it."""
    person.set_password(password)
    person.save(update_fields=["password"])
    forget_sessions(person)
    OneTimeLink.objects.filter(person=person, used_at=None).delete()
    post(lambda: letters.password_changed(person), to=letters.reader(person), topic=letters.TOPIC, unsubscribe=False)
    record("person.password_changed", on=person, by=person)


# Tokens for programs


@transaction.atomic
def make_api_token(
    person: Person,
    *,
    name: str,
    by: Person,
    organisation_id: int | None = None,
    scopes: Iterable[str] = (Scope.READ,),
    lasts: timedelta = TOKEN_LASTS,
) -> tuple[ApiToken, str]:
    """A token for the person's own program. The second value is shown once and kept nowhere."""
    if not rules.may_see_own(by, person):
        raise PermissionDenied
    token, token_hash = new_token()
    row = ApiToken.objects.create(
        person=person,
        name=name,
        token_hash=token_hash,
        organisation_id=organisation_id,
        scopes=in_order(scopes),
        expires_at=timezone.now() + lasts,
    )
    record("person.token_made", on=person, by=by, facts={"token": row.pk, "scopes": row.scopes})
    return row, token


@transaction.atomic
def revoke_api_token(token: ApiToken, *, by: Person) -> None:
    if not rules.may_see_own(by, token.person):
        raise PermissionDenied
    if ApiToken.objects.filter(pk=token.pk, revoked_at=None).update(revoked_at=timezone.now()):
        record("person.token_revoked", on=token.person, by=by, facts={"token": token.pk})
