"""What waits for a facilitator's eyes."""

from django.db.models.functions import Coalesce

from hospes.matchmaking.choices import EntryStatus
from hospes.matchmaking.models import Entry, EntryQuerySet
from hospes.matchmaking.queries.recipients import recipients_for


def to_check() -> EntryQuerySet:
    """New entries, and published ones with new words; the one that has waited longest comes first."""
    # Each by its own short index, not by that of the whole market.
    changed = Entry.objects.filter(unchecked_since__isnull=False).values("pk")
    published = Entry.objects.filter(pk__in=changed, status=EntryStatus.PUBLISHED).values("pk")
    new = Entry.objects.filter(status=EntryStatus.SUBMITTED).values("pk")
    rows = Entry.objects.select_related("organisation").filter(pk__in=new.union(published))
    return rows.annotate(waits_since=Coalesce("unchecked_since", "submitted_at")).order_by("waits_since", "pk")


def next_to_check(after: Entry) -> Entry | None:
    """The one that has waited longest, apart from the one just decided."""
    return to_check().exclude(pk=after.pk).first()


def language_of_reader(entry: Entry) -> str:
    """The language in which the organisation is written to."""
    readers = recipients_for(entry)
    return readers[0].language if readers else entry.language
