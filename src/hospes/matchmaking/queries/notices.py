"""Entries as things that somebody can report."""

from hospes.matchmaking.models import Entry
from hospes.matchmaking.queries.recipients import recipients_for
from hospes.moderation.reportable import Reported


def reportable_entry(id_: str) -> Reported | None:
    """A published entry, for a notice about it."""
    if not id_.isdigit() or len(id_) > 18:
        return None
    entry = Entry.objects.published().select_related("organisation", "contact").filter(pk=id_).first()
    return Reported(entry.title, entry.get_absolute_url(), recipients_for(entry)) if entry else None
