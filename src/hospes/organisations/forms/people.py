"""Inviting, accepting and appointing."""

from typing import Any

from django import forms
from django.conf import settings
from django.contrib.auth.password_validation import password_validators_help_texts, validate_password
from django.utils.translation import gettext_lazy as _

from hospes.core.fields import PlainTextField
from hospes.organisations.choices import Post
from hospes.organisations.forms.fields import OrganisationField
from hospes.people.forms import AddressField, ReadingFields
from hospes.people.models import Person


class InvitationForm(forms.Form):
    email = AddressField(widget=forms.EmailInput(attrs={"autocomplete": "off"}))
    name = PlainTextField(label=_("Name"), max_length=120, required=False)
    post = forms.ChoiceField(label=_("Post"), choices=[])
    language = forms.ChoiceField(
        label=_("Language of the mail"), choices=settings.LANGUAGES, help_text=_("The person can choose another later.")
    )

    def __init__(self, *args: Any, posts: list[Post], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["post"].choices = [(post.value, post.label) for post in posts]  # type: ignore[attr-defined]


class InvitationAnywhereForm(InvitationForm):
    """Administrators invite to any organisation, or to none: for colleagues of the secretariat."""

    organisation = OrganisationField(
        help_text=_(
            "Its name, as in the list of organisations. Leave it empty for somebody who works for no organisation."
        )
    )

    field_order = ["email", "name", "organisation", "post", "language"]


class NewAccountForm(ReadingFields):
    """Opening one's account with an invitation. Address, organisation and post are not asked: they stand."""

    name = PlainTextField(label=_("Your name"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    password = forms.CharField(
        label=_("Choose a password"),
        max_length=200,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    field_order = ["name", "password", "language", "time_zone"]

    def __init__(self, *args: Any, email: str, **options: Any) -> None:
        super().__init__(*args, **options)
        self.email = email
        self.fields["password"].help_text = " ".join(password_validators_help_texts())

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        validate_password(password, Person(email=self.email, name=self.cleaned_data.get("name", "")))
        return password


class AppointForm(forms.Form):
    """Give somebody who acts for the organisation another post."""

    post = forms.ChoiceField(label=_("Post"), choices=[])

    def __init__(self, *args: Any, posts: list[Post], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["post"].choices = [(post.value, post.label) for post in posts]  # type: ignore[attr-defined]
