"""The journal's sentences, by noun."""

from hospes.matchmaking.verbs import entries, introductions

__all__ = ["entries", "introductions"]
