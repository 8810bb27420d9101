"""The clock goes back an hour, two hours or four hundred days ahead, or to a day that most years lack."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.test import Client
from django_tasks_db.models import DBTaskResult

from hospes.core.limits import is_too_often
from hospes.jobs import actions, queries
from hospes.jobs.models import Lease, Schedule
from hospes.jobs.schedule import appointments
from hospes.journal.actions import record
from hospes.journal.models import JournalLine
from hospes.journal.queries import verify
from tests.factories.people import PersonFactory
from tests.people.doors import come_in, is_in

pytestmark = pytest.mark.django_db

NOON = datetime(2027, 3, 1, 12, tzinfo=UTC)
JUMPS = {
    "an hour back": NOON - timedelta(hours=1),
    "two hours ahead": NOON + timedelta(hours=2),
    "four hundred days ahead": NOON + timedelta(days=400),
    "to the 29th of February": datetime(2028, 2, 29, 12, tzinfo=UTC),
}
jump = pytest.mark.parametrize("there", JUMPS.values(), ids=JUMPS)
WORKERS, PULSE = 3, timedelta(seconds=3)


@jump
def test_the_journal_is_in_the_order_of_what_happened(there: datetime) -> None:
    person = PersonFactory()
    with time_machine.travel(NOON, tick=False) as clock:
        record("person.signed_out_everywhere", on=person, by=person)
        clock.move_to(there)
        record("person.password_changed", on=person, by=person)

    verbs = list(JournalLine.objects.order_by("sequence").values_list("verb", flat=True))

    assert verbs[-2:] == ["person.signed_out_everywhere", "person.password_changed"]
    assert verify() is None


@jump
def test_a_session_goes_on_or_ends_and_coming_in_again_works(client: Client, there: datetime) -> None:
    person = PersonFactory(signs_in=True)
    with time_machine.travel(NOON, tick=False) as clock:
        come_in(client, person)
        clock.move_to(there)

        goes_on = is_in(client)
        come_in(Client(), person)
        again = Client()
        come_in(again, person)

        assert goes_on is (abs(there - NOON) < timedelta(days=1))
        assert is_in(again)


@jump
def test_a_code_of_the_authenticator_app_is_good_once_by_every_clock(there: datetime) -> None:
    person = PersonFactory(signs_in=True, role="administrator")
    with time_machine.travel(NOON, tick=False) as clock:
        first = Client()
        come_in(first, person)
        clock.move_to(there)
        second, third = Client(), Client()
        come_in(second, person)
        come_in(third, person)

        assert (is_in(second), is_in(third)) == (True, False)


@jump
def test_no_schedule_runs_more_than_once_after_a_jump(there: datetime) -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        for appointment in appointments.values():
            actions.keep_appointment(appointment)
        clock.move_to(there)
        begun: list[str] = []
        for _pulse in range(10):
            for _worker in range(WORKERS):
                begun += [name for name, one in appointments.items() if actions.keep_appointment(one)]
            clock.shift(PULSE)
        latest = {row.task: row.next_at for row in Schedule.objects.all()}

        assert len(begun) == len(set(begun))
        assert bool(begun) is (there > NOON)
        assert DBTaskResult.objects.count() == len(begun)
        # None waits for a day that the old clock had in mind.
        for name, appointment in appointments.items():
            assert latest[name] <= appointment.next_after(there + 10 * PULSE)


@jump
def test_a_task_in_hand_is_done_once_and_one_of_a_dead_worker_comes_back(there: datetime) -> None:
    from tests.jobs import chores

    with time_machine.travel(NOON, tick=False) as clock:
        chores.count_without_holding.enqueue()
        held = actions.claim("worker")
        assert held is not None
        clock.move_to(there)
        # The worker lives: its next pulse says so, before or after another looks for the dead.
        renewed = actions.renew(held)
        back = actions.give_back_abandoned()
        assert (renewed, back) == (True, 0)

        clock.shift(actions.LEASE + timedelta(seconds=1))

        assert actions.give_back_abandoned() == 1
        assert queries.ready().count() == 1
        assert Lease.objects.get().token == ""


@jump
def test_a_limit_holds_nobody_up_longer_than_its_window(there: datetime) -> None:
    window = timedelta(minutes=10)
    with time_machine.travel(NOON, tick=False) as clock:
        assert [is_too_often("try", "ada", most=2, within=window) for _turn in range(3)] == [False, False, True]
        clock.move_to(there)

        first = is_too_often("try", "ada", most=2, within=window)
        clock.shift(window)

        assert first is False
        assert is_too_often("try", "ada", most=2, within=window) is False
