"""The secret address of one's own calendar."""

from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from hospes.core.tokens import new_token
from hospes.journal.actions import record
from hospes.people.models import Person
from hospes.people.rules import may_see_own
from hospes.sharing.models import CalendarLink


@transaction.atomic
def make_calendar_link(person: Person, *, by: Person) -> str:
    """A new token, shown once and kept as a hash. The one before it opens nothing any more."""
    if not may_see_own(by, person):
        raise PermissionDenied
    Person.objects.select_for_update().get(pk=person.pk)
    CalendarLink.objects.filter(person=person, revoked_at=None).update(revoked_at=timezone.now())
    token, token_hash = new_token()
    link = CalendarLink.objects.create(person=person, token_hash=token_hash)
    record("calendar.link_made", on=link, by=by)
    return token


@transaction.atomic
def revoke_calendar_link(person: Person, *, by: Person) -> bool:
    """Says whether there was one."""
    if not may_see_own(by, person):
        raise PermissionDenied
    link = CalendarLink.objects.filter(person=person, revoked_at=None).first()
    if link is None:
        return False
    CalendarLink.objects.filter(pk=link.pk).update(revoked_at=timezone.now())
    record("calendar.link_revoked", on=link, by=by)
    return True


def note_use(link: CalendarLink, today: date) -> None:
    """Once a day, so that its owner sees whether anything reads it."""
    if link.last_used_on != today:
        CalendarLink.objects.filter(pk=link.pk).update(last_used_on=today)


def forget_person(person: Person) -> None:
    """A person is erased: their calendar's address opens nothing, and is forgotten."""
    CalendarLink.objects.filter(person=person).delete()
