"""Is this installation well? Each app adds what it knows; `/health/ready` and `hospes check` ask.

A probe answers with a `Finding`. Findings hold no secrets: anybody may read `/health/ready`.
"""

import os
import shutil
import tempfile
import threading
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from functools import cache

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

# A database that is frozen neither answers nor refuses. Whoever watches us waits ten seconds at most.
PATIENCE_SECONDS = 4.0
LEAST_FREE_BYTES = 64 * 1024 * 1024
# Whether the data folder takes a file is tried no more often. A part that is not well is red within ten seconds.
DISK_EVERY_SECONDS = 5.0
_BRING_IT_UP = "Bring the database up, then run `hospes migrate`."


@dataclass(frozen=True)
class Finding:
    """What a probe found. `mend` says, in one sentence, what puts it right."""

    well: bool
    state: str
    mend: str = ""


_NOTHING_CAN_BE_WRITTEN = Finding(
    False, "nothing can be written", "Make room in the data folder, and let Hospes write there."
)
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


@cache
def _steps() -> frozenset[tuple[str, str]]:
    """All steps of this release. Reading them takes longer than everything else here."""
    return frozenset(MigrationLoader(None).graph.nodes)


@probe("migrations")
def migrations() -> Finding:
    if _steps() <= MigrationRecorder(connection).applied_migrations().keys():
        return Finding(True, "ok")
    executor = MigrationExecutor(connection)
    waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if waiting:
        return Finding(False, f"{len(waiting)} waiting", "Run `hospes migrate`.")
    return Finding(True, "ok")


@dataclass
class _Try:
    """When a file was last written, and what came of it."""

    folder: str = ""
    at: float = 0.0
    takes: Finding = Finding(True, "ok")


_last_try, _trying = _Try(), threading.Lock()


@probe("disk")
def disk() -> Finding:
    """The data folder takes a file, and some more. Waiting for the disk is kept rare: anybody may ask this."""
    with _trying:
        folder, moment = str(settings.DATA_DIR), time.monotonic()
        if _last_try.folder != folder or moment - _last_try.at > DISK_EVERY_SECONDS:
            _last_try.folder, _last_try.at, _last_try.takes = folder, moment, _takes_a_file()
    return _last_try.takes if not _last_try.takes.well else _with_room()


def _takes_a_file() -> Finding:
    try:
        with tempfile.TemporaryFile(dir=settings.DATA_DIR) as file:
            file.write(b"hospes" * 1000)
            file.flush()
            os.fsync(file.fileno())
    except OSError:
        return _NOTHING_CAN_BE_WRITTEN
    return Finding(True, "ok")


def _with_room() -> Finding:
    try:
        free = shutil.disk_usage(settings.DATA_DIR).free
    except OSError:
        return _NOTHING_CAN_BE_WRITTEN
    if free < LEAST_FREE_BYTES:
        return Finding(False, "nearly full", "Make room in the data folder.")
    return Finding(True, "ok")
