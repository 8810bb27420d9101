"""Entries, suggestions and introductions through the API."""

from hospes.matchmaking.api import histories, refusals  # noqa: F401  what our exceptions mean, and whose history there is
