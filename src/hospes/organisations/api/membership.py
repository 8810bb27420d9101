"""What the secretariat does with organisations, and the logo that they show."""

import base64
import binascii
from functools import partial
from typing import Annotated

from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import Field, Status

from hospes.core.api.auth import Token, gated
from hospes.core.api.bodies import Body, OneOf
from hospes.core.api.checking import checked
from hospes.core.api.problems import ProblemError, invalid
from hospes.core.api.tags import honour_match, tagged
from hospes.organisations import actions, rules
from hospes.organisations.api.acting import TokenRequest, with_token
from hospes.organisations.api.changes import NewOrganisation, values_of_new
from hospes.organisations.api.organisations import OrganisationShown, editable, found, hold, router, shown
from hospes.organisations.choices import Membership
from hospes.organisations.forms import LogoForm, MembershipForm
from hospes.organisations.models import Organisation
from hospes.people.scopes import Scope


class NewMembership(Body):
    membership: Annotated[str, OneOf(*Membership.values)] = Field(examples=["suspended"])
    reason: str = Field("", max_length=300, description="It stands in the history.")


class NewLogo(Body):
    logo: str | None = Field(
        None,
        description="PNG, JPEG, WebP or GIF in Base64. Without it only the words change.",
        examples=["iVBORw0KGgo="],
    )
    logo_alt: str = Field("", max_length=200, description="The logo in words.", examples=["Coat of arms of the region"])
    remove: bool = Field(False, description="Show no logo.")


def may_add(request: HttpRequest) -> None:
    if not rules.may_add_organisation(with_token(request).user):
        raise PermissionDenied


@router.post(
    "/organisations",
    response={201: OrganisationShown},
    auth=Token(Scope.ORGANISATIONS, gate=may_add),
    summary="Add an organisation",
)
def organisation_add(request: TokenRequest, body: NewOrganisation, response: HttpResponse) -> Status[OrganisationShown]:
    """For the secretariat. It is not a member yet."""
    organisation = actions.add_organisation(by=request.user, **values_of_new(body))
    response["Location"] = f"{request.path}/{organisation.pk}"
    return Status(201, tagged(response, shown(organisation)))


def to_admit(request: HttpRequest, organisation_id: int) -> Organisation:
    organisation = found(organisation_id)
    may_add(request)
    return organisation


@router.post(
    "/organisations/{int:organisation_id}/membership",
    response=OrganisationShown,
    auth=Token(Scope.ORGANISATIONS, gate=to_admit),
    summary="Change the membership of an organisation",
)
@transaction.atomic
def organisation_membership(
    request: TokenRequest, organisation_id: int, body: NewMembership, response: HttpResponse
) -> OrganisationShown:
    """For the secretariat. With `If-Match`: only what was read."""
    organisation = _held(request)
    if not rules.can_become(organisation, Membership(body.membership)):
        state = Membership(organisation.membership).label
        raise ProblemError("conflict", _("The membership is in this state now: %(state)s.") % {"state": state})
    values = checked(partial(MembershipForm, possible=[Membership(body.membership)]), body)
    actions.change_membership(organisation, values["membership"], reason=values["reason"], by=request.user)
    return tagged(response, shown(organisation))


@router.post(
    "/organisations/{int:organisation_id}/logo",
    response=OrganisationShown,
    auth=Token(Scope.ORGANISATIONS, gate=editable),
    summary="Change the logo of an organisation",
)
@transaction.atomic
def organisation_logo(
    request: TokenRequest, organisation_id: int, body: NewLogo, response: HttpResponse
) -> OrganisationShown:
    """One's own, or any for the secretariat. With `If-Match`: only what was read."""
    organisation = _held(request)
    picture = picture_in(body.logo)
    form = partial(LogoForm, has_logo=bool(organisation.logo))
    values = checked(form, body, {"logo": picture} if picture else {})
    if values.get("remove"):
        _change(request, organisation, logo=None, alt="")
    elif values["logo"]:
        _change(request, organisation, logo=values["logo"], alt=values["logo_alt"])
    elif organisation.logo:
        actions.change_logo_words(organisation, alt=values["logo_alt"], by=request.user, acting_for=request.acting_for)
    else:
        raise invalid({"logo": [_("There is no logo yet. Send one.")]})
    return tagged(response, shown(organisation))


def _change(request: TokenRequest, organisation: Organisation, **logo: object) -> None:
    actions.change_logo(organisation, by=request.user, acting_for=request.acting_for, **logo)  # type: ignore[arg-type]


def picture_in(text: str | None) -> SimpleUploadedFile | None:
    """The file that a text in Base64 stands for. The form looks into it, as into one that was uploaded."""
    if not text:
        return None
    try:
        content = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        content = b""
    if not content:
        raise invalid({"logo": [_("This is not written in Base64.")]})
    return SimpleUploadedFile("logo", content)


def _held(request: TokenRequest) -> Organisation:
    organisation = gated(request, Organisation)
    hold(organisation)
    honour_match(request, shown(organisation))
    return organisation
