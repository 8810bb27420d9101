"""What was sent, checked by the form of the page: both doors refuse the same things in the same words."""

from collections.abc import Callable, Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from pydantic import BaseModel

from hospes.core.api.problems import errors_of, invalid


def checked(form_class: Callable[..., forms.Form], body: BaseModel, files: Mapping[str, Any] | None = None) -> Any:
    """Clean values of the form. Fields left out of the body stay empty in it."""
    sent = {name: value for name, value in body.model_dump().items() if value is not None}
    return cleaned(form_class(sent, files) if files is not None else form_class(sent))


def cleaned(form: forms.Form) -> Any:
    """Clean values of a form that was given its data."""
    if not form.is_valid():
        raise invalid(errors_of(ValidationError(form.errors.as_data())))
    return form.cleaned_data
