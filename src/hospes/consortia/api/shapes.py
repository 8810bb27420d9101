"""Consortia as programs read and write them; and which of them one reaches."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Annotated, Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.utils import timezone
from ninja import Field

from hospes.consortia import rules
from hospes.consortia.actions.roles import VALUES
from hospes.consortia.choices import IdeaState, PartnerState, RoleState
from hospes.consortia.forms import RoleForm
from hospes.consortia.models import MOST_PARTNERS, Partner, Role
from hospes.consortia.phrases import fit as phrases
from hospes.consortia.phrases.refusals import refusal
from hospes.consortia.queries import roles
from hospes.consortia.queries.fit import Fit
from hospes.consortia.queries.roles import RoleStanding
from hospes.consortia.rules import RefusedError
from hospes.core.api.bodies import Body, OneOf
from hospes.core.api.checking import cleaned
from hospes.core.api.problems import ProblemError, means
from hospes.core.api.shapes import Shown, possible_id
from hospes.matchmaking.choices import EntryKind
from hospes.matchmaking.models import Entry
from hospes.matchmaking.queries.entries import visible_entries
from hospes.organisations.api.acting import ApiRequest, TokenRequest, with_token
from hospes.organisations.api.organisations import OrganisationBrief, brief
from hospes.reference.choices import OrganisationKind, Profile

Codes = Annotated[list[Annotated[str, Field(max_length=60)]], Field(max_length=30)]
Kind = Annotated[str, OneOf(*OrganisationKind.values)]
People = Annotated[str, OneOf(*Profile.values)]


@means(RefusedError)
def _refused(error: RefusedError) -> ProblemError:
    return ProblemError("conflict", refusal(error))


class PartnerShown(Shown):
    """A partner of a role. Who is asked or applied is shown to both sides; who takes part, to members."""

    id: int
    organisation: OrganisationBrief | None
    outside_name: str = Field(description="Name of a partner that is not on this site.")
    state: PartnerState
    at: datetime


class RoleShown(Shown):
    """A partner that an idea seeks."""

    id: int
    name: str
    state: RoleState
    number: int = Field(description="How many partners it seeks.")
    missing: int
    kinds: list[str]
    countries: list[str]
    regions: list[str]
    topics: list[str]
    fields: list[str]
    languages: list[str]
    works_with: list[str]
    abroad: bool
    brings: str
    version: int
    partners: list[PartnerShown]


class ConsortiumShown(Shown):
    """The consortium of a project idea."""

    idea: int = Field(description="`id` of the entry.")
    title: str
    lead: OrganisationBrief
    call: str
    deadline: date | None
    state: IdeaState
    roles: list[RoleShown]


class IdeaShown(Shown):
    """A project idea that seeks partners."""

    idea: int = Field(description="`id` of the entry.")
    title: str
    lead: OrganisationBrief
    call: str
    deadline: date | None
    found: int
    missing: int


class ReasonShown(Shown):
    kind: str = Field(examples=["fits"])
    text: str
    points: float | None


class CandidateShown(Shown):
    """An organisation that could take a role, as the engine judges it."""

    organisation: OrganisationBrief
    points: float
    could_become: float = Field(description="Points once everything unknown is answered well.")
    reasons: list[ReasonShown]


class NewRole(Body):
    name: str = Field(min_length=1, max_length=140, examples=["A school with a workshop"])
    number: int = Field(1, ge=1, le=MOST_PARTNERS)
    kinds: list[Kind] = Field([], max_length=12)
    countries: Codes = []
    regions: Codes = []
    topics: Codes = []
    fields: Codes = []
    languages: Codes = []
    works_with: list[People] = Field([], max_length=12)
    abroad: bool = False
    brings: str = Field("", max_length=1000)


class RoleChanges(NewRole):
    """Fields left out stay as they are."""

    name: str = Field("", min_length=1, max_length=140, examples=["A school with a workshop"])


class Asking(Body):
    organisation: int = Field(description="`id` of the organisation.")
    note: str = Field("", max_length=1000)


class Applying(Body):
    note: str = Field("", max_length=1000)


class Outside(Body):
    name: str = Field(min_length=1, max_length=200, examples=["Harbour school of joinery"])


class Declining(Body):
    reply: str = Field("", max_length=1000)


# Gates


def led(request: HttpRequest, idea_id: int) -> Entry:
    """An idea that the token's organisation leads, or any for facilitators."""
    asked = with_token(request)
    entry = idea_of(asked, idea_id)
    if not rules.may_lead(asked.user, entry):
        raise PermissionDenied
    return entry


def led_role(request: HttpRequest, idea_id: int, role_id: int) -> Role:
    """What is not there is not there for anybody; only then is asked who may."""
    role = role_in(idea_of(with_token(request), idea_id), role_id)
    led(request, idea_id)
    return role


# What one reaches, and how it is shown


def idea_of(request: ApiRequest | TokenRequest, idea_id: int) -> Entry:
    seen = visible_entries(request.user, request.organisations).filter(kind=EntryKind.IDEA)
    found = seen.filter(pk=possible_id(idea_id)).first()
    if found is None:
        raise Http404
    return found


def role_in(entry: Entry, role_id: int) -> Role:
    rows = Role.objects.select_related("consortium").filter(consortium__entry=entry)
    found = rows.filter(pk=possible_id(role_id)).first()
    if found is None:
        raise Http404
    found.consortium.entry = entry
    return found


def values_of(body: NewRole) -> dict[str, Any]:
    """Through the form of the page, which takes regions as lines."""
    form = RoleForm(body.model_dump() | {"regions": "\n".join(f"({code})" for code in body.regions)})
    cleaned(form)
    return form.values


def ideas_shown(entries: Sequence[Entry]) -> list[IdeaShown]:
    numbers = roles.numbers_of(entries)
    return [
        IdeaShown(
            idea=entry.pk,
            title=entry.title,
            lead=brief(entry.organisation),
            call=entry.call,
            deadline=entry.deadline,
            found=numbers.get(entry.pk, (0, 0))[0],
            missing=numbers.get(entry.pk, (0, 0))[1],
        )
        for entry in entries
    ]


def consortium_shown(request: ApiRequest | TokenRequest, entry: Entry) -> ConsortiumShown:
    consortium = roles.consortium_of(entry)
    standings = roles.standings_of(consortium) if consortium else []
    return ConsortiumShown(
        idea=entry.pk,
        title=entry.title,
        lead=brief(entry.organisation),
        call=entry.call,
        deadline=entry.deadline,
        state=roles.state_of(entry, standings, timezone.localdate()),
        roles=[standing_shown(request, entry, one) for one in standings],
    )


def role_shown(request: ApiRequest | TokenRequest, role: Role) -> RoleShown:
    entry = role.consortium.entry
    found = next(one for one in roles.standings_of(role.consortium) if one.role.pk == role.pk)
    return standing_shown(request, entry, found)


def standing_shown(request: ApiRequest | TokenRequest, entry: Entry, one: RoleStanding) -> RoleShown:
    plain = {name: getattr(one.role, name) for name in (*VALUES, "version")}
    seen = [
        partner
        for partner in (*one.accepted, *one.waiting)
        if rules.may_see_partner(request.user, partner, entry, request.organisations)
    ]
    return RoleShown(
        **plain,
        id=one.role.pk,
        state=one.state,
        missing=one.missing,
        partners=[partner_shown(partner) for partner in seen],
    )


def partner_shown(partner: Partner) -> PartnerShown:
    return PartnerShown(
        id=partner.pk,
        organisation=brief(partner.organisation) if partner.organisation else None,
        outside_name=partner.outside_name,
        state=PartnerState(partner.state),
        at=partner.at,
    )


def candidate_shown(one: Fit) -> CandidateShown:
    return CandidateShown(
        organisation=brief(one.candidate.organisation),
        points=one.assessment.pair_score / 10,
        could_become=one.assessment.promise.pair / 10,
        reasons=[ReasonShown(kind=line.kind, text=str(line.text), points=line.points) for line in phrases.lines(one)],
    )
