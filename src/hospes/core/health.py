"""Is this installation well? Each app adds what it knows; `/health/ready` and `hospes check` ask.

A probe answers with a `Finding`. Findings hold no secrets: anybody may read `/health/ready`.
"""

import os
import shutil
import tempfile
import threading
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

# A database that is frozen neither answers nor refuses. Whoever watches us waits ten seconds at most.
PATIENCE_SECONDS = 4.0
LEAST_FREE_BYTES = 64 * 1024 * 1024
_BRING_IT_UP = "Bring the database up, then run `hospes migrate`."


@dataclass(frozen=True)
class Finding:
    """What a probe found. `mend` says, in one sentence, what puts it right."""

    well: bool
    state: str
    mend: str = ""


Probe = Callable[[], Finding]
_probes: dict[str, Probe] = {}
_WITHOUT_DATABASE = frozenset({"disk"})


def probe(name: str) -> Callable[[Probe], Probe]:
    """Add a probe under the name that `/health/ready` shows it by."""

    def keep(function: Probe) -> Probe:
        _probes[name] = function
        return function

    return keep


def findings() -> dict[str, Finding]:
    """Ask every probe. While the database does not answer, those that would ask it are not asked."""
    found: dict[str, Finding] = {}
    for name, function in _probes.items():
        silent = "database" in found and not found["database"].well and name not in _WITHOUT_DATABASE
        found[name] = Finding(False, "unknown", _BRING_IT_UP) if silent else _ask(function)
    return found


def _ask(function: Probe) -> Finding:
    try:
        return function()
    except DatabaseError:
        return Finding(False, "unknown", _BRING_IT_UP)


class _Question(threading.Thread):
    """Asks the database on a connection of its own, so that nobody has to wait for the answer."""

    def __init__(self) -> None:
        super().__init__(name="is the database there", daemon=True)
        self.answered = False

    def run(self) -> None:
        own = connection.copy()
        # SQLite opens its file only when something is read from it.
        sql = "SELECT count(*) FROM sqlite_master" if own.vendor == "sqlite" else "SELECT 1"
        try:
            with closing(own), own.cursor() as cursor:
                cursor.execute(sql)
                cursor.fetchone()
            self.answered = True
        except DatabaseError:
            pass


_under_way: list[_Question] = []
_asking = threading.Lock()


@probe("database")
def database() -> Finding:
    """One question at a time: a database that is frozen for hours does not fill the process with threads.

    Whoever comes while it is asked waits for the same answer, as long as for one of their own.
    """
    with _asking:
        _under_way[:] = [question for question in _under_way if question.is_alive()] or [_Question()]
        (question,) = _under_way
        if question.ident is None:
            question.start()
    question.join(PATIENCE_SECONDS)
    if question.answered:
        return Finding(True, "ok")
    return Finding(False, "unreachable", "Start the database, or correct HOSPES_DATABASE_URL.")


@probe("migrations")
def migrations() -> Finding:
    executor = MigrationExecutor(connection)
    waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if waiting:
        return Finding(False, f"{len(waiting)} waiting", "Run `hospes migrate`.")
    return Finding(True, "ok")


@probe("disk")
def disk() -> Finding:
    """The data folder takes a file, and some more."""
    try:
        with tempfile.TemporaryFile(dir=settings.DATA_DIR) as file:
            file.write(b"hospes" * 1000)
            file.flush()
            os.fsync(file.fileno())
        free = shutil.disk_usage(settings.DATA_DIR).free
    except OSError:
        return Finding(False, "nothing can be written", "Make room in the data folder, and let Hospes write there.")
    if free < LEAST_FREE_BYTES:
        return Finding(False, "nearly full", "Make room in the data folder.")
    return Finding(True, "ok")
