"""The real server on loopback: what is said to it is one line of its log each, and no header is too much for it."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.cli.test_serving import HEAD, Served, start, statuses
from tests.core.installations import Installation, copy_of, installation, migrated

__all__ = ["installation", "migrated"]


@pytest.fixture(scope="module")
def served(migrated: Installation, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with copy_of(migrated, tmp_path_factory.mktemp("served") / "data") as made:
        served = start(made)
        served.process.log = made.folder / "serve.log"  # type: ignore[attr-defined]
        yield served


def log_of(served: Served) -> Path:
    return served.process.log  # type: ignore[attr-defined,no-any-return]


def lines_of(served: Served) -> list[Any]:
    """Every line of the log, each of which must be a record."""
    return [json.loads(line) for line in log_of(served).read_text("utf-8").splitlines() if line.strip()]


EVIL = [
    b"GET /a%0d%0aevil:%201 HTTP/1.1\r\n",
    b"GET /%1b%5b2Jgone HTTP/1.1\r\n",
    b"GET /%e2%80%a8line%c2%85line HTTP/1.1\r\n",
    b"GET /%ff%fe%00 HTTP/1.1\r\n",
    b'GET /"}{"level":"error"} HTTP/1.1\r\n',
    b"GET /x\x1b[2J HTTP/1.1\r\n",
    b"POST /accounts/login/?a=%0d%0ab HTTP/1.1\r\n",
    b"GET /health/live\xc2\x9b2J HTTP/1.1\r\n",
]


def test_whatever_stands_in_an_address_or_a_header_is_one_escaped_line_of_the_log(served: Served) -> None:
    plain = HEAD + b'User-Agent: x"}{\xc2\x9b\r\nX-Request-ID: a"}{bcdefgh\r\nConnection: close\r\n\r\n'
    raw = HEAD + b"User-Agent: x\x1b[2J\r\nConnection: close\r\n\r\n"
    before = len(lines_of(served))

    answers = [served.say(evil + head) for evil in EVIL for head in (plain, raw)]

    assert all(statuses(answer) and statuses(answer)[0] < b"500" for answer in answers)
    lines = lines_of(served)
    assert len(lines) - before >= 5
    written = log_of(served).read_bytes()
    assert written.isascii()
    assert b"\x1b" not in written
    assert b"\r" not in written


def test_a_link_opened_at_the_real_server_stays_out_of_its_log(served: Served) -> None:
    for place in ("accounts/link/{}/", "feeds/calendar/{}.ics", "invitations/{}/", "mail/stop/{}/"):
        path = f"/{place}".format("a-very-secret-one")
        served.ask(path)
        served.say(f"POST {path} HTTP/1.1\r\n".encode() + HEAD + b"Content-Length: 0\r\nConnection: close\r\n\r\n")

    assert b"a-very-secret-one" not in log_of(served).read_bytes()


@pytest.mark.parametrize(
    ("head", "answers"),
    [
        (
            b"GET /entries/?" + b"&".join(b"a%d" % number for number in range(3000)) + b" HTTP/1.1\r\n" + HEAD,
            {b"400"},
        ),
        (b"GET / HTTP/1.1\r\n" + HEAD + b"Cookie: " + b"; ".join(b"c%d=1" % n for n in range(200)) + b"\r\n", {b"200"}),
        (b"GET / HTTP/1.1\r\n" + HEAD + b"X-Long: " + b"x" * 64_000 + b"\r\n", {b"431"}),
        (b"GET / HTTP/1.1\r\n" + HEAD + b"".join(b"X-%d: 1\r\n" % number for number in range(500)), {b"200", b"431"}),
        (b"GET / HTTP/1.1\r\n" + HEAD + HEAD.replace(b"127.0.0.1", b"evil.example"), {b"400"}),
        (b"GET / HTTP/1.1\r\n" + HEAD + b"X-Forwarded-Host: evil.example\r\n", {b"200"}),
        (b"GET http://evil.example/ HTTP/1.1\r\n" + HEAD, {b"200", b"400"}),
        (b"GET /static/../../secret_key HTTP/1.1\r\n" + HEAD, {b"404"}),
        (b"GET /static/%2e%2e/%2e%2e/secret_key HTTP/1.1\r\n" + HEAD, {b"404"}),
        (b"GET /media/..%2f..%2fsecret_key HTTP/1.1\r\n" + HEAD, {b"404"}),
        (b"GET /.git/config HTTP/1.1\r\n" + HEAD, {b"404"}),
        (b"POST / HTTP/1.1\r\n" + HEAD + b"Content-Encoding: gzip\r\nContent-Length: 4\r\n", {b"403", b"405", b"415"}),
        (b"GET / HTTP/1.1\r\n" + HEAD + b"\xff\xfe: x\r\n", {b"200", b"400"}),
        (b"GET / HTTP/9.9\r\n" + HEAD, {b"200", b"400", b"505"}),
    ],
    ids=lambda given: ascii(given[:30]) if isinstance(given, bytes) else "",
)
def test_a_head_beyond_measure_is_answered_calmly(served: Served, head: bytes, answers: set[bytes]) -> None:
    back = served.say(head + b"Connection: close\r\n\r\nbody")

    assert set(statuses(back)[:1]) <= answers
    assert statuses(back)
    assert b"Traceback" not in back
    assert b"evil.example" not in back
