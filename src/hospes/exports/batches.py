"""Long lists in portions, so that the memory never holds them whole."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any, TypeVar

from django.db.models import QuerySet

PORTION = 1000
T = TypeVar("T")


def streamed(rows: Iterable[Any]) -> Iterator[Any]:
    """Rows of the database as they come, with what they prefetch once for each portion."""
    return rows.iterator(chunk_size=PORTION) if isinstance(rows, QuerySet) else iter(rows)


def batches(rows: Iterable[T], size: int = PORTION) -> Iterator[list[T]]:
    stream = streamed(rows)
    while portion := list(islice(stream, size)):
        yield portion
