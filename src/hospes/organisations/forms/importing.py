"""Uploading a list of organisations."""

from django import forms
from django.utils.translation import gettext_lazy as _


class ImportForm(forms.Form):
    file = forms.FileField(
        label=_("File"),
        help_text=_("CSV or XLSX, with the names of the columns in the first line. Up to 10 MB."),
        widget=forms.FileInput(attrs={"accept": ".csv,.xlsx,text/csv"}),
    )
    partial = forms.BooleanField(
        label=_("Take the good rows even if others are refused"),
        required=False,
        help_text=_("Otherwise nothing goes in while a single row is refused."),
    )
