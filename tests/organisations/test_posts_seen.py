"""A page that is looked at asks once for each post; whoever acts is asked again each time."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hospes.organisations.actions import end_post
from hospes.organisations.rules import acts_for
from tests.factories.matchmaking import EntryFactory
from tests.factories.organisations import RepresentativeFactory
from tests.factories.people import PersonFactory

pytestmark = pytest.mark.django_db


def test_a_page_asks_once_for_each_post(client):
    post = RepresentativeFactory()
    entry = EntryFactory(organisation=post.organisation, published=True)
    client.force_login(post.person)
    with CaptureQueriesContext(connection) as asked:
        client.get(f"/entries/{entry.pk}/")

    begin = 'SELECT "organisations_organisationpost"'
    assert sum(one["sql"].startswith(begin) for one in asked.captured_queries) == 1


def test_who_acts_is_asked_again_after_the_post_has_ended():
    post = RepresentativeFactory()
    assert acts_for(post.person, post.organisation)

    end_post(post, by=PersonFactory(secretariat=True))

    assert not acts_for(post.person, post.organisation)
