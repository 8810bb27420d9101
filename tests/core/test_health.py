"""Each part breaks in turn; `/health/ready` names it within seconds and tells no secret."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from hospes.core import health
from hospes.jobs import actions
from hospes.jobs.models import Worker
from tests.core.installations import POSTGRESQL, Installation

PROGRAM = """
import json, time
from django.test import Client
from hospes.jobs.actions import show_worker
show_worker('w')
def ask():
    answer = Client(headers={'host': '127.0.0.1'}).get('/health/ready')
    print(answer.status_code, json.dumps(answer.json()['parts']), flush=True)
ask()
input()
ask()
"""


@pytest.fixture
def ready(client, db) -> Callable[[], tuple[int, dict[str, str]]]:
    actions.show_worker("w")

    def ask() -> tuple[int, dict[str, str]]:
        answer = client.get("/health/ready")
        return answer.status_code, answer.json()["parts"]

    return ask


def test_all_parts_are_well(ready) -> None:
    assert ready() == (200, {"database": "ok", "migrations": "ok", "disk": "ok", "queue": "ok"})


def test_a_worker_that_is_silent_for_half_a_minute_turns_the_queue_red(ready) -> None:
    Worker.objects.update(seen_at=timezone.now() - timezone.timedelta(seconds=31))

    status, parts = ready()

    assert (status, parts["queue"]) == (503, "no worker")


def test_a_migration_that_waits_turns_the_migrations_red(ready) -> None:
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'jobs'")

    status, parts = ready()

    assert (status, parts["migrations"], parts["queue"]) == (503, "1 waiting", "ok")


def test_a_full_disk_turns_the_disk_red(ready, monkeypatch) -> None:
    monkeypatch.setattr(health, "LEAST_FREE_BYTES", 10**18)

    status, parts = ready()

    assert (status, parts["disk"], parts["database"]) == (503, "nearly full", "ok")


def test_a_folder_that_takes_no_file_turns_the_disk_red(ready, settings, tmp_path) -> None:
    settings.DATA_DIR = tmp_path / "gone"

    status, parts = ready()

    assert (status, parts["disk"]) == (503, "nothing can be written")
    assert "gone" not in str(parts)


def test_the_data_folder_is_not_written_to_for_each_who_asks(ready) -> None:
    ready()
    tried = health._last_try.at
    ready()
    assert health._last_try.at == tried

    health._last_try.at -= 2 * health.DISK_EVERY_SECONDS
    ready()
    assert health._last_try.at >= tried


def test_no_step_of_the_release_is_read_again_for_each_who_asks(ready, django_assert_max_num_queries) -> None:
    ready()
    with django_assert_max_num_queries(4):
        assert ready()[0] == 200


def test_a_silent_broker_turns_the_queue_red(ready, settings) -> None:
    settings.QUEUE_URL = "redis://user:topsecret@127.0.0.1:1/0"

    status, parts = ready()

    assert (status, parts["queue"]) == (503, "the broker does not answer")


def asked_twice(installation: Installation, between: Callable[[], object], **environment: str) -> tuple[str, float]:
    """What `/health/ready` says after `between`, in a process that had been well before; and how long it took."""
    with subprocess.Popen(
        [sys.executable, "-c", f"import django; django.setup()\n{PROGRAM}"],
        env=installation.environment | environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        assert process.stdout.readline().startswith("200")
        between()
        started = time.monotonic()
        process.stdin.write("\n")
        process.stdin.flush()
        said = process.stdout.readline()
        return said, time.monotonic() - started


@pytest.mark.skipif(POSTGRESQL, reason="a file is SQLite's")
def test_a_database_file_that_was_overwritten_turns_the_database_red(installation: Installation) -> None:
    file: Path = installation.folder / "hospes.sqlite3"

    def overwrite() -> None:
        for path in installation.folder.glob("hospes.sqlite3*"):
            path.unlink()
        file.write_bytes(b"no database" * 1000)

    said, _seconds = asked_twice(installation, overwrite)

    assert said.startswith("503")
    assert '"database": "unreachable"' in said
    assert '"queue": "unknown"' in said
    assert str(installation.folder) not in said


@pytest.mark.skipif(not POSTGRESQL, reason="SQLite has no server that could freeze")
def test_a_frozen_database_server_turns_the_database_red(installation: Installation) -> None:
    """Each of the server's processes that speaks to us stands still, as on a machine without air; new ones too."""
    stopped: list[int] = []

    def freeze() -> None:
        (row,) = installation.ask("SELECT pid FROM pg_stat_activity WHERE backend_type = 'checkpointer'")
        parent = int(Path(f"/proc/{row[0]}/stat").read_text().rpartition(")")[2].split()[1])
        os.kill(parent, signal.SIGSTOP)
        stopped.append(parent)

    try:
        said, seconds = asked_twice(installation, freeze)
    finally:
        for pid in stopped:
            os.kill(pid, signal.SIGCONT)

    assert said.startswith("503")
    assert '"database": "unreachable"' in said
    assert seconds < 10


def test_questions_do_not_pile_up_behind_a_database_that_is_frozen(db, monkeypatch) -> None:
    class Frozen(health._Question):
        asked: list[Any] = []

        def run(self) -> None:
            self.asked.append(self)
            time.sleep(1)

    monkeypatch.setattr(health, "_Question", Frozen)
    monkeypatch.setattr(health, "PATIENCE_SECONDS", 0.05)

    found = [health.database().state for _turn in range(5)]
    Frozen.asked[0].join()

    assert found == ["unreachable"] * 5
    assert len(Frozen.asked) == 1


def test_two_who_ask_at_once_get_the_same_answer(db, monkeypatch) -> None:
    class Slow(health._Question):
        asked: list[Any] = []

        def run(self) -> None:
            self.asked.append(self)
            time.sleep(0.2)
            self.answered = True

    monkeypatch.setattr(health, "_Question", Slow)

    with ThreadPoolExecutor() as pool:
        found = [one.result().state for one in [pool.submit(health.database) for _who in range(3)]]

    assert found == ["ok"] * 3
    assert len(Slow.asked) == 1
