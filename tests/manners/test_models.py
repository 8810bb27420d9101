"""Every model keeps the promises that all models make."""

import pytest
from django.apps import apps
from django.db.models import Model

from tests.manners.files import ROOT

OURS = [model for model in apps.get_models() if model.__module__.startswith("hospes.")]


@pytest.mark.parametrize("model", OURS, ids=lambda model: model.__name__)
def test_a_model_says_which_personal_data_it_keeps_and_why(model: type[Model]) -> None:
    declared = model.__dict__.get("personal_data")

    assert declared is not None
    fields = {field.name for field in model._meta.get_fields()}
    assert set(declared) <= fields
    assert all(purpose.strip() for purpose in declared.values())


# Field types and names that hold something about a person unless the model says otherwise.
TELLING_NAMES = {"email", "contact_email", "contact_name", "person", "author", "contact"}


@pytest.mark.parametrize("model", OURS, ids=lambda model: model.__name__)
def test_a_field_that_names_a_person_is_declared(model: type[Model]) -> None:
    declared = set(model.personal_data)  # type: ignore[attr-defined]

    telling = {field.name for field in model._meta.concrete_fields if field.name in TELLING_NAMES}

    assert telling <= declared


def test_the_glossary_contains_every_model() -> None:
    glossary = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")

    assert [model.__name__ for model in OURS if f"`{model.__name__}`" not in glossary] == []
