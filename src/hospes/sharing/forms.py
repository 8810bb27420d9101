"""What to show on another site, and webhooks."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from hospes.core.fields import PlainTextField
from hospes.organisations.models import Organisation
from hospes.sharing.choices import Shown
from hospes.sharing.events import events_for

LOOKS = (("", _("As on the reader’s device")), ("light", _("Light")), ("dark", _("Dark")))
KINDS = (
    ("", _("Everything")),
    ("offer", _("Offers only")),
    ("wish", _("Wishes only")),
    ("idea", _("Project ideas only")),
)
NUMBERS = (("5", "5"), ("10", "10"), ("20", "20"))


class ShowForm(forms.Form):
    """What another site shows of the catalogue. The answers stand in the address, so they can be shared."""

    show = forms.ChoiceField(label=_("What to show"), choices=Shown.choices, required=False)
    kind = forms.ChoiceField(label=_("Which entries"), choices=KINDS, required=False)
    lang = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES, required=False)
    look = forms.ChoiceField(label=_("Colours"), choices=LOOKS, required=False)
    number = forms.ChoiceField(label=_("How many at once"), choices=NUMBERS, required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for field in self.fields.values():
            field.is_quiet = True  # type: ignore[attr-defined]


class WebhookForm(forms.Form):
    """Where to tell, and of what."""

    address = PlainTextField(
        label=_("Address of your program"),
        max_length=500,
        help_text=_("It begins with https:// and can be reached from the internet."),
        widget=forms.URLInput(attrs={"autocomplete": "off", "inputmode": "url"}),
    )
    events = forms.MultipleChoiceField(label=_("When to tell it"), choices=[], widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, organisation: Organisation | None, **options: Any) -> None:
        super().__init__(*args, **options)
        choices = [(event.name, event.label) for event in events_for(organisation)]
        self.fields["events"].choices = choices  # type: ignore[attr-defined]

    def refuse(self, error: ValidationError) -> None:
        """What the action did not take, beside the field that it is about."""
        for field, errors in (error.error_dict if hasattr(error, "error_dict") else {None: [error]}).items():
            self.add_error(field if field in self.fields else None, errors)
