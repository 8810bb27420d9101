"""The demo partnership, made once for each module and taken back afterwards."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction

from tests.world import World, kept_for_now, made


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    with django_db_blocker.unblock(), transaction.atomic():
        yield made()
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def db(world: World) -> Iterator[None]:
    """The database with this world in it. What a test writes is taken back at its end."""
    with kept_for_now():
        yield
