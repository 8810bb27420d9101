"""What waits for a person because of entries."""

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hospes.core.todo import TodoItem
from hospes.matchmaking.choices import EntryStatus
from hospes.matchmaking.models import Entry
from hospes.matchmaking.queries.moderation import to_check
from hospes.organisations.models import Organisation
from hospes.people.models import Person
from hospes.people.rules import is_facilitator

_MOST = 20


def todo_for(person: Person, acting_for: Organisation | None) -> list[TodoItem]:
    """Entries of one's organisation that came back or end; for facilitators, entries to check."""
    items = _own(acting_for) if acting_for is not None else []
    return items + (_checks() if is_facilitator(person) else [])


def _own(organisation: Organisation) -> list[TodoItem]:
    rows = Entry.objects.filter(organisation=organisation).filter(
        Q(status=EntryStatus.REJECTED) | Q(renewal_asked_at__isnull=False, status__in=_ENDING)
    )
    return [
        TodoItem(
            _sentence(entry) % {"title": entry.title},
            entry.get_absolute_url(),
            entry.valid_until if entry.status in _ENDING else None,
        )
        for entry in rows.order_by("valid_until", "pk")[:_MOST]
    ]


_ENDING = (EntryStatus.PUBLISHED, EntryStatus.PAUSED, EntryStatus.EXPIRED)


def _sentence(entry: Entry) -> str:
    if entry.status == EntryStatus.REJECTED:
        return _("Your entry came back. Change it and send it again: %(title)s")
    if entry.status == EntryStatus.EXPIRED:
        return _("Your entry expired. Renew it with one click, or withdraw it: %(title)s")
    return _("Your entry ends soon. Is it still valid? %(title)s")


def _checks() -> list[TodoItem]:
    waiting = to_check().count()
    if not waiting:
        return []
    title = ngettext("%(count)s entry waits to be checked.", "%(count)s entries wait to be checked.", waiting)
    return [TodoItem(title % {"count": waiting}, reverse("matchmaking:entry-queue"))]
