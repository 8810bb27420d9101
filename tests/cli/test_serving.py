"""The real server on loopback: slow, silent and lying connections harm nobody else."""

import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.core.installations import Installation, copy_of

HEAD = b"Host: 127.0.0.1\r\n"


@dataclass
class Served:
    port: int
    process: "subprocess.Popen[str]"

    def connect(self) -> socket.socket:
        return socket.create_connection(("127.0.0.1", self.port), timeout=20)

    def ask(self, path: str) -> int:
        """The status of an answer, from somebody who behaves."""
        with closing(http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)) as connection:
            connection.request("GET", path)
            answer = connection.getresponse()
            answer.read()
            return answer.status

    def say(self, *pieces: bytes) -> bytes:
        """All that comes back for these bytes, until the server closes or is silent."""
        with closing(self.connect()) as connection:
            connection.settimeout(3)
            back = b""
            try:
                for piece in pieces:
                    connection.sendall(piece)
            except OSError:
                pass  # it has refused already
            try:
                while block := connection.recv(65536):
                    back += block
            except OSError:
                pass
            return back

    def children(self) -> list[int]:
        path = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children")
        return [int(word) for word in path.read_text().split()]


def start(installation: Installation) -> Served:
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with (installation.folder / "serve.log").open("a") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "hospes", "serve", "--bind", f"127.0.0.1:{port}", "--workers", "2"],
            env=installation.environment,
            stdout=log,
            stderr=log,
            text=True,
        )
    installation.processes.append(process)
    served = Served(port, process)
    for _turn in range(300):
        try:
            served.ask("/health/live")
        except OSError:
            time.sleep(0.1)
        else:
            return served
    raise AssertionError((installation.folder / "serve.log").read_text())


@pytest.fixture(scope="module")
def served(migrated: Installation, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with copy_of(migrated, tmp_path_factory.mktemp("served") / "data") as installation:
        yield start(installation)


def statuses(back: bytes) -> list[bytes]:
    return [line.split()[1] for line in back.split(b"\r\n") if line.startswith(b"HTTP/1.")]


def test_slow_and_silent_connections_hold_nobody_up(served: Served) -> None:
    with ExitStack() as open_connections:
        for number in range(240):
            connection = open_connections.enter_context(closing(served.connect()))
            if number % 3 == 0:
                connection.sendall(b"GET / HTTP/1.1\r\n" + HEAD + b"X-Slow: ")
            elif number % 3 == 1:
                connection.sendall(b"POST /contact/ HTTP/1.1\r\n" + HEAD + b"Content-Length: 90000\r\n\r\nname=")

        assert [served.ask("/health/live") for _turn in range(20)] == [200] * 20


@pytest.mark.parametrize(
    ("lie", "answer"),
    [
        (b"POST / HTTP/1.1\r\n" + HEAD + b"Content-Length: 5368709120\r\n\r\nx", b"413"),
        (b"POST / HTTP/1.1\r\n" + HEAD + b"Content-Length: -1\r\n\r\nx", b"400"),
        (b"POST / HTTP/1.1\r\n" + HEAD + b"Content-Length: 1\r\nContent-Length: 2\r\n\r\nxy", b"400"),
        (b"POST / HTTP/1.1\r\n" + HEAD + b"Content-Length: abc\r\n\r\nx", b"400"),
        (b"POST / HTTP/1.1\r\n" + HEAD + b"Transfer-Encoding: chunked\r\n\r\nnothex\r\nx", b"400"),
        (b"POST / HTTP/1.1\r\n" + HEAD + b"Transfer-Encoding: gzip\r\n\r\nx", b"501"),
        (b"GET / HTTP/1.1\r\n" + HEAD + b"X-Long: " + b"a" * 65536 + b"\r\n\r\n", b"431"),
        (b"GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n", b"400"),
        (b"GET / HTTP/1.1\r\n" + HEAD + b"Host: evil.example\r\n\r\n", b"400"),
        (b"\x16\x03\x01\x00\xa5\x01\x00\x00\xa1\x03\x03\r\n\r\n", b"400"),
        (b"TRACE / HTTP/1.1\r\nConnection: close\r\n" + HEAD + b"\r\n", b"405"),
    ],
)
def test_a_request_that_lies_about_itself_is_refused(served: Served, lie: bytes, answer: bytes) -> None:
    assert statuses(served.say(lie))[:1] == [answer]
    assert served.ask("/health/live") == 200


def test_no_second_request_is_smuggled_in_a_body(served: Served) -> None:
    body = b"0\r\n\r\nGET /about/ HTTP/1.1\r\n" + HEAD + b"\r\n"
    both = b"Content-Length: %d\r\nTransfer-Encoding: chunked\r\n\r\n" % len(body)

    back = served.say(b"POST /health/live HTTP/1.1\r\n" + HEAD + both + body)

    assert statuses(back) == [b"403"]


def test_a_body_without_end_is_cut_off(served: Served) -> None:
    block = b"100000\r\n" + b"a" * 0x100000 + b"\r\n"

    back = served.say(b"POST / HTTP/1.1\r\n" + HEAD + b"Transfer-Encoding: chunked\r\n\r\n", *[block] * 70)

    assert statuses(back) in ([b"413"], [])
    assert served.ask("/health/live") == 200


def test_a_killed_process_is_replaced(served: Served) -> None:
    victim = served.children()[0]
    os.kill(victim, signal.SIGKILL)

    while victim in served.children() or len(served.children()) < 2:
        time.sleep(0.1)
    assert served.ask("/health/live") == 200


def test_what_was_asked_before_the_end_is_answered(installation: Installation) -> None:
    served = start(installation)
    with closing(http.client.HTTPConnection("127.0.0.1", served.port, timeout=30)) as connection:
        connection.request("GET", "/api/v1/openapi.json")
        time.sleep(0.05)
        served.process.send_signal(signal.SIGTERM)

        assert "paths" in json.load(connection.getresponse())
    assert served.process.wait(timeout=40) == 0
