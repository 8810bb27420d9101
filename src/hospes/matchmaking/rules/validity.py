"""How long an entry stands."""

from datetime import date, timedelta

from hospes.matchmaking.choices import EntryKind, EntryStatus
from hospes.matchmaking.models import Entry

# Days before the end on which the organisation is asked whether the entry is still valid.
ASK_BEFORE = timedelta(days=30)


def a_year_after(day: date) -> date:
    """29 February is followed by 28 February."""
    try:
        return day.replace(year=day.year + 1)
    except ValueError:
        return day.replace(year=day.year + 1, day=28)


def latest_valid_until(today: date) -> date:
    """Two years: who wants longer says so again."""
    return a_year_after(a_year_after(today))


def first_valid_until(entry: Entry, today: date) -> date:
    """The day the organisation chose; else a project idea's deadline; else a year from today."""
    if entry.valid_until and entry.valid_until >= today:
        return min(entry.valid_until, latest_valid_until(today))
    if entry.kind == EntryKind.IDEA and entry.deadline and entry.deadline >= today:
        return min(entry.deadline, latest_valid_until(today))
    return a_year_after(today)


def is_past_its_deadline(entry: Entry, today: date) -> bool:
    return entry.kind == EntryKind.IDEA and entry.deadline is not None and entry.deadline < today


def ends_with_its_deadline(entry: Entry) -> bool:
    return entry.kind == EntryKind.IDEA and entry.deadline is not None and entry.deadline == entry.valid_until


def can_be_put_off(entry: Entry, today: date) -> bool:
    """A project idea lives as long as its deadline lets it."""
    return not is_past_its_deadline(entry, today) and not ends_with_its_deadline(entry)


def renewed_until(entry: Entry, today: date) -> date:
    if entry.kind == EntryKind.IDEA and entry.deadline and entry.deadline >= today:
        return entry.deadline
    return a_year_after(today)


def has_run_out(entry: Entry, today: date) -> bool:
    return (
        entry.status in (EntryStatus.PUBLISHED, EntryStatus.PAUSED)
        and entry.valid_until is not None
        and entry.valid_until < today
    )


def ends_soon(entry: Entry, today: date) -> bool:
    """The organisation has not been asked yet, and there is still time to. A deadline is not put off by a click."""
    return (
        not ends_with_its_deadline(entry)
        and entry.status in (EntryStatus.PUBLISHED, EntryStatus.PAUSED)
        and entry.renewal_asked_at is None
        and entry.valid_until is not None
        and today <= entry.valid_until <= today + ASK_BEFORE
    )
