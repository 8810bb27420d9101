"""What happens by the calendar, by noun."""

from hospes.matchmaking.tasks import entries

__all__ = ["entries"]
