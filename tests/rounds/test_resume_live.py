"""Workers fall asleep at the worst points of their work, and are killed there or wake too late: nothing is lost, and
nothing is there by half or twice. Each test has a control: without the guard the same check fails."""

import subprocess
import sys
from collections.abc import Callable

import pytest

from tests.core.installations import Installation
from tests.rounds.markets import PAIRS
from tests.rounds.test_resume import begin, let_leases_end, lines, rows, run_of, wait_until

pytestmark = pytest.mark.timeout(300)


def asleep(installation: Installation, point: str, guard: str = "nothing") -> "subprocess.Popen[str]":
    """A worker that has fallen asleep at this point."""
    with (installation.folder / "process.log").open("a") as log:
        worker = subprocess.Popen(
            [sys.executable, "-m", "tests.rounds.asleep", point, guard],
            env=installation.environment,
            stdout=log,
            stderr=log,
            text=True,
        )
    installation.processes.append(worker)
    wait_until(lambda: worker.poll() is not None or (installation.folder / f"asleep-{worker.pid}").exists())
    assert worker.poll() is None
    return worker


def wake(installation: Installation, worker: "subprocess.Popen[str]") -> None:
    (installation.folder / f"awake-{worker.pid}").touch()


def killed(installation: Installation, point: str, guard: str = "nothing") -> None:
    """A worker that was killed at this point, half a minute ago."""
    worker = asleep(installation, point, guard)
    worker.kill()
    worker.wait(timeout=20)
    let_leases_end(installation)


def tasks_done(installation: Installation, name: str) -> Callable[[], bool]:
    asked = f"SELECT status FROM django_tasks_database_dbtaskresult WHERE task_path LIKE '%{name}'"  # noqa: S608
    return lambda: {state for (state,) in installation.ask(asked)} == {"SUCCESSFUL"}


# Two workers that live, at one plan


Plan = tuple[tuple[str, int], tuple[int, int], int]


def plan_of(installation: Installation) -> Plan:
    """How the plan is and how often it was begun, its rows, and how often the journal says that it is done."""
    return run_of(installation), rows(installation), lines(installation, "round.run_done")


def two_at_one_plan(installation: Installation, guard: str) -> tuple[Plan, Plan]:
    """The first sleeps before it completes the plan; the second begins it anew, and has written nothing yet when the
    first wakes. The plan when the first has said its last word, and the plan in the end."""
    begin(installation, "asked_for()")
    first = asleep(installation, "completing", guard)
    let_leases_end(installation)
    second = asleep(installation, "writing", guard)
    # To everybody else it looks alive.
    installation.ask("UPDATE jobs_lease SET until = '2100-01-01 00:00:00+00' WHERE token <> ''")
    assert (run_of(installation), rows(installation)) == (("running", 2), (0, 0))

    wake(installation, first)
    log = installation.folder / "process.log"
    wait_until(lambda: "taken over by another worker" in log.read_text() or run_of(installation)[0] == "done")
    between = plan_of(installation)
    wake(installation, second)
    wait_until(tasks_done(installation, "make_plan"))
    assert first.poll() is None
    return between, plan_of(installation)


def test_a_worker_that_wakes_while_another_makes_its_plan_writes_nothing(installation: Installation) -> None:
    between, in_the_end = two_at_one_plan(installation, "nothing")

    assert between == (("running", 2), (0, 0), 0)
    assert in_the_end == (("done", 2), (PAIRS, 2 * PAIRS), 1)


def test_control_without_the_fence_it_declares_a_plan_done_that_has_no_rows(installation: Installation) -> None:
    between, _in_the_end = two_at_one_plan(installation, "fencing")

    assert between == (("done", 2), (0, 0), 1)


# Killed while it freezes


def frozen(installation: Installation) -> tuple[str, int, int, int]:
    """The state of the round, entries in its market, how many of them are different ones, and lines in the journal."""
    told = installation.python("from tests.rounds.markets import *\nprint(*told_of_market())").split()
    return told[0], int(told[1]), int(told[2]), lines(installation, "round.frozen")


def test_a_market_whose_freezing_was_killed_is_frozen_by_the_next_worker(installation: Installation) -> None:
    begin(installation, "freezing()")
    killed(installation, "reading")
    assert frozen(installation) == ("freezing", 0, 0, 0)

    installation.start("worker", "--interval", "0.1")

    wait_until(tasks_done(installation, "freeze_market"))
    assert frozen(installation) == ("planning", 2 * PAIRS, 2 * PAIRS, 1)


def test_control_where_nobody_sees_that_a_worker_is_dead_its_market_is_never_frozen(
    installation: Installation,
) -> None:
    begin(installation, "freezing()")
    killed(installation, "reading")
    done = "from hospes.jobs.worker import do_everything\ndo_everything()"

    installation.python(done)
    assert frozen(installation) == ("freezing", 0, 0, 0)

    installation.python(f"from hospes.jobs.actions import give_back_abandoned\ngive_back_abandoned()\n{done}")
    assert frozen(installation) == ("planning", 2 * PAIRS, 2 * PAIRS, 1)


# Killed while it makes a repair


def repaired(installation: Installation) -> tuple[list[tuple[str, int]], int, int, int]:
    """Repairs with their tries, what the first says of entries, lines in the journal about
    plans that are done, and introductions."""
    repairs = installation.ask("SELECT state, tries FROM rounds_run WHERE kind = 'repair' ORDER BY number")
    by_entry = (
        "SELECT count(*) FROM rounds_outcome JOIN rounds_run ON rounds_run.id = run_id WHERE kind = 'repair'"
        " AND rounds_run.number = 2"
    )
    introductions = installation.ask("SELECT count(*) FROM matchmaking_introduction")
    return (
        [(state, tries) for state, tries in repairs],
        installation.ask(by_entry)[0][0],
        lines(installation, "round.run_done"),
        introductions[0][0],
    )


def repair_after_a_kill(installation: Installation, guard: str) -> tuple[list[tuple[str, int]], int, int, int]:
    begin(installation, "repairing()")
    killed(installation, "telling", guard)
    installation.start("worker", "--interval", "0.1")
    wait_until(tasks_done(installation, "make_plan"))
    return repaired(installation)


def test_a_repair_whose_worker_is_killed_at_the_last_step_is_made_anew_and_is_there_once(
    installation: Installation,
) -> None:
    repairs, by_entry, told, introductions = repair_after_a_kill(installation, "nothing")

    assert repairs
    assert set(repairs) == {("done", 2)}
    # The plan and its repair; of the second facilitators and members read what became of every entry.
    assert (by_entry, told, introductions) == (2 * PAIRS, 2, PAIRS)


def test_control_without_the_transaction_a_repair_is_done_of_which_the_journal_never_tells(
    installation: Installation,
) -> None:
    repairs, _by_entry, told, _introductions = repair_after_a_kill(installation, "transactions")

    assert (repairs[0], told) == (("done", 1), 1)
