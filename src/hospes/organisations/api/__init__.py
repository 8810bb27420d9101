"""Organisations through the API, and the organisation that a token acts for."""
