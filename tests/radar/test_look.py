"""What a look over the market finds."""

import multiprocessing

import pytest

from hospes.jobs.actions import HandedBackError
from hospes.matchmaking.queries.market import trees
from hospes.radar import looking
from hospes.radar.actions.look import look
from hospes.radar.models import Gap, Look
from hospes.radar.queries import market
from tests.radar.things import group, host

pytestmark = pytest.mark.django_db


def test_a_group_without_a_host_is_a_gap_that_places_it():
    group(6)

    seen = look()

    gap = Gap.objects.get()
    assert (seen.people, seen.at_home) == (0, 6)
    assert (gap.rank, gap.places_people, gap.offer["country"]) == (1, 6, "ES")
    assert gap.offer["measures"] == ["STEP_FREE"]


def test_a_market_in_which_everybody_has_a_host_has_no_gap():
    group(6)
    host(8)

    seen = look()

    assert (seen.people, seen.at_home) == (6, 0)
    assert not Gap.objects.exists()
    assert Look.objects.count() == 1


def test_a_look_that_had_no_time_leaves_what_was_found_before():
    group(6)
    earlier = look()

    assert look(seconds=0) == earlier
    assert Gap.objects.get().rank == 1


def test_a_look_in_a_process_of_its_own_sees_the_same(monkeypatch: pytest.MonkeyPatch):
    group(6)
    group(4, topics=["nursing"])
    task = looking.Task(market.present())
    here = looking.look(task, trees())
    monkeypatch.setattr(looking, "QUICK", 0)

    assert looking.look(task, trees()) == here
    assert here.gaps


def test_a_worker_that_is_told_to_stop_ends_the_process_and_keeps_nothing(monkeypatch: pytest.MonkeyPatch):
    group(6)
    monkeypatch.setattr(looking, "QUICK", 0)
    there: list[int] = []

    def told_to_stop() -> None:
        there.append(len(multiprocessing.active_children()))
        raise HandedBackError

    with pytest.raises(HandedBackError):
        looking.look(looking.Task(market.present()), trees(), told_to_stop)

    assert there == [1]
    assert not multiprocessing.active_children()


def test_a_look_that_does_not_end_in_its_time_is_ended_and_leaves_what_was_found_before(
    monkeypatch: pytest.MonkeyPatch,
):
    group(6)
    earlier = look()
    monkeypatch.setattr(looking, "QUICK", 0)
    monkeypatch.setattr(looking, "STARTING", float("-inf"))

    assert look() == earlier
    assert Gap.objects.get().rank == 1
    assert not multiprocessing.active_children()


def test_when_the_time_is_up_nothing_is_planned_any_more_and_the_look_says_so():
    group(6)
    host(8, languages=None)

    found = looking.seen(looking.Task(market.present(), seconds=0), trees())

    assert (found.is_whole, found.gaps, found.questions) == (False, (), ())
    whole = looking.seen(looking.Task(market.present()), trees())
    assert whole.is_whole
    assert whole.questions
