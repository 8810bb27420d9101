"""Entries as their organisations and their readers see them."""

from collections.abc import Iterable

from django.db.models import Case, IntegerField, Q, Value, When

from hospes.matchmaking.choices import EntryStatus
from hospes.matchmaking.models import Entry, EntryQuerySet
from hospes.matchmaking.queries.recipients import people_of, recipients_for
from hospes.matchmaking.queries.todo import todo_for
from hospes.organisations.models import Organisation
from hospes.people.rules import Visitor, is_facilitator

__all__ = ["entries_of", "people_of", "recipients_for", "todo_for", "visible_entries", "writable_entries"]


def visible_entries(person: Visitor, organisations: Iterable[Organisation] = ()) -> EntryQuerySet:
    """Published ones; those of the person's own organisations in any state; everything for facilitators."""
    rows = Entry.objects.select_related("organisation", "contact")
    if is_facilitator(person):
        return rows
    own = [organisation.pk for organisation in organisations]
    return rows.filter(Q(status=EntryStatus.PUBLISHED) | Q(organisation__in=own))


def writable_entries(person: Visitor, organisations: Iterable[Organisation] = ()) -> EntryQuerySet:
    """Those the person may change, pause, withdraw."""
    rows = Entry.objects.select_related("organisation", "contact")
    return rows if is_facilitator(person) else rows.filter(organisation__in=[one.pk for one in organisations])


def entries_of(organisation: Organisation) -> EntryQuerySet:
    """What needs its organisation comes first, what is over comes last."""
    place = Case(
        *(When(status=status, then=Value(number)) for number, status in enumerate(_MINE_FIRST)),
        output_field=IntegerField(),
    )
    return (
        Entry.objects.filter(organisation=organisation)
        .select_related("organisation")
        .order_by(place, "-changed_at", "-pk")
    )


_MINE_FIRST = (
    EntryStatus.REJECTED,
    EntryStatus.DRAFT,
    EntryStatus.SUBMITTED,
    EntryStatus.PUBLISHED,
    EntryStatus.PAUSED,
    EntryStatus.EXPIRED,
    EntryStatus.WITHDRAWN,
)
