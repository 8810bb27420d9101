"""Who the token belongs to, and what they say about themselves."""

from datetime import datetime
from typing import Annotated

from django.conf import settings
from django.db import transaction
from django.http import HttpResponse
from ninja import Field, Router
from pydantic import ConfigDict

from hospes.core.api.auth import Token
from hospes.core.api.bodies import Body, OneOf
from hospes.core.api.checking import cleaned
from hospes.core.api.shapes import Shown, sent_in
from hospes.core.api.tags import honour_match, require_match, tagged
from hospes.organisations.api.acting import TokenRequest
from hospes.organisations.api.organisations import OrganisationBrief, brief
from hospes.organisations.rules import post_of
from hospes.people import actions
from hospes.people.forms import ProfileForm
from hospes.people.models import ApiToken, Person
from hospes.people.rules import roles_of
from hospes.people.scopes import Scope

router = Router(tags=["me"])
LANGUAGES = tuple(code for code, _name in settings.LANGUAGES)


class Me(Shown):
    """The token's owner, the organisation that the token acts for, and what the token is for."""

    id: int
    key: str = Field(description="The person in the journal.")
    name: str
    email: str
    language: str
    time_zone: str
    roles: list[str] = Field(description="Roles in the partnership.", examples=[["facilitator"]])
    organisation: OrganisationBrief | None
    post: str | None = Field(description="Post in that organisation.", examples=["representative"])
    scopes: list[str] = Field(description="What the token is for.", examples=[["read", "write:entries"]])
    expires_at: datetime | None = Field(description="When the token ends.")


class MyChanges(Body):
    """Fields left out stay as they are."""

    model_config = ConfigDict(json_schema_extra={"example": {"language": "sv"}})

    name: str = Field("", min_length=1, max_length=120, examples=["Anna Lind"])
    language: Annotated[str, OneOf(*LANGUAGES)] = Field("en", description="Pages and mails come in this language.")
    time_zone: str = Field("", min_length=1, max_length=50, examples=["Europe/Stockholm"])


@router.get("/me", response=Me, auth=Token(), summary="Who am I")
def me(request: TokenRequest, response: HttpResponse) -> Me:
    return tagged(response, _shown(request))


@router.patch("/me", response=Me, auth=Token(Scope.ACCOUNT), summary="Change my profile")
@transaction.atomic
def me_change(request: TokenRequest, body: MyChanges, response: HttpResponse) -> Me:
    """Send only what changes, with the ETag in `If-Match`."""
    person = _held(request)
    require_match(request, _shown(request))
    now = {"name": person.name, "language": person.language, "time_zone": person.time_zone}
    actions.change_profile(person, by=person, **cleaned(ProfileForm(now | sent_in(body))))
    return tagged(response, _shown(request))


@router.post("/me/sign-out-everywhere", response=Me, auth=Token(Scope.ACCOUNT), summary="End all my sessions")
@transaction.atomic
def me_sign_out(request: TokenRequest, response: HttpResponse) -> Me:
    """On every device. Tokens go on: withdraw those one by one. With `If-Match`: only as it was read."""
    person = _held(request)
    honour_match(request, _shown(request))
    actions.sign_out_everywhere(person, by=person)
    return tagged(response, _shown(request))


def _held(request: TokenRequest) -> Person:
    request.user.refresh_from_db(from_queryset=Person.objects.select_for_update())
    return request.user


def _shown(request: TokenRequest) -> Me:
    person = request.user
    token: ApiToken = request.api_token  # type: ignore[attr-defined]
    return Me(
        id=person.pk,
        key=str(person.key),
        name=person.name,
        email=person.email,
        language=person.language,
        time_zone=person.time_zone,
        roles=sorted(role.value for role in roles_of(person)),
        organisation=brief(request.acting_for) if request.acting_for else None,
        post=post_of(person, request.acting_for),
        scopes=token.scopes,
        expires_at=token.expires_at,
    )
