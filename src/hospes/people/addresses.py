"""Changing the address of an account: asked here, confirmed from the new mailbox, told to the old one."""

from datetime import timedelta

from allauth.account.models import EmailAddress
from django.core import signing
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils.crypto import salted_hmac

from hospes.journal.actions import record
from hospes.mail.actions import post
from hospes.mail.letter import Recipient
from hospes.people import letters, queries, rules
from hospes.people.actions import renew_seal, search_words
from hospes.people.models import OneTimeLink, Person

_SALT = "hospes.people.addresses"
LINK_LASTS = timedelta(hours=1)


class AddressRefusedError(Exception):
    """The link was used, is too old, was overtaken, or the address belongs to somebody by now."""


@transaction.atomic
def ask_to_change_address(person: Person, new: str, *, by: Person) -> None:
    """Mail a link to the new address, and a warning to the old one.

    Whether the new one is taken is told in that mailbox alone.
    """
    if not rules.may_see_own(by, person):
        raise PermissionDenied
    other = queries.person_by_email(new)
    there = Recipient(new, person.name, person.language, person.time_zone)
    if other is not None:
        if other.is_active:
            post(lambda: letters.address_taken(other), to=letters.reader(other), topic=letters.TOPIC, unsubscribe=False)
    else:
        token = signing.dumps([str(person.key), new, _state(person)], salt=_SALT)
        path = reverse("people:address-confirm", args=[token])
        post(lambda: letters.confirm_address(person, path), to=there, topic=letters.TOPIC, unsubscribe=False)
    post(
        lambda: letters.new_address_asked(person, new),
        to=letters.reader(person),
        topic=letters.TOPIC,
        unsubscribe=False,
    )


def asked(token: str) -> tuple[Person, str]:
    """Whose address is to become which. A new password, a new seal or a new address makes old links void."""
    try:
        key, new, state = signing.loads(token, salt=_SALT, max_age=LINK_LASTS)
    except (signing.BadSignature, ValueError) as error:
        raise AddressRefusedError from error
    person = Person.objects.filter(key=key, is_active=True).first()
    if person is None or state != _state(person):
        raise AddressRefusedError
    return person, new


@transaction.atomic
def change_address(token: str) -> Person:
    """Whoever opens the link in the new mailbox has shown that it is theirs."""
    person, new = asked(token)
    Person.objects.select_for_update().get(pk=person.pk)
    if queries.person_by_email(new) is not None:
        raise AddressRefusedError
    old = letters.reader(person)
    person.email = new
    person.search_words = search_words(person)
    try:
        with transaction.atomic():
            person.save(update_fields=["email", "search_words"])
    except IntegrityError as error:
        raise AddressRefusedError from error
    EmailAddress.objects.filter(user=person).delete()
    OneTimeLink.objects.filter(person=person, used_at=None).delete()
    renew_seal(person)
    post(lambda: letters.address_changed(person, new), to=old, topic=letters.TOPIC, unsubscribe=False)
    record("person.address_changed", on=person, by=person)
    return person


def _state(person: Person) -> str:
    return salted_hmac(_SALT, f"{person.email}{person.password}{person.session_seal}", algorithm="sha256").hexdigest()
