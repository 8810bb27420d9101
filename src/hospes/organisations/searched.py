"""Organisations can be found."""

from hospes.organisations.actions import documents
from hospes.organisations.models import Organisation
from hospes.search import sources

sources.add(sources.Source(documents.ORGANISATION, Organisation, documents.drafts_of))
