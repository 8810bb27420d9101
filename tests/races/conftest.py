from collections.abc import Iterator
from typing import Any

import pytest

from tests.core.installations import Installation, copy_of, migrated
from tests.races.ledger import everything_agrees
from tests.races.running import Clock, Site, found, serving

__all__ = ["migrated"]


@pytest.fixture(scope="session")
def founded(migrated: Installation, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Installation, Any]]:
    """An installation with people in it, to be copied."""
    with copy_of(migrated, tmp_path_factory.mktemp("founded") / "data") as installation:
        yield installation, found(installation)


@pytest.fixture(scope="session")
def site(founded: tuple[Installation, Any], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The product, served by several processes. At the end everything agrees."""
    template, told = founded
    folder = tmp_path_factory.mktemp("raced") / "data"
    with copy_of(template, folder) as installation, serving(installation, told) as running:
        began_with = running.lines()
        yield running
        assert everything_agrees(running, began_with).violations == []


@pytest.fixture(scope="session")
def clock(site: Site) -> Iterator[Clock]:
    running = Clock(site.installation)
    yield running
    running.stop()
