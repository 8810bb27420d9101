"""Fields that several of our forms share."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hospes.core.fields import DigitsField, PlainTextField
from hospes.organisations.models import Organisation
from hospes.organisations.queries.named import alike, called
from hospes.reference.choices import OrganisationKind
from hospes.reference.countries import countries
from hospes.reference.languages import languages
from hospes.reference.recognise import recognise_region
from hospes.reference.regions import is_region, region, region_label

NOT_CHOSEN = ("", gettext_lazy("Please choose"))
_CODE_AT_THE_END = re.compile(r"\(([A-Z]{2}[0-9A-Z]{0,3})\)\s*$")


def country_choices() -> list[tuple[str, Any]]:
    return [NOT_CHOSEN, *countries()]


def kind_choices() -> list[tuple[str, Any]]:
    return [NOT_CHOSEN, *OrganisationKind.choices]


def language_choices() -> list[tuple[str, Any]]:
    return [NOT_CHOSEN, *languages()]


def written_region(code: str) -> str:
    """How a region stands in a form: `Västra Götaland (SE232)`."""
    return f"{region_label(code)} ({code})" if code else ""


def read_region(text: str, country: str) -> str:
    """The code a text means, or nothing for no text. Refuses with the choices when it is not clear."""
    text = text.strip()
    if not text:
        return ""
    ending = _CODE_AT_THE_END.search(text)
    written = ending.group(1) if ending else text
    if ending and is_region(written):
        found = region(written)
        assert found is not None
        if found.country != country:
            raise ValidationError(_("This region lies in another country. Check the country, or the region."))
        return found.code
    recognised = recognise_region(text, country)
    if recognised is None:
        raise ValidationError(
            _("We know no region of this name in the country you chose. Type its official name or its NUTS code.")
        )
    if not recognised.is_certain:
        names = "; ".join(written_region(code) for code in recognised.candidates[:6])
        raise ValidationError(
            _("Several regions have this name. Type one of these: %(names)s"), params={"names": names}
        )
    return recognised.code


class RegionField(PlainTextField):
    """A region by name or code. The form reads it with `read_region` once the country is known."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("label", gettext_lazy("Region"))
        options.setdefault("required", False)
        options.setdefault("help_text", gettext_lazy("The name or the NUTS code, for example “Tuscany” or “ITI1”."))
        super().__init__(max_length=200, **options)


class OrganisationField(PlainTextField):
    """An organisation by its name. One that is not known is answered with those that may be meant."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("label", gettext_lazy("Organisation"))
        options.setdefault("help_text", gettext_lazy("Its name, as in the list of organisations."))
        super().__init__(max_length=300, required=False, **options)

    def clean(self, value: Any) -> Organisation | None:
        text = super().clean(value)
        if not text:
            return None
        found = called(text)
        if len(found) == 1:
            return found[0]
        if found:
            addresses = "; ".join(f"{_told(one)}: {one.slug}" for one in found[:6])
            raise ValidationError(
                _("Several organisations have this name. Type the address behind the one you mean: %(names)s"),
                params={"names": addresses},
            )
        near = "; ".join(_told(one) for one in alike(text))
        if near:
            raise ValidationError(
                _("We know no organisation of this name. Did you mean: %(names)s?"), params={"names": near}
            )
        raise ValidationError(_("We know no organisation of this name."))


def written_organisation(organisation: Organisation | None) -> str:
    """How an organisation stands in a form: its name, or its address where others have the same name."""
    if organisation is None:
        return ""
    return organisation.name if len(called(organisation.name)) == 1 else organisation.slug


def _told(organisation: Organisation) -> str:
    """`Region Skåne (Kristianstad)`: the name as one types it, and where that is."""
    where = organisation.town or organisation.country
    return f"“{organisation.name}” ({where})"


class WebsiteField(forms.URLField):
    """An address on the web; `www.region.example` is enough."""

    default_validators = [URLValidator(schemes=["http", "https"])]
    default_error_messages = {"invalid": gettext_lazy("This is not an address on the web. Example: www.region.example")}

    def __init__(self, **options: Any) -> None:
        options.setdefault("label", gettext_lazy("Website"))
        super().__init__(
            max_length=300,
            required=False,
            assume_scheme="https",
            widget=forms.TextInput(attrs={"inputmode": "url", "autocomplete": "url"}),
            **options,
        )


class LanguagesField(forms.MultipleChoiceField):
    """Working languages, any number."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("label", gettext_lazy("Working languages"))
        options.setdefault("required", False)
        super().__init__(choices=languages, widget=forms.CheckboxSelectMultiple, **options)


class YearField(DigitsField):
    def __init__(self, **options: Any) -> None:
        options.setdefault("label", gettext_lazy("Year"))
        super().__init__(
            min_value=1900,
            max_value=2100,
            required=False,
            widget=forms.TextInput(attrs={"inputmode": "numeric", "size": 4}),
            **options,
        )
