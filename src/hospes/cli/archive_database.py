"""Taking a database out while it is written to, looking into a copy, and putting a copy in place."""

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, connection, connections, transaction

from hospes.cli import checksums
from hospes.cli.mistakes import MistakeError

_COPY = "copy"


def kind() -> str:
    return str(connection.vendor)


@dataclass(frozen=True)
class Dumped:
    """What is in a copy, table by table: rows, and the checksum of `hospes checksums`."""

    rows: Mapping[str, int]
    sums: Mapping[str, str]


def dump(target: Path) -> Dumped:
    """Copy the database in one consistent view, while others write."""
    if kind() == "sqlite":
        try:
            with closing(_own_sqlite()) as live:
                live.execute("VACUUM INTO ?", [str(target)])
        except sqlite3.Error as error:
            raise MistakeError(
                f"The database could not be copied: {error}. Is there room in the data folder?"
            ) from error
        return Dumped(sqlite_counts(target), sqlite_sums(target))
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        cursor.execute("SELECT pg_export_snapshot()")
        (snapshot,) = cursor.fetchone()
        _postgresql("pg_dump", "--format=custom", f"--snapshot={snapshot}", f"--file={target}")
        rows = {table: _count(cursor, connection.ops.quote_name(table)) for table in _tables()}
        return Dumped(rows, sums())


def sums(using: str = DEFAULT_DB_ALIAS) -> dict[str, str]:
    return {one.table: one.total for one in checksums.sums(using)}


def sqlite_sums(copy: Path) -> dict[str, str]:
    """The checksums of a copy, read through a connection of its own."""
    connections.databases[_COPY] = connections.databases[DEFAULT_DB_ALIAS] | {"NAME": str(copy), "OPTIONS": {}}
    try:
        return sums(_COPY)
    finally:
        connections[_COPY].close()
        del connections[_COPY], connections.databases[_COPY]


def _count(cursor: Any, quoted_table: str) -> int:
    # The name is that of a table of ours.
    cursor.execute(f"SELECT count(*) FROM {quoted_table}")  # noqa: S608
    return int(cursor.fetchone()[0])


def examine(copy: Path, kind_of_copy: str) -> None:
    """Read the whole copy, as restoring does, and refuse it when anything in it is broken."""
    if kind_of_copy == "postgresql":
        _postgresql("pg_restore", f"--file={os.devnull}", str(copy), to_database=False)
        return
    try:
        with closing(sqlite3.connect(copy)) as database:
            (verdict,) = database.execute("PRAGMA integrity_check").fetchone()
            orphans = database.execute("PRAGMA foreign_key_check").fetchall()
    except sqlite3.DatabaseError as error:
        raise MistakeError(f"The database in this backup cannot be read: {error}.") from error
    if verdict != "ok" or orphans:
        raise MistakeError(f"The database in this backup is broken: {verdict if verdict != 'ok' else 'lost rows'}.")


def sqlite_counts(copy: Path) -> dict[str, int]:
    with closing(sqlite3.connect(copy)) as database:
        names = [row[0] for row in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        wanted = set(_tables())
        return {name: _count(database.cursor(), f'"{name}"') for name in names if name in wanted}


def put_in_place(copy: Path) -> None:
    """Replace what is in the live database by the copy: all of it or nothing."""
    connection.close()
    if kind() == "postgresql":
        _postgresql("pg_restore", "--clean", "--if-exists", "--single-transaction", "--no-owner", str(copy))
        return
    with closing(sqlite3.connect(copy)) as source, closing(_own_sqlite()) as live:
        source.backup(live)


def is_in_use() -> bool:
    """Whether there is anything in the live database that a restore would replace."""
    return bool(connection.introspection.table_names())


@contextmanager
def writing_into(copy: Path) -> Iterator[Any]:
    """Run statements on a copy before it goes live (SQLite), or on the database it became (PostgreSQL)."""
    if kind() == "sqlite":
        with closing(sqlite3.connect(copy)) as database, database:
            yield database.execute
    else:
        with connection.cursor() as cursor:
            yield cursor.execute


def _own_sqlite() -> sqlite3.Connection:
    return sqlite3.connect(settings.DATABASES["default"]["NAME"], timeout=60)


def _tables() -> list[str]:
    return sorted(model._meta.db_table for model in apps.get_models(include_auto_created=True))


def _postgresql(program: str, *words: str, to_database: bool = True) -> None:
    if shutil.which(program) is None:
        raise MistakeError(f"{program} is missing. Install the PostgreSQL client programs (postgresql-client).")
    own: dict[str, Any] = dict(settings.DATABASES["default"])
    names = {"PGHOST": "HOST", "PGPORT": "PORT", "PGUSER": "USER", "PGPASSWORD": "PASSWORD", "PGDATABASE": "NAME"}
    given = {name: str(own[ours]) for name, ours in names.items() if own.get(ours)}
    target = [f"--dbname={own['NAME']}"] if to_database else []
    done = subprocess.run(  # noqa: S603
        [program, *target, *words], env=os.environ | given, capture_output=True, text=True, check=False
    )
    if done.returncode:
        last = done.stderr.strip().splitlines()[-1:] or ["no reason given"]
        raise MistakeError(f"{program} failed: {last[0]}")
