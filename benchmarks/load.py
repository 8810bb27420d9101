"""A running server under the loads that Hospes promises to bear: pages for forty people, lists and changes by the API,
suggestions.

    python -m benchmarks.load                             # SQLite
    HOSPES_DATABASE_URL=… python -m benchmarks.load       # an empty PostgreSQL
    HOSPES_DATA_DIR=… HOSPES_DATABASE_URL=… python -m benchmarks.load --as-it-is
    python -m benchmarks.load --soak 30                   # half the people, for so many minutes: does anything grow?

Makes its market by `hospes demo --stage europe --entries 7500` (300 organisations) in a folder that is deleted in the
end, starts `hospes serve` with two processes on a port of 127.0.0.1, and asks it for so many seconds each. `--as-it-is`
takes a folder with a demo that is there already, and leaves its drafts behind.

"own" is the processor time of the server's processes and of the database's for one request: it stays the same while
others use the machine. Two processors bear `2000 / own` requests a second, less what the asking itself takes.
"""

import argparse
import http.client
import json
import logging
import os
import random
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

HOST = "127.0.0.1"
ENTRIES, PEOPLE, PROCESSES = 7500, 40, 2
TOPICS = "elderly-care nursing green-construction digital-skills tourism maritime childcare vehicles languages".split()
COUNTRIES = "SE NO DE FR IT ES PL GR IE PT FI DK".split()
_TICKS = os.sysconf("SC_CLK_TCK")

Ask = tuple[str, str, dict[str, str], str]  # method, path, headers, body


@dataclass
class Taken:
    """What the requests of one mix took."""

    milliseconds: list[float] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    seconds: float = 0
    own: float = 0

    def row(self, name: str, floor: str) -> str:
        asked = sorted(self.milliseconds)
        number = len(asked)
        p95, p99 = (asked[max(-(-number * part // 100) - 1, 0)] for part in (95, 99))
        return (
            f"| {name} | {number / self.seconds:.0f} | {statistics.median(asked):.0f} | {p95:.0f} | {p99:.0f} "
            f"| {self.own * 1000 / number:.1f} | {len(self.wrong)} | {floor} |"
        )


# The server


def environment(folder: str) -> dict[str, str]:
    return os.environ | {
        "HOSPES_DATA_DIR": folder,
        "HOSPES_DEMO": "1",
        "HOSPES_LOG_LEVEL": "ERROR",
        # The pace of one program is another test.
        "HOSPES_API_REQUESTS_PER_MINUTE": "10000000",
    }


def made(folder: str) -> None:
    for words in (["migrate"], ["demo", "--stage", "europe", "--entries", str(ENTRIES)]):
        subprocess.run(  # noqa: S603
            [sys.executable, "-m", "hospes", *words], env=environment(folder), check=True, stdout=subprocess.DEVNULL
        )


@contextmanager
def serving(folder: str) -> Iterator[tuple[int, int]]:
    """A server of our own: its port and its process."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port = int(probe.getsockname()[1])
    words = ["serve", "--bind", f"{HOST}:{port}", "--workers", str(PROCESSES)]
    server = subprocess.Popen(  # noqa: S603
        [sys.executable, "-m", "hospes", *words],
        env=environment(folder),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        answers = False
        for _try in range(240):
            with suppress(OSError), socket.create_connection((HOST, port), timeout=1):
                answers = True
                break
            time.sleep(0.25)
        if not answers:
            sys.exit("The server does not start.")
        yield port, server.pid
    finally:
        server.terminate()
        server.wait(40)


def processor_seconds(server: int) -> float:
    """Of the server, its processes, and of the database where it is another program."""
    from django.db import connection

    found = {server, *_children(server)}
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pid FROM pg_stat_activity")
            found |= {pid for (pid,) in cursor.fetchall()}
    return sum(map(_used, found))


def _children(pid: int) -> list[int]:
    with suppress(OSError):
        return [int(one) for one in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    return []


def _used(pid: int) -> float:
    with suppress(OSError):
        numbers = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
        return (int(numbers[11]) + int(numbers[12])) / _TICKS
    return 0.0


# Asking


def ask(port: int, server: int, *, clients: int, seconds: float, think: float, plan: Callable[[int], Ask]) -> Taken:
    """`plan` says what client number so many asks next. Every answer but 200 and 201 is wrong."""
    taken, lock = Taken(), threading.Lock()
    end = time.monotonic() + seconds

    def client(number: int) -> None:
        line = http.client.HTTPConnection(HOST, port, timeout=30)
        mine, wrong = [], []
        time.sleep(think * number / clients)
        while time.monotonic() < end:
            method, path, headers, body = plan(number)
            begun = time.perf_counter()
            try:
                line.request(method, path, body or None, headers)
                answer = line.getresponse()
                answer.read()
                if answer.status not in (200, 201):
                    wrong.append(f"{answer.status} {path}")
            except (OSError, http.client.HTTPException) as error:
                wrong.append(f"{error!r} {path}")
                line.close()
            mine.append((time.perf_counter() - begun) * 1000)
            time.sleep(think)
        line.close()
        with lock:
            taken.milliseconds += mine
            taken.wrong += wrong

    own, begun = processor_seconds(server), time.monotonic()
    threads = [threading.Thread(target=client, args=[number]) for number in range(clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    taken.seconds = time.monotonic() - begun
    taken.own = processor_seconds(server) - own
    return taken


def look(port: int, addresses: list[str], headers: dict[str, str]) -> None:
    """Each once. The stage compares no pairs: who looks first finds them, and elsewhere that was long ago."""
    line = http.client.HTTPConnection(HOST, port, timeout=30)
    for address in addresses:
        line.request("GET", address, headers=headers)
        line.getresponse().read()
    line.close()


@dataclass
class People:
    """Whom the clients are, and what they look at."""

    cookie: str
    cookies: list[str]
    tokens: list[str]
    pages: list[list[str]]
    suggestions: list[str]


def people() -> People:
    """Forty representatives, each signed in and with a token, and the pages of their organisations."""
    from django.conf import settings
    from django.test import Client

    from hospes.matchmaking.models import Entry
    from hospes.organisations.models import OrganisationPost
    from hospes.people.actions import make_api_token

    found = People(settings.SESSION_COOKIE_NAME, [], [], [], [])
    posts = OrganisationPost.objects.filter(person__email__startswith="office@").select_related(
        "person", "organisation"
    )
    for post in posts.order_by("pk")[:PEOPLE]:
        client = Client()
        client.force_login(post.person, backend="allauth.account.auth_backends.AuthenticationBackend")
        found.cookies.append(client.cookies[settings.SESSION_COOKIE_NAME].value)
        _row, token = make_api_token(
            post.person,
            name="benchmark",
            by=post.person,
            organisation_id=post.organisation_id,
            scopes=["read", "write:entries"],
        )
        found.tokens.append(token)
        own = Entry.objects.filter(organisation=post.organisation, status="published").exclude(kind="idea")
        ids = list(own.order_by("pk").values_list("pk", flat=True)[:5])
        topic = random.choice(TOPICS)  # noqa: S311
        found.pages.append(
            ["/", "/todo/", "/entries/", f"/entries/?topic={topic}", "/introductions/", "/organisations/"]
            + [f"/entries/{pk}/" for pk in ids]
        )
        found.suggestions += [f"/entries/{pk}/suggestions/" for pk in ids]
    return found


@dataclass
class Plans:
    """What a client may ask next, by kind."""

    who: People
    chance: random.Random = field(default_factory=lambda: random.Random(7))  # noqa: S311

    def signed_in(self, number: int) -> dict[str, str]:
        return {"Cookie": f"{self.who.cookie}={self.who.cookies[number % len(self.who.cookies)]}"}

    def page(self, number: int) -> Ask:
        return "GET", self.chance.choice(self.who.pages[number % len(self.who.pages)]), self.signed_in(number), ""

    def suggestion(self, number: int) -> Ask:
        own = self.who.pages[number % len(self.who.pages)]
        addresses = [f"{one}suggestions/" for one in own if one.startswith("/entries/") and one[9:10].isdigit()]
        return "GET", self.chance.choice(addresses or self.who.suggestions), self.signed_in(number), ""

    def listed(self, _number: int) -> Ask:
        asked = [f"topic={self.chance.choice(TOPICS)}", f"country={self.chance.choice(COUNTRIES)}", "kind=offer"]
        return "GET", "/api/v1/entries?page_size=50&" + "&".join(self.chance.sample(asked, 2)), {}, ""

    def written(self, number: int) -> Ask:
        token = self.who.tokens[number % len(self.who.tokens)]
        headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
        name = f"Learn timber building, group {self.chance.randrange(10**9)}"
        return "POST", "/api/v1/entries", headers, json.dumps({"kind": "offer", "title": name, "places": 8})

    def anything(self, number: int) -> Ask:
        """As a day goes: pages, now and then a list, suggestions, a change."""
        kinds = [self.page, self.listed, self.suggestion, self.written]
        (kind,) = self.chance.choices(kinds, weights=[80, 10, 5, 5])
        return kind(number)


def measured(port: int, server: int, who: People, seconds: float) -> Iterator[str]:
    plans = Plans(who)

    def told(name: str, floor: str, plan: Callable[[int], Ask], clients: int, think: float = 0) -> str:
        # Once before, so that all processes have read what they need.
        ask(port, server, clients=clients, seconds=min(3, seconds / 4), think=think, plan=plan)
        taken = ask(port, server, clients=clients, seconds=seconds, think=think, plan=plan)
        for wrong in sorted(set(taken.wrong))[:5]:
            print(f"  wrong: {wrong}", file=sys.stderr)
        return taken.row(name, floor)

    for number, addresses in enumerate(who.pages):
        look(port, addresses, plans.signed_in(number))
    yield told("pages, 40 people, one page a second each", "p95 ≤ 400 (goal 200)", plans.page, PEOPLE, 1.0)
    yield told("pages, as many as go", "goal ≥ 60/s", plans.page, 8)
    yield told("API, list of 50, filtered", "≥ 80/s, p95 ≤ 250 (goal 200/s, 100)", plans.listed, 8)
    write = "≥ 25/s, p95 ≤ 500 (goal 80/s)" if is_sqlite() else "≥ 40/s, p95 ≤ 300 (goal 100/s, 120)"
    yield told("API, one change", write, plans.written, 8)
    yield told("suggestions of one entry", "p95 ≤ 1000 (goal 300)", plans.suggestion, 2)


def soaked(port: int, server: int, folder: str, who: People, minutes: int) -> Iterator[str]:
    """A row a minute. What grows with nothing but time is a leak."""
    plans = Plans(who)
    for minute in range(1, minutes + 1):
        taken = ask(port, server, clients=PEOPLE // 2, seconds=60, think=1.0, plan=plans.anything)
        wrong = len(taken.wrong)
        asked = sorted(taken.milliseconds)
        yield (
            f"| {minute} | {len(asked)} | {asked[int(len(asked) * 0.95)]:.0f} | {wrong} "
            f"| {memory(server) >> 20} | {_files(folder) >> 20} |"
        )


def memory(server: int) -> int:
    """Bytes in memory of the processes that answer; what they share with each other is counted in each."""
    pages = sum(int(Path(f"/proc/{pid}/statm").read_text().split()[1]) for pid in _children(server))
    return pages * os.sysconf("SC_PAGE_SIZE")


def _files(folder: str) -> int:
    """Bytes of all files but the database."""
    found = (path for path in Path(folder).rglob("*") if path.is_file() and ".sqlite3" not in path.name)
    return sum(path.stat().st_size for path in found)


def is_sqlite() -> bool:
    from django.db import connection

    return connection.vendor == "sqlite"


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--seconds", type=float, default=20, help="how long each kind of load lasts")
    parser.add_argument("--as-it-is", action="store_true", help="take the demo that HOSPES_DATA_DIR has")
    parser.add_argument("--soak", type=int, default=0, metavar="MINUTES", help="half the people, and what grows")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="hospes-load-") as empty:
        folder = os.environ["HOSPES_DATA_DIR"] if options.as_it_is else empty
        if not options.as_it_is:
            made(folder)
        os.environ.update(environment(folder))
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hospes.settings")
        import django

        django.setup()
        logging.disable(logging.INFO)
        from django.db import connection

        from hospes.matchmaking.models import Entry

        who, number = people(), Entry.objects.count()
        print(f"{connection.vendor}, {number} entries, load of the machine before: {os.getloadavg()[0]:.1f}\n")
        heading = (
            "| minute | requests | p95 ms | errors | memory MB | files beside the database MB |"
            if options.soak
            else ("| load | requests a second | median ms | p95 ms | p99 ms | own ms | errors | promised |")
        )
        print(heading)
        print("|---|" + "---:|" * (heading.count("|") - 2), flush=True)
        with serving(folder) as (port, server):
            rows = (
                soaked(port, server, folder, who, options.soak)
                if options.soak
                else measured(port, server, who, options.seconds)
            )
            for row in rows:
                print(row, flush=True)


if __name__ == "__main__":
    main()
