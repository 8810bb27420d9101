"""A round over a market like Europe while people read: how long each step takes, how much memory each process has,
and how long pages take meanwhile, beside what they took before.

    HOSPES_DATA_DIR=… hospes demo --stage europe                    # once
    HOSPES_DATA_DIR=… HOSPES_DATABASE_URL=… python -m benchmarks.rounds

Starts site and worker on that folder, and goes through a round as a facilitator does, by its pages: opened, frozen, a
plan made, looked at, chosen, its proposals sent, the round closed; with `--sending 60` proposals are sent for a minute
only and the round is left as it is. Leaves the round behind. Talks to 127.0.0.1 alone.

"own" is the processor time of the site's processes for one page: it stays the same while others use the machine.
"""

import argparse
import json
import logging
import os
import random
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks.load import Taken, ask, environment, serving

CLIENTS, THINK = 2, 0.4
BOUND = 3 * 3600


@dataclass
class Watch:
    """The most memory that each process had, in megabytes, in each part of the round."""

    processes: dict[str, int]
    most: dict[tuple[str, str], float] = field(default_factory=dict)
    part: str = "before"
    stopping: threading.Event = field(default_factory=threading.Event)

    def look(self) -> None:
        while not self.stopping.wait(0.5):
            found = {
                "site": sum(map(memory, children(self.processes["site"]))),
                "worker": memory(self.processes["worker"]),
                "plan": max(map(memory, children(self.processes["worker"])), default=0.0),
            }
            for name, megabytes in found.items():
                self.most[name, self.part] = max(megabytes, self.most.get((name, self.part), 0.0))

    def told(self) -> str:
        return ", ".join(f"{self.most.get((name, self.part), 0.0):.0f}" for name in ("site", "worker", "plan"))


def children(pid: int) -> list[int]:
    found = []
    for tasks in Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            found += [int(one) for one in tasks.read_text().split()]
        except OSError:
            continue
    return found


def memory(pid: int) -> float:
    """What is in memory, pages that are shared counted by half their users' share where the system tells."""
    for name, key in (("smaps_rollup", "Pss:"), ("status", "VmRSS:")):
        try:
            lines = Path(f"/proc/{pid}/{name}").read_text().splitlines()
        except OSError:
            continue
        for line in lines:
            if line.startswith(key):
                return int(line.split()[1]) / 1024
    return 0.0


@contextmanager
def working(folder: str) -> Iterator[int]:
    worker = subprocess.Popen([sys.executable, "-m", "hospes", "worker"], env=environment(folder))
    try:
        yield worker.pid
    finally:
        worker.terminate()
        worker.wait(60)


@dataclass
class Facilitator:
    """A browser with a session. Forms are sent as a browser sends them."""

    port: int
    cookies: str

    def page(self, path: str) -> tuple[int, float]:
        return self._asked("GET", path, "")

    def send(self, path: str, **fields: object) -> tuple[int, float]:
        from urllib.parse import urlencode

        return self._asked("POST", path, urlencode({"csrfmiddlewaretoken": "a" * 32, **fields}, doseq=True))

    def _asked(self, method: str, path: str, body: str) -> tuple[int, float]:
        import http.client

        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=300)
        headers = {"Cookie": self.cookies, "Content-Type": "application/x-www-form-urlencoded"}
        began = time.perf_counter()
        line.request(method, path, body or None, headers)
        answer = line.getresponse()
        answer.read()
        line.close()
        return answer.status, (time.perf_counter() - began) * 1000


def signed_in() -> str:
    from django.conf import settings
    from django.test import Client

    from hospes.people.models import Person

    person = Person.objects.with_role("facilitator").first()
    assert person is not None, "Make the demo first."
    client = Client()
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    return f"{settings.CSRF_COOKIE_NAME}={'a' * 32}; {settings.SESSION_COOKIE_NAME}={session}"


def pages() -> list[str]:
    """What visitors read, none of it twice in a row."""
    from hospes.matchmaking.models import Entry

    ids = list(Entry.objects.filter(status="published").order_by("pk").values_list("pk", flat=True)[::997])
    topics = "elderly-care nursing green-construction digital-skills tourism maritime childcare vehicles".split()
    return [
        *(f"/entries/{pk}/" for pk in ids),
        *(f"/entries/?topic={topic}&country={country}" for topic in topics for country in ("SE", "ES", "DE", "FR")),
        *["/", "/entries/", "/organisations/", "/regions/SE23/"] * 8,
    ]


def read(port: int, server: int, addresses: list[str], until: Callable[[], bool], seconds: float) -> Taken:
    """Two visitors read pages until it is so, and so many seconds at least."""
    chance, whole = random.Random(7), Taken()  # noqa: S311
    began = time.monotonic()
    while time.monotonic() < began + seconds or not until():
        taken = ask(
            port,
            server,
            clients=CLIENTS,
            seconds=5,
            think=THINK,
            plan=lambda _n: ("GET", chance.choice(addresses), {}, ""),
        )
        whole.milliseconds += taken.milliseconds
        whole.wrong += taken.wrong
        whole.own += taken.own
        if time.monotonic() > began + BOUND:
            sys.exit("It does not come to an end.")
    whole.seconds = time.monotonic() - began
    return whole


def line_of(name: str, taken: Taken, before: Taken | None, megabytes: str) -> str:
    asked = sorted(taken.milliseconds)
    p95 = asked[max(-(-len(asked) * 95 // 100) - 1, 0)]
    ratio = f"{median(asked) / median(before.milliseconds):.2f}" if before else ""
    return (
        f"| {name} | {taken.seconds:.0f} | {len(asked)} | {median(asked):.0f} | {p95:.0f} | {ratio} "
        f"| {taken.own * 1000 / len(asked):.0f} | {len(taken.wrong)} | {os.getloadavg()[0]:.1f} | {megabytes} |"
    )


def measured(port: int, site: int, watch: Watch, options: argparse.Namespace) -> None:
    from hospes.rounds.models import Placement, Round, Run

    someone, addresses = Facilitator(port, signed_in()), pages()
    print("| part | seconds | pages | median ms | p95 ms | to before | own ms | wrong | load | site, worker, plan MB |")
    print("|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|", flush=True)
    read(port, site, addresses, lambda: True, 10)
    before = read(port, site, addresses, lambda: True, 30)
    print(line_of("before", before, None, watch.told()), flush=True)

    def part(name: str, until: Callable[[], bool], seconds: float = 0) -> float:
        watch.part = name
        taken = read(port, site, addresses, until, seconds)
        print(line_of(name, taken, before, watch.told()), flush=True)
        print(*sorted(set(taken.wrong))[:5], sep="\n", file=sys.stderr, flush=True)
        return taken.seconds

    form = {"name": "Benchmark", "entries_until": time.strftime("%Y-%m-%d"), "answer_days": 14, "reserve": 20}
    more = {"reserve_mode": "seats", "fairness": "first-match", "least_score": 30, "place_open": "on"}
    steps: list[tuple[str, float]] = []

    def did(name: str, answer: tuple[int, float]) -> None:
        """Answered, and told at once: a run that breaks off has said what it found until then."""
        assert answer[0] in (200, 302), (name, answer[0])
        steps.append((name, answer[1]))
        print(f"{name}: {answer[1]:.0f} ms", file=sys.stderr, flush=True)

    did("open", someone.send("/rounds/new/", **form, **more, longest_cycle=4, formats=options.formats))
    round_ = Round.objects.defer("market").latest("pk")
    here = f"/rounds/{round_.pk}/"
    did("freeze: the request", someone.send(f"{here}freeze/"))
    part("freezing", lambda: Round.objects.values_list("state", flat=True).get(pk=round_.pk) != "freezing")
    round_ = Round.objects.get(pk=round_.pk)
    assert round_.state == "planning", round_.state
    frozen = len(round_.market) / 1e6
    did("ask for a plan: the request", someone.send(f"{here}plans/new/"))

    def is_over() -> bool:
        return Run.objects.filter(round=round_.pk, state__in=("waiting", "running")).count() == 0

    heard: dict[tuple[str, int], float] = {}
    listening = threading.Thread(target=_hear, args=(round_.pk, heard, is_over))
    listening.start()
    part("plan", is_over)
    listening.join()
    run = Run.objects.get(round=round_.pk, number=1)
    assert run.state == "done", run.problem
    watch.part = "after"
    looked = ("", "plans/1/", "plans/1/stays/", "plans/1/stays/?page=500", "plans/1/not-placed/")
    for name in looked:
        did(f"page …/{name}", sorted(someone.page(here + name) for _turn in range(5))[2])
    did("choose: the request", someone.send(f"{here}plans/1/commit/"))
    rows = Placement.objects.filter(run=run).exclude(introduction=None, refused="")

    def is_sent() -> bool:
        return bool(options.sending) or not Round.objects.filter(pk=round_.pk, state="sending").exists()

    took = part("sending", is_sent, options.sending)
    sent = rows.count()
    for name in ("", "result/"):
        did(f"page …/{name}", someone.page(here + name))
    if not options.sending:
        did("close: the request", someone.send(f"{here}close/"))
        assert Round.objects.values_list("state", flat=True).get(pk=round_.pk) == "closed"
    _told(watch, steps, run, frozen, heard, (sent, took))


def _hear(pk: int, heard: dict[tuple[str, int], float], is_over: Callable[[], bool]) -> None:
    """When each step of the plan began, and each twentieth of the search."""
    from django.db import connection

    from hospes.rounds.models import Run

    began = time.monotonic()
    while not is_over():
        run = Run.objects.defer("plan").get(round=pk, number=1)
        heard.setdefault((run.step, 20 * run.done // run.total if run.total else 0), time.monotonic() - began)
        time.sleep(1)
    connection.close()


def _told(
    watch: Watch,
    steps: list[Any],
    run: Any,
    frozen: float,
    heard: dict[tuple[str, int], float],
    sent: tuple[int, float],
) -> None:
    print("\n| process, MB at most | " + " | ".join(dict.fromkeys(part for _name, part in watch.most)) + " |")
    for name in ("site", "worker", "plan"):
        print(f"| {name} | " + " | ".join(f"{mb:.0f}" for (one, _part), mb in watch.most.items() if one == name) + " |")
    print("\n| request | ms |\n|---|---:|")
    for name, took in steps:
        print(f"| {name} | {took:.0f} |")
    summary = {name: run.summary[name] for name in ("status", "gap", "stays", "people", "unplaced_wishes")}
    print(f"\nmarket {frozen:.1f} MB, plan {len(run.plan) / 1e6:.1f} MB, {json.dumps(summary)}")
    print("progress: " + ", ".join(f"{step} {twentieth * 5} % {at:.0f} s" for (step, twentieth), at in heard.items()))
    print(f"{sent[0]} proposals, {sent[0] / sent[1]:.1f} a second")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--formats", nargs="*", default=(), help="codes of the formats that take part; none: all")
    parser.add_argument("--sending", type=float, default=0, help="seconds in which proposals are sent; 0: all of them")
    options = parser.parse_args()
    folder = os.environ["HOSPES_DATA_DIR"]
    os.environ.update(environment(folder))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hospes.settings")
    import django

    django.setup()
    logging.disable(logging.INFO)
    with serving(folder) as (port, site), working(folder) as worker:
        watch = Watch({"site": site, "worker": worker})
        threading.Thread(target=watch.look, daemon=True).start()
        measured(port, site, watch, options)
        watch.stopping.set()


if __name__ == "__main__":
    main()
