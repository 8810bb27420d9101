"""Workers are killed and stopped while they plan and send: nothing is lost, and nothing is there by half or twice."""

import os
import signal
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from tests.core.installations import Installation
from tests.rounds.markets import PAIRS
from tests.rounds.test_resume_process import ends, is_there

pytestmark = pytest.mark.timeout(300)


def begin(installation: Installation, call: str) -> None:
    """A small market with a frozen round, and something that a worker is to do with it."""
    installation.python(f"from tests.rounds.markets import *\n{call}")


def wait_until(condition: Callable[[], object], seconds: float = 120) -> None:
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "waited too long"
        time.sleep(0.02)


def planning(worker: int) -> int:
    """The process that makes the plan, as soon as there is one."""
    found: list[int] = []
    wait_until(lambda: found.append(_planning(worker) or 0) or found[-1])
    return found[-1]


def _planning(worker: int) -> int | None:
    for tasks in Path(f"/proc/{worker}/task").glob("*/children"):
        with suppress(OSError):
            for pid in tasks.read_text().split():
                if "spawn_main" in Path(f"/proc/{pid}/cmdline").read_text():
                    return int(pid)
    return None


def let_leases_end(installation: Installation) -> None:
    """Half a minute passes."""
    installation.ask("UPDATE jobs_lease SET until = '2020-01-01 00:00:00+00'")


def run_of(installation: Installation) -> tuple[str, int]:
    [(state, tries)] = installation.ask("SELECT state, tries FROM rounds_run")
    return state, tries


def rows(installation: Installation) -> tuple[int, int]:
    return (
        installation.ask("SELECT count(*) FROM rounds_placement")[0][0],
        installation.ask("SELECT count(*) FROM rounds_outcome")[0][0],
    )


def lines(installation: Installation, verb: str) -> int:
    return [found for (found,) in installation.ask("SELECT verb FROM journal_journalline")].count(verb)


def test_a_plan_whose_worker_is_killed_is_made_anew_by_the_next_one(installation: Installation) -> None:
    begin(installation, "asked_for()")
    victim = installation.start("worker", "--interval", "0.1")
    process = planning(victim.pid)

    victim.kill()
    victim.wait(timeout=20)

    assert ends(process)
    assert run_of(installation) == ("running", 1)
    let_leases_end(installation)
    installation.start("worker", "--interval", "0.1")
    wait_until(lambda: run_of(installation) == ("done", 2))
    assert rows(installation) == (PAIRS, 2 * PAIRS)
    assert lines(installation, "round.run_done") == 1


def test_a_plan_whose_process_is_killed_is_made_anew(installation: Installation) -> None:
    begin(installation, "asked_for()")
    worker = installation.start("worker", "--interval", "0.1")
    process = planning(worker.pid)
    os.kill(process, signal.SIGKILL)

    wait_until(lambda: run_of(installation) == ("waiting", 1))
    # The pause before the next try passes.
    installation.ask("UPDATE django_tasks_database_dbtaskresult SET run_after = '2020-01-01 00:00:00+00'")
    wait_until(lambda: run_of(installation) == ("done", 2))
    assert rows(installation) == (PAIRS, 2 * PAIRS)


def test_a_worker_that_is_told_to_stop_hands_the_plan_on(installation: Installation) -> None:
    begin(installation, "asked_for()")
    first = installation.start("worker", "--interval", "0.1")
    process = planning(first.pid)

    first.send_signal(signal.SIGTERM)

    assert first.wait(timeout=20) == 0
    assert not is_there(process)
    assert run_of(installation) == ("waiting", 1)
    installation.start("worker", "--interval", "0.1")
    wait_until(lambda: run_of(installation) == ("done", 2))


def test_a_plan_that_is_stopped_ends_its_process_and_leaves_nothing(installation: Installation) -> None:
    begin(installation, "asked_for()")
    worker = installation.start("worker", "--interval", "0.1")
    process = planning(worker.pid)
    # It takes its time.
    os.kill(process, signal.SIGSTOP)

    installation.python("from tests.rounds.markets import *\nstopped()")

    assert ends(process)
    assert run_of(installation)[0] == "stopped"
    assert rows(installation) == (0, 0)


def test_proposals_go_out_once_however_often_the_worker_is_killed(installation: Installation) -> None:
    begin(installation, "committed()")
    for _kill in range(2):
        sent = proposals(installation)
        worker = installation.start("worker", "--interval", "0.1")
        wait_until(lambda sent=sent: proposals(installation) > min(sent, PAIRS - 1))
        worker.kill()
        worker.wait(timeout=20)
        let_leases_end(installation)
    installation.start("worker", "--interval", "0.1")

    wait_until(lambda: installation.ask("SELECT state FROM rounds_round") == [("committed",)])
    assert proposals(installation) == PAIRS
    assert installation.ask("SELECT count(DISTINCT introduction_id) FROM rounds_placement") == [(PAIRS,)]
    assert lines(installation, "introduction.proposed") == PAIRS
    assert lines(installation, "round.sent") == 1


def proposals(installation: Installation) -> int:
    return int(installation.ask("SELECT count(*) FROM matchmaking_introduction")[0][0])
