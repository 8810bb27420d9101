"""What a program may change of an organisation: what the edit page may, checked by the same form."""

from typing import Annotated, Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from ninja import Field
from pydantic import ConfigDict

from hospes.core.api.bodies import Body, OneOf
from hospes.core.api.problems import errors_of, invalid
from hospes.core.api.shapes import sent_in
from hospes.organisations.forms.fields import written_region
from hospes.organisations.forms.organisation import OrganisationForm
from hospes.organisations.models import Organisation
from hospes.reference.choices import OrganisationKind, SupporterCategory
from hospes.reference.regions import is_region


class OrganisationChanges(Body):
    """Fields left out stay as they are."""

    model_config = ConfigDict(json_schema_extra={"example": {"town": "Borås", "languages": ["sv", "en"]}})

    name: str | None = Field(None, min_length=1, max_length=200, examples=["Västra Götaland Region"])
    kind: Annotated[str, OneOf(*OrganisationKind.values)] | None = None
    country: str | None = Field(None, min_length=2, max_length=2, examples=["SE"])
    territory: str | None = Field(
        None, max_length=12, description="Code of a region; empty for none.", examples=["SE232"]
    )
    town: str | None = Field(None, max_length=120)
    website: str | None = Field(None, max_length=300, examples=["https://region.example"])
    about: str | None = Field(None, max_length=3000)
    about_language: str | None = Field(None, max_length=10, examples=["sv"])
    languages: list[str] | None = Field(None, examples=[["sv", "en"]])
    oid: str | None = Field(None, max_length=20, examples=["E10000000"])
    pic: str | None = Field(None, max_length=20, examples=["999999999"])
    in_earlall: bool | None = None
    supporter_category: Annotated[str, OneOf("", *SupporterCategory.values)] | None = Field(
        None, description="Set by the secretariat."
    )


class NewOrganisation(OrganisationChanges):
    """What the secretariat knows of it. Fields left out stay empty."""

    model_config = ConfigDict(
        json_schema_extra={"example": {"name": "Kinna College", "kind": "VET_PROVIDER", "country": "SE"}}
    )

    name: str = Field(min_length=1, max_length=200, examples=["Kinna College"])
    kind: Annotated[str, OneOf(*OrganisationKind.values)]
    country: str = Field(min_length=2, max_length=2, examples=["SE"])


def values_of(body: OrganisationChanges, organisation: Organisation, *, is_secretariat: bool) -> dict[str, Any]:
    """Clean values of the fields that were sent. What the page refuses is refused here, in the same words."""
    sent = sent_in(body)
    _refuse_nothing(sent)
    if territory := sent.get("territory"):
        _refuse_unknown_region(territory)
    form = OrganisationForm(organisation=organisation, is_secretariat=is_secretariat)
    _refuse_unknown(sent, form)
    now = {name: form.get_initial_for_field(field, name) for name, field in form.fields.items()}
    asked = sent | ({"territory": written_region(sent["territory"])} if "territory" in sent else {})
    form = OrganisationForm(now | asked, organisation=organisation, is_secretariat=is_secretariat)
    if not form.is_valid():
        raise invalid(errors_of(ValidationError(form.errors.as_data())))
    return {name: value for name, value in form.cleaned_data.items() if name in sent}


def values_of_new(body: NewOrganisation) -> dict[str, Any]:
    """Clean values of an organisation that is not there yet."""
    sent = sent_in(body)
    _refuse_nothing(sent)
    if territory := sent.get("territory"):
        _refuse_unknown_region(territory)
        sent["territory"] = written_region(territory)
    form = OrganisationForm(sent, organisation=None, is_secretariat=True)
    if not form.is_valid():
        raise invalid(errors_of(ValidationError(form.errors.as_data())))
    return form.cleaned_data


def _refuse_nothing(sent: dict[str, Any]) -> None:
    """Null says nothing here: a text is made empty by an empty text."""
    sentence = _("Null is not possible here. Leave the field out, or send an empty text.")
    nothing = {name: [sentence] for name, value in sent.items() if value is None}
    if nothing:
        raise invalid(nothing)


def _refuse_unknown_region(code: str) -> None:
    if not is_region(code):
        raise invalid({"territory": [_("There is no such choice: %(code)s") % {"code": code[:60]}]})


def _refuse_unknown(sent: dict[str, Any], form: OrganisationForm) -> None:
    unknown = sorted(set(sent) - set(form.fields))
    if unknown:
        raise invalid({name: [_("Only the secretariat sets this.")] for name in unknown})
