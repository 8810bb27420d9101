"""How often something may be tried is counted once for all processes, and told apart by place."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test import RequestFactory

from hospes.core import limits
from hospes.core.models import LimitCount

MINUTE = timedelta(minutes=1)


@pytest.mark.django_db
def test_the_try_after_the_last_allowed_one_is_too_often():
    answers = [limits.is_too_often("form", "here", most=3, within=MINUTE) for _ in range(5)]

    assert answers == [False, False, False, True, True]


@pytest.mark.django_db
def test_other_places_and_other_forms_count_for_themselves():
    limits.counted("form", "here", by=5, within=MINUTE)

    assert limits.counted("form", "there", within=MINUTE) == 1
    assert limits.counted("other form", "here", within=MINUTE) == 1


@pytest.mark.django_db
def test_a_window_ends_and_the_next_begins_at_one():
    with time_machine.travel("2026-11-23T10:00:00Z", tick=False) as clock:
        limits.counted("form", "here", by=9, within=MINUTE)
        clock.shift(45)
        assert limits.counted("form", "here", within=MINUTE) == 10
        assert limits.seconds_left("form", "here") == 15
        clock.shift(15)

        assert limits.counted("form", "here", within=MINUTE) == 1


@pytest.mark.django_db
def test_no_place_is_readable_in_the_database():
    limits.counted("sign-in", "maria@region.example 192.0.2.7", within=MINUTE)

    assert "maria" not in str(LimitCount.objects.values().get())
    assert "192.0.2.7" not in str(LimitCount.objects.values().get())


@pytest.mark.django_db
def test_old_counts_are_forgotten_and_open_ones_kept():
    with time_machine.travel("2026-11-23T10:00:00Z", tick=False) as clock:
        limits.counted("form", "old", within=MINUTE)
        clock.shift(61)
        limits.counted("form", "new", within=MINUTE)

        assert limits.forget_old_counts() == 1
    assert LimitCount.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_tries_at_the_same_instant_are_all_counted():
    def one_try(_number):
        try:
            return limits.counted("form", "here", within=MINUTE)
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as people:
        counts = sorted(people.map(one_try, range(40)))

    assert counts == list(range(1, 41))


@pytest.mark.parametrize(
    ("proxies", "header", "address"),
    [
        (0, "198.51.100.1", "192.0.2.1"),
        (1, "", "192.0.2.1"),
        (1, "198.51.100.1", "198.51.100.1"),
        (1, "203.0.113.9, 198.51.100.1", "198.51.100.1"),
        (2, "203.0.113.9, 198.51.100.1, 10.0.0.1", "198.51.100.1"),
        (2, "198.51.100.1", "192.0.2.1"),
        (1, "not an address", "192.0.2.1"),
        (1, "198.51.100.1, " + "x" * 10_000, "192.0.2.1"),
    ],
)
def test_only_declared_proxies_are_believed_about_the_sender(settings, proxies, header, address):
    settings.PROXIES = proxies
    request = RequestFactory().get("/", REMOTE_ADDR="192.0.2.1", HTTP_X_FORWARDED_FOR=header)

    assert limits.client_address(request) == address


def test_a_network_of_the_new_kind_counts_as_one_place():
    one, other, elsewhere = (
        RequestFactory().get("/", REMOTE_ADDR=address)
        for address in ("2001:db8:1:2::7", "2001:db8:1:2:ffff::9", "2001:db8:1:3::7")
    )

    assert limits.client_network(one) == limits.client_network(other) != limits.client_network(elsewhere)


@pytest.mark.django_db
def test_tries_that_waited_for_their_turn_do_not_begin_the_count_anew():
    """A volley reaches the database in another order than it came in; clocks of two machines differ as well."""
    with time_machine.travel("2026-11-23T10:00:00Z", tick=False) as clock:
        counts = []
        for second in (30, 10, 20, 0, 5):
            clock.move_to(f"2026-11-23T10:00:{second:02}Z")
            counts.append(limits.counted("form", "here", within=MINUTE))

    assert counts == [1, 2, 3, 4, 5]
