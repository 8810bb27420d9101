"""Very many rows at once: written as the database keeps them, without asking it about each."""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection, transaction
from django.db.models import DateField, DateTimeField, JSONField, Model, UUIDField

# Rows written by one statement of SQLite.
_ROUND = 5000
# Kibibytes.
_ROOM = 32 * 1024


def insert_rows(model: type[Model], fields: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Write rows of plain values, ten times as quickly as `bulk_create`. No row may be there already.

    PostgreSQL reads them as one stream, SQLite as one prepared statement. Values are as the database keeps them.
    """
    known = {field.name: str(field.column) for field in model._meta.concrete_fields}
    columns = [connection.ops.quote_name(known[name]) for name in fields]
    names = ", ".join(columns)
    table = connection.ops.quote_name(model._meta.db_table)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {table} ({names}) FROM STDIN") as stream:
                for row in rows:
                    stream.write_row(row)
            return
        marks = ", ".join(["%s"] * len(columns))
        batch: list[Sequence[Any]] = []
        for row in rows:
            batch.append(row)
            if len(batch) == _ROUND:
                cursor.executemany(f"INSERT INTO {table} ({names}) VALUES ({marks})", batch)  # noqa: S608  names are ours
                batch = []
        if batch:
            cursor.executemany(f"INSERT INTO {table} ({names}) VALUES ({marks})", batch)  # noqa: S608


def gather_statistics() -> None:
    """Let the database look at how many rows it holds now, so that it chooses its indexes well. Takes a moment."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            # A sample of each index is enough.
            cursor.execute("PRAGMA analysis_limit = 1000")
        cursor.execute("ANALYZE")


@contextmanager
def much_to_write() -> Iterator[None]:
    """SQLite keeps more of its indexes in memory meanwhile, instead of reading them again for every row."""
    if connection.vendor != "sqlite":
        yield
        return
    with connection.cursor() as cursor:
        before = cursor.execute("PRAGMA cache_size").fetchone()[0]
        cursor.execute(f"PRAGMA cache_size = -{_ROOM}")
        try:
            yield
        finally:
            cursor.execute(f"PRAGMA cache_size = {int(before)}")


@transaction.atomic
def take_numbers(model: type[Model], count: int) -> list[int]:
    """Primary keys that nobody else gets, in rising order. Those that are not used in the end stay unused."""
    if not count:
        return []
    table = model._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)",
                [connection.ops.quote_name(table), count],
            )
            return sorted(number for (number,) in cursor.fetchall())
        cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
        known = cursor.fetchone()
        last = known[0] if known else 0
        if known:
            cursor.execute("UPDATE sqlite_sequence SET seq = %s WHERE name = %s", [last + count, table])
        else:
            cursor.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)", [table, last + count])
    return list(range(last + 1, last + count + 1))


def columns_of(model: type[Model]) -> list[str]:
    """Names of all fields, in the order in which `kept_row` gives their values."""
    return [field.name for field in model._meta.concrete_fields]


def row_maker(model: type[Model]) -> Callable[[Model], list[Any]]:
    """Makes of an instance the values that the database keeps, fit for JSON and for `insert_rows`."""
    parts = [(str(field.attname), _converter(field)) for field in model._meta.concrete_fields]

    def row(instance: Model) -> list[Any]:
        given = instance.__dict__
        return [
            value if (value := given[name]) is None or convert is None else convert(value) for name, convert in parts
        ]

    return row


def _converter(field: Any) -> Callable[[Any], Any] | None:
    if isinstance(field, JSONField):
        return json.dumps
    if isinstance(field, DateTimeField):
        return _moment
    if isinstance(field, DateField):
        return lambda day: str(day.isoformat())
    if isinstance(field, UUIDField):
        return _key
    return None


def _moment(value: datetime) -> str:
    return str(connection.ops.adapt_datetimefield_value(value))


def _key(value: UUID) -> str:
    return value.hex if connection.vendor == "sqlite" else str(value)
