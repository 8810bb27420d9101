"""What is wrong with a timetable, whoever made it. Shares no code with the making of timetables."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from hospes.pairing.findings import Facts
from hospes.pairing.meetings.event import Event, Meeting


@dataclass(frozen=True, slots=True)
class Fault:
    code: str
    facts: Facts = field(default_factory=dict, hash=False)


def faults_of(event: Event, meetings: Iterable[Meeting], *, past: int = 0) -> tuple[Fault, ...]:
    """Every rule that the meetings break. Meetings in slots before `past` have taken place: they are
    counted, and nobody asks any more whether they were allowed."""
    listed = tuple(meetings)
    strange = tuple(fault for meeting in listed for fault in _strange(event, meeting))
    if strange:
        return strange
    allowed = (fault for meeting in listed if meeting.slot >= past for fault in _not_allowed(event, meeting))
    return (*_clashes(listed), *allowed, *_too_many(event, listed, past), *_fixed_missing(event, listed))


def _strange(event: Event, meeting: Meeting) -> Iterator[Fault]:
    for key in (meeting.a, meeting.b):
        if key not in event.person:
            yield Fault("unknown_person", {"person": key})
    if meeting.a == meeting.b:
        yield Fault("meets_themselves", {"person": meeting.a})
    if not 0 <= meeting.slot < len(event.slots):
        yield Fault("unknown_slot", {"slot": meeting.slot})
    if meeting.table < 0 or (event.tables is not None and meeting.table >= event.tables):
        yield Fault("unknown_table", {"table": meeting.table})


def _clashes(meetings: tuple[Meeting, ...]) -> Iterator[Fault]:
    seats = Counter((key, meeting.slot) for meeting in meetings for key in (meeting.a, meeting.b))
    yield from (Fault("person_twice", {"person": key, "slot": slot}) for (key, slot), n in seats.items() if n > 1)
    tables = Counter((meeting.slot, meeting.table) for meeting in meetings)
    yield from (Fault("table_twice", {"slot": slot, "table": at}) for (slot, at), n in tables.items() if n > 1)
    pairs = Counter(frozenset({meeting.a, meeting.b}) for meeting in meetings)
    yield from (Fault("pair_twice", {"people": sorted(pair)}) for pair, n in pairs.items() if n > 1)


def _not_allowed(event: Event, meeting: Meeting) -> Iterator[Fault]:
    people = sorted((meeting.a, meeting.b))
    one, other = (event.person[key] for key in people)
    for person in (one, other):
        if person.free is not None and meeting.slot not in person.free:
            yield Fault("not_free", {"person": person.key, "slot": meeting.slot})
    if one.languages is not None and other.languages is not None and not one.languages & other.languages:
        yield Fault("no_common_language", {"people": people})
    wants = {event.wants.get((meeting.a, meeting.b)), event.wants.get((meeting.b, meeting.a))}
    if "no" in wants:
        yield Fault("said_no", {"people": people})
    elif not wants & {"must", "like"} and meeting not in event.fixed:
        yield Fault("nobody_asked", {"people": people})


def _too_many(event: Event, meetings: tuple[Meeting, ...], past: int) -> Iterator[Fault]:
    counts = Counter(key for meeting in meetings for key in (meeting.a, meeting.b))
    ahead = {key for meeting in meetings if meeting.slot >= past for key in (meeting.a, meeting.b)}
    for key, count in counts.items():
        at_most = event.person[key].at_most
        if at_most is not None and count > at_most and key in ahead:
            yield Fault("at_most_passed", {"person": key, "meetings": count, "at_most": at_most})


def _fixed_missing(event: Event, meetings: tuple[Meeting, ...]) -> Iterator[Fault]:
    held = {(frozenset({meeting.a, meeting.b}), meeting.slot, meeting.table) for meeting in meetings}
    for meeting in event.fixed:
        if (frozenset({meeting.a, meeting.b}), meeting.slot, meeting.table) not in held:
            yield Fault("fixed_missing", {"meeting": list(meeting)})
