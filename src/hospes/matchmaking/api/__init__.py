"""Entries, suggestions and introductions through the API."""

from hospes.matchmaking.api import refusals  # noqa: F401  says what our exceptions mean
