"""What a scheduled backup is called, and which of them are kept."""

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime

# Longer than the list of erasures is kept, a backup would bring back people whom nobody knows to be erased.
MOST_DAYS, MOST_WEEKS = 366, 150
_NAME = re.compile(r"hospes-(\d{8}-\d{6})\.tar(?:\.age)?", re.ASCII)
_MOMENT = "%Y%m%d-%H%M%S"


def name_for(moment: datetime, *, encrypted: bool) -> str:
    """`hospes-20261123-013000.tar`, in UTC, with `.age` when it is encrypted."""
    return f"hospes-{moment.astimezone(UTC):{_MOMENT}}.tar{'.age' if encrypted else ''}"


def moment_of(name: str) -> datetime | None:
    """When a scheduled backup was begun; None for any other file, which is left alone."""
    found = _NAME.fullmatch(name)
    if found is None:
        return None
    try:
        return datetime.strptime(found[1], _MOMENT).replace(tzinfo=UTC)
    except ValueError:
        return None


def no_longer_kept(names: Iterable[str], *, days: int, weeks: int) -> list[str]:
    """Backups that may go: all but the newest of each of the last days and of the last weeks that have one.

    Days and weeks without a backup do not count, so that a machine that stood still loses nothing.
    """
    moments = {name: moment for name in names if (moment := moment_of(name)) is not None}
    newest_first = sorted(moments, key=lambda name: (moments[name], name), reverse=True)
    newest_of_day: dict[date, str] = {}
    newest_of_week: dict[tuple[int, int], str] = {}
    for name in newest_first:
        day = moments[name].date()
        newest_of_day.setdefault(day, name)
        newest_of_week.setdefault(day.isocalendar()[:2], name)
    kept = {*newest_first[:1], *list(newest_of_day.values())[:days], *list(newest_of_week.values())[:weeks]}
    return [name for name in newest_first if name not in kept]
