"""What every test can count on."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import hypothesis
import pytest
from django.core.cache import cache
from django.db.backends.base.operations import BaseDatabaseOperations
from django.utils import translation

from hospes.core.catalogues import compile_stale
from hospes.journal import guards
from hospes.search import shelf

# Where a change is judged, the same examples are tried each time; at a desk, new ones.
# How long an example takes says something about the machine, not about the code.
hypothesis.settings.register_profile("at a desk", suppress_health_check=[hypothesis.HealthCheck.too_slow])
hypothesis.settings.register_profile("judged", hypothesis.settings.get_profile("at a desk"), derandomize=True)
hypothesis.settings.load_profile("judged" if os.environ.get("CI") else "at a desk")

# The browser's driver runs an event loop of its own in this thread; the database may be asked all the same.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")


def pytest_configure() -> None:
    """A fresh clone has the sources of the catalogues only."""
    compile_stale(Path(guards.__file__).resolve().parents[1] / "locale")


@pytest.fixture(autouse=True, scope="session")
def a_journal_that_tests_may_empty() -> Iterator[None]:
    """Tests with real transactions empty all tables at their end; the journal's guards step aside for that alone."""
    empty = BaseDatabaseOperations.execute_sql_flush

    def without_guards(operations: BaseDatabaseOperations, statements: list[str]) -> None:
        guards.take_down(operations.connection)
        try:
            empty(operations, statements)
        finally:
            guards.put_up(operations.connection)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(BaseDatabaseOperations, "execute_sql_flush", without_guards)
        yield


@pytest.fixture(autouse=True)
def a_fresh_start() -> Iterator[None]:
    """Nothing remembered: no cached label, no limit already used up, no shelf of the search; and English."""
    cache.clear()
    shelf.on_display.clear()
    with translation.override("en"):
        yield


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """The system's own Chromium, which speaks to nobody but us."""
    return browser_type_launch_args | {
        "executable_path": os.environ.get("HOSPES_CHROMIUM") or shutil.which("chromium"),
        "args": [
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--disable-dev-shm-usage",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--no-first-run",
        ],
    }
