"""A personal calendar as a file (RFC 5545), escaped and folded by the icalendar library."""

from collections.abc import Iterable
from datetime import UTC, timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from hospes.core.release import release
from hospes.sharing.queries.calendar import Appointment


def calendar(appointments: Iterable[Appointment]) -> bytes:
    """Whole days, nobody invited, in the language being spoken."""
    made = Calendar()
    made.add("prodid", f"-//Hospes//Hospes {release()}//EN")
    made.add("version", "2.0")
    made.add("x-wr-calname", _("Hospes: your dates"))
    made.add("refresh-interval", timedelta(hours=6), parameters={"value": "DURATION"})
    for one in appointments:
        made.add_component(_event(one))
    content: bytes = made.to_ical()
    return content


def _event(one: Appointment) -> Event:
    event = Event()
    event.add("uid", f"{one.uid}@{urlsplit(settings.BASE_URL).hostname or 'localhost'}")
    event.add("summary", one.title)
    event.add("dtstart", one.first)
    # The first day that no longer belongs to it.
    event.add("dtend", one.last + timedelta(days=1))
    event.add("dtstamp", one.changed_at.astimezone(UTC))
    event.add("last-modified", one.changed_at.astimezone(UTC))
    event.add("sequence", one.sequence)
    event.add("url", one.url)
    event.add("transp", "TRANSPARENT")
    event.add("class", "PRIVATE")
    return event
