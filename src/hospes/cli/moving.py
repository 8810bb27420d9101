"""`hospes move`: everything of this installation in another database, secrets and sessions included."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from typing import Any

import dj_database_url
from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.db import DEFAULT_DB_ALIAS, OperationalError, connection, connections, transaction
from django.db.models import Model
from tqdm import tqdm

from hospes.cli import checksums
from hospes.cli.mistakes import MistakeError
from hospes.cli.starting import DATABASES
from hospes.exports.batches import PORTION
from hospes.exports.insertion import go_on_counting, insert_as_they_are
from hospes.jobs.queries import workers_alive

TARGET = "move_to"
# Django writes these by itself into every new database.
_WRITTEN_BY_DJANGO = (ContentType, Permission)


def move(url: str) -> list[checksums.Sum]:
    """Copy every table in one transaction. Both sides have the same checksums, or nothing is written."""
    _reach(url)
    if workers_alive().exists():
        raise MistakeError("A worker is running. Stop the site and its workers, wait half a minute, and start again.")
    _make_tables(url)
    with transaction.atomic():
        _hold_still()
        rows = sum(model._base_manager.count() for model in checksums.models())
        # Copied, and read once more on either side.
        with tqdm(total=3 * rows, unit="row", disable=None) as bar:
            ours = checksums.sums(tick=bar.update)
            if _has_rows():
                if checksums.sums(TARGET) == ours:
                    return ours
                raise MistakeError("There is other data in that database. Move into an empty one.")
            with transaction.atomic(using=TARGET):
                _copy(bar.update)
                theirs = checksums.sums(TARGET, bar.update)
                if theirs != ours:
                    different = ", ".join(one.table for one, two in zip(ours, theirs, strict=True) if one != two)
                    raise MistakeError(f"The copy is not the same in {different}. Nothing was kept of it.")
    return ours


def _reach(url: str) -> None:
    """Make the other database known to Django for the length of this command."""
    try:
        other: dict[str, Any] = dict(dj_database_url.parse(url))
    except (dj_database_url.ParseError, dj_database_url.UnknownSchemeError, ValueError) as error:
        raise MistakeError("The address of the database is wrong: it begins with sqlite:// or postgres://.") from error
    if other.get("ENGINE") not in DATABASES:
        raise MistakeError("The address of the database is wrong: it begins with sqlite:// or postgres://.")
    own = connection.settings_dict
    if all(str(other.get(part) or "") == str(own.get(part) or "") for part in ("ENGINE", "NAME", "HOST", "PORT")):
        raise MistakeError("That is the database of this installation. Name another one.")
    connections.databases[TARGET] = other
    connections.configure_settings(connections.databases)
    try:
        connections[TARGET].ensure_connection()
    except OperationalError as error:
        raise MistakeError(f"The other database does not answer: {error}. Make it first, and name its user.") from error


def _make_tables(url: str) -> None:
    """In a process of its own: a step that writes rows must not find the database of this installation."""
    environment = os.environ | {"HOSPES_DATABASE_URL": url}
    done = subprocess.run(
        [sys.executable, "-m", "hospes", "migrate"], env=environment, capture_output=True, text=True, check=False
    )
    if done.returncode:
        last = done.stderr.strip().splitlines()[-1:] or ["no reason given"]
        raise MistakeError(f"The tables of the other database cannot be made: {last[0]}")


def _hold_still() -> None:
    """Nobody writes here meanwhile. On SQLite the transaction itself, which is IMMEDIATE, sees to that."""
    if connection.vendor == "postgresql":
        tables = ", ".join(connection.ops.quote_name(model._meta.db_table) for model in checksums.models())
        with connection.cursor() as cursor:
            cursor.execute(f"LOCK TABLE {tables} IN SHARE MODE")


def _has_rows() -> bool:
    tables = [model for model in checksums.models() if model not in _WRITTEN_BY_DJANGO]
    return any(model._base_manager.using(TARGET).exists() for model in tables)


def _copy(tick: Callable[[int], object]) -> None:
    for written in reversed(_WRITTEN_BY_DJANGO):
        written._base_manager.using(TARGET).all().delete()
    for model in checksums.models():
        insert_as_they_are(model, _rows(model), using=TARGET, tick=tick)
    go_on_counting(checksums.models(), using=TARGET)
    connections[TARGET].check_constraints()


def _rows(model: type[Model]) -> Iterator[Model]:
    columns = [field.attname for field in model._meta.concrete_fields]
    found = model._base_manager.using(DEFAULT_DB_ALIAS).order_by().values_list(*columns)
    for row in found.iterator(chunk_size=PORTION):
        yield model(**dict(zip(columns, row, strict=True)))
