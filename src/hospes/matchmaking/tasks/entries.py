"""What happens to entries by the calendar."""

from django.utils import timezone

from hospes.core.bulk import gather_statistics
from hospes.jobs.schedule import scheduled
from hospes.matchmaking.actions import renewals, terms
from hospes.search import sources


@scheduled("5 0 * * *")
def expire_entries() -> None:
    """A little after midnight: what ended yesterday leaves the catalogue."""
    renewals.expire_due(timezone.localdate())


@scheduled("30 7 * * *")
def ask_for_renewals() -> None:
    """In the morning, when mails are read."""
    renewals.ask_for_renewals(timezone.localdate())


@scheduled("40 3 * * *")
def refresh_terms() -> None:
    """Organisations move and lists of codes grow: once a night every entry's terms are made anew, and all documents
    of the search are compared with what they are about."""
    terms.rebuild_all()
    sources.refresh_all()
    gather_statistics()
