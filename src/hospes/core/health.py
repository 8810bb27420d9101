"""Is this installation well? Each app adds what it knows; `/health/ready` and `hospes check` ask.

A probe answers with a `Finding`. Findings hold no secrets: anybody may read `/health/ready`.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor


@dataclass(frozen=True)
class Finding:
    """What a probe found. `mend` says, in one sentence, what puts it right."""

    well: bool
    state: str
    mend: str = ""


Probe = Callable[[], Finding]
_probes: dict[str, Probe] = {}


def probe(name: str) -> Callable[[Probe], Probe]:
    """Add a probe under the name that `/health/ready` shows it by."""

    def keep(function: Probe) -> Probe:
        _probes[name] = function
        return function

    return keep


def findings() -> dict[str, Finding]:
    """Ask every probe. One that cannot ask the database says so instead of failing."""
    return {name: _ask(function) for name, function in _probes.items()}


def _ask(function: Probe) -> Finding:
    try:
        return function()
    except DatabaseError:
        return Finding(False, "unknown", "Bring the database up, then run `hospes migrate`.")


@probe("database")
def database() -> Finding:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return Finding(False, "unreachable", "Start the database, or correct HOSPES_DATABASE_URL.")
    return Finding(True, "ok")


@probe("migrations")
def migrations() -> Finding:
    executor = MigrationExecutor(connection)
    waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if waiting:
        return Finding(False, f"{len(waiting)} waiting", "Run `hospes migrate`.")
    return Finding(True, "ok")
