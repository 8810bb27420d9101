"""The two commands of a fresh machine that run Hospes, as a person runs them."""

import json
import os
import signal
import subprocess
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.core.installations import ROOT


def environment(folder: Path, port: int) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("HOSPES_", "PYTHON", "DJANGO"))}
    return kept | {"HOSPES_PORT": str(port), "HOSPES_DATA_DIR": str(folder)}


@contextmanager
def running(folder: Path, port: int) -> Iterator[tuple["subprocess.Popen[str]", str]]:
    """`bin/run` in a terminal of its own, until it has said who may sign in; stopped with Ctrl-C."""
    # Where the tests run in the background Ctrl+C is ignored, and what they start would ignore it, too.
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    process = subprocess.Popen(
        [ROOT / "bin/run"],
        env=environment(folder, port),
        cwd="/",
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    signal.signal(signal.SIGINT, before)
    assert process.stdout is not None
    said = ""
    for line in process.stdout:
        said += line
        if "representative" in line:
            break
    try:
        yield process, said
    finally:
        os.killpg(process.pid, signal.SIGINT)
        process.communicate(timeout=250)


def ask(port: int, path: str) -> str:
    with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=10) as answer:
        return str(answer.read().decode())


def processes_on(folder: Path) -> list[int]:
    """Every process that has this data folder in its environment."""
    found = []
    for path in Path("/proc").glob("[0-9]*/environ"):
        try:
            if f"HOSPES_DATA_DIR={folder}\0".encode() in path.read_bytes():
                found.append(int(path.parent.name))
        except OSError:
            continue
    return found


@pytest.mark.timeout(600)
def test_a_first_start_makes_the_demo_and_a_second_one_keeps_it(tmp_path: Path, free_port: int) -> None:
    folder = tmp_path / "data"

    with running(folder, free_port) as (_process, said):
        accounts = json.loads((folder / "demo-accounts.json").read_text())
        assert f"http://127.0.0.1:{free_port}" in said
        assert accounts[0]["email"] in said
        assert accounts[0]["password"] in said
        assert "Hospes" in ask(free_port, "/")
        assert "Hospes" in ask(free_port, "/mailbox/")
        taken = subprocess.run(
            [ROOT / "bin/run"],
            env=environment(tmp_path / "other", free_port),
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
        assert (taken.returncode, "HOSPES_PORT=" in taken.stderr) == (1, True)
    assert processes_on(folder) == []

    with running(folder, free_port) as (_process, said):
        assert json.loads((folder / "demo-accounts.json").read_text()) == accounts
        assert "Making the demo" not in said
    assert processes_on(folder) == []


def test_the_command_line_works_from_anywhere(tmp_path: Path, free_port: int) -> None:
    link = tmp_path / "hospes"
    link.symlink_to(ROOT / "bin/hospes")

    done = subprocess.run(
        [link, "--help"],
        env=environment(tmp_path, free_port),
        cwd="/",
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )

    assert (done.returncode, done.stderr) == (0, "")
    assert "verify-journal" in done.stdout
