"""People and pages for the tests of matchmaking."""

from collections.abc import Callable

import pytest
from django.test import Client

from hospes.organisations.models import Organisation
from hospes.people.models import Person
from tests.factories.organisations import OrganisationFactory, PostFactory
from tests.factories.people import PersonFactory


@pytest.fixture
def school(db: None) -> Organisation:
    return OrganisationFactory(name="Skolan i Borås", country="SE", territory="SE232")


@pytest.fixture
def anna(school: Organisation) -> Person:
    """Works at the school."""
    return PostFactory(organisation=school, person=PersonFactory(name="Anna Andersson")).person


@pytest.fixture
def olga(db: None) -> Person:
    """Works at another organisation, in another country."""
    other = OrganisationFactory(name="Bergen yrkesskole", country="NO", territory="NO0A2")
    return PostFactory(organisation=other, person=PersonFactory(name="Olga Olsen")).person


@pytest.fixture
def fiona(db: None) -> Person:
    """Facilitates."""
    return PersonFactory(name="Fiona Facilitator", facilitator=True)


@pytest.fixture
def signed_in(db: None) -> Callable[[Person], Client]:
    def sign_in(person: Person) -> Client:
        client = Client()
        client.force_login(person)
        return client

    return sign_in
