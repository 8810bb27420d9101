"""A few rounds of the other races; `just races` runs them by the hundred."""

import pytest

from tests.races import edits, entries, gone, joining, lists
from tests.races.running import Clock, Site

pytestmark = pytest.mark.timeout(300)


def test_steps_of_an_entry_in_any_order_and_at_once_take_no_forbidden_way(site: Site, clock: Clock) -> None:
    assert entries.steps_in_any_order(site, clock, rounds=6).violations == []


def test_of_twenty_changes_of_one_version_exactly_one_is_made(site: Site) -> None:
    assert edits.changes_of_one_version(site, rounds=3).violations == []


def test_a_key_that_is_sent_many_times_has_one_effect(site: Site) -> None:
    assert edits.keys_sent_again(site, rounds=3, restarts=False).violations == []


def test_what_was_promised_is_read_at_once_in_every_process(site: Site) -> None:
    assert edits.read_what_was_promised(site, rounds=2).violations == []


def test_one_invitation_lets_one_in_whoever_else_is_at_work(site: Site) -> None:
    assert joining.invitations_accepted_twice(site, rounds=3).violations == []


def test_one_request_to_join_is_answered_once(site: Site) -> None:
    assert joining.requests_answered_twice(site, rounds=2).violations == []


def test_who_is_erased_in_the_middle_of_their_work_does_not_come_back(site: Site, clock: Clock) -> None:
    assert gone.erased_while_they_work(site, clock, rounds=3).violations == []


def test_a_list_goes_in_once_when_it_is_sent_twice_at_once(site: Site) -> None:
    assert lists.imported_twice_at_once(site, rounds=1).violations == []
