"""Who the token belongs to."""

from ninja import Field, Router

from hospes.core.api.auth import Token
from hospes.core.api.shapes import Shown
from hospes.organisations.api.acting import TokenRequest
from hospes.organisations.api.organisations import OrganisationBrief, brief
from hospes.organisations.rules import post_of
from hospes.people.rules import roles_of

router = Router(tags=["me"])


class Me(Shown):
    """The token's owner, and the organisation that the token acts for."""

    id: int
    key: str = Field(description="The person in the journal.")
    name: str
    email: str
    language: str
    time_zone: str
    roles: list[str] = Field(description="Roles in the partnership.", examples=[["facilitator"]])
    organisation: OrganisationBrief | None
    post: str | None = Field(description="Post in that organisation.", examples=["representative"])


@router.get("/me", response=Me, auth=Token(), summary="Who am I")
def me(request: TokenRequest) -> Me:
    person = request.user
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
    )
