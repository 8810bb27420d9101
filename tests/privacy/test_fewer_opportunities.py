"""Fewer opportunities are counted for a group, and asked of nobody: not in the API, not in a form, not in an import."""

import importlib
import pkgutil
import re
from collections.abc import Iterator
from typing import Any

import pytest
from django import forms
from django.test import Client

import hospes
from hospes.core.fields import LongTextField
from hospes.matchmaking.choices import EntryKind
from hospes.matchmaking.forms.answers import WholeNumberField
from hospes.matchmaking.forms.entries import EntryForm
from hospes.matchmaking.forms.introductions import (
    CounterForm,
    DeclineForm,
    InterestForm,
    MarkForm,
    MessageForm,
    ProposeForm,
)
from tests.factories.organisations import OrganisationFactory, PostFactory
from tests.factories.people import PersonFactory
from tests.manners.test_models import PER_PERSON

pytestmark = pytest.mark.django_db
COUNTED_FOR_A_GROUP = re.compile(r"Entry|Wish|Suggest|Pair", re.IGNORECASE)


def properties(part: Any, owner: str = "") -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Every property of every shape in the document: whose, its name, and what it is."""
    if isinstance(part, dict):
        for name, value in (part.get("properties") or {}).items():
            yield owner, name, value
        for name, value in part.items():
            yield from properties(value, name if owner in {"schemas", ""} else owner)
    elif isinstance(part, list):
        for value in part:
            yield from properties(value, owner)


def test_the_api_has_it_as_a_number_of_an_entry_only() -> None:
    document = Client().get("/api/v1/openapi.json").json()
    schemas = document["components"]["schemas"]
    found = {
        (owner, name): value
        for owner, schema in schemas.items()
        for _inner, name, value in properties(schema, owner)
        if PER_PERSON.search(name)
    }

    assert found
    for (owner, name), value in found.items():
        assert name == "fewer_opportunities"
        assert "entry" in owner.casefold() or COUNTED_FOR_A_GROUP.search(owner), owner
        kinds = {value.get("type"), *(one.get("type") for one in value.get("anyOf", []))} - {None, "null"}
        assert kinds == {"integer"}, owner
    people = {
        owner
        for owner, schema in schemas.items()
        for _inner, name, _value in properties(schema, owner)
        if name in {"email", "person", "author"}
    }
    assert people
    assert people & {owner for owner, _name in found} == set()


def all_forms() -> Iterator[type[forms.BaseForm]]:
    for module in pkgutil.walk_packages(hospes.__path__, "hospes."):
        if ".forms" in module.name:
            importlib.import_module(module.name)
    waiting: list[type[forms.BaseForm]] = [forms.BaseForm]
    while waiting:
        one = waiting.pop()
        waiting += one.__subclasses__()
        if one.__module__.startswith("hospes."):
            yield one


def test_no_form_asks_it_of_a_person() -> None:
    asked = {
        (form.__name__, name): field
        for form in all_forms()
        for name, field in getattr(form, "base_fields", {}).items()
        if PER_PERSON.search(name)
    }

    assert len(list(all_forms())) > 20
    assert {name for _form, name in asked} <= {"fewer_opportunities"}
    assert all(isinstance(field, forms.IntegerField) for field in asked.values())


@pytest.mark.parametrize("kind", EntryKind)
def test_an_entry_asks_for_a_count_of_a_wish_alone(kind: EntryKind) -> None:
    fields = EntryForm(kind=kind, organisation=OrganisationFactory(), person=PersonFactory()).fields

    found = {name: field for name, field in fields.items() if PER_PERSON.search(name)}
    assert set(found) == ({"fewer_opportunities"} if kind == EntryKind.WISH else set())
    assert all(isinstance(field, WholeNumberField) for field in found.values())


def test_where_people_write_freely_about_learners_they_are_asked_to_name_nobody() -> None:
    written = [
        field
        for form in (ProposeForm, CounterForm, DeclineForm, MarkForm, MessageForm, InterestForm)
        for field in form.base_fields.values()
        if isinstance(field, LongTextField)
    ]
    post = PostFactory()
    written += [
        EntryForm(kind=kind, organisation=post.organisation, person=post.person).fields["text"] for kind in EntryKind
    ]

    assert len(written) == 9
    assert [str(field.label) for field in written if "person" not in str(field.help_text)] == []
