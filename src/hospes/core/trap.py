"""A field that people never see and programs that fill in every form do."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _


class TrapWidget(forms.TextInput):
    """Kept out of sight, out of the tab order and out of what screen readers say."""

    def __init__(self) -> None:
        super().__init__(attrs={"hidden": True, "tabindex": "-1", "autocomplete": "off", "aria-hidden": "true"})

    @property
    def is_hidden(self) -> bool:
        return True

    def format_value(self, value: Any) -> str:
        """Empty again after an error, so that a person whose browser filled it in gets through."""
        return ""


class TrapField(forms.CharField):
    """Refuses a form in which it is filled in; a person sends it again and gets through."""

    widget = TrapWidget
    default_error_messages = {
        "filled": _("We could not tell whether a person sent this form. Please send it again."),
    }

    def __init__(self, **options: Any) -> None:
        super().__init__(required=False, label="", **options)

    def to_python(self, value: Any) -> str:
        if value:
            raise ValidationError(self.error_messages["filled"], code="filled")
        return ""
