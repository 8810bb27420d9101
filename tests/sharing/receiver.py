"""A receiver of webhooks on the loopback, which behaves as the test tells it to."""

import socketserver
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from email.message import Message
from http.client import parse_headers
from typing import Any

Behaviour = Callable[[Any], None]


@dataclass
class Receiver:
    """What came in, and how the receiver answers."""

    port: int = 0
    connections: int = 0
    bodies: list[bytes] = field(default_factory=list)
    headers: list[Message] = field(default_factory=list)
    behave: Behaviour = lambda wire: wire.write(b"HTTP/1.1 204 No Content\r\nContent-Length: 0\r\n\r\n")

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/hook?from=hospes"


def answering(status: int, *headers: str) -> Behaviour:
    lines = [f"HTTP/1.1 {status} Something", "Content-Length: 0", *headers, "", ""]
    return lambda wire: wire.write("\r\n".join(lines).encode())


def hanging(wire: Any) -> None:
    """Say nothing at all, until the other side has had enough."""
    with suppress(OSError):
        wire.connection.settimeout(20)
        wire.connection.recv(1)


def dribbling(wire: Any) -> None:
    """A letter now and then, so that no pause is ever long."""
    with suppress(OSError):
        wire.write(b"HTTP/1.1 2")
        for _letter in range(100):
            time.sleep(0.2)
            wire.write(b"0")


def enormous(wire: Any) -> None:
    """Well, and then twenty megabytes."""
    wire.write(b"HTTP/1.1 200 OK\r\nContent-Length: 20971520\r\n\r\n")
    with suppress(OSError):
        for _part in range(320):
            wire.write(b"x" * 65536)


def endless_headers(wire: Any) -> None:
    wire.write(b"HTTP/1.1 200 OK\r\n")
    with suppress(OSError):
        for number in range(100_000):
            wire.write(b"X-%d: %s\r\n" % (number, b"y" * 500))


def nonsense(wire: Any) -> None:
    wire.write(b"220 mail.example ESMTP\r\n")


class _Conversation(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        receiver: Receiver = self.server.receiver  # type: ignore[attr-defined]
        receiver.connections += 1
        self.rfile.readline()
        headers = parse_headers(self.rfile)
        receiver.headers.append(headers)
        receiver.bodies.append(self.rfile.read(int(headers.get("Content-Length", 0))))
        receiver.behave(self)

    def write(self, content: bytes) -> None:
        self.wfile.write(content)


class _Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True
    block_on_close = False

    def handle_error(self, *_arguments: object) -> None:
        """A sender that hangs up in mid-sentence is what these tests are about."""


@contextmanager
def receiver_running() -> Iterator[Receiver]:
    found = Receiver()
    with _Server(("127.0.0.1", 0), _Conversation) as server:
        server.receiver = found  # type: ignore[attr-defined]
        found.port = server.server_address[1]
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        thread.start()
        yield found
        server.shutdown()
        thread.join(timeout=5)
