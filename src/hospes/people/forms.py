"""What people type about themselves, and what administrators ask."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django import forms
from django.conf import settings
from django.forms.boundfield import BoundWidget
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from hospes.core.fields import PlainTextField
from hospes.people.choices import PartnershipRole
from hospes.people.scopes import SCOPE_MEANING, Scope
from hospes.people.time_zones import time_zones


class AddressField(forms.EmailField):
    """An e-mail address."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("label", _("E-mail address"))
        options.setdefault("widget", forms.EmailInput(attrs={"autocomplete": "email"}))
        super().__init__(max_length=254, **options)


class AddressForm(forms.Form):
    """One address: where the link goes."""

    email = AddressField()


class ReadingFields(forms.Form):
    """In which language, and in which time zone, somebody reads."""

    language = forms.ChoiceField(
        label=_("Language"),
        choices=settings.LANGUAGES,
        help_text=_("Pages and mails come in this language."),
    )
    time_zone = forms.ChoiceField(
        label=_("Time zone"), choices=time_zones, help_text=_("Hours and dates are shown in this time zone.")
    )


class ProfileForm(ReadingFields):
    name = PlainTextField(label=_("Your name"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "name"}))

    field_order = ["name", "language", "time_zone"]


class TokenForm(forms.Form):
    """What a new token is for, what it may do, and for how long."""

    LASTS = (30, 90, 365)

    name = PlainTextField(
        label=_("What the token is for"),
        max_length=60,
        help_text=_("For example: the school’s own website. You recognise the token by this name."),
    )
    scopes = forms.MultipleChoiceField(
        label=_("What the program may do, besides reading"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=_("Tick as little as it needs. It can never do more than you can."),
    )
    lasts = forms.TypedChoiceField(
        label=_("How long it works"),
        coerce=int,
        initial=90,
        help_text=_("When it ends, the program stops. You can make a new token at any time."),
    )

    def __init__(self, *arguments: Any, scopes: Sequence[Scope], **options: Any) -> None:
        super().__init__(*arguments, **options)
        chosen: Any = self.fields["scopes"]
        chosen.choices = [(scope.value, scope.label) for scope in scopes if scope != Scope.READ]
        days: Any = self.fields["lasts"]
        days.choices = [
            (number, ngettext("%(number)s day", "%(number)s days", number) % {"number": number})
            for number in self.LASTS
        ]

    def scope_boxes(self) -> list[tuple[BoundWidget, str]]:
        """Each box with the sentence that explains it."""
        return [(box, str(SCOPE_MEANING[Scope(str(box.data["value"]))])) for box in self["scopes"]]

    def clean_lasts(self) -> timedelta:
        return timedelta(days=self.cleaned_data["lasts"])


class RoleForm(forms.Form):
    role = forms.ChoiceField(label=_("Role"), choices=PartnershipRole.choices)
