"""Real workers: stopped, killed and paused while they work."""

import signal
import time
from collections.abc import Callable
from pathlib import Path

from tests.core.installations import Installation


def notes(installation: Installation) -> list[str]:
    path: Path = installation.folder / "notes"
    return path.read_text(encoding="utf-8").splitlines() if path.exists() else []


def wait_until(condition: Callable[[], object], seconds: float = 30) -> None:
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "waited too long"
        time.sleep(0.05)


def enqueue(installation: Installation, call: str) -> None:
    installation.python(f"from tests.jobs import chores\n{call}")


def let_leases_end(installation: Installation) -> None:
    """Half a minute passes."""
    installation.ask("UPDATE jobs_lease SET until = '2020-01-01 00:00:00+00'")


def unfinished(installation: Installation) -> int:
    question = "SELECT count(*) FROM django_tasks_database_dbtaskresult WHERE status <> 'SUCCESSFUL'"
    return int(installation.ask(question)[0][0])


def test_a_task_whose_worker_is_killed_is_done_by_the_next_one(installation: Installation) -> None:
    enqueue(installation, "chores.note_slowly.enqueue('work', 1.5)")
    victim = installation.start("worker", "--interval", "0.1")
    wait_until(lambda: notes(installation) == ["work begins"])
    victim.send_signal(signal.SIGKILL)
    victim.wait(timeout=10)

    let_leases_end(installation)
    installation.start("worker", "--interval", "0.1")

    wait_until(lambda: unfinished(installation) == 0)
    assert notes(installation) == ["work begins", "work begins", "work ends"]


def test_a_worker_that_is_told_to_stop_finishes_what_it_has_in_hand(installation: Installation) -> None:
    enqueue(installation, "chores.note_slowly.enqueue('one', 1.0); chores.note_slowly.enqueue('two', 1.0)")
    worker = installation.start("worker", "--interval", "0.1")
    wait_until(lambda: notes(installation))

    worker.send_signal(signal.SIGTERM)

    assert worker.wait(timeout=20) == 0
    assert notes(installation) == ["one begins", "one ends"]
    assert unfinished(installation) == 1
    assert installation.ask("SELECT count(*) FROM jobs_worker") == [(0,)]


def test_several_workers_do_each_task_once(installation: Installation) -> None:
    enqueue(installation, "[chores.note.enqueue(str(n)) for n in range(40)]")
    for _worker in range(3):
        installation.start("worker", "--interval", "0.1")

    wait_until(lambda: unfinished(installation) == 0)

    assert sorted(notes(installation), key=int) == [str(number) for number in range(40)]


def test_a_paused_worker_that_goes_on_after_another_took_over_changes_nothing(installation: Installation) -> None:
    enqueue(installation, "chores.count_once.enqueue(2.0)")
    paused = installation.start("worker", "--interval", "0.1")
    wait_until(lambda: notes(installation))
    installation.pause(paused)
    let_leases_end(installation)

    installation.start("worker", "--interval", "0.1")
    wait_until(lambda: unfinished(installation) == 0)
    paused.send_signal(signal.SIGCONT)
    paused.send_signal(signal.SIGTERM)

    assert paused.wait(timeout=20) == 0
    assert installation.ask("SELECT count(*) FROM mail_muted") == [(1,)]


def test_what_lasts_keeps_nothing_short_waiting_and_is_handed_back_when_the_worker_is_told_to_stop(
    installation: Installation,
) -> None:
    enqueue(installation, "chores.note_for_long.enqueue('long', 60)")
    worker = installation.start("worker", "--interval", "0.1")
    wait_until(lambda: notes(installation) == ["long begins"])
    enqueue(installation, "chores.note.enqueue('short')")
    wait_until(lambda: "short" in notes(installation))

    worker.send_signal(signal.SIGTERM)

    assert worker.wait(timeout=20) == 0
    assert notes(installation) == ["long begins", "short", "long is handed back"]
    rows = installation.ask("SELECT status FROM django_tasks_database_dbtaskresult WHERE queue_name = 'long'")
    assert rows == [("READY",)]
    assert installation.ask("SELECT tries FROM jobs_lease") == [(0,)]
