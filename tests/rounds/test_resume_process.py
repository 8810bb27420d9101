"""The process in which a plan is made ends with the worker, whatever either of them is doing."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from hospes.jobs import apart
from tests.rounds.works import compute, count, fail, how_modest, how_modest_a_session, vanish

LINUX = pytest.mark.skipif(sys.platform != "linux", reason="only Linux ends a process with the one that started it")


def test_what_it_tells_comes_in_its_order() -> None:
    with apart.under_way(count, 3) as at_work:
        told = [one for one in at_work.news() if one is not None]

    assert told == [("count", 0), ("count", 1), ("count", 2)]


def test_what_went_wrong_is_told() -> None:
    with (
        apart.under_way(fail, "no such market") as at_work,
        pytest.raises(apart.RunFailedError, match="no such market"),
    ):
        list(at_work.news())


def test_a_process_that_is_killed_is_noticed() -> None:
    with apart.under_way(vanish, None) as at_work, pytest.raises(apart.RunEndedError):
        list(at_work.news())


def test_pages_come_first() -> None:
    with apart.under_way(how_modest, None) as at_work:
        told = [one for one in at_work.news() if one is not None]

    assert told == [("nice", min(os.nice(0) + apart.MODEST, 19))]


@pytest.mark.skipif(not apart.SHARE_OF_SESSION.exists(), reason="the processor is not shared between sessions here")
def test_pages_come_first_where_the_processor_is_shared_between_sessions() -> None:
    with apart.under_way(how_modest_a_session, None) as at_work:
        [(_kind, (session, share))] = [one for one in at_work.news() if one is not None]

    assert (session, share) == (at_work.pid, str(apart.MODEST))
    assert session != os.getsid(0)


def test_whoever_stops_ends_the_process_at_once_even_while_it_computes() -> None:
    with apart.under_way(compute, None) as at_work:
        pid = next(told[1] for told in at_work.news() if told is not None)
        assert is_there(pid)

    assert not is_there(pid)


@LINUX
def test_a_process_that_computes_ends_when_its_worker_is_killed() -> None:
    with worker("compute") as (one, pid):
        one.kill()
        one.wait(timeout=20)

        assert ends(pid)


@LINUX
def test_where_the_system_does_not_tell_it_sees_that_the_line_is_dead() -> None:
    with worker("sleep") as (one, pid):
        one.kill()
        one.wait(timeout=20)

        assert ends(pid)


@LINUX
def test_a_process_ends_when_its_worker_sleeps_so_long_that_another_has_the_task() -> None:
    with worker("sleep", "silence=1.0") as (one, pid):
        one.send_signal(signal.SIGSTOP)

        assert ends(pid)


@contextmanager
def worker(work: str, *options: str) -> Iterator[tuple["subprocess.Popen[str]", int]]:
    """Somebody who has a process started, and that process."""
    program = (
        "from hospes.jobs import apart\n"
        "from tests.rounds import works\n"
        "if __name__ == '__main__':\n"
        f"    with apart.under_way({', '.join([f'works.{work}', 'None', *options])}) as at_work:\n"
        "        for told in at_work.news():\n"
        "            if told is not None:\n"
        "                print(told[1], flush=True)\n"
    )
    root = Path(__file__).resolve().parents[2]
    one = subprocess.Popen(
        [sys.executable, "-c", program],
        stdout=subprocess.PIPE,
        text=True,
        env=os.environ | {"PYTHONPATH": f"{root / 'src'}:{root}"},
    )
    assert one.stdout is not None
    try:
        yield one, int(one.stdout.readline())
    finally:
        one.send_signal(signal.SIGCONT)
        one.kill()
        one.wait(timeout=20)
        one.stdout.close()


def is_there(pid: int) -> bool:
    try:
        return "\nState:\tZ" not in Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return False


def ends(pid: int, seconds: float = 30) -> bool:
    end = time.monotonic() + seconds
    while is_there(pid):
        if time.monotonic() > end:
            return False
        time.sleep(0.05)
    return True
