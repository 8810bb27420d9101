"""`hospes serve`: the site, by gunicorn's threads."""

import os
import socket
from typing import Any

from gunicorn.app.base import BaseApplication  # type: ignore[import-untyped]
from gunicorn.glogging import Logger  # type: ignore[import-untyped]

from hospes.cli.mistakes import MistakeError
from hospes.cli.starting import require_migrated, start_django
from hospes.cli.words import take, whole_number

THREADS = 8


class OneLog(Logger):  # type: ignore[misc]
    """Gunicorn's own lines go where all others go."""

    def setup(self, cfg: Any) -> None:
        super().setup(cfg)
        for logger in (self.error_log, self.access_log):
            logger.handlers = []
            logger.propagate = True


class Site(BaseApplication):  # type: ignore[misc]
    """Gunicorn with our settings instead of a file of its own."""

    def __init__(self, bind: str, workers: int) -> None:
        self.bind, self.workers = bind, workers
        super().__init__()

    def load_config(self) -> None:
        chosen = {
            "bind": self.bind,
            "workers": self.workers,
            "worker_class": "gthread",
            "threads": THREADS,
            "timeout": 60,
            "graceful_timeout": 20,
            "keepalive": 5,
            "limit_request_line": 8190,
            "limit_request_fields": 100,
            "logger_class": OneLog,
            "proc_name": "hospes",
            # Nothing of ours listens in the home folder of whoever starts it.
            "control_socket_disable": True,
        }
        for name, value in chosen.items():
            if name in self.cfg.settings:
                self.cfg.set(name, value)

    def load(self) -> Any:
        from hospes.wsgi import application

        return application


def serve(given: list[str]) -> int:
    words = take(given, options={"--bind": address, "--workers": whole_number(1, 64)})
    start_django()
    from django.db import connections

    # Only now, because the port may stand in `.env`.
    bind: str = words["--bind"] or f"127.0.0.1:{os.environ.get('HOSPES_PORT', '8000')}"
    _refuse_taken(bind)
    require_migrated()

    # Workers are forked: each opens its own.
    connections.close_all()
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
