"""What people type to show who they are, and to change how they do."""

from django import forms
from django.utils.translation import gettext_lazy as _

from hospes.core.fields import PlainTextField
from hospes.people.forms import AddressField


class CodeForm(forms.Form):
    """Six digits from an app, or a recovery code."""

    code = PlainTextField(
        label=_("Code"),
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric", "spellcheck": "false"}),
    )


class CredentialForm(forms.Form):
    """What a browser answers about a passkey."""

    credential = forms.JSONField(widget=forms.HiddenInput)

    def clean_credential(self) -> dict[str, object]:
        credential = self.cleaned_data["credential"]
        if not isinstance(credential, dict):
            raise forms.ValidationError(_("The browser’s answer cannot be read."))
        return credential


class NameForm(forms.Form):
    """What a passkey is called."""

    name = PlainTextField(
        label=_("Name"),
        max_length=60,
        help_text=_("For example: phone, laptop at work. You recognise the passkey by this name."),
    )


class OwnPasswordForm(forms.Form):
    """One's own password, once more."""

    password = forms.CharField(
        label=_("Your password"),
        max_length=1000,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )


class NewAddressForm(forms.Form):
    email = AddressField(label=_("New e-mail address"))
