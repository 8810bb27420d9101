"""The edit page of an organisation."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hospes.core.fields import LongTextField, PlainTextField
from hospes.core.shapes import Difference
from hospes.core.uploads import PictureField
from hospes.organisations.choices import Membership
from hospes.organisations.forms.fields import (
    LanguagesField,
    RegionField,
    WebsiteField,
    country_choices,
    kind_choices,
    language_choices,
    read_region,
    written_region,
)
from hospes.organisations.models import Organisation
from hospes.reference.choices import SupporterCategory


class OrganisationForm(forms.Form):
    """Everything the page of an organisation shows. The secretariat also says under which heading it supports."""

    name = PlainTextField(label=gettext_lazy("Name of the organisation"), max_length=200)
    kind = forms.ChoiceField(label=gettext_lazy("Kind"), choices=kind_choices)
    country = forms.ChoiceField(label=gettext_lazy("Country"), choices=country_choices)
    territory = RegionField(
        help_text=gettext_lazy(
            "Where you work: a region, a county, a city region or the whole country."
            " Type the name or the NUTS code, for example “Tuscany” or “ITI1”."
        )
    )
    town = PlainTextField(label=gettext_lazy("Town"), max_length=120, required=False)
    website = WebsiteField()
    about = LongTextField(
        label=gettext_lazy("About your organisation"),
        required=False,
        help_text=gettext_lazy("What you do, and for whom. Partners in other countries read this first."),
    )
    about_language = forms.ChoiceField(
        label=gettext_lazy("Language of this text"), choices=language_choices, required=False
    )
    languages = LanguagesField()
    oid = PlainTextField(
        label=gettext_lazy("Organisation ID (OID)"),
        max_length=20,
        required=False,
        help_text=gettext_lazy("E and eight digits, from the Commission’s registration. Example: E10000000"),
    )
    pic = PlainTextField(
        label=gettext_lazy("PIC"),
        max_length=20,
        required=False,
        help_text=gettext_lazy("Nine digits, from the Commission’s participant register. Example: 999999999"),
    )
    in_earlall = forms.BooleanField(label=gettext_lazy("Member of EARLALL"), required=False)
    supporter_category = forms.ChoiceField(
        label=gettext_lazy("Shown among the supporters as"),
        choices=[("", gettext_lazy("Not shown among the supporters")), *SupporterCategory.choices],
        required=False,
    )

    def __init__(self, *args: Any, organisation: Organisation | None, is_secretariat: bool, **options: Any) -> None:
        if organisation is not None:
            names = [name for name in self.base_fields if name != "territory"]
            options["initial"] = {name: getattr(organisation, name) for name in names}
            options["initial"]["territory"] = written_region(organisation.territory)
        super().__init__(*args, **options)
        self.organisation = organisation
        if not is_secretariat:
            del self.fields["supporter_category"]

    def clean_oid(self) -> str:
        return self._identifier("oid", r"^E\d{8}$", _("An OID is a capital E and eight digits. Example: E10000000"))

    def clean_pic(self) -> str:
        return self._identifier("pic", r"^\d{9}$", _("A PIC is nine digits. Example: 999999999"))

    def _identifier(self, name: str, pattern: str, sentence: str) -> str:
        code: str = self.cleaned_data[name].replace(" ", "").upper()
        if not code:
            return ""
        RegexValidator(pattern, message=sentence)(code if code.isascii() else "")
        others = Organisation.objects.filter(**{name: code})
        if self.organisation is not None:
            others = others.exclude(pk=self.organisation.pk)
        if others.exists():
            raise ValidationError(
                _("Another organisation here has this number. Check it, or write to the secretariat.")
            )
        return code

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if "territory" in values and "country" in values:
            try:
                values["territory"] = read_region(values["territory"], values["country"])
            except ValidationError as error:
                self.add_error("territory", error)
        if values.get("about") and not values.get("about_language") and "about_language" not in self.errors:
            self.add_error(
                "about_language", _("Say in which language the text is, so that it can be read aloud right.")
            )
        return values

    def differences(self, organisation: Organisation) -> list[Difference]:
        """What stands there now beside what was typed, in the words of this form."""
        return [
            Difference(field.label or "", now, mine)
            for name, field in self.fields.items()
            if (now := self._in_words(name, getattr(organisation, name)))
            != (mine := self._in_words(name, self.cleaned_data[name]))
        ]

    def _in_words(self, name: str, value: Any) -> list[str]:
        if name == "territory":
            return [written_region(value)] if value else []
        if isinstance(value, bool):
            return [_("Yes") if value else _("No")]
        choices = dict(getattr(self.fields[name], "choices", ()))
        values = value if isinstance(value, list) else [value] if value else []
        return [str(choices.get(one, one)) for one in values]


class LogoForm(forms.Form):
    """A logo and the words for it. Without a file only the words change; `remove` takes the logo away."""

    logo = PictureField(
        label=gettext_lazy("Logo"),
        required=False,
        widget=forms.FileInput,
        help_text=gettext_lazy("PNG, JPEG, WebP or GIF, up to 4 MB."),
    )
    logo_alt = PlainTextField(
        label=gettext_lazy("The logo in words"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("For people who cannot see it. The name of the organisation is often enough."),
    )
    remove = forms.BooleanField(label=gettext_lazy("Show no logo"), required=False)

    def __init__(self, *args: Any, has_logo: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        self.has_logo = has_logo
        if not has_logo:
            del self.fields["remove"]

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        stays = self.has_logo and not values.get("remove")
        if (values.get("logo") or stays) and not values.get("logo_alt") and "logo_alt" not in self.errors:
            self.add_error("logo_alt", _("Say in words what the logo shows."))
        return values


class MembershipForm(forms.Form):
    """The secretariat changes the membership, with a reason for the history."""

    reason = PlainTextField(label=gettext_lazy("Reason"), max_length=300, required=False)
    membership = forms.ChoiceField(label=gettext_lazy("Membership"), choices=[])

    field_order = ["membership", "reason"]

    def __init__(self, *args: Any, possible: list[Membership], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["membership"].choices = [(one.value, one.label) for one in possible]  # type: ignore[attr-defined]
