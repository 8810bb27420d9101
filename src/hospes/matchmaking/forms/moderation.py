"""What a facilitator writes when deciding about an entry."""

from django import forms
from django.utils.translation import gettext_lazy as _

from hospes.core.fields import LongTextField


class PublishForm(forms.Form):
    note = LongTextField(
        label=_("A word to the organisation"),
        help_text=_("It goes into the mail that says the entry is published."),
        max_length=2000,
        rows=3,
        required=False,
    )


class SendBackForm(forms.Form):
    reason = LongTextField(
        label=_("What should be changed?"),
        help_text=_("The organisation reads this in a mail and on the page of its entry."),
        max_length=2000,
        rows=7,
        error_messages={"required": _("Say what should be changed.")},
    )
