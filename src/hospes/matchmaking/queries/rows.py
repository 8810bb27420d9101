"""Entries as the engine needs them, read as plain rows: a model for each would take longer than comparing it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import QuerySet

from hospes.matchmaking.models import Entry

Codes = Iterable[str] | None


class OrganisationRow(NamedTuple):
    key: UUID
    country: str
    territory: str


class EntryRow(NamedTuple):
    """The fields of `Entry` by their names, with unknown as None and none as empty."""

    pk: int
    key: UUID
    kind: str
    formats: Codes
    profiles: Codes
    topics: Codes
    fields: Codes
    languages: Mapping[str, str] | None
    needs: Codes
    measures: Codes
    windows: Iterable[Iterable[str]] | None
    days_least: int | None
    days_most: int | None
    people: int | None
    fewer_opportunities: int | None
    smallest_part: int | None
    least_people: int | None
    places: int | None
    smallest_group: int | None
    largest_group: int | None
    groups: int | None
    at_once: int | None
    wants: Mapping[str, Iterable[str]]
    refuses: Mapping[str, Iterable[str]]
    new_links: str
    abroad: bool | None
    returns: str
    valid_until: date | None
    published_at: datetime | None
    organisation: OrganisationRow


_OWN = EntryRow._fields[:-1]
_ITS = tuple(f"organisation__{name}" for name in OrganisationRow._fields)


# So many rows are in memory while a whole market is read.
AT_ONCE = 1_000


def to_read(entries: QuerySet[Entry]) -> list[EntryRow]:
    """The entries with everything `party_of` reads, in one query."""
    return [_row(row) for row in entries.values_list(*_OWN, *_ITS)]


def each_to_read(entries: QuerySet[Entry]) -> Iterator[EntryRow]:
    """The same in the order of their numbers, a query for some at a time. Nothing is held between them, so that
    whoever reads a whole market keeps nobody from writing, and may write meanwhile."""
    last = 0
    while some := to_read(entries.filter(pk__gt=last).order_by("pk")[:AT_ONCE]):
        yield from some
        last = some[-1].pk


def _row(values: Sequence[Any]) -> EntryRow:
    return EntryRow._make((*values[: len(_OWN)], OrganisationRow._make(values[len(_OWN) :])))
