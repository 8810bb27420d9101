"""A running site of several processes with several threads each, and the people who use it at the same instant."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from tests.core.installations import Installation
from tests.races.asking import HOST, Answer, Ask, by_api, by_page, free_port, volley

WORKERS = 3


@dataclass(frozen=True)
class Someone:
    """A person with a program and a browser."""

    id: int
    email: str
    token: str
    session: str

    def api(self, method: str, path: str, body: Any = None, **headers: str) -> Ask:
        return by_api(method, path, self.token, body, **headers)

    def page(self, path: str, body: dict[str, Any] | None = None) -> Ask:
        return by_page(path, self.session, body)


@dataclass
class Site:
    installation: Installation
    port: int
    process: "subprocess.Popen[str]"
    people: dict[str, Someone]
    organisations: dict[str, int]
    guard: str = "nothing"
    # Lines that the journal must have gained by what was promised.
    expected_lines: int = 0
    # Every request that was sent, by the first figure of its answer; 0 for those that nobody answered.
    answers: dict[int, int] = field(default_factory=dict)
    failures: list[str] = field(default_factory=list)

    def volley(self, asks: Sequence[Ask]) -> list[Answer]:
        answers = volley(self.port, asks)
        for ask, answer in zip(asks, answers, strict=True):
            self.answers[answer.status // 100] = self.answers.get(answer.status // 100, 0) + 1
            if answer.status >= 500:
                self.failures.append(f"{ask.method} {ask.path}: {answer.status} {answer.body[:200]!r}")
        return answers

    def ask(self, ask: Ask) -> Answer:
        return self.volley([ask])[0]

    def done(self, ask: Ask) -> Any:
        """Ask for something that has to work; its answer."""
        answer = self.ask(ask)
        assert answer.is_promise, (ask.method, ask.path, answer.status, answer.body[:600])
        return answer.json if answer.headers.get("content-type", "").startswith("application/json") else answer

    def after(self, who: Someone, answer: Answer) -> str:
        """The page that a form sends on to: it says there how it ended."""
        page = who.page(answer.headers["location"])
        said = [part.split(";")[0] for part in answer.headers.get("set-cookie", "").split(", ") if "=" in part]
        cookies = "; ".join([page.headers["Cookie"], *(part for part in said if part.startswith("messages="))])
        return self.ask(replace(page, headers={**page.headers, "Cookie": cookies})).text

    def everything(self, path: str, who: str = "facilitator") -> list[dict[str, Any]]:
        """All of a list of the API, whatever its pages."""
        found: list[dict[str, Any]] = []
        while True:
            glue = "&" if "?" in path else "?"
            page = self.done(self.people[who].api("GET", f"{path}{glue}page_size=100&page={len(found) // 100 + 1}"))
            found += page["items"]
            if len(page["items"]) < 100:
                return found

    def story_of(self, kind: str, number: int, who: str = "facilitator") -> list[str]:
        """The verbs of a thing's journal, the oldest first."""
        lines = self.everything(f"/journal?object_kind={kind}&object_id={number}", who)
        return [line["verb"] for line in sorted(lines, key=lambda line: line["sequence"])]

    def lines(self) -> int:
        return int(self.installation.ask("SELECT count(*) FROM journal_journalline")[0][0])

    def children(self) -> list[int]:
        """The processes that answer."""
        try:
            path = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children")
            return [int(word) for word in path.read_text().split()]
        except OSError:
            return []

    def kill(self, *, whole: bool = False, one: bool = False) -> None:
        """SIGKILL for every process that answers, or for the oldest; with `whole` for the one that keeps them, too."""
        victims = sorted(self.children())[: 1 if one else None]
        if whole:
            self.process.kill()
        for pid in victims:
            try:
                os.kill(pid, signal.SIGKILL)
            except ProcessLookupError:
                continue
        if whole:
            self.process.wait(timeout=20)

    def start_again(self) -> None:
        self.process = _serve(self.installation, self.port, self.guard)
        self.wait()

    def wait(self, seconds: float = 240) -> None:
        """Until somebody answers."""
        end = time.monotonic() + seconds
        while volley(self.port, [by_api("GET", "/reference/scopes")])[0].status != 200:
            assert time.monotonic() < end, self.log()
            time.sleep(0.1)

    def warm_up(self) -> None:
        """Every process has answered something of each kind, so that none is slow because it is new."""
        facilitator = self.people["facilitator"]
        pages = [facilitator.page("/entries/"), facilitator.page("/introductions/"), by_api("GET", "/entries?search=a")]
        for _turn in range(2):
            volley(self.port, pages * WORKERS)

    def log(self) -> str:
        return (self.installation.folder / "serve.log").read_text()[-6000:]


class Clock:
    """The calendar's work, at the same instant as everybody else's, with one guard taken out or with none."""

    def __init__(self, installation: Installation, guard: str = "nothing") -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.races.clockwork", guard],
            env=installation.environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        installation.processes.append(self.process)

    def begin(self, kind: str, what: object) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write(f"{kind} {what}\n")
        self.process.stdin.flush()

    def end(self) -> str:
        assert self.process.stdout is not None
        return self.process.stdout.readline().strip()

    def do(self, kind: str, what: object) -> Any:
        self.begin(kind, what)
        return json.loads(self.end())

    def do_plainly(self, kind: str, what: object) -> str:
        self.begin(kind, what)
        return self.end()

    def stop(self) -> None:
        for pipe in (self.process.stdin, self.process.stdout):
            if pipe is not None:
                pipe.close()
        self.process.wait(timeout=20)


def found(installation: Installation) -> dict[str, Any]:
    """The people that every site here begins with."""
    told: dict[str, Any] = json.loads(
        installation.python("from tests.races.founding import found; print(found())").splitlines()[-1]
    )
    return told


@contextmanager
def serving(installation: Installation, told: dict[str, Any], *, guard: str = "nothing") -> Iterator[Site]:
    """The site on a port of its own, with one guard taken out or with none."""
    port = free_port()
    people = {name: Someone(**one) for name, one in told["people"].items()}
    site = Site(installation, port, _serve(installation, port, guard), people, told["organisations"], guard)
    try:
        site.wait()
        site.warm_up()
        yield site
    finally:
        site.kill(whole=True)


def _serve(installation: Installation, port: int, guard: str) -> "subprocess.Popen[str]":
    words = ["serve", "--bind", f"{HOST}:{port}", "--workers", str(WORKERS)]
    with (installation.folder / "serve.log").open("a") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "tests.races.without", guard, *words],
            env=installation.environment | {"HOSPES_LOG_LEVEL": "WARNING"},
            stdout=log,
            stderr=log,
            text=True,
        )
    installation.processes.append(process)
    return process
