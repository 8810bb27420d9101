"""Reporting something, and deciding on it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hospes.core.fields import LongTextField, PlainTextField
from hospes.core.trap import TrapField
from hospes.moderation.choices import Decision, NoticeKind
from hospes.people.forms import AddressField


class NoticeForm(forms.Form):
    kind = forms.ChoiceField(label=_("What is wrong?"), choices=NoticeKind.choices, widget=forms.RadioSelect)
    text = LongTextField(
        label=_("In your words"),
        help_text=_("What exactly is wrong, and how do you know? The more precise, the faster."),
    )
    contact_name = PlainTextField(label=_("Your name"), max_length=120, required=False)
    contact_email = AddressField(
        label=_("Your e-mail address"),
        required=False,
        help_text=_("With it you get a confirmation and the decision. You may stay without a name."),
    )
    fax_number = TrapField()

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        values.pop("fax_number", None)
        return values


class DecisionForm(forms.Form):
    decision = forms.ChoiceField(label=_("Decision"), choices=Decision.choices, widget=forms.RadioSelect)
    statement = LongTextField(
        label=_("Your reasons"),
        help_text=_("Facts, the rule or law, and what follows. The sender of the notice and the publisher read them."),
    )
