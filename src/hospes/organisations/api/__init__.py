"""Organisations through the API, and the organisation that a token acts for."""

from hospes.organisations.api import histories, membership  # noqa: F401  whose history there is; more of organisations
