"""Tasks are done at least once, tried again when they fail, and never silently lost."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import time_machine
from django.db import transaction
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from hospes.core import retention
from hospes.jobs import actions, queries, schedule
from hospes.jobs.models import Lease, Schedule, Worker
from hospes.jobs.schedule import Appointment
from hospes.jobs.worker import do_everything
from hospes.mail.models import Muted
from tests.jobs import chores

pytestmark = pytest.mark.django_db


@pytest.fixture
def notes(tmp_path, monkeypatch) -> Path:
    monkeypatch.setenv("HOSPES_DATA_DIR", str(tmp_path))
    path = tmp_path / "notes"
    path.touch()
    return path


def test_a_task_is_done_once(notes: Path) -> None:
    chores.note.enqueue("one")

    assert do_everything() == 1
    assert do_everything() == 0
    assert notes.read_text() == "one\n"
    assert Lease.objects.count() == 0


def test_a_rolled_back_action_enqueues_nothing(notes: Path) -> None:
    with pytest.raises(RuntimeError), transaction.atomic():
        chores.note.enqueue("never")
        raise RuntimeError

    assert (do_everything(), notes.read_text()) == (0, "")


def test_a_failing_task_waits_longer_each_time_and_ends_where_people_see_it(notes: Path) -> None:
    chores.break_down.enqueue("broken")

    pauses = []
    with time_machine.travel(timezone.now(), tick=False) as clock:
        for _turn in range(actions.MOST_TRIES):
            assert do_everything() == 1
            row = DBTaskResult.objects.get()
            pauses.append(row.run_after - timezone.now())
            clock.shift(timedelta(hours=1))
        assert do_everything() == 0

    assert pauses[:-1] == sorted(set(pauses[:-1]))
    failed = queries.failed().get()
    assert (failed.exception_class_path, "RuntimeError: broken" in failed.traceback) == ("RuntimeError", True)
    assert notes.read_text().count("broken") == actions.MOST_TRIES


def test_a_task_that_no_longer_exists_ends_as_failed_and_others_go_on(notes: Path) -> None:
    chores.note.enqueue("gone")
    DBTaskResult.objects.update(task_path="hospes.gone.task")
    chores.note.enqueue("here")

    with time_machine.travel(timezone.now(), tick=False) as clock:
        for _turn in range(actions.MOST_TRIES):
            do_everything()
            clock.shift(timedelta(hours=1))

    assert queries.failed().count() == 1
    assert notes.read_text() == "here\n"


def test_a_failed_task_can_be_put_back(notes: Path) -> None:
    chores.note.enqueue("again")
    DBTaskResult.objects.update(status=TaskResultStatus.FAILED)

    assert actions.try_again(DBTaskResult.objects.get().id)
    do_everything()

    assert notes.read_text() == "again\n"


def test_the_task_of_a_dead_worker_is_free_when_its_lease_has_ended_and_not_before() -> None:
    chores.note.enqueue("x")
    held = actions.claim("dead")
    assert held is not None

    assert actions.give_back_abandoned() == 0
    with time_machine.travel(timezone.now() + actions.LEASE + timedelta(seconds=1)):
        assert actions.give_back_abandoned() == 1
        taken = actions.claim("alive")

    assert taken is not None
    assert (taken.row.id, taken.tries) == (held.row.id, 2)
    assert actions.renew(held) is False


def test_a_worker_that_renews_keeps_its_task() -> None:
    chores.note.enqueue("x")
    held = actions.claim("slow")
    assert held is not None

    with time_machine.travel(timezone.now(), tick=False) as clock:
        for _turn in range(10):
            clock.shift(actions.LEASE / 2)
            assert actions.renew(held)
            assert actions.give_back_abandoned() == 0


def test_a_task_that_kills_every_worker_is_given_up() -> None:
    chores.note.enqueue("poison")

    with time_machine.travel(timezone.now(), tick=False) as clock:
        for _turn in range(actions.MOST_TRIES):
            assert actions.claim("victim") is not None
            clock.shift(actions.LEASE + timedelta(seconds=1))
            actions.give_back_abandoned()

    assert queries.failed().get().exception_class_path == "WorkerDied"


@pytest.mark.parametrize(
    ("task", "effects"),
    [(chores.count_once, 1), (chores.count_without_holding, 2)],
    ids=["holding its task", "control: not holding it"],
)
def test_the_effect_of_a_worker_that_was_taken_for_dead_is_rolled_back(notes: Path, task, effects: int) -> None:
    task.enqueue()
    paused = actions.claim("paused")
    assert paused is not None
    with time_machine.travel(timezone.now() + actions.LEASE + timedelta(seconds=1)):
        actions.give_back_abandoned()
        other = actions.claim("other")
        assert other is not None
        actions.run(other)

    actions.run(paused)

    assert Muted.objects.count() == effects
    assert DBTaskResult.objects.get().status == TaskResultStatus.SUCCESSFUL


def morning() -> Appointment:
    return Appointment(chores.note.using(), "30 6 * * *")


def test_a_schedule_is_kept_once_by_any_number_of_workers() -> None:
    with time_machine.travel(datetime(2026, 11, 23, 5, 0, tzinfo=UTC), tick=False) as clock:
        assert actions.keep_appointment(morning()) is False
        clock.move_to(datetime(2026, 11, 23, 5, 30, 1, tzinfo=UTC))

        kept = [actions.keep_appointment(morning()) for _worker in range(4)]

    assert kept == [True, False, False, False]
    assert DBTaskResult.objects.count() == 1
    assert Schedule.objects.get().next_at == datetime(2026, 11, 24, 5, 30, tzinfo=UTC)


def test_a_week_without_a_worker_is_made_up_for_once() -> None:
    with time_machine.travel(datetime(2026, 11, 1, 12, tzinfo=UTC), tick=False) as clock:
        actions.keep_appointment(morning())
        clock.move_to(datetime(2026, 11, 8, 12, tzinfo=UTC))

        kept = [actions.keep_appointment(morning()) for _pulse in range(20)]

    assert kept.count(True) == 1


def test_a_clock_that_was_ahead_does_not_stop_a_schedule() -> None:
    with time_machine.travel(datetime(2028, 1, 1, 12, tzinfo=UTC), tick=False) as clock:
        actions.keep_appointment(morning())
        clock.move_to(datetime(2026, 11, 8, 12, tzinfo=UTC))
        actions.keep_appointment(morning())

        clock.move_to(datetime(2026, 11, 9, 5, 31, tzinfo=UTC))

        assert actions.keep_appointment(morning()) is True


def test_a_scheduled_task_that_still_waits_is_not_enqueued_twice() -> None:
    with time_machine.travel(datetime(2026, 11, 1, 12, tzinfo=UTC), tick=False) as clock:
        actions.keep_appointment(morning())
        for day in (2, 3, 4):
            clock.move_to(datetime(2026, 11, day, 12, tzinfo=UTC))
            actions.keep_appointment(morning())

    assert DBTaskResult.objects.count() == 1


def test_every_calendar_line_of_the_site_is_one_and_a_wrong_one_is_refused() -> None:
    assert schedule.known()["hospes.privacy.tasks.keep_terms"] == "47 * * * *"
    with pytest.raises(ValueError, match="Not a calendar line"):
        schedule.scheduled("every morning")


def test_old_tasks_are_forgotten_and_their_leases_with_them(notes: Path) -> None:
    chores.note.enqueue("old")
    do_everything()
    Lease.objects.create(task_id="00000000-0000-0000-0000-000000000001")

    with time_machine.travel(timezone.now() + timedelta(days=8)):
        retention.keep_all(timezone.now())

    assert (DBTaskResult.objects.count(), Lease.objects.count()) == (0, 0)


def test_a_worker_is_alive_while_it_shows_itself() -> None:
    actions.show_worker("w1")
    actions.show_worker("w1")

    assert queries.workers_alive().count() == 1
    with time_machine.travel(timezone.now() + timedelta(minutes=1)):
        assert queries.workers_alive().count() == 0
    actions.forget_worker("w1")
    assert Worker.objects.count() == 0
