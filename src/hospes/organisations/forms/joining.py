"""Asking to join, and answering."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from hospes.core.fields import LongTextField, PlainTextField
from hospes.core.trap import TrapField
from hospes.organisations.forms.fields import (
    LanguagesField,
    RegionField,
    WebsiteField,
    country_choices,
    kind_choices,
    read_region,
)
from hospes.people.forms import AddressField


class JoinForm(forms.Form):
    """Five minutes, and nothing that the asker has to look up."""

    name = PlainTextField(label=_("Name of the organisation"), max_length=200)
    kind = forms.ChoiceField(label=_("Kind"), choices=kind_choices)
    country = forms.ChoiceField(label=_("Country"), choices=country_choices)
    territory = RegionField()
    town = PlainTextField(label=_("Town"), max_length=120, required=False)
    website = WebsiteField()
    languages = LanguagesField(help_text=_("The languages in which you can work with partners."))
    motivation = LongTextField(
        label=_("Why you want to join"), required=False, help_text=_("Two sentences are enough.")
    )
    contact_name = PlainTextField(
        label=_("Your name"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    contact_email = AddressField(label=_("Your e-mail address"), help_text=_("The answer goes to this address."))
    fax_number = TrapField()

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        values.pop("fax_number", None)
        if "territory" in values and "country" in values:
            try:
                values["territory"] = read_region(values["territory"], values["country"])
            except ValidationError as error:
                self.add_error("territory", error)
        return values


class AcceptForm(forms.Form):
    words = LongTextField(
        label=_("A word of welcome"),
        required=False,
        max_length=2000,
        help_text=_("It stands in the mail as you write it. You may leave it empty."),
    )


class DeclineForm(forms.Form):
    reason = LongTextField(
        label=_("Reason"), max_length=2000, help_text=_("The asker reads it in the mail, word for word.")
    )
