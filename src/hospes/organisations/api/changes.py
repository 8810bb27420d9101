"""What a program may change of an organisation: what the edit page may, checked by the same form."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from ninja import Field

from hospes.core.api.bodies import Body
from hospes.core.api.problems import errors_of, invalid
from hospes.core.api.shapes import sent_in
from hospes.organisations.forms.fields import written_region
from hospes.organisations.forms.organisation import OrganisationForm
from hospes.organisations.models import Organisation
from hospes.reference.regions import is_region


class OrganisationChanges(Body):
    """Fields left out stay as they are."""

    name: str | None = Field(None, examples=["Västra Götaland Region"])
    kind: str | None = Field(None, description="A code of `organisation-kinds`.")
    country: str | None = Field(None, examples=["SE"])
    territory: str | None = Field(None, description="Code of a region; empty for none.", examples=["SE232"])
    town: str | None = None
    website: str | None = None
    about: str | None = None
    about_language: str | None = None
    languages: list[str] | None = Field(None, examples=[["sv", "en"]])
    oid: str | None = Field(None, examples=["E10000000"])
    pic: str | None = Field(None, examples=["999999999"])
    in_earlall: bool | None = None
    supporter_category: str | None = Field(None, description="Set by the secretariat.")


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
