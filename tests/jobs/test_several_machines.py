"""Two machines with the site and three with a worker, on one PostgreSQL: together they are one installation.

Machines are told apart by their data folders; secret, database and the folder of pictures are shared.
"""

import http.cookiejar
import io
import re
import urllib.error
import urllib.parse
import urllib.request
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image

from tests.cli.test_serving import Served, start
from tests.core.installations import POSTGRESQL, Installation, copy_of, migrated
from tests.jobs.test_workers import wait_until

pytestmark = pytest.mark.skipif(not POSTGRESQL, reason="several machines share a PostgreSQL database")
__all__ = ["migrated"]

SECRET = "one secret for all of the machines 0123456789 abcdefghijklmnop"
PASSWORD = "quite-a-long-password"


class Machine(Installation):
    """A machine: its own folder, and what all share."""

    @property
    def environment(self) -> dict[str, str]:
        shared = self.folder.parent / "shared"
        return super().environment | {"HOSPES_SECRET_KEY": SECRET, "HOSPES_STORAGE_URL": f"file://{shared}"}

    def work(self, chores: Path) -> None:
        """A worker whose tasks leave their notes in one folder, whichever machine does them."""
        environment = {"HOSPES_NOTES": str(chores)}
        self.start("worker", "--interval", "0.1", **environment)


class Browser:
    """One person's browser, that a balancer in front sends now here, now there."""

    def __init__(self) -> None:
        cookies = urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
        self.opener = urllib.request.build_opener(cookies)

    def open(self, machine: Served, path: str, fields: dict[str, str] | None = None) -> tuple[int, str]:
        data = urllib.parse.urlencode(fields).encode() if fields is not None else None
        try:
            with self.opener.open(f"http://127.0.0.1:{machine.port}{path}", data, timeout=30) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as answer:
            return answer.code, answer.read().decode()

    def send(self, page_from: Served, to: Served, path: str, **fields: str) -> tuple[int, str]:
        """The form is read on one machine and sent to the other."""
        _status, page = self.open(page_from, path)
        (token,) = re.findall(r'name="csrfmiddlewaretoken" value="(\w+)"', page)[:1]
        return self.open(to, path, {"csrfmiddlewaretoken": token, **fields})


@pytest.fixture(scope="module")
def machines(migrated: Installation, tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[Machine]]:
    room = tmp_path_factory.mktemp("machines")
    (room / "shared").mkdir()
    with copy_of(migrated, room / "first") as first:
        found = [Machine(room / name, first.database) for name in ("a", "b", "c")]
        for machine in found:
            machine.folder.mkdir()
        found[0].python(
            "from tests.factories.organisations import RepresentativeFactory\n"
            "post = RepresentativeFactory(person__email='ada@example.org')\n"
            f"post.person.set_password('{PASSWORD}'); post.person.save()"
        )
        yield found
        for machine in found:
            machine.stop_all()


@pytest.fixture(scope="module")
def sites(machines: list[Machine]) -> list[Served]:
    return [start(machine) for machine in machines[:2]]


def test_who_signed_in_here_is_signed_in_there_and_what_is_written_here_is_read_there(sites: list[Served]) -> None:
    here, there = sites
    browser = Browser()

    signed_in, _page = browser.send(here, there, "/accounts/login/", login="ada@example.org", password=PASSWORD)
    seen = []
    for turn in range(6):
        writes, reads = (here, there) if turn % 2 else (there, here)
        status, _page = browser.send(
            reads, writes, "/account/", name=f"Ada {turn}", language="en", time_zone="Europe/Brussels"
        )
        assert status == 200
        seen.append(f"Ada {turn}" in browser.open(reads, "/account/")[1])

    assert signed_in == 200
    assert seen == [True] * 6


def test_guesses_on_both_machines_are_counted_together(sites: list[Served]) -> None:
    answers = [
        Browser().send(
            sites[turn % 2], sites[turn % 2], "/accounts/login/", login="eve@example.org", password=f"w{turn}"
        )
        for turn in range(12)
    ]

    assert [status for status, _page in answers].count(429) == 2


def test_a_picture_sent_to_one_machine_is_shown_by_the_other(machines: list[Machine], sites: list[Served]) -> None:
    picture = io.BytesIO()
    Image.new("RGB", (8, 8), "red").save(picture, "WEBP")
    name = machines[0].python(
        "from django.core.files.base import ContentFile\n"
        "from django.core.files.storage import default_storage\n"
        f"print(default_storage.save('logos/a.webp', ContentFile({picture.getvalue()!r})))"
    )

    assert (
        Browser().opener.open(f"http://127.0.0.1:{sites[1].port}/media/{name}", timeout=20).read() == picture.getvalue()
    )
    assert not (machines[0].folder / "uploads").exists()


def test_three_workers_do_each_task_once_and_keep_each_appointment_once(
    machines: list[Machine], tmp_path: Path
) -> None:
    notes = tmp_path / "notes"
    machines[0].python("from tests.jobs import chores\n[chores.note.enqueue(str(n)) for n in range(90)]")
    for machine in machines:
        machine.work(tmp_path)
    tasks = "SELECT task_path FROM django_tasks_database_dbtaskresult"
    done = (
        "SELECT count(*) FROM django_tasks_database_dbtaskresult"
        " WHERE status = 'SUCCESSFUL' AND starts_with(task_path, 'tests.')"
    )
    wait_until(lambda: machines[0].ask("SELECT count(*) FROM jobs_worker") == [(3,)], seconds=60)
    wait_until(lambda: machines[0].ask(done) == [(90,)])
    wait_until(lambda: machines[0].ask("SELECT count(*) FROM jobs_schedule")[0][0] > 3)
    kept = {task for (task,) in machines[0].ask("SELECT task FROM jobs_schedule")}
    earlier = Counter(task for (task,) in machines[0].ask(tasks))

    machines[0].ask("UPDATE jobs_schedule SET next_at = now() - interval '1 second'")
    wait_until(lambda: machines[0].ask("SELECT count(*) FROM jobs_schedule WHERE next_at < now()") == [(0,)])
    later = Counter(task for (task,) in machines[0].ask(tasks))

    assert Counter(notes.read_text().split()) == Counter(str(number) for number in range(90))
    assert {task: (later - earlier)[task] for task in kept} == dict.fromkeys(kept, 1)
