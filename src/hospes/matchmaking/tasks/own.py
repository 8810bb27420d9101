"""Who is named in an entry, a message or a note is forgotten some time after it ended."""

from hospes.core import retention, terms
from hospes.matchmaking.choices import NEXT_ENTRY, EntryStatus
from hospes.matchmaking.models import Entry, Message, PairInterest

# What has ended: nothing follows, or only bringing it back.
_OVER = [EntryStatus.EXPIRED, EntryStatus.REJECTED, *(status for status, after in NEXT_ENTRY.items() if not after)]

retention.keep(
    terms.ENTRY_CONTACT,
    due=lambda before: Entry.objects.filter(status__in=_OVER, changed_at__lt=before).exclude(contact=None),
    forget=lambda rows: rows.update(contact=None),
)
retention.keep(
    terms.MESSAGE,
    due=lambda before: Message.objects.filter(introduction__ended_at__lt=before).exclude(text=""),
    forget=lambda rows: rows.update(text="", author=None),
)
retention.keep(
    terms.INTEREST_NOTE,
    due=lambda before: PairInterest.objects.filter(at__lt=before).exclude(note="", by=None),
    forget=lambda rows: rows.update(note="", by=None),
)
