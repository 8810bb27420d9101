"""A PostgreSQL server of its own in a folder, with everything as in life: what is promised is on the disk."""

import os
import pwd
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.races.asking import free_port

OWNER = "postgres"


@dataclass
class Cluster:
    folder: Path
    port: int
    safe: bool

    @property
    def environment(self) -> dict[str, str]:
        """For everything that connects."""
        return {
            "PGHOST": "127.0.0.1",
            "PGPORT": str(self.port),
            "PGUSER": OWNER,
            "HOSPES_DATABASE_URL": f"postgres://{OWNER}@127.0.0.1:{self.port}/postgres",
        }

    def run(self, *words: str) -> None:
        subprocess.run([*_as_owner(), *words], check=True, capture_output=True, timeout=120, cwd="/")

    def start(self) -> None:
        options = f"-p {self.port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={self.folder}"
        if not self.safe:
            options += " -c fsync=off -c synchronous_commit=off -c full_page_writes=off"
        words = [_program("pg_ctl"), "-D", str(self.folder / "data"), "-o", options, "-w", "-t", "60"]
        for _turn in range(40):
            # After a kill the children of the old server may need a moment to go.
            try:
                self.run(*words, "-l", str(self.folder / "log"), "start")
            except subprocess.CalledProcessError:
                time.sleep(0.25)
            else:
                return
        raise AssertionError((self.folder / "log").read_text()[-2000:])

    def kill(self) -> None:
        """SIGKILL for the server; its children see that it is gone, and go."""
        pid = int((self.folder / "data" / "postmaster.pid").read_text().splitlines()[0])
        os.kill(pid, signal.SIGKILL)
        while Path(f"/proc/{pid}").exists() and "zombie" not in Path(f"/proc/{pid}/status").read_text():
            time.sleep(0.05)

    def stop(self) -> None:
        self.run(_program("pg_ctl"), "-D", str(self.folder / "data"), "-m", "immediate", "stop")


@contextmanager
def cluster(folder: Path, *, safe: bool = False) -> Iterator[Cluster]:
    """Only on this machine's loopback, and gone with its folder. `safe`: with every commit flushed to the disk."""
    folder.mkdir(parents=True)
    made = Cluster(folder, free_port(), safe)
    if os.geteuid() == 0:
        owner = pwd.getpwnam(OWNER)
        os.chown(folder, owner.pw_uid, owner.pw_gid)
    made.run(
        _program("initdb"), "-D", str(folder / "data"), "-U", OWNER, "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8"
    )
    made.start()
    try:
        yield made
    finally:
        made.stop()


def _as_owner() -> list[str]:
    """PostgreSQL refuses to be run by root."""
    return ["setpriv", "--reuid", OWNER, "--regid", OWNER, "--clear-groups"] if os.geteuid() == 0 else []


def _program(name: str) -> str:
    found = shutil.which(name) or next(map(str, sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"))), "")
    assert found, f"{name} is not installed"
    return found
