"""An address that somebody types leads to the web and to nothing else, in every form that asks for one."""

import inspect
import pkgutil
from importlib import import_module

import pytest
from django import forms
from django.core.exceptions import ValidationError

import hospes
from hospes.organisations.forms.fields import WebsiteField

SCHEMES = [
    "javascript:alert(1)", "JaVaScRiPt:alert(1)", "java\tscript:alert(1)", "\x01javascript:alert(1)",
    "data:text/html,x",
    "vbscript:x", "file:///etc/passwd", "ftp://region.example/", "mailto:a@region.example", "gopher://x.example",
    "blob:https://region.example/x", "https:javascript:alert(1)", "view-source:https://region.example",
]  # fmt: skip


@pytest.mark.parametrize("typed", SCHEMES)
def test_only_addresses_of_the_web_are_taken(typed: str) -> None:
    with pytest.raises(ValidationError):
        WebsiteField().clean(typed)


@pytest.mark.parametrize("typed", ["www.region.example", "https://region.example/a?b=c#d", "http://münchen.example"])
def test_addresses_of_the_web_are_taken(typed: str) -> None:
    assert WebsiteField().clean(typed).startswith("http")


def test_every_form_asks_for_an_address_in_this_way() -> None:
    found: dict[str, forms.Field] = {}
    for module in pkgutil.walk_packages(hospes.__path__, "hospes."):
        if ".forms" in module.name:
            for name, form in inspect.getmembers(import_module(module.name), inspect.isclass):
                for field in getattr(form, "base_fields", {}):
                    found[f"{name}.{field}"] = form.base_fields[field]
    addresses = {name: field for name, field in found.items() if isinstance(field, forms.URLField) or "website" in name}

    assert len(addresses) >= 3
    assert [name for name, field in addresses.items() if not isinstance(field, WebsiteField)] == []
