"""Whose digest is due, by the clock on their own wall."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.conf import settings
from django.db.models import Case, CharField, Exists, F, OuterRef, Q, QuerySet, When

from hospes.following.choices import Rhythm
from hospes.following.models import Reader, SavedSearch
from hospes.following.rules import is_morning, monday_of


@dataclass(frozen=True)
class Due:
    """A reader whose morning has come."""

    reader: Reader
    day: date
    # Everything weekly is told too: on Monday, or later in the week when nobody could on Monday.
    is_weekly: bool

    def tells(self, rhythm: str) -> bool:
        return self.is_weekly or rhythm == Rhythm.DAILY


def zone_of(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        return ZoneInfo(settings.TIME_ZONE)


def due_readers(now: datetime) -> QuerySet[Reader]:
    """Readers in whose zone it is past seven on a day that was not told yet. Two queries, whatever their number."""
    rows = _with_zone()
    mornings = Q(pk__in=[])
    for zone in rows.order_by().values_list("zone", flat=True).distinct():
        local = zone_of(zone)
        if is_morning(now, local):
            day = now.astimezone(local).date()
            untold = Q(told_on=None) | Q(told_on__lt=day)
            week = Q(weekly_on=None) | Q(weekly_on__lt=monday_of(day))
            mornings |= Q(zone=zone) & untold & (week | Q(rhythm=Rhythm.DAILY) | Q(has_daily=True))
    found: QuerySet[Reader] = rows.filter(mornings).order_by("pk")
    return found


def due(reader: Reader, now: datetime) -> Due:
    name = reader.person.time_zone if reader.person is not None else reader.time_zone
    day = now.astimezone(zone_of(name)).date()
    return Due(reader, day, reader.weekly_on is None or reader.weekly_on < monday_of(day))


def _with_zone() -> Any:
    """Readers with their zone and whether a search of theirs is daily: no model has these two fields."""
    daily = SavedSearch.objects.live().filter(reader=OuterRef("pk"), rhythm=Rhythm.DAILY)
    alive = Q(person=None) | Q(person__is_active=True, person__erased_at=None)
    zone = Case(When(person=None, then=F("time_zone")), default=F("person__time_zone"), output_field=CharField())
    return Reader.objects.filter(alive).annotate(zone=zone, has_daily=Exists(daily))
