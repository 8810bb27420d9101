"""What has dates, as a calendar that any program opens."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

from django.db.models import QuerySet
from icalendar import Event

from hospes.exports.batches import streamed
from hospes.matchmaking.choices import UNDER_WAY, IntroductionState
from hospes.matchmaking.models import Entry, Introduction

_HEAD = b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Hospes//Archive//EN\r\n"
_TAIL = b"END:VCALENDAR\r\n"
# What both sides agreed to.
_AGREED = (*UNDER_WAY, IntroductionState.REALISED)


def write(folder: Path, introductions: "QuerySet[Introduction]", entries: "QuerySet[Entry]") -> None:
    """`calendar/stays.ics` and `calendar/deadlines.ics`; days, the last one included."""
    target = folder / "calendar"
    target.mkdir(exist_ok=True)
    _write(target / "stays.ics", _stays(introductions))
    _write(target / "deadlines.ics", _deadlines(entries))


def _write(path: Path, events: Iterator[Event]) -> None:
    with path.open("wb") as file:
        file.write(_HEAD)
        for event in events:
            file.write(event.to_ical())
        file.write(_TAIL)


def _stays(introductions: "QuerySet[Introduction]") -> Iterator[Event]:
    agreed = introductions.filter(state__in=_AGREED, starts_on__isnull=False, ends_on__isnull=False)
    for one in streamed(agreed.select_related("wish__organisation", "offer__organisation").order_by("pk")):
        names = f"{one.wish.organisation.name} – {one.offer.organisation.name}"
        yield _event(f"introduction-{one.key}", names, one.starts_on, one.ends_on, one.introduced_at or one.proposed_at)


def _deadlines(entries: "QuerySet[Entry]") -> Iterator[Event]:
    for one in streamed(entries.filter(deadline__isnull=False).order_by("pk")):
        yield _event(f"entry-{one.key}", one.title, one.deadline, one.deadline, one.changed_at)


def _event(uid: str, words: str, first: date, last: date, written: datetime) -> Event:
    event = Event()
    event.add("uid", f"{uid}@hospes")
    event.add("summary", words)
    event.add("dtstart", first)
    event.add("dtend", last + timedelta(days=1))
    event.add("dtstamp", written)
    return event
