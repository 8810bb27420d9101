"""Requests that reach a running server at the same instant: each is sent but for its last byte, then all are let go."""

import http.client
import json
import socket
from collections.abc import Mapping, Sequence
from contextlib import ExitStack, closing
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

HOST = "127.0.0.1"
SECONDS = 60
CSRF = "a" * 32
# Whoever holds a token speaks through the API, whoever holds a session through the pages.
JSON, FORM = "application/json", "application/x-www-form-urlencoded"


@dataclass(frozen=True)
class Ask:
    """One request, as bytes."""

    method: str
    path: str
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)

    @property
    def wire(self) -> bytes:
        lines = [f"{self.method} {self.path} HTTP/1.1", f"Host: {HOST}", "Connection: close"]
        lines += [f"{name}: {value}" for name, value in self.headers.items()]
        if self.body or self.method in {"POST", "PATCH"}:
            lines.append(f"Content-Length: {len(self.body)}")
        return "\r\n".join(lines).encode() + b"\r\n\r\n" + self.body


@dataclass(frozen=True)
class Answer:
    """What came back. Status 0: nothing came back, and nobody knows whether it was done."""

    status: int
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_promise(self) -> bool:
        return 200 <= self.status < 400

    @property
    def json(self) -> Any:
        return json.loads(self.body)

    @property
    def text(self) -> str:
        return self.body.decode()


UNKNOWN = Answer(0)


def by_api(method: str, path: str, token: str = "", body: Any = None, **headers: str) -> Ask:
    """As a program asks. Names of headers are written with an underscore."""
    more = {name.replace("_", "-"): value for name, value in headers.items()}
    if token:
        more["Authorization"] = f"Bearer {token}"
    if body is None:
        return Ask(method, f"/api/v1{path}", headers=more)
    return Ask(method, f"/api/v1{path}", json.dumps(body).encode(), {"Content-Type": JSON, **more})


def by_page(path: str, session: str = "", body: Mapping[str, Any] | None = None) -> Ask:
    """As a browser sends a form, or asks for a page where there is none to send."""
    cookies = f"hospes_csrf={CSRF}" + (f"; hospes_session={session}" if session else "")
    if body is None:
        return Ask("GET", path, headers={"Cookie": cookies})
    sent = urlencode({"csrfmiddlewaretoken": CSRF, **body}).encode()
    return Ask("POST", path, sent, {"Cookie": cookies, "Content-Type": FORM})


def volley(port: int, asks: Sequence[Ask]) -> list[Answer]:
    """Send all but the last byte of each; then the last bytes, one right after the other; then read the answers."""
    with ExitStack() as open_sockets:
        lines: list[socket.socket | None] = []
        for ask in asks:
            try:
                line = open_sockets.enter_context(socket.create_connection((HOST, port), timeout=SECONDS))
                line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                line.sendall(ask.wire[:-1])
            except OSError:
                line = None
            lines.append(line)
        for ask, line in zip(asks, lines, strict=True):
            _let_go(ask, line)
        return [_answer(ask, line) for ask, line in zip(asks, lines, strict=True)]


def _let_go(ask: Ask, line: socket.socket | None) -> None:
    try:
        if line is not None:
            line.sendall(ask.wire[-1:])
    except OSError:
        pass  # its answer is unknown, which reading it will say


def _answer(ask: Ask, line: socket.socket | None) -> Answer:
    if line is None:
        return UNKNOWN
    try:
        back = http.client.HTTPResponse(line, method=ask.method)
        back.begin()
        return Answer(back.status, back.read(), {name.lower(): value for name, value in back.getheaders()})
    except (OSError, http.client.HTTPException):
        return UNKNOWN


def free_port() -> int:
    with closing(socket.socket()) as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])
