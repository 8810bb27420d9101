"""What people type about themselves, and what administrators ask."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from hospes.core.fields import PlainTextField
from hospes.people.choices import PartnershipRole
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
    name = PlainTextField(
        label=_("What the key is for"),
        max_length=60,
        help_text=_("For example: the school’s own website. You recognise the key by this name."),
    )


class RoleForm(forms.Form):
    role = forms.ChoiceField(label=_("Role"), choices=PartnershipRole.choices)
