"""Beside an entry stands where it came from: for its organisation and for facilitators, and for nobody else."""

import pytest
from django.test import Client

from hospes.matchmaking.choices import EntryStatus
from hospes.matchmaking.models import Entry
from tests.factories.organisations import PostFactory
from tests.factories.people import PersonFactory
from tests.incoming.conftest import HOST, changed, listed

REMARK = "please call me first"


@pytest.fixture
def entry(run):
    run(listed(changed(HOST, remarks=REMARK)))
    Entry.objects.update(status=EntryStatus.PUBLISHED)
    return Entry.objects.get()


def page_of(entry, person=None):
    client = Client()
    if person is not None:
        client.force_login(person)
    return client.get(entry.get_absolute_url()).content.decode()


def test_facilitators_read_the_line_the_note_and_the_contact_with_its_term(entry):
    page = page_of(entry, PersonFactory(facilitator=True))

    assert "Line 2 of list.csv" in page
    assert REMARK in page
    assert "The list names anna@skolan.example as contact. We keep the address until" in page


@pytest.mark.parametrize("who", ["visitor", "stranger"])
def test_nobody_else_does(entry, who):
    page = page_of(entry, PostFactory().person if who == "stranger" else None)

    assert entry.title in page
    for word in ("list.csv", REMARK, "anna@skolan.example"):
        assert word not in page
