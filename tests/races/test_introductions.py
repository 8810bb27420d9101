"""A few rounds of the races over introductions; `just races` runs them by the hundred."""

import pytest

from tests.races import introductions
from tests.races.running import Clock, Site

pytestmark = pytest.mark.timeout(300)


def test_answers_of_everybody_at_once_end_as_if_one_came_after_the_other(site: Site, clock: Clock) -> None:
    assert introductions.answers_at_once(site, clock, rounds=6).violations == []


def test_two_hosts_for_one_group_are_not_both_introduced_and_places_come_back_once(site: Site) -> None:
    assert introductions.two_for_the_last_places(site, rounds=3).violations == []
