"""Somebody in the demo partnership is erased: no page, no answer of the API, no list and no feed names them."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from django.test import Client

from hospes.jobs.worker import do_everything
from hospes.organisations.actions import posts
from hospes.organisations.choices import Post
from hospes.privacy.actions import erase_person
from tests.permissions import asking
from tests.permissions.table import TABLE
from tests.privacy.traces import Traces
from tests.world import ADMIN, FACILITATING, MEMBER, REPRESENTATIVE, SECRETARY, VISITOR, World, made

# Whoever sees most comes first.
ROLES = (SECRETARY, FACILITATING, ADMIN, REPRESENTATIVE, MEMBER, VISITOR)


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    with django_db_blocker.unblock(), transaction.atomic():
        yield made()
        transaction.set_rollback(True)


@pytest.fixture
def db(world: World, settings: Any, tmp_path: Path) -> None:
    settings.DATA_DIR = tmp_path


def toured(world: World) -> dict[tuple[str, str], str]:
    """Every page, list, file and feed of the table, as whoever sees most of it."""
    clients: dict[str, Client] = asking.clients(world)
    found = {}
    for line in TABLE:
        role = next((role for role in ROLES if role in line.see or line.is_open), None)
        if role is not None:
            answer = asking.look(world, clients[role], role, line)
            found[str(line), role] = asking.body(answer).casefold()
    return found


def found_in(pages: dict[tuple[str, str], str], words: dict[str, str]) -> set[tuple[str, str]]:
    return {(place, page) for place, word in words.items() for (page, _role), body in pages.items() if word in body}


def test_nothing_that_anybody_can_open_names_who_was_erased(db: None, world: World) -> None:
    gone = Traces("qqgone", of=world.ours)
    posts.appoint(gone.person, world.ours, Post.DEPUTY, by=world.person(SECRETARY))
    words = gone.gone_when_erased()

    before = toured(world)
    shown = found_in(before, words)
    # The control: without the erasure many pages name the person, of very different kinds.
    assert len(shown) >= 10
    assert {"name", "address"} <= {place for place, _page in shown}
    assert any(page.startswith("api:") for _place, page in shown)

    erase_person(gone.person, by=None)
    do_everything()
    after = toured(world)

    assert set(after) == set(before)
    assert found_in(after, words) == set()
