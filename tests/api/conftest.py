"""A program that speaks to the API: with a token, or without."""

import json
from collections.abc import Callable, Iterable
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client

from hospes.organisations.models import Organisation
from hospes.people import actions
from hospes.people.models import Person
from hospes.people.scopes import Scope
from tests.factories.organisations import OrganisationFactory, PostFactory
from tests.factories.people import PersonFactory


class Program:
    """Sends JSON to `/api/v1` in somebody's name. `Program()` is a visitor."""

    def __init__(self, person: Person | None = None, organisation: Organisation | None = None) -> None:
        self.person, self.organisation = person, organisation
        self.token = token_of(person, organisation) if person else ""
        self.client = Client()

    def get(self, path: str, **headers: str) -> HttpResponse:
        return self.client.get(f"/api/v1{path}", headers=self._headers(headers))

    def post(self, path: str, body: Any = None, **headers: str) -> HttpResponse:
        return self._send("POST", path, body, headers)

    def patch(self, path: str, body: Any, *, tag: str | None = None, **headers: str) -> HttpResponse:
        """With the ETag given; otherwise with the one that the answer to a GET carries now."""
        if tag is None:
            tag = self.get(path).headers.get("ETag", "")
        return self._send("PATCH", path, body, {"if_match": tag, **headers} if tag else headers)

    def _send(self, method: str, path: str, body: Any, headers: dict[str, str]) -> HttpResponse:
        content = body if isinstance(body, bytes) else b"" if body is None else json.dumps(body).encode()
        kind = headers.pop("content_type", "application/json")
        return self.client.generic(method, f"/api/v1{path}", content, content_type=kind, headers=self._headers(headers))

    def _headers(self, headers: dict[str, str]) -> dict[str, str]:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return ({"Authorization": f"Bearer {self.token}"} if self.token else {}) | named


def token_of(person: Person, organisation: Organisation | None = None, *, scopes: Iterable[str] = Scope.values) -> str:
    _row, token = actions.make_api_token(
        person,
        name="program",
        by=person,
        organisation_id=organisation.pk if organisation else None,
        scopes=scopes,
    )
    return token


@pytest.fixture
def visitor(db: None) -> Program:
    return Program()


@pytest.fixture
def member_of(db: None) -> Callable[..., Program]:
    """The program of a new member of staff of an organisation."""

    def make(organisation: Organisation | None = None, **traits: Any) -> Program:
        organisation = organisation or OrganisationFactory()
        person = PersonFactory(**traits)
        PostFactory(organisation=organisation, person=person)
        return Program(person, organisation)

    return make


@pytest.fixture
def facilitator(db: None) -> Program:
    return Program(PersonFactory(facilitator=True))


@pytest.fixture
def secretariat(db: None) -> Program:
    return Program(PersonFactory(secretariat=True))
