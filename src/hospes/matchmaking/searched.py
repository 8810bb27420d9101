"""Entries can be found."""

from hospes.matchmaking.actions import documents
from hospes.matchmaking.models import Entry
from hospes.search import sources

sources.add(sources.Source(documents.ENTRY, Entry, documents.drafts_of))
sources.follow("organisation", documents.refresh_entries_of)
