"""Wherever an address says to go on, one stays on this site."""

from urllib.parse import urlsplit

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from tests.factories.people import PASSWORD, PersonFactory
from tests.permissions import asking
from tests.world import REPRESENTATIVE, World

ELSEWHERE = [
    "//evil.example",
    "////evil.example",
    "///evil.example",
    "https://evil.example/",
    "https:\\\\evil.example",
    "https:\\evil.example",
    "/\\evil.example",
    "\\/evil.example",
    "/\t/evil.example",
    "/%09/evil.example",
    "https://127.0.0.1@evil.example",
    "https://testserver@evil.example/",
    "javascript:alert(1)",
    "http:evil.example",
    "http:///evil.example",
    "//evil.example%00",
    "//evil.example\x00",
    "/ok\r\nLocation: https://evil.example/",
    "data:text/html,hello",
]


def stays_here(location: str) -> bool:
    """Read as a browser reads it: backslashes are slashes, and blanks inside are nothing."""
    read = location.replace("\\", "/").replace("\t", "").replace("\r", "").replace("\n", "").strip()
    parts = urlsplit(read)
    return not read.startswith("//") and parts.netloc in {"", "testserver"} and parts.scheme in {"", "http", "https"}


@pytest.mark.parametrize("there", ELSEWHERE, ids=ascii)
@pytest.mark.parametrize("page", ["web:look", "organisations:act-for", "account_login", "account_logout"])
def test_nobody_is_sent_elsewhere(world: World, page: str, there: str) -> None:
    cache.clear()
    client = Client()
    person = PersonFactory(signs_in=True)
    values = {"next": there, "look": "dark", "organisation": str(world.ours.pk)}
    if page == "account_login":
        values |= {"login": person.email, "password": PASSWORD}
    else:
        client = asking.clients(world)[REPRESENTATIVE]
    url = reverse(page)

    answers = [client.post(url, values), client.post(f"{url}?next={there.replace(chr(0), '%00')}", values)]

    assert answers[0].status_code == 302
    assert all(stays_here(answer.headers.get("Location", "/")) for answer in answers)
    assert all("\n" not in answer.headers.get("Location", "") for answer in answers)


def test_the_page_one_wanted_comes_after_signing_in(world: World) -> None:
    cache.clear()
    person = PersonFactory(signs_in=True)

    answer = Client().post(
        f"{reverse('account_login')}?next=/my-roles/",
        {"login": person.email, "password": PASSWORD, "next": "/my-roles/"},
    )

    assert answer["Location"] == "/my-roles/"


@pytest.mark.parametrize("host", ["evil.example", "testserver@evil.example", "testserver:80:80", "", "a" * 300])
def test_another_name_of_the_host_is_refused(world: World, host: str) -> None:
    for page in ("web:home", "people:link-ask", "account_reset_password"):
        answer = Client(raise_request_exception=False).get(reverse(page), headers={"host": host})

        assert answer.status_code == 400
        assert b"evil" not in answer.content
