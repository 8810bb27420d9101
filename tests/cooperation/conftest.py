"""Two organisations of two regions, each with somebody who speaks for it."""

from dataclasses import dataclass

import pytest

from hospes.organisations.models import Organisation, OrganisationPost
from hospes.people.models import Person
from tests.factories.introductions import hosting_organisation, sending_organisation


@dataclass(frozen=True)
class Side:
    organisation: Organisation
    speaker: Person


def side_of(organisation: Organisation) -> Side:
    return Side(organisation, OrganisationPost.objects.get(organisation=organisation).person)


@pytest.fixture
def swedes(db: None) -> Side:
    return side_of(sending_organisation(name="Lindalen"))


@pytest.fixture
def norwegians(db: None) -> Side:
    return side_of(hosting_organisation(name="Nordfjell"))
