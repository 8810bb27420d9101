"""The demo partnership on a running server, once for each module."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests import site as sites
from tests.world import made


@pytest.fixture(scope="module")
def site(django_db_setup: None, django_db_blocker: Any) -> Iterator[sites.Site]:
    with django_db_blocker.unblock(), sites.running(made) as running:
        yield running
