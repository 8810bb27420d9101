"""Groups that find no host, and people who look for one."""

import pytest

from hospes.people.models import Person
from tests.factories.introductions import facilitator


@pytest.fixture
def fiona(db: None) -> Person:
    return facilitator(name="Fiona Facilitator")
