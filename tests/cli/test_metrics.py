"""Requests are counted by all processes of a site together, under their route."""

import os
import re
import signal
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.test_serving import Served, start
from tests.core.installations import Installation, copy_of


@pytest.fixture(scope="module")
def served(migrated: Installation, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with copy_of(migrated, tmp_path_factory.mktemp("measured") / "data") as installation:
        yield start(installation)


def scraped(served: Served) -> str:
    with urllib.request.urlopen(f"http://127.0.0.1:{served.port}/metrics", timeout=20) as answer:
        return str(answer.read().decode())


def counted(text: str, name: str, **labels: str) -> float:
    wanted = {f'{label}="{value}"' for label, value in labels.items()}
    rows = re.findall(rf"^{name}(?:{{([^}}]*)}})? ([0-9.e+-]+)$", text, flags=re.MULTILINE)
    return sum(float(number) for given, number in rows if wanted <= set(given.split(",")))


def figures_folder(served: Served) -> Path:
    """The folder whose files the processes of the site have mapped; one that has just begun maps them soon."""
    while True:
        for pid in served.children():
            maps = Path(f"/proc/{pid}/maps").read_text()
            if found := re.findall(r"(/\S*hospes-figures-[^/]+)/", maps):
                return Path(found[0])
        time.sleep(0.1)


def test_requests_to_all_processes_are_counted_together_and_outlive_one_of_them(served: Served) -> None:
    before = counted(scraped(served), "hospes_requests_total", route="core:health-live")
    for _turn in range(40):
        assert served.ask("/health/live") == 200
    victim = served.children()[0]
    folder = figures_folder(served)
    os.kill(victim, signal.SIGKILL)
    while victim in served.children() or len(served.children()) < 2:
        time.sleep(0.1)

    text = scraped(served)

    assert counted(text, "hospes_requests_total", route="core:health-live", status="200") - before == 40
    assert counted(text, "hospes_request_seconds_count", route="core:health-live") >= 40
    assert counted(text, "hospes_request_seconds_bucket", route="core:health-live", le="+Inf") >= 40
    assert folder.is_dir()


def test_addresses_are_no_labels(served: Served) -> None:
    for number in range(5):
        assert served.ask(f"/nothing-{number}/") == 404
    served.ask("/fr/about/")
    served.ask("/static/web/img/favicon.svg")

    text = scraped(served)

    assert "nothing-" not in text
    assert counted(text, "hospes_requests_total", route="nowhere", status="404") == 5
    assert counted(text, "hospes_requests_total", route="web:about") == 1
    assert counted(text, "hospes_requests_total", route="static file", status="200") == 1


def test_the_state_of_the_installation_stands_in_the_figures(served: Served) -> None:
    text = scraped(served)

    assert counted(text, "hospes_database_bytes") > 100_000
    assert counted(text, "hospes_disk_free_bytes") > 0
    assert counted(text, "hospes_release") == 1
    for name in ("hospes_tasks_ready", "hospes_tasks_failed", "hospes_task_waiting_seconds", "hospes_workers"):
        assert re.search(rf"^{name} 0\.0$", text, flags=re.MULTILINE)
    assert re.search(r'^hospes_entries{status="published"} 0\.0$', text, flags=re.MULTILINE)
    assert re.search(r'^hospes_introductions{state="introduced"} 0\.0$', text, flags=re.MULTILINE)
    # None was made, so there is no age that an alarm could take for a young one.
    assert not re.search(r"^hospes_backup_age_seconds ", text, flags=re.MULTILINE)


def test_nothing_is_left_of_the_figures_when_the_site_stops_or_after_it_was_killed(installation: Installation) -> None:
    killed = start(installation)
    left = figures_folder(killed)
    children = killed.children()
    for pid in (killed.process.pid, *children):
        os.kill(pid, signal.SIGKILL)
    killed.process.wait(timeout=20)
    assert left.is_dir()

    stopped = start(installation)
    own = figures_folder(stopped)
    cleared = not left.exists()
    stopped.process.terminate()

    assert stopped.process.wait(timeout=40) == 0
    assert (cleared, own.exists()) == (True, False)
