"""What is left to decide: wanted pairs that may meet, and the slots, tables and numbers they have left.

People and links are numbered in the order of their keys, so that the order of arrival is forgotten.
Sets of slots are bit words: bit 3 stands for slot 3.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from hospes.pairing.meetings.event import Event, Meeting, Two, two


class Link(NamedTuple):
    """Two people of whom at least one wants to meet the other, and nothing forbids it.

    `musts`: wishes of the kind must that a meeting fulfils. `likes`: its points for the second goal,
    one for each "like" and one when both want it. `slots`: when they could.
    """

    a: int
    b: int
    musts: int
    likes: int
    slots: int


@dataclass(frozen=True)
class Grid:
    """`tables`: free ones per slot. `room`: how many more meetings each can have. `had`: has one already."""

    keys: tuple[str, ...]
    tables: tuple[int, ...]
    free: tuple[int, ...]
    room: tuple[int, ...]
    had: tuple[int, ...]
    links: tuple[Link, ...]

    @cached_property
    def must_worth(self) -> int:
        """More than all likes together, so that no number of likes outweighs a must."""
        return 1 + sum(link.likes for link in self.links)

    @cached_property
    def worth(self) -> tuple[int, ...]:
        """The first two goals of each link as one number."""
        return tuple(link.musts * self.must_worth + link.likes for link in self.links)

    @cached_property
    def links_of(self) -> tuple[tuple[int, ...], ...]:
        found: list[list[int]] = [[] for _ in self.keys]
        for number, link in enumerate(self.links):
            found[link.a].append(number)
            found[link.b].append(number)
        return tuple(map(tuple, found))

    @cached_property
    def most_meetings(self) -> int:
        """No slot holds more than its tables, nor more than half of those who are free in it."""
        linked = [bool(links) for links in self.links_of]
        free = [word for word, is_linked in zip(self.free, linked, strict=True) if is_linked]
        return sum(min(left, sum(word >> slot & 1 for word in free) // 2) for slot, left in enumerate(self.tables))


def bits(word: int) -> Iterator[int]:
    """The slots of a bit word, the earliest first."""
    while word:
        lowest = word & -word
        yield lowest.bit_length() - 1
        word ^= lowest


def barrier(event: Event, one: str, other: str) -> str | None:
    """The code of what forbids two people to meet at all, whenever it be."""
    if "no" in (event.wants.get((one, other)), event.wants.get((other, one))):
        return "said_no"
    spoken, heard = event.person[one].languages, event.person[other].languages
    if spoken is not None and heard is not None and not spoken & heard:
        return "no_common_language"
    return None


def wanted_pairs(event: Event) -> list[Two]:
    """Pairs of whom at least one wants to meet the other, in the order of their keys."""
    return sorted({two(wish.by, wish.to) for wish in event.wishes if wish.want != "no"})


def gains(event: Event, pair: Two) -> tuple[int, int]:
    """The musts that a meeting of the pair fulfils, and its points for likes."""
    wants = (event.wants.get(pair), event.wants.get((pair[1], pair[0])))
    musts, likes = wants.count("must"), wants.count("like")
    return musts, likes + (musts + likes == 2)


def grid_of(event: Event, kept: Iterable[Meeting], *, first: int = 0) -> Grid:
    """What is left of an event beside the meetings that are kept, from slot `first` on."""
    keys = tuple(sorted(event.person))
    number = {key: index for index, key in enumerate(keys)}
    open_slots = (1 << len(event.slots)) - (1 << min(first, len(event.slots)))
    free = [_slots_of(event, key) & open_slots for key in keys]
    tables = [event.most_tables] * len(event.slots)
    had = [0] * len(keys)
    met: set[Two] = set()
    for meeting in kept:
        met.add(meeting.pair)
        tables[meeting.slot] -= 1
        for key in (meeting.a, meeting.b):
            had[number[key]] += 1
            free[number[key]] &= ~(1 << meeting.slot)
    with_table = sum(1 << slot for slot, left in enumerate(tables) if left > 0)
    free = [word & with_table for word in free]
    room = [_room(event, key, had[index], free[index]) for index, key in enumerate(keys)]
    links = []
    for pair in wanted_pairs(event):
        a, b = number[pair[0]], number[pair[1]]
        slots = free[a] & free[b]
        if slots and room[a] and room[b] and pair not in met and barrier(event, *pair) is None:
            links.append(Link(a, b, *gains(event, pair), slots))
    return Grid(keys, tuple(max(0, left) for left in tables), tuple(free), tuple(room), tuple(had), tuple(links))


def _slots_of(event: Event, key: str) -> int:
    free = event.person[key].free
    return (1 << len(event.slots)) - 1 if free is None else sum(1 << slot for slot in free)


def _room(event: Event, key: str, had: int, free: int) -> int:
    at_most = event.person[key].at_most
    slots = free.bit_count()
    return slots if at_most is None else max(0, min(at_most - had, slots))
