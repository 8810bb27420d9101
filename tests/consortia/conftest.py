"""A lead with an idea, and two organisations that could take part."""

import pytest

from hospes.matchmaking.models import Entry
from tests.consortia.things import an_idea
from tests.cooperation.conftest import Side, side_of
from tests.factories.introductions import hosting_organisation, sending_organisation


@pytest.fixture
def lead(db: None) -> Side:
    return side_of(sending_organisation(name="Lindalen", kind="REGIONAL_AUTHORITY"))


@pytest.fixture
def school(db: None) -> Side:
    return side_of(hosting_organisation(name="Nordfjell", languages=["no", "en"]))


@pytest.fixture
def other(db: None) -> Side:
    return side_of(hosting_organisation(name="Kivisalo", country="FI", territory="FI197", languages=["fi", "en"]))


@pytest.fixture
def idea(lead: Side) -> Entry:
    return an_idea(lead.organisation)
