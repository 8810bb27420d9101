"""How forms become HTML: one field template for the whole site."""

from functools import cached_property
from pathlib import Path
from typing import Any

from django import forms
from django.forms.renderers import TemplatesSetting
from django.template.backends.django import DjangoTemplates

_DJANGO_WIDGETS = "django/forms/"


class FormRenderer(TemplatesSetting):
    """Our field and form templates from the site's engine; the widgets stay Django's own."""

    form_template_name = "web/components/form.html"
    field_template_name = "web/components/field.html"

    @cached_property
    def widgets(self) -> DjangoTemplates:
        folder = Path(forms.__file__).parent / "templates"
        return DjangoTemplates({"NAME": "widgets", "DIRS": [folder], "APP_DIRS": False, "OPTIONS": {}})

    def get_template(self, template_name: str) -> Any:
        if template_name.startswith(_DJANGO_WIDGETS):
            return self.widgets.get_template(template_name)
        return super().get_template(template_name)
