"""The demo partnership, made once for each module, and the same with hostile words in every text."""

from collections.abc import Iterator

import pytest
from django.test import Client

from tests.permissions import asking
from tests.permissions.conftest import world
from tests.world import World, kept_for_now

__all__ = ["world"]


@pytest.fixture
def db(world: World) -> Iterator[None]:
    """The database with this world in it. What a test writes is taken back at its end."""
    with kept_for_now():
        yield


@pytest.fixture(scope="module")
def browsers(world: World) -> dict[str, Client]:
    return asking.clients(world)
