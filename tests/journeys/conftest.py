"""A running site with nobody in it but those who were there before the story: the cast of the module."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests import site as sites
from tests.journeys.story import cast


@pytest.fixture
def site(request: pytest.FixtureRequest, django_db_setup: None, django_db_blocker: Any) -> Iterator[sites.Site]:
    with django_db_blocker.unblock(), sites.running(getattr(request.module, "cast", cast)) as running:
        yield running


@pytest.fixture
def db(site: sites.Site) -> None:
    """The database as the running site has it."""
