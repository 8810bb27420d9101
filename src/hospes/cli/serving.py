"""`hospes serve`: the site, in processes that gunicorn keeps and waitress serves."""

import fcntl
import os
import shutil
import socket
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from gunicorn.app.base import BaseApplication  # type: ignore[import-untyped]
from gunicorn.glogging import Logger  # type: ignore[import-untyped]
from gunicorn.workers.base import Worker  # type: ignore[import-untyped]
from waitress import wasyncore
from waitress.server import MultiSocketServer, create_server

from hospes.cli.engine import compile_aside, load_aside
from hospes.cli.mistakes import MistakeError
from hospes.cli.starting import require_migrated, start_django
from hospes.cli.words import Words, take, whole_number

THREADS = 8
# Larger than the largest file that any page takes, with its other fields.
MOST_BODY_BYTES = 64 * 1024 * 1024
MOST_HEADER_BYTES = 32 * 1024
MOST_CONNECTIONS = 2000
SILENT_CONNECTION_SECONDS = 60
FINISHING_SECONDS = 20
_FIGURES, _IN_USE = "hospes-figures-", "in-use"


class OneLog(Logger):  # type: ignore[misc]
    """Gunicorn's own lines go where all others go."""

    def setup(self, cfg: Any) -> None:
        super().setup(cfg)
        for logger in (self.error_log, self.access_log):
            logger.handlers = []
            logger.propagate = True


class PatientWorker(Worker):  # type: ignore[misc]
    """A process that keeps any number of slow or silent connections waiting without a thread for each.

    Waitress reads a request whole before a thread takes it, and sends the answer while the thread
    is free again. Gunicorn keeps the processes: it starts them, replaces those that die, stops them.
    """

    def run(self) -> None:
        kept_open = _files_of_sqlite()
        load_aside()
        server = create_server(
            self.wsgi,
            sockets=[listener.sock for listener in self.sockets],
            threads=THREADS,
            connection_limit=MOST_CONNECTIONS,
            channel_timeout=SILENT_CONNECTION_SECONDS,
            max_request_header_size=MOST_HEADER_BYTES,
            max_request_body_size=MOST_BODY_BYTES,
            # Selecting stops at 1,024 connections.
            asyncore_use_poll=True,
            # Django decides how many servers in front are believed.
            clear_untrusted_proxy_headers=False,
            ident="",
        )
        connections = server.map if isinstance(server, MultiSocketServer) else server._map
        while self.alive and os.getppid() == self.ppid:
            self.notify()
            wasyncore.loop(timeout=1, use_poll=True, map=connections, count=1)
        self._finish(connections)
        server.task_dispatcher.shutdown()
        kept_open.close()

    def _finish(self, connections: dict[int, Any]) -> None:
        """Take nothing new, and answer what was asked."""
        for each in list(connections.values()):
            if getattr(each, "accepting", False):
                each.close()
        end = time.monotonic() + FINISHING_SECONDS
        while time.monotonic() < end and any(_is_busy(each) for each in connections.values()):
            self.notify()
            wasyncore.loop(timeout=0.2, use_poll=True, map=connections, count=1)


def _is_busy(connection: Any) -> bool:
    return bool(getattr(connection, "requests", None)) or bool(getattr(connection, "total_outbufs_len", 0))


def _files_of_sqlite() -> Any:
    """SQLite's files beside the database go with its last connection. One stays, so that no request makes them anew:
    that would take room on a disk that is full, where pages can still be read."""
    from django.db import connection

    own = connection.copy()
    if own.vendor == "sqlite":
        with own.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM sqlite_master")
    return own


class Site(BaseApplication):  # type: ignore[misc]
    """Gunicorn with our settings instead of a file of its own."""

    def __init__(self, bind: str, workers: int) -> None:
        self.bind, self.workers = bind, workers
        super().__init__()

    def load_config(self) -> None:
        chosen = {
            "bind": self.bind,
            "workers": self.workers,
            "worker_class": PatientWorker,
            # A process that shows no life for so long is replaced.
            "timeout": 60,
            "graceful_timeout": FINISHING_SECONDS + 5,
            "logger_class": OneLog,
            "proc_name": "hospes",
            # Nothing of ours listens in the home folder of whoever starts it.
            "control_socket_disable": True,
        }
        for name, value in chosen.items():
            if name in self.cfg.settings:
                self.cfg.set(name, value)

    def load(self) -> Any:
        from django.urls import get_resolver

        from hospes.wsgi import application

        # All pages are read before the first is asked for: nobody holds the database while they are.
        _pages = get_resolver().url_patterns
        return application


def serve(given: list[str]) -> int:
    words = take(given, options={"--bind": address, "--workers": whole_number(1, 64)})
    with _folder_for_figures():
        return _serve(words)


@contextmanager
def _folder_for_figures() -> Iterator[None]:
    """Where the processes of this site count their requests, each in a file of its own; in memory where that goes.

    A full disk ends a process that writes into a mapped file: these are on none.
    """
    memory = Path("/dev/shm")  # noqa: S108
    room = memory if os.access(memory, os.W_OK) else Path(tempfile.gettempdir())
    _clear_away_abandoned(room)
    draft = Path(tempfile.mkdtemp(prefix=f".{_FIGURES}", dir=room))
    ours = os.getpid()
    with (draft / _IN_USE).open("w") as mark:
        fcntl.flock(mark, fcntl.LOCK_EX)
        # Only now does it have the name that others look for.
        folder = draft.rename(room / draft.name.removeprefix("."))
        os.environ["PROMETHEUS_MULTIPROC_DIR"] = str(folder)
        try:
            yield
        finally:
            # The processes that gunicorn forks come by here, too, when they end.
            if os.getpid() == ours:
                shutil.rmtree(folder, ignore_errors=True)


def _clear_away_abandoned(room: Path) -> None:
    """What sites that were killed left behind: nobody holds its mark any more."""
    for mark in room.glob(f"{_FIGURES}*/{_IN_USE}"):
        with suppress(OSError), mark.open("r+") as file:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            shutil.rmtree(mark.parent, ignore_errors=True)


def _serve(words: Words) -> int:
    start_django()
    from django.db import connections

    from hospes.search.warm import read_ahead

    # Only now, because the port may stand in `.env`.
    bind: str = words["--bind"] or f"127.0.0.1:{os.environ.get('HOSPES_PORT', '8000')}"
    _refuse_taken(bind)
    require_migrated()
    read_ahead()

    # Workers are forked: each opens its own.
    connections.close_all()
    compile_aside()
    Site(bind, words["--workers"] or 2).run()
    return 0


def address(text: str) -> str:
    host, colon, port = text.rpartition(":")
    if not colon or not host or not (port.isascii() and port.isdigit()) or not 0 < int(port) < 65536:
        message = "give HOST:PORT, such as 127.0.0.1:8000"
        raise ValueError(message)
    return text


def _refuse_taken(bind: str) -> None:
    host, _colon, port = bind.rpartition(":")
    kind = socket.AF_INET6 if host.startswith("[") else socket.AF_INET
    with socket.socket(kind, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host.strip("[]"), int(port)))
        except OSError as error:
            message = f"{bind} cannot be used: {error.strerror}. Choose another with --bind HOST:PORT."
            raise MistakeError(message) from error
