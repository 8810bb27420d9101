"""The API lists what the pages list, to the same person: neither more nor less."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.db import transaction
from django.test import Client

from tests.api import scene as scenes
from tests.api.scene import Scene
from tests.site import BACKEND

# A list of the API, the page with the same list, the start of its links, and what the API names in their place.
LISTS: dict[str, tuple[str, str, str, str]] = {
    "organisations": ("/organisations", "/organisations/", "/organisations/", "slug"),
    "entries": ("/entries", "/entries/", "/entries/", "id"),
    "news": ("/news", "/news/", "/news/", "slug"),
    "regions": ("/regions", "/regions/", "/regions/", "code"),
    "introductions": ("/introductions", "/introductions/", "/introductions/", "id"),
    "requests to join": ("/join-requests", "/join-requests/", "/join-requests/", "id"),
    "notices": ("/notices", "/notices/", "/notices/", "id"),
    "accounts": ("/people", "/people/", "/people/", "id"),
    "unpublished news": ("/news?unpublished=true", "/news/drafts/", "/news/", "slug"),
    "entries to check": ("/entries?to_check=true", "/entries/to-check/", "/entries/", "id"),
}
ROLES = ("visitor", "member", "stranger", "facilitator", "secretariat", "administrator", "reviewer")


@pytest.fixture(scope="module")
def scene(django_db_setup: None, django_db_blocker: Any) -> Iterator[Scene]:
    with django_db_blocker.unblock(), transaction.atomic():
        yield scenes.made()
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def db(scene: Scene) -> Iterator[None]:
    with scenes.taken_back():
        yield


def by_api(scene: Scene, role: str, path: str, named: str) -> set[str] | None:
    """Every page of the list; None when it is not for this role."""
    found: set[str] = set()
    address: str | None = f"{path}{'&' if '?' in path else '?'}page_size=3"
    while address:
        answer = scene.programs[role].get(address)
        if answer.status_code in (401, 403):
            return None
        body = answer.json()
        found |= {str(one[named]) for one in body["items"]}
        address = body["next"] and re.sub(r"^http://[^/]+/api/v1", "", body["next"])
    return found


def by_page(scene: Scene, role: str, path: str, start: str) -> set[str] | None:
    client, program = Client(), scene.programs[role]
    if program.person is not None:
        client.force_login(program.person, backend=BACKEND)
    found: set[str] = set()
    address: str | None = path
    while address:
        page = client.get(address)
        if page.status_code != 200:
            return None
        body = BeautifulSoup(page.content, "html.parser")
        parts = (re.fullmatch(rf"{start}([\w-]+)/(?:check/)?", link["href"]) for link in body.select("main a[href]"))
        found |= {part[1] for part in parts if part and part[1] not in WORDS}
        more = body.select_one('nav.pages a[rel="next"]')
        address = path.split("?", maxsplit=1)[0] + str(more["href"]) if more else None
    return found


# Pages of their own, and no things.
WORDS = {"new", "drafts", "import", "to-check", "mine", "decided", "map", "embed", "decisions"}


@pytest.mark.parametrize("name", LISTS)
def test_everybody_finds_in_the_api_what_their_page_lists(scene: Scene, name: str) -> None:
    api, page, start, named = LISTS[name]
    seen = {role: by_page(scene, role, page, start) for role in ROLES}

    assert {role: by_api(scene, role, api, named) for role in ROLES} == seen
    assert any(seen.values())


def test_ones_own_entries_are_those_of_the_page(scene: Scene) -> None:
    everything = "&".join(f"status={one}" for one in scenes.STATUSES)
    ours = f"/entries?{everything}&organisation={scene.ours.pk}"

    assert by_api(scene, "member", ours, "id") == by_page(scene, "member", "/entries/mine/", "/entries/")
