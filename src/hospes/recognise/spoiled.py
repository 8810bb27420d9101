"""What a spreadsheet made of what was typed: "2-4" becomes the second of April."""

import re
from datetime import date, datetime

_WRITTEN = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:[ T]00:00(?::00)?)?\Z")


def as_day(value: object) -> date | None:
    """The day in a cell that holds a date, also one written out by a program."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, str) and len(value) < 30 and (match := _WRITTEN.match(value.strip())):
        try:
            return date(*map(int, match.groups()))
        except ValueError:
            return None
    return None


def spoiled_range(value: object) -> tuple[int, int] | None:
    """The two small numbers that a spreadsheet took for a day and a month, the smaller first."""
    day = as_day(value)
    if day is None or not 2000 <= day.year <= 2099:
        return None
    return min(day.day, day.month), max(day.day, day.month)
