"""What somebody who wants to be erased has to show: that it is they, and that they mean it."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from hospes.people.forms import AddressField
from hospes.people.models import Person


class EraseForm(forms.Form):
    """The password, where there is one, and the address typed out. Whoever leaves others behind says so."""

    password = forms.CharField(
        label=_("Your password"),
        max_length=200,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    email = AddressField(
        label=_("Your e-mail address"),
        help_text=_("Type it out. This shows us that you mean your own account."),
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
    all_the_same = forms.BooleanField(
        label=_("Erase me all the same"),
        help_text=_("I have read what should be done first. The secretariat will look for somebody."),
    )

    def __init__(self, *args: Any, person: Person, leaves_others: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        self.person = person
        if not person.has_usable_password():
            del self.fields["password"]
        if not leaves_others:
            del self.fields["all_the_same"]

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        if not self.person.check_password(password):
            raise ValidationError(_("This is not your password. Nothing was erased."))
        return password

    def clean_email(self) -> str:
        email: str = self.cleaned_data["email"]
        if email.strip().casefold() != self.person.email.casefold():
            raise ValidationError(_("This is not the address of your account. Nothing was erased."))
        return email
