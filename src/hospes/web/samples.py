"""Invented content for the gallery: every component in every state. Nothing of it is stored."""

from dataclasses import dataclass

from django import forms
from django.utils.translation import gettext_lazy as _

from hospes.core.fields import LongTextField, PlainTextField


class SampleForm(forms.Form):
    """One of each kind of field."""

    name = PlainTextField(
        label=_("Name of the organisation"), max_length=120, help_text=_("As it stands on your letters.")
    )
    about = LongTextField(label=_("What your guests can see"), max_length=300, required=False)
    places = forms.IntegerField(label=_("Places"), min_value=1, required=False)
    starts_on = forms.DateField(label=_("First day"), required=False, widget=forms.DateInput(attrs={"type": "date"}))
    kind = forms.ChoiceField(label=_("Kind"), choices=[("school", _("School")), ("region", _("Region"))])
    step_free = forms.ChoiceField(
        label=_("Can people in wheelchairs enter everywhere?"),
        choices=[("yes", _("Yes")), ("no", _("No")), ("unknown", _("I do not know yet"))],
        widget=forms.RadioSelect,
        required=False,
    )
    formats = forms.MultipleChoiceField(
        label=_("What you offer"),
        choices=[
            ("shadowing", _("Job shadowing")),
            ("visit", _("Study visit")),
            ("placement", _("Placement of learners")),
        ],
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Tick all that you could imagine."),
    )
    accepted = forms.BooleanField(label=_("We accept the terms"))
