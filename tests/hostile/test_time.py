"""Ends of days, ends of years, and the two nights of the year with an hour too many or too few."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from hospes.jobs import schedule
from hospes.matchmaking.actions import introductions
from hospes.matchmaking.choices import Side
from hospes.matchmaking.models import Introduction
from hospes.matchmaking.rules.validity import a_year_after
from hospes.matchmaking.tasks.introductions import expire_introductions
from hospes.organisations.models import OrganisationPost
from tests.factories.introductions import proposed, wish_and_offer

pytestmark = pytest.mark.django_db
ZONES = ["Atlantic/Azores", "Atlantic/Canary", "Asia/Nicosia", "Indian/Reunion", "America/Cayenne", "Europe/Brussels"]


@pytest.fixture(autouse=True)
def zone_of_the_installation() -> Iterator[None]:
    """A worker has no reader."""
    timezone.deactivate()
    yield
    timezone.deactivate()


def waiting(answer_by: date) -> Introduction:
    one = proposed(*wish_and_offer())
    one.answer_by = answer_by
    one.save()
    return one


@pytest.mark.parametrize(
    ("answer_by", "last_second"),
    [
        # In summer two hours before UTC, in winter one; the end of a year, the long night and the short one.
        (date(2027, 6, 30), datetime(2027, 6, 30, 21, 59, 59, tzinfo=UTC)),
        (date(2026, 12, 31), datetime(2026, 12, 31, 22, 59, 59, tzinfo=UTC)),
        (date(2027, 10, 31), datetime(2027, 10, 31, 22, 59, 59, tzinfo=UTC)),
        (date(2027, 3, 28), datetime(2027, 3, 28, 21, 59, 59, tzinfo=UTC)),
        (date(2028, 2, 29), datetime(2028, 2, 29, 22, 59, 59, tzinfo=UTC)),
    ],
    ids=str,
)
def test_the_last_day_of_an_answer_ends_at_midnight_in_the_zone_of_the_partnership(
    answer_by: date, last_second: datetime
) -> None:
    one = waiting(answer_by)

    with time_machine.travel(last_second, tick=False) as clock:
        expire_introductions.call()
        one.refresh_from_db()
        before = one.state
        clock.shift(timedelta(seconds=2))
        expire_introductions.call()
        one.refresh_from_db()

    assert (before, one.state) == ("proposed", "expired")


@pytest.mark.parametrize("zone", ZONES)
def test_an_answer_in_time_is_taken_whatever_day_it_is_for_its_reader(zone: str) -> None:
    """At half past eleven in Brussels it is tomorrow in La Réunion, and afternoon in French Guiana."""
    one = waiting(date(2027, 6, 30))
    person = OrganisationPost.objects.get(organisation=one.offer.organisation).person
    person.time_zone = zone
    person.save()
    client = Client()

    with time_machine.travel(datetime(2027, 6, 30, 21, 30, tzinfo=UTC), tick=False):
        client.force_login(person)
        answer = client.post(f"/introductions/{one.pk}/accept/", {"terms_version": "1"})
        timezone.deactivate()
        expire_introductions.call()

    one.refresh_from_db()
    assert answer.status_code == 302
    assert one.state == "accepted_by_one"


@pytest.mark.parametrize("night", [date(2026, 10, 25), date(2027, 3, 28), date(2026, 12, 31)], ids=str)
def test_what_is_done_every_day_is_done_once_in_the_nights_when_clocks_change(night: date) -> None:
    wrong: dict[str, Any] = {}
    daily = [
        one for one in schedule.appointments.values() if one.line.split()[1].isdigit() and one.line.endswith("* * *")
    ]
    for appointment in daily:
        moment = datetime(night.year, night.month, night.day, tzinfo=UTC) - timedelta(days=2)
        end, days = moment + timedelta(days=5), []
        while (moment := appointment.next_after(moment)) < end:
            days.append(timezone.localtime(moment).date())
        if len(days) != len(set(days)) or not 4 <= len(days) <= 6:
            wrong[appointment.line] = days

    assert len(daily) > 3
    assert wrong == {}


def test_a_year_after_the_day_that_there_is_every_four_years() -> None:
    assert a_year_after(date(2028, 2, 29)) == date(2029, 2, 28)
    assert a_year_after(date(2027, 2, 28)) == date(2028, 2, 28)


def test_dates_beyond_2038_are_dates() -> None:
    with time_machine.travel(datetime(2039, 1, 19, 12, tzinfo=UTC), tick=False):
        one = proposed(*wish_and_offer())
        introductions.remind_due(timezone.localdate())

    assert one.answer_by.year == 2039
    assert one.proposed_at.year == 2039
    assert {Side.WISH, Side.OFFER} == set(Side)
