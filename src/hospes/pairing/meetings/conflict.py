"""Fixed meetings that cannot all be: the smallest set of them that shows it."""

from collections import Counter
from collections.abc import Iterator

from hospes.pairing.meetings.event import Event, Meeting
from hospes.pairing.meetings.grid import barrier


def conflict(event: Event, *, held: tuple[Meeting, ...] = ()) -> tuple[Meeting, ...]:
    """The smallest set of fixed meetings that no timetable can hold together; empty when all can be held.

    A set is too much because of one meeting, because two are in each other's way, or because
    somebody has more than they asked for. There are no other ways, so the smallest one is found.
    `held` have taken place: nobody can release them any more.
    """
    fixed = sorted(meeting for meeting in event.fixed if meeting not in held)
    found = [*_alone(event, fixed, held), *_two(fixed), *_too_many(event, fixed, held)]
    return min(found, key=len, default=())


def _alone(event: Event, fixed: list[Meeting], held: tuple[Meeting, ...]) -> Iterator[tuple[Meeting, ...]]:
    taken = {use for meeting in held for use in _uses(meeting)}
    for meeting in fixed:
        free = event.is_free(meeting.a, meeting.slot) and event.is_free(meeting.b, meeting.slot)
        if not free or barrier(event, meeting.a, meeting.b) is not None or taken & set(_uses(meeting)):
            yield (meeting,)


def _uses(meeting: Meeting) -> list[tuple[object, ...]]:
    """What nobody else can use: two people's slot, a table, and the pair itself."""
    slot = meeting.slot
    return [("seat", meeting.a, slot), ("seat", meeting.b, slot), ("table", slot, meeting.table), meeting.pair]


def _two(fixed: list[Meeting]) -> Iterator[tuple[Meeting, ...]]:
    first: dict[tuple[object, ...], Meeting] = {}
    for meeting in fixed:
        for use in _uses(meeting):
            if use in first:
                yield first[use], meeting
            else:
                first[use] = meeting


def _too_many(event: Event, fixed: list[Meeting], held: tuple[Meeting, ...]) -> Iterator[tuple[Meeting, ...]]:
    own: dict[str, list[Meeting]] = {}
    for meeting in fixed:
        own.setdefault(meeting.a, []).append(meeting)
        own.setdefault(meeting.b, []).append(meeting)
    had = Counter(key for meeting in held for key in (meeting.a, meeting.b))
    for key, meetings in sorted(own.items()):
        at_most = event.person[key].at_most
        room = len(meetings) if at_most is None else max(0, at_most - had[key])
        if len(meetings) > room:
            yield tuple(meetings[: room + 1])
