"""What happens to introductions and pairs by the calendar."""

from django.utils import timezone

from hospes.jobs.schedule import scheduled
from hospes.matchmaking.actions import introductions, suggestions


@scheduled("10 0 * * *")
def expire_introductions() -> None:
    """A little after midnight: what nobody answered until yesterday ends."""
    introductions.expire_due(timezone.localdate())


@scheduled("40 7 * * *")
def remind_of_introductions() -> None:
    """In the morning, when mails are read."""
    introductions.remind_due(timezone.localdate())


@scheduled("*/5 * * * *")
def find_pairs() -> None:
    """Entries that changed are compared with the market, so that the desk has little left to do."""
    suggestions.refresh(limit=500)
