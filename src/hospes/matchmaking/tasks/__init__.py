"""What happens by the calendar, by noun."""

from hospes.matchmaking.tasks import entries, introductions, own

__all__ = ["entries", "introductions", "own"]
