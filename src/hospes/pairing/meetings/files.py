"""The event file, version 1. What is not as it should be is refused with the name of the faulty field."""

import re
from datetime import date, datetime, time
from typing import Any

from hospes.pairing.meetings.event import Event, Meeting, Person, Slot, Wish
from hospes.pairing.reading import Field, Reader, code, items, one_of, record, row, several, table, text, whole
from hospes.pairing.strict_json import FileError, Members, parse, shown

MOST_PEOPLE = 2_000
MOST_SLOTS = 100
MOST_WISHES = 50_000

MOMENT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(:[0-9]{2})?(Z|[+-][0-9]{2}:[0-9]{2})?")
TIME_OF_DAY = re.compile(r"[0-9]{2}:[0-9]{2}(:[0-9]{2})?")
MEETING = "[person, other person, slot, table]"
language_code = code(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}", "en")


def read_event(raw: bytes) -> Event:
    """The event in a file, or FileError."""
    value = parse(raw, "The event file")
    if not isinstance(value, Members):
        raise FileError("", f"The event file must hold one object, not {shown(value)}.")
    listed = value.get("slots")
    person = _person(len(listed) if isinstance(listed, list) else MOST_SLOTS)
    found = record(
        value,
        "",
        {
            "version": Field(one_of(1), required=True),
            "slots": Field(items(_slot, most=MOST_SLOTS), required=True),
            "tables": Field(whole(0)),
            "people": Field(items(person, most=MOST_PEOPLE), required=True),
            "wishes": Field(items(_wish, most=MOST_WISHES)),
            "fixed": Field(items(_meeting, most=MOST_WISHES)),
        },
    )
    del found["version"]
    event = Event(**found)
    check_event(event)
    return event


def read_meetings(raw: bytes, event: Event) -> tuple[Meeting, ...]:
    """The meetings of a timetable of this event, or FileError. Nothing else in the file is read."""
    value = parse(raw, "The timetable file")
    if not isinstance(value, Members):
        raise FileError("", f"The timetable file must hold one object, not {shown(value)}.")
    kept = Members({name: value[name] for name in ("version", "meetings") if name in value})
    kept.twice = value.twice
    found = record(
        kept,
        "",
        {
            "version": Field(one_of(1), required=True),
            "meetings": Field(items(_meeting, most=MOST_WISHES), required=True),
        },
    )
    meetings: tuple[Meeting, ...] = found["meetings"]
    _check_meetings(event, meetings, "meetings")
    return meetings


def check_event(event: Event) -> None:
    """That everything an event names is there, and nothing is said twice; else FileError."""
    _check_slots(event.slots)
    _check_people(event)
    _check_wishes(event)
    _check_meetings(event, event.fixed, "fixed")


def _moment(value: object, path: str) -> datetime:
    if isinstance(value, str):
        try:
            if MOMENT.fullmatch(value):
                return datetime.fromisoformat(value)
            if TIME_OF_DAY.fullmatch(value):
                return datetime.combine(date.min, time.fromisoformat(value))
        except ValueError:
            raise FileError(path, f"{shown(value)} is not a moment of the calendar.") from None
    raise FileError(path, f"must be a moment such as 2027-05-03T09:00, or a time such as 09:00, not {shown(value)}.")


def _slot(value: object, path: str) -> Slot:
    example = 'a start and an end, such as ["2027-05-03T09:00", "2027-05-03T09:20"]'
    start, end = row(_moment, _moment, example=example)(value, path)
    if not _are_alike(start, end):
        raise FileError(path, "one moment has a day or a time zone, the other has none.")
    if start >= end:
        raise FileError(path, "ends before it begins.")
    return Slot(start, end)


def _are_alike(one: datetime, other: datetime) -> bool:
    """Whether two moments can be compared: both with a day or without, with a time zone or without."""
    return (one.tzinfo is None) == (other.tzinfo is None) and (one.year == 1) == (other.year == 1)


def _languages(value: object, path: str) -> frozenset[str]:
    """A list of codes, or codes with levels as in the market file; the levels are not weighed."""
    if isinstance(value, Members):
        return frozenset(table(language_code, one_of("A1", "A2", "B1", "B2", "C1", "C2"))(value, path))
    found: frozenset[str] = several(language_code)(value, path)
    return found


def _person(slots: int) -> Reader:
    def free_slot(value: object, path: str) -> int:
        slot: int = whole(0)(value, path)
        if slot >= slots:
            raise FileError(path, f"there is no slot {slot}: {_numbers(slots)}.")
        return slot

    known = {
        "key": Field(text, required=True),
        "languages": Field(_languages),
        "free": Field(several(free_slot)),
        "at_most": Field(whole(0)),
    }
    return lambda value, path: Person(**record(value, path, known))


def _wish(value: object, path: str) -> Wish:
    known = {
        "from": Field(text, required=True),
        "to": Field(text, required=True),
        "want": Field(one_of("must", "like", "no"), required=True),
    }
    found: dict[str, Any] = record(value, path, known)
    return Wish(by=found["from"], to=found["to"], want=found["want"])


def _meeting(value: object, path: str) -> Meeting:
    return Meeting(*row(text, text, whole(0), whole(0), example=MEETING)(value, path))


def _check_slots(slots: tuple[Slot, ...]) -> None:
    for index in range(1, len(slots)):
        before, slot, path = slots[index - 1], slots[index], f"slots[{index}]"
        if not _are_alike(before.start, slot.start):
            raise FileError(path, "has a day or a time zone where earlier slots have none, or has none where they do.")
        if slot.start < before.end:
            raise FileError(path, f"begins before slots[{index - 1}] has ended. Slots stand in their order.")


def _check_people(event: Event) -> None:
    seen: dict[str, int] = {}
    for index, person in enumerate(event.people):
        if person.key in seen:
            raise FileError(
                f"people[{index}].key", f"{shown(person.key)} is the key of people[{seen[person.key]}] too."
            )
        seen[person.key] = index
        for slot in sorted(person.free or ()):
            if slot >= len(event.slots):
                raise FileError(f"people[{index}].free", f"there is no slot {slot}: {_numbers(len(event.slots))}.")


def _check_wishes(event: Event) -> None:
    seen: set[tuple[str, str]] = set()
    for index, wish in enumerate(event.wishes):
        path = f"wishes[{index}]"
        for name, key in (("from", wish.by), ("to", wish.to)):
            if key not in event.person:
                raise FileError(f"{path}.{name}", f"there is no person {shown(key)}.")
        if wish.by == wish.to:
            raise FileError(f"{path}.to", "nobody meets themselves.")
        if (wish.by, wish.to) in seen:
            raise FileError(path, f"is the second wish from {shown(wish.by)} to {shown(wish.to)}.")
        seen.add((wish.by, wish.to))


def _check_meetings(event: Event, meetings: tuple[Meeting, ...], name: str) -> None:
    for index, meeting in enumerate(meetings):
        path = f"{name}[{index}]"
        for place, key in enumerate((meeting.a, meeting.b)):
            if key not in event.person:
                raise FileError(f"{path}[{place}]", f"there is no person {shown(key)}.")
        if meeting.a == meeting.b:
            raise FileError(f"{path}[1]", "nobody meets themselves.")
        if meeting.slot >= len(event.slots):
            raise FileError(f"{path}[2]", f"there is no slot {meeting.slot}: {_numbers(len(event.slots))}.")
        if event.tables is not None and meeting.table >= event.tables:
            raise FileError(f"{path}[3]", f"there is no table {meeting.table}: {_numbers(event.tables)}.")


def _numbers(count: int) -> str:
    return f"they are numbered from 0 to {count - 1}" if count else "the event has none"
