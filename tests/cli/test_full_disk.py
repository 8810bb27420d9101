"""A disk that takes nothing more: whoever writes is told that nothing was stored, and it goes on when there is room."""

import http.cookiejar
import json
import re
import resource
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager

from tests.cli.test_serving import Served, start
from tests.core.installations import POSTGRESQL, Installation

TABLES = ("mail_outgoingmail", "organisations_organisation", "journal_journalline")


class Reader:
    """A browser with its cookies, and a program with its token."""

    def __init__(self, served: Served) -> None:
        self.address = f"http://127.0.0.1:{served.port}"
        cookies = urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
        self.browser = urllib.request.build_opener(cookies)

    def open(self, path: str, data: bytes | None = None, **headers: str) -> tuple[int, str, str]:
        given = {name.replace("_", "-"): value for name, value in headers.items()}
        request = urllib.request.Request(f"{self.address}{path}", data=data, headers=given)  # noqa: S310
        try:
            with self.browser.open(request, timeout=30) as answer:
                return answer.status, answer.read().decode(), ""
        except urllib.error.HTTPError as answer:
            return answer.code, answer.read().decode(), answer.headers.get("Retry-After", "")

    def write_to_us(self) -> tuple[int, str, str]:
        _status, page, _wait = self.open("/contact/")
        (token,) = re.findall(r'name="csrfmiddlewaretoken" value="(\w+)"', page)[:1]
        fields = {
            "csrfmiddlewaretoken": token,
            "name": "Ada",
            "email": "ada@example.org",
            "subject": "A question",
            "text": "Is there room? " * 20,
        }
        return self.open("/contact/", urllib.parse.urlencode(fields).encode())


def stored(installation: Installation) -> list[int]:
    return [int(installation.ask(f"SELECT count(*) FROM {table}")[0][0]) for table in TABLES]  # noqa: S608


@contextmanager
def full(installation: Installation, served: Served) -> Iterator[None]:
    """No file of the site's processes grows; on PostgreSQL the server says what it says when its disk is full."""
    if POSTGRESQL:
        installation.ask(
            "CREATE FUNCTION no_room() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
            " RAISE EXCEPTION 'could not extend file' USING ERRCODE = '53100'; END $$"
        )
        for table in TABLES:
            installation.ask(f"CREATE TRIGGER no_room BEFORE INSERT OR UPDATE ON {table} EXECUTE FUNCTION no_room()")
        yield
        installation.ask("DROP FUNCTION no_room CASCADE")
        return
    before = {pid: resource.prlimit(pid, resource.RLIMIT_FSIZE) for pid in served.children()}
    for pid, (_soft, hard) in before.items():
        resource.prlimit(pid, resource.RLIMIT_FSIZE, (4096, hard))
    yield
    for pid, limit in before.items():
        resource.prlimit(pid, resource.RLIMIT_FSIZE, limit)


def test_whoever_writes_is_told_that_nothing_was_stored_and_later_it_works(installation: Installation) -> None:
    served = start(installation)
    reader = Reader(served)
    assert reader.write_to_us()[0] == 200
    before = stored(installation)

    with full(installation, served):
        for _turn in range(3):
            status, page, wait = reader.write_to_us()
            assert (status, wait) == (503, "300"), page
            assert "Nothing of what you sent was stored" in page
            assert "Traceback" not in page
        home, _page, _wait = reader.open("/")
        during = stored(installation)
    status, _page, _wait = reader.write_to_us()

    assert home == 200
    assert during == before
    assert status == 200
    assert stored(installation)[0] == before[0] + 1
    assert not served.process.poll()


def test_programs_get_a_problem_that_says_so(installation: Installation) -> None:
    token = installation.python(
        "from tests.api.conftest import token_of\n"
        "from tests.factories.organisations import RepresentativeFactory\n"
        "post = RepresentativeFactory()\n"
        "print(token_of(post.person, post.organisation))"
    ).splitlines()[-1]
    served = start(installation)
    reader = Reader(served)
    asked = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
    entry = b'{"kind": "offer", "title": "Learn with us"}'
    # Both processes have their files.
    assert {reader.open("/api/v1/organisations")[0] for _turn in range(8)} == {200}
    before = stored(installation)

    with full(installation, served):
        status, problem, wait = reader.open("/api/v1/entries", entry, **asked)
        listed, _page, _wait = reader.open("/api/v1/organisations")
    during = stored(installation)
    later, _page, _wait = reader.open("/api/v1/entries", entry, **asked)

    assert (status, wait, json.loads(problem)["title"]) == (503, "300", "Nothing can be stored at the moment.")
    assert (listed, during, later) == (200, before, 201)
