"""“What you did” names what it was done to, as far as the reader may still see it."""

from typing import Any

import pytest
from django.test import Client

from hospes.journal.actions import record
from hospes.people import own
from hospes.people.models import Person
from tests.factories.introductions import accepted_by, proposed, wish_and_offer
from tests.factories.matchmaking import EntryFactory
from tests.factories.organisations import OrganisationFactory
from tests.factories.people import PersonFactory

pytestmark = pytest.mark.django_db


def told(person: Person) -> list[Any]:
    keeper = own.keeper("done")
    assert keeper is not None
    return [row["about"] for row in keeper.each(person)]


def test_each_line_names_its_object_on_the_page() -> None:
    person = PersonFactory()
    entry = EntryFactory(published=True, title="Boats in winter")
    organisation = OrganisationFactory(name="Skolan i Borås")
    for thing in (entry, organisation, person):
        record("entry.published", on=thing, by=person)
    client = Client()
    client.force_login(person)

    page = client.get("/account/own-data/done/").content.decode()

    assert told(person) == [person.name, "Skolan i Borås", "Boats in winter"]
    for name in told(person):
        assert name in page


def test_what_one_may_not_see_any_more_has_no_name() -> None:
    person, other = PersonFactory(), PersonFactory(name="Somebody Else")
    wish, offer = wish_and_offer()
    introduction = accepted_by(proposed(wish, offer), "wish")
    draft = EntryFactory(title="Still secret")
    for thing in (draft, introduction, other):
        record("entry.published", on=thing, by=person)

    assert told(person) == ["", "", ""]


def test_members_read_the_two_sides_of_their_introductions() -> None:
    wish, offer = wish_and_offer()
    introduction = proposed(wish, offer)
    guest = wish.organisation.posts.get().person
    record("introduction.proposed", on=introduction, by=guest)

    assert told(guest)[0] == f"{wish.organisation.name} – {offer.organisation.name}"


@pytest.mark.parametrize("lines", [1, 30])
def test_names_are_asked_for_together(lines: int, django_assert_num_queries: Any) -> None:
    person = PersonFactory()
    for number in range(lines):
        record("entry.published", on=EntryFactory(published=True, title=f"Number {number}"), by=person)

    with django_assert_num_queries(4):
        assert len(told(person)) == lines
