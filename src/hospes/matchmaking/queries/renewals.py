"""Which entries end soon, have ended, or are meant by a link."""

from datetime import date

from django.core.exceptions import PermissionDenied
from django.db.models import F

from hospes.matchmaking.choices import EntryKind, EntryStatus
from hospes.matchmaking.models import Entry, EntryQuerySet
from hospes.matchmaking.rules.renewal_links import RenewalLink
from hospes.matchmaking.rules.validity import ASK_BEFORE
from hospes.organisations.rules import acts_for
from hospes.people.models import Person


def _standing() -> EntryQuerySet:
    return Entry.objects.filter(status__in=(EntryStatus.PUBLISHED, EntryStatus.PAUSED))


def ending_soon(today: date) -> list[int]:
    """Entries whose organisations have not been asked yet."""
    last = today + ASK_BEFORE
    rows = _standing().filter(renewal_asked_at=None, valid_until__gte=today, valid_until__lte=last)
    rows = rows.exclude(kind=EntryKind.IDEA, deadline__isnull=False, deadline=F("valid_until"))
    return list(rows.order_by("pk").values_list("pk", flat=True))


def run_out(today: date) -> list[int]:
    return list(_standing().filter(valid_until__lt=today).order_by("pk").values_list("pk", flat=True))


def meant_by(link: RenewalLink) -> tuple[Entry, Person]:
    """The entry, and the person the mail went to, who must still act for its organisation."""
    entry = Entry.objects.select_related("organisation").filter(key=link.entry_key).first()
    person = Person.objects.filter(key=link.person_key, is_active=True).first()
    if entry is None or person is None or not acts_for(person, entry.organisation):
        raise PermissionDenied
    return entry, person
