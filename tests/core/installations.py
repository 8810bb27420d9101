"""Real installations for tests that start and kill real processes."""

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
import uuid
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psycopg
import pytest
from psycopg import sql

ROOT = Path(__file__).resolve().parents[2]
POSTGRESQL = os.environ.get("HOSPES_DATABASE_URL", "").startswith("postgres")


@dataclass
class Installation:
    """A data folder and a database of its own, and what runs on them."""

    folder: Path
    database: str
    processes: list["subprocess.Popen[str]"] = field(default_factory=list)

    @property
    def environment(self) -> dict[str, str]:
        inherited = {name: value for name, value in os.environ.items() if not name.startswith("HOSPES_")}
        ours = {
            "DJANGO_SETTINGS_MODULE": "hospes.settings",
            "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}",
            "HOSPES_DATA_DIR": str(self.folder),
            "PYTHONWARNINGS": "ignore",
        }
        if POSTGRESQL:
            ours["HOSPES_DATABASE_URL"] = f"postgres:///{self.database}"
        return inherited | ours

    def run(self, *words: str, **environment: str) -> "subprocess.CompletedProcess[str]":
        """A command of Django's, waited for."""
        return subprocess.run(
            [sys.executable, str(ROOT / "manage.py"), *words],
            env=self.environment | environment,
            capture_output=True,
            text=True,
            timeout=300,
            check=False,
        )

    def python(self, program: str) -> str:
        """A few lines of Python with Django set up. What they print is the answer."""
        done = subprocess.run(
            [sys.executable, "-c", f"import django; django.setup()\n{program}"],
            env=self.environment,
            capture_output=True,
            text=True,
            timeout=300,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()

    def start(self, *words: str, **environment: str) -> "subprocess.Popen[str]":
        """A command that goes on until it is stopped; killed at the end of the test."""
        with (self.folder / "process.log").open("a") as log:
            process = subprocess.Popen(
                [sys.executable, str(ROOT / "manage.py"), *words],
                env=self.environment | environment,
                stdout=log,
                stderr=log,
                text=True,
            )
        self.processes.append(process)
        return process

    def ask(self, question: str) -> list[tuple[Any, ...]]:
        """SQL, asked or done beside the processes."""
        if POSTGRESQL:
            with psycopg.connect(f"dbname={self.database}", autocommit=True) as connection:
                cursor = connection.execute(question)
                return cursor.fetchall() if cursor.description else []
        with closing(sqlite3.connect(self.folder / "hospes.sqlite3", timeout=20)) as connection:
            rows = connection.execute(question).fetchall()
            connection.commit()
            return rows

    def pause(self, process: "subprocess.Popen[str]") -> None:
        """It stands still from now on, but not in the middle of writing: on SQLite nobody could write any more."""
        process.send_signal(signal.SIGSTOP)
        while not self._can_be_written():
            process.send_signal(signal.SIGCONT)
            time.sleep(0.05)
            process.send_signal(signal.SIGSTOP)

    def _can_be_written(self) -> bool:
        if POSTGRESQL:
            return True
        with closing(sqlite3.connect(self.folder / "hospes.sqlite3", timeout=2)) as connection:
            try:
                connection.execute("BEGIN IMMEDIATE")
            except sqlite3.OperationalError:
                return False
            return True

    def stop_all(self) -> None:
        for process in self.processes:
            if process.poll() is None:
                process.kill()
            process.wait(timeout=20)


@contextmanager
def _server() -> Iterator["psycopg.Connection[Any]"]:
    with psycopg.connect("dbname=postgres", autocommit=True) as connection:
        yield connection


@contextmanager
def _database(name: str, *, like: str = "template1") -> Iterator[None]:
    """A database on the PostgreSQL server, gone afterwards. SQLite needs none."""
    if not POSTGRESQL:
        yield
        return
    new, old = sql.Identifier(name), sql.Identifier(like)
    with _server() as server:
        server.execute(sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(new, old))
    yield
    with _server() as server:
        server.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(new))


@contextmanager
def empty_installation(folder: Path) -> Iterator[Installation]:
    """An empty data folder and an empty database."""
    folder.mkdir()
    fresh = Installation(folder, f"hospes_{uuid.uuid4().hex[:12]}")
    with _database(fresh.database):
        yield fresh
        fresh.stop_all()


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    """One installation with the tables and nothing in them, to be copied."""
    with empty_installation(tmp_path_factory.mktemp("migrated") / "data") as template:
        done = template.run("migrate", "--skip-checks", "--verbosity", "0")
        assert done.returncode == 0, done.stderr
        yield template


@pytest.fixture
def installation(migrated: Installation, tmp_path: Path) -> Iterator[Installation]:
    """A fresh installation for one test. Every process started in it ends with the test."""
    with copy_of(migrated, tmp_path / "data") as fresh:
        yield fresh


@contextmanager
def copy_of(migrated: Installation, folder: Path) -> Iterator[Installation]:
    shutil.copytree(migrated.folder, folder)
    fresh = Installation(folder, f"hospes_{uuid.uuid4().hex[:12]}")
    with _database(fresh.database, like=migrated.database):
        yield fresh
        fresh.stop_all()
