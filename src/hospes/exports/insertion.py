"""Rows put into a table as they are: no moment is set to now, and no rule of the site looks at them again."""

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import Any

from django.core.management.color import no_style
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import Field, Model, QuerySet

AT_ONCE = 500


def insert_as_they_are(
    model: type[Model],
    rows: Iterable[Model],
    *,
    using: str = DEFAULT_DB_ALIAS,
    tick: Callable[[int], object] = lambda _rows: None,
) -> None:
    """Insert rows with all their columns, keys included."""
    fields: list[Field[Any, Any]] = list(model._meta.concrete_fields)
    table: Any = QuerySet(model, using=using)
    for portion in _portions(iter(rows)):
        size = connections[using].ops.bulk_batch_size(fields, portion) or AT_ONCE
        for start in range(0, len(portion), size):
            # `bulk_create` would set the moments that mean "now".
            table._insert(portion[start : start + size], fields=fields, using=using, raw=True)
        tick(len(portion))


def go_on_counting(models: Iterable[type[Model]], *, using: str = DEFAULT_DB_ALIAS) -> None:
    """The next row of each table gets the next number."""
    connection = connections[using]
    for statement in connection.ops.sequence_reset_sql(no_style(), list(models)):
        with connection.cursor() as cursor:
            cursor.execute(statement)


def _portions(rows: Iterator[Model]) -> Iterator[list[Model]]:
    while portion := list(islice(rows, AT_ONCE)):
        yield portion
