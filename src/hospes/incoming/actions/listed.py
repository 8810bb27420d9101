"""Rows of a list that goes in at one go, without a preview that waits: the command line."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from django.db import transaction

from hospes.incoming.actions.writing import Stage, Written
from hospes.incoming.reading.comparing import Decision
from hospes.incoming.reading.rows import Proposed, RowReader
from hospes.incoming.reading.sheets import Table
from hospes.journal.actions import record

Progress = Callable[[Iterable[Any]], Iterable[Any]]


def read(reader: RowReader, table: Table, progress: Progress = iter) -> Iterator[tuple[Proposed, Decision]]:
    """Read a list row by row."""
    for line, cells in progress(table.rows):
        for row in reader.read(line, cells):
            yield row, Decision()


@transaction.atomic
def write_list(stage: Stage, progress: Progress = iter) -> Written:
    """Write what was made ready, in one turn: a list that is imported twice at once goes in once."""
    written = stage.write(progress)
    if written.is_something:
        record("entries.imported", by=stage.by, facts=written.told())
    return written
