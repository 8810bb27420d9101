"""How long a list of many rows takes to come in, how much memory it needs, and how long pages wait meanwhile.

The list is invented: every row has its own topic, 2,000 organisations, five languages in its cells. The import runs
as its own process, by the command; pages are asked here, one after the other, until it ends. Use an empty
installation: `HOSPES_DATA_DIR=/tmp/empty bin/hospes migrate`, then `just benchmark-imports 100000 csv`.
"""

import csv
import os
import random
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.test import Client  # noqa: E402
from django.utils import timezone  # noqa: E402
from openpyxl import Workbook  # noqa: E402

HEADINGS = (
    "Nr",
    "Organisation",
    "Country / Region",
    "We want to…",
    "Topic(s)",
    "Format",
    "Who / target group",
    "How many?",
    "When?",
    "How long",
    "Languages",
    "Accessible?",
    "Funding",
    "Contact e-mail",
    "Remarks",
)
TOPICS = ("Elderly care", "Green construction", "Cura de gent gran", "Guidance for adults", "Tourism, cooking")
LANGUAGES = ("EN B1", "Deutsch, Englisch B2", "français; anglais B1", "ES, EN B1", "SV, EN C1")
FORMATS = ("job shadowing", "Placement apprentis", "Study visit", "Group exchange", "Estades d'aprenents")
WHO = ("apprentices", "authority staff", "VET learners", "profesorado FP", "adult learners")
LANDS = ("SE", "France, Bretagne", "ES51", "Germany", "Norway, Vestland", "IT Trento")
PAGES = ("/", "/entries/", "/entries/?kind=offer&topic=elderly-care", "/organisations/", "/api/v1/entries?page_size=50")
# The work itself, and how many bytes it needed at most: said by the process of the import on its last line.
IMPORT = """
import resource, sys, time
import django
django.setup()
from django.core.management import call_command
begun, used = time.perf_counter(), time.process_time()
call_command("import_entries", sys.argv[1], "--partial", stdout=open("/dev/null", "w"))
wall, own = time.perf_counter() - begun, time.process_time() - used
print(round(wall, 1), round(own, 1), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
"""


def rows(count: int) -> Iterator[list[object]]:
    chance = random.Random(3)  # noqa: S311  invented rows, the same each time
    year = timezone.localdate().year + 1
    for number in range(count):
        host, month = chance.randrange(2000), chance.randint(1, 9)
        yield [
            number + 1,
            f"Organisation {host}",
            LANDS[host % len(LANDS)],
            chance.choice(["host", "send"]),
            f"{chance.choice(TOPICS)} {number}",
            chance.choice(FORMATS),
            chance.choice(WHO),
            chance.choice(["max. 5 pers.", str(chance.randint(1, 20)), "2-4"]),
            f"{chance.randint(1, 28):02}.{month:02}.{year}-{chance.randint(1, 28):02}.{month + 2:02}.{year}",
            f"{chance.randint(2, 30)} days",
            chance.choice(LANGUAGES),
            chance.choice(["yes", "", "partly"]),
            chance.choice(["own", "Erasmus+", ""]),
            f"office@org{host}.example",
            chance.choice(["", "", "2 x FO", f"call first {number}"]),
        ]


def written(folder: Path, count: int, kind: str) -> Path:
    path = folder / f"list.{kind}"
    if kind == "csv":
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([["Old list"], [], HEADINGS, *rows(count)])
        return path
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Entries")
    for row in (["Old list"], [], HEADINGS, *rows(count)):
        sheet.append(list(row))
    book.save(path)
    return path


def ask_pages(done: threading.Event, waited: list[float]) -> None:
    client, at = Client(), 0
    while not done.is_set():
        begun = time.perf_counter()
        answer = client.get(PAGES[at % len(PAGES)])
        assert answer.status_code == 200, answer.status_code
        waited.append((time.perf_counter() - begun) * 1000)
        at += 1
        done.wait(0.5)


def main() -> None:
    count, kind = int(sys.argv[1]), sys.argv[2]
    settings.ALLOWED_HOSTS = [*settings.ALLOWED_HOSTS, "testserver"]
    for page in PAGES:
        Client().get(page)
    done, waited = threading.Event(), list[float]()
    asking = threading.Thread(target=ask_pages, args=(done, waited))
    with tempfile.TemporaryDirectory() as folder:
        path = written(Path(folder), count, kind)
        asking.start()
        try:
            said = subprocess.run(  # noqa: S603  our own command
                [sys.executable, "-c", IMPORT, str(path)], check=True, capture_output=True, text=True, env=os.environ
            ).stdout
        finally:
            done.set()
            asking.join()
    wall, own, memory = said.split()[-3:]
    waited.sort()
    print(f"{count} rows, {kind}: {wall} s on the clock, {own} s of its own processor time, {memory} MB")
    print(
        f"{len(waited)} pages meanwhile: 95 of 100 within {waited[int(len(waited) * 0.95)]:.0f} ms,"
        f" the slowest {waited[-1]:.0f} ms, load {os.getloadavg()[0]:.1f}"
    )


if __name__ == "__main__":
    main()
