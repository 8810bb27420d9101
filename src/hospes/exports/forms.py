"""The form behind "remove this organisation"."""

from typing import Any

from django.core.exceptions import ValidationError
from django.forms import Form
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hospes.core.fields import PlainTextField
from hospes.core.text import words
from hospes.core.validation import one_line
from hospes.organisations.models import Organisation


class RemoveForm(Form):
    """Asks for the name of the organisation, so that nobody removes one by a slip of the hand."""

    name = PlainTextField(
        max_length=200,
        label=gettext_lazy("Name of the organisation"),
        help_text=gettext_lazy("Type it as it stands above."),
    )

    def __init__(self, *arguments: Any, organisation: Organisation, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.organisation = organisation

    def clean_name(self) -> str:
        typed: str = self.cleaned_data["name"]
        expected = one_line(self.organisation.name)
        # A name in letters that the reader cannot type may be typed as it sounds.
        if typed != expected and words(typed) != words(expected):
            raise ValidationError(_("This is another name. Nothing was removed."), code="other")
        return typed
