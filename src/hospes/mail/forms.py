from django import forms
from django.utils.translation import gettext_lazy as _


class MailboxFilter(forms.Form):
    """Which mails to show. Anything that matches nothing shows an empty list."""

    to = forms.CharField(label=_("Recipient"), required=False, max_length=254)
