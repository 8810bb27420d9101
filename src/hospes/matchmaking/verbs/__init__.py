"""The journal's sentences, by noun."""

from hospes.matchmaking.verbs import entries, exchanges, introductions

__all__ = ["entries", "exchanges", "introductions"]
