"""The invented Europe keeps every promise that entries made one at a time keep."""

import pytest
from django.db import transaction

from hospes.demo import europe
from hospes.journal.models import JournalLine
from hospes.matchmaking.actions import suggestions
from hospes.matchmaking.actions.terms import terms_of
from hospes.matchmaking.models import Entry
from hospes.matchmaking.queries.recipients import recipients_for
from hospes.search.sources import missing, refresh_all

ENTRIES = 80


def made(seed: int) -> list[tuple[str, str, str]]:
    """What one seed makes, taken back again."""
    with transaction.atomic():
        europe.fill(ENTRIES, seed, list)
        rows = Entry.objects.order_by("pk").values_list("key", "title", "organisation__name")
        found = [(str(key), title, name) for key, title, name in rows]
        transaction.set_rollback(True)
    return found


@pytest.mark.django_db
def test_bulk_entries_have_the_terms_and_documents_of_all_others():
    europe.fill(ENTRIES, 7, list)

    entries = list(Entry.objects.select_related("organisation").prefetch_related("terms"))
    assert len(entries) == ENTRIES
    for entry in entries:
        assert {(term.scheme, term.code) for term in entry.terms.all()} == set(terms_of(entry))
        assert recipients_for(entry)
    # Nothing is missing in the index, and comparing it finds nothing to mend.
    assert (missing(), refresh_all()) == (0, 0)
    assert list(suggestions.out_of_step()) == []
    assert list(JournalLine.objects.values_list("verb", flat=True)) == ["demo.europe_made"]


@pytest.mark.django_db
def test_the_same_seed_makes_the_same_europe():
    first = made(7)

    assert made(7) == first
    assert made(8) != first
