"""Every model keeps the promises that all models make."""

import re

import pytest
from django.apps import apps
from django.db.models import CASCADE, CharField, ForeignKey, IntegerField, Model, PositiveIntegerField

from hospes.core.personal import AboutNobody, Personal, open_fields
from hospes.core.terms import TERMS, of_model
from hospes.privacy.register import all_models, declared, register_page, retention_page
from tests.manners.files import ROOT

OURS = [model for model in apps.get_models() if model.__module__.startswith("hospes.")]


@pytest.mark.parametrize("model", OURS, ids=lambda model: model.__name__)
def test_a_model_says_which_personal_data_it_keeps_and_why(model: type[Model]) -> None:
    declared = model.__dict__.get("personal_data")

    assert isinstance(declared, Personal | AboutNobody)
    fields = {field.name for field in model._meta.get_fields()}
    assert set(declared) | declared.nobody <= fields
    assert not set(declared) & declared.nobody
    assert all(purpose.strip() for purpose in declared.values())
    assert bool(declared) == isinstance(declared, Personal)


@pytest.mark.parametrize("model", all_models(), ids=lambda model: model._meta.label)
def test_every_field_that_could_hold_something_about_a_person_is_declared(model: type[Model]) -> None:
    """A new field into which words, files or a link to a person fit is personal, or somebody looked and says it is not.

    Tables of libraries are declared in `hospes.privacy.libraries`.
    """
    found = declared(model)

    assert found is not None
    known = set(found) | found.nobody  # type: ignore[attr-defined]
    assert open_fields(model) - known == set()
    assert known <= {field.name for field in model._meta.concrete_fields}


def test_a_field_that_nobody_declared_would_be_found() -> None:
    class Meta:
        app_label = "people"
        managed = False

    fields = {
        "__module__": __name__,
        "Meta": Meta,
        "phone": CharField(max_length=20),
        "sort": CharField(choices=[("a", "A")]),
    }
    fields |= {"owner": ForeignKey("people.Person", on_delete=CASCADE), "count": IntegerField()}
    try:
        model = type("Undeclared", (Model,), fields)
        assert open_fields(model) == {"phone", "owner"}
        assert declared(model) is None
    finally:
        apps.all_models["people"].pop("undeclared", None)
        apps.clear_cache()


def test_the_register_of_processing_is_current_and_holds_every_field() -> None:
    """`just register` draws it anew."""
    page = (ROOT / "docs" / "register.md").read_text(encoding="utf-8")

    assert page == register_page()
    lines = page.splitlines()
    for model in all_models():
        rows = "".join(line for line in lines if line.startswith(f"| `{model._meta.label}` |"))
        assert [field.name for field in model._meta.concrete_fields if f"`{field.name}`" not in rows] == []


def test_the_table_of_terms_is_current_and_every_personal_table_has_a_term() -> None:
    assert (ROOT / "docs" / "reference" / "retention.md").read_text(encoding="utf-8") == retention_page()
    endless = [
        one._meta.label for one in all_models() if isinstance(declared(one), Personal) and not of_model(one._meta.label)
    ]

    assert endless == []
    labels = {model._meta.label for model in all_models()}
    assert {label for term in TERMS.values() for label in term.models} <= labels


PER_PERSON = re.compile(
    r"fewer_?opp|disab|handicap|health|illness|ethnic|relig|migra|refugee|obstacle|nationality|gender|birth|social_?background",
    re.IGNORECASE,
)


def test_fewer_opportunities_are_a_count_of_a_group_and_never_a_mark_of_a_person() -> None:
    """No table has a column that says of one person that they have fewer opportunities, or why."""
    found = {(model._meta.label, field.name): field for model in all_models() for field in model._meta.concrete_fields}
    telling = {name: field for name, field in found.items() if PER_PERSON.search(name[1])}

    assert set(telling) == {("matchmaking.Entry", "fewer_opportunities"), ("rounds.Placement", "fewer_opportunities")}
    assert all(isinstance(field, PositiveIntegerField) for field in telling.values())


def test_the_glossary_contains_every_model() -> None:
    glossary = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")

    assert [model.__name__ for model in OURS if f"`{model.__name__}`" not in glossary] == []
