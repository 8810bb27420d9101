"""An event: who could meet whom, when, and how much they would like to."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Literal, NamedTuple

Want = Literal["must", "like", "no"]
Two = tuple[str, str]


class Slot(NamedTuple):
    start: datetime
    end: datetime


class Meeting(NamedTuple):
    """Two people at a table. Slots and tables are counted from 0."""

    a: str
    b: str
    slot: int
    table: int

    @property
    def pair(self) -> Two:
        return two(self.a, self.b)


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who takes part. None is unknown: any language, free in every slot, no limit."""

    key: str
    languages: frozenset[str] | None = None
    free: frozenset[int] | None = None
    at_most: int | None = None


@dataclass(frozen=True, slots=True)
class Wish:
    """What one person says about meeting another."""

    by: str
    to: str
    want: Want


@dataclass(frozen=True)
class Event:
    """`tables` None: as many as are needed. `fixed` meetings are kept exactly."""

    slots: tuple[Slot, ...]
    people: tuple[Person, ...]
    tables: int | None = None
    wishes: tuple[Wish, ...] = ()
    fixed: tuple[Meeting, ...] = ()

    @cached_property
    def person(self) -> dict[str, Person]:
        return {person.key: person for person in self.people}

    @cached_property
    def wants(self) -> dict[Two, Want]:
        return {(wish.by, wish.to): wish.want for wish in self.wishes}

    @cached_property
    def most_tables(self) -> int:
        """Tables in a slot that can be of use."""
        needed = max(len(self.people) // 2, 1 + max((meeting.table for meeting in self.fixed), default=-1))
        return needed if self.tables is None else self.tables

    def is_free(self, key: str, slot: int) -> bool:
        free = self.person[key].free
        return free is None or slot in free


def two(one: str, other: str) -> Two:
    return (one, other) if one <= other else (other, one)


def in_order(meetings: Iterable[Meeting]) -> tuple[Meeting, ...]:
    """As a timetable is read: by slot, then by table."""
    return tuple(sorted(meetings, key=lambda meeting: (meeting.slot, meeting.table, meeting.a, meeting.b)))
