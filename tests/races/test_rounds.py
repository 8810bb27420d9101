"""A few rounds of the races over rounds; `just races` runs them by the hundred."""

import pytest

from tests.races import rounds
from tests.races.running import Clock, Site

pytestmark = pytest.mark.timeout(300)


def test_what_two_facilitators_do_at_once_ends_as_if_one_came_after_the_other(site: Site, clock: Clock) -> None:
    assert rounds.two_facilitators(site, clock, rounds=6).violations == []


def test_who_answers_while_a_repair_moves_it_and_its_day_comes_keeps_it_or_is_told(site: Site, clock: Clock) -> None:
    assert rounds.answers_against_a_repair(site, clock, rounds=5).violations == []
