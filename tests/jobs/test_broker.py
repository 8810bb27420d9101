"""Tasks through a real broker: carried quickly, lost never, done once."""

import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.core.installations import Installation
from tests.jobs.test_workers import let_leases_end, notes, unfinished, wait_until


class Broker:
    """A Redis server on loopback that belongs to one test."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        with closing(socket.socket()) as probe:
            probe.bind(("127.0.0.1", 0))
            self.port: int = probe.getsockname()[1]
        self.process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"redis://127.0.0.1:{self.port}/0"

    def start(self) -> None:
        words = ["--bind", "127.0.0.1", "--port", str(self.port), "--save", "", "--dir", str(self.folder)]
        self.process = subprocess.Popen(["redis-server", *words], stdout=subprocess.DEVNULL)
        wait_until(self._answers)

    def stop(self) -> None:
        if self.process is not None:
            self.process.kill()
            self.process.wait(timeout=10)
            self.process = None

    def _answers(self) -> bool:
        with closing(socket.socket()) as probe:
            return probe.connect_ex(("127.0.0.1", self.port)) == 0


@pytest.fixture
def broker(tmp_path: Path) -> Iterator[Broker]:
    if shutil.which("redis-server") is None:
        pytest.skip("redis-server is not installed; bin/test installs it")
    own = Broker(tmp_path)
    own.start()
    yield own
    own.stop()


def enqueue(installation: Installation, broker: Broker, call: str) -> None:
    program = f"import os\nos.environ['HOSPES_QUEUE_URL'] = {broker.url!r}\nimport django; django.setup()\n"
    done = subprocess.run(
        [sys.executable, "-c", f"{program}from tests.jobs import chores\n{call}"],
        env=installation.environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr


def start_worker(installation: Installation, broker: Broker) -> "subprocess.Popen[str]":
    return installation.start("worker", "--interval", "0.1", HOSPES_QUEUE_URL=broker.url)


def test_several_workers_do_each_announced_task_once(installation: Installation, broker: Broker) -> None:
    for _worker in range(2):
        start_worker(installation, broker)
    enqueue(installation, broker, "[chores.note.enqueue(str(n)) for n in range(40)]")

    wait_until(lambda: unfinished(installation) == 0)

    assert sorted(notes(installation), key=int) == [str(number) for number in range(40)]


def test_what_was_enqueued_while_the_broker_was_away_is_done_when_it_is_back(
    installation: Installation, broker: Broker
) -> None:
    broker.stop()
    enqueue(installation, broker, "[chores.note.enqueue(str(n)) for n in range(3)]")
    assert unfinished(installation) == 3
    broker.start()

    start_worker(installation, broker)

    wait_until(lambda: unfinished(installation) == 0)
    assert sorted(notes(installation)) == ["0", "1", "2"]


def test_a_task_rolled_back_is_never_announced(installation: Installation, broker: Broker) -> None:
    start_worker(installation, broker)
    enqueue(
        installation,
        broker,
        "from django.db import transaction\n"
        "with transaction.atomic():\n"
        "    chores.note.enqueue('never')\n"
        "    transaction.set_rollback(True)\n"
        "chores.note.enqueue('kept')",
    )

    wait_until(lambda: notes(installation))

    assert notes(installation) == ["kept"]


def test_a_killed_worker_loses_nothing_it_had_from_the_broker(installation: Installation, broker: Broker) -> None:
    victim = start_worker(installation, broker)
    enqueue(installation, broker, "chores.note_slowly.enqueue('work', 2.0)")
    wait_until(lambda: notes(installation) == ["work begins"])
    victim.send_signal(signal.SIGKILL)
    victim.wait(timeout=10)

    let_leases_end(installation)
    start_worker(installation, broker)

    wait_until(lambda: unfinished(installation) == 0)
    assert notes(installation) == ["work begins", "work begins", "work ends"]


def test_a_worker_told_to_stop_finishes_what_the_broker_gave_it(installation: Installation, broker: Broker) -> None:
    worker = start_worker(installation, broker)
    enqueue(installation, broker, "chores.note_slowly.enqueue('one', 1.5)")
    wait_until(lambda: notes(installation) == ["one begins"])

    worker.send_signal(signal.SIGTERM)

    assert worker.wait(timeout=30) == 0
    assert notes(installation) == ["one begins", "one ends"]
    assert unfinished(installation) == 0
