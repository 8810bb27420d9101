"""Whom to invite."""

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from hospes.people.forms import AddressField


class InviteForm(forms.Form):
    email = AddressField(
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
        help_text=_("Best the address of somebody you know there. It is deleted after 90 days."),
    )
    language = forms.ChoiceField(label=_("Language of the mail"), choices=settings.LANGUAGES)


class LinkForm(forms.Form):
    language = forms.ChoiceField(label=_("Language of the page"), choices=settings.LANGUAGES)
