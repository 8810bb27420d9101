"""Who may erase whom, and who has agreed to what."""

from datetime import timedelta

from django.utils import timezone

from hospes.mail.rules import is_muted
from hospes.people.models import Person
from hospes.people.rules import Visitor, may_look_after_people, may_see_own
from hospes.privacy.models import Consent
from hospes.privacy.texts import TEXTS

# Without a password one shows by a fresh sign-in that it is oneself.
FRESH = timedelta(minutes=15)


def may_erase(by: Visitor, person: Person) -> bool:
    """Oneself, or an administrator who was asked to."""
    return person.erased_at is None and (may_see_own(by, person) or may_look_after_people(by))


def has_just_signed_in(person: Person) -> bool:
    return person.last_login is not None and timezone.now() - person.last_login < FRESH


def has_agreed(person: Person, code: str) -> bool:
    """Whether the agreement stands: given to any version, not taken back, and its mails not stopped."""
    text = TEXTS[code]
    standing = Consent.objects.standing().filter(person=person, text=code).exists()
    return standing and not (text.topic and is_muted(person.email, text.topic))
