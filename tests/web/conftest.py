"""The web tests' own tools: parsed pages, and a browser context that looks at pages as readers do."""

from collections.abc import Callable
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from hospes.people.models import Person
from tests.factories.organisations import PostFactory

Page = BeautifulSoup


@pytest.fixture
def read(client: Client) -> Callable[..., Page]:
    """The page at an address, parsed. Fails when it is not there."""

    def get(path: str, status: int = 200, **options: Any) -> Page:
        answer = client.get(path, **options)
        assert answer.status_code == status
        return BeautifulSoup(answer.content, "html.parser")

    return get


@pytest.fixture
def colleague(client: Client, db: None) -> Person:
    """Somebody signed in who works for one organisation."""
    post = PostFactory()
    client.force_login(post.person)
    return post.person
