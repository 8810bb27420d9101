"""Cooperation links by program: read by anybody, recorded and confirmed by who speaks for an organisation."""

from datetime import date, datetime
from typing import Annotated

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Prefetch
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import Field, Query, Router, Status

from hospes.cooperation import rules
from hospes.cooperation.actions import agreements as actions
from hospes.cooperation.actions.steps import hold
from hospes.cooperation.choices import IN_VET, LinkKind, LinkState, Source
from hospes.cooperation.forms import EndForm, LinkForm
from hospes.cooperation.models import CooperationLink, LinkEvidence
from hospes.cooperation.phrases.refusals import refusal
from hospes.cooperation.queries import links as queries
from hospes.cooperation.rules import RefusedError
from hospes.core.api.auth import Token, gated
from hospes.core.api.bodies import Body, Day, OneOf
from hospes.core.api.checking import cleaned
from hospes.core.api.lists import ListOf, PageQuery, page_of, page_of_sequence
from hospes.core.api.problems import ProblemError, invalid, means
from hospes.core.api.shapes import Shown, possible_id
from hospes.core.api.tags import honour_match, tagged
from hospes.organisations.api.acting import ApiRequest, TokenRequest, must_act_for, with_token
from hospes.organisations.api.organisations import OrganisationBrief, brief
from hospes.organisations.models import Organisation
from hospes.people.scopes import Scope
from hospes.reference.api import RegionCode

router = Router(tags=["cooperation-links"])


@means(RefusedError)
def _refused(error: RefusedError) -> ProblemError:
    return ProblemError("conflict", refusal(error))


class EvidenceShown(Shown):
    """What speaks for a link. Of somebody else's stay the organisations stay unnamed."""

    id: int
    source: Source
    organisations: list[OrganisationBrief]
    since: date
    is_proven: bool = Field(description="The stay took place, or both organisations have agreed.")
    title: str
    address: str
    note: str


class LinkShown(Shown):
    """Two regions that work together in a field."""

    id: int
    region: str = Field(examples=["ES51"])
    other_region: str = Field(examples=["SE232"])
    kind: LinkKind
    topic: str = Field(description="Code of the reference list, or empty.")
    field: str = Field(description="Code of ISCED-F, or empty.")
    state: LinkState
    since: date
    confirmed_at: datetime | None
    ended_at: datetime | None
    evidence: list[EvidenceShown]


class LinkQuery(PageQuery):
    region: RegionCode | None = Field(None, description="Links of this region and of its parts.")
    kind: list[LinkKind] = []
    state: list[LinkState] = Field([], description="Left out: confirmed ones. Others are for those they concern.")
    year: list[int] = Field([], description="Confirmed in one of these years.", max_length=100)


class NewLink(Body):
    other: int = Field(description="`id` of the other organisation.")
    kind: Annotated[str, OneOf(*LinkKind.values)]
    since: Day = Field(examples=["2026-05-03"])
    topic: str = Field("", max_length=60, description="Code of the reference list.")
    note: str = Field("", max_length=500)
    title: str = Field("", max_length=200, description="A document that shows it.")
    address: str = Field("", max_length=300, description="Where it can be read.")


class Ending(Body):
    because: str = Field(min_length=1, max_length=500, examples=["The programme that paid for it has ended."])


class YearShown(Shown):
    """Links confirmed in a calendar year, of one kind."""

    year: int
    kind: LinkKind
    is_vet: bool = Field(description="Counts as cooperation in vocational education and apprenticeship.")
    links: int


@router.get("/cooperation-links", response=ListOf[LinkShown], summary="Cooperation links between regions")
def cooperation_list(request: ApiRequest, asked: Query[LinkQuery]) -> ListOf[LinkShown]:
    """Confirmed ones for everybody; with a token also drafts and ended ones that concern its organisation."""
    filters = queries.Filters(
        region=asked.region or "",
        kinds=tuple(kind.value for kind in asked.kind),
        states=tuple(state.value for state in asked.state),
        years=tuple(asked.year),
    )
    rows = queries.listed(queries.visible_to(request.user, request.organisations), filters)
    return page_of(
        rows.prefetch_related(_EVIDENCE),
        asked,
        request,
        lambda some: [_shown(one, request) for one in some],
        ListOf[LinkShown],
    )


@router.get("/cooperation-links/{int:link_id}", response=LinkShown, summary="One cooperation link")
def cooperation_detail(request: ApiRequest, link_id: int, response: HttpResponse) -> LinkShown:
    return tagged(response, _shown(_found(request, link_id), request))


@router.get("/cooperation-years", response=ListOf[YearShown], summary="Links confirmed in each year, by kind")
def cooperation_years(request: HttpRequest, asked: Query[PageQuery]) -> ListOf[YearShown]:
    """A link counts once, in the year of its first confirmation. The oldest year first."""
    found = queries.created_per_year()
    rows = [
        YearShown(year=year, kind=LinkKind(kind), is_vet=kind in IN_VET, links=count)
        for year in sorted(found)
        for kind, count in found[year].items()
    ]
    return page_of_sequence(rows, asked, request, list, ListOf[YearShown])


def proposes(request: HttpRequest) -> Organisation:
    asked = with_token(request)
    own = must_act_for(asked)
    if not rules.may_propose(asked.user, own):
        raise PermissionDenied
    return own


@router.post(
    "/cooperation-links",
    response={201: LinkShown},
    auth=Token(Scope.ORGANISATIONS, gate=proposes),
    summary="Record that two organisations work together",
    openapi_extra={"x-refusals": [409]},
)
def cooperation_propose(request: TokenRequest, body: NewLink, response: HttpResponse) -> Status[LinkShown]:
    """For representatives, deputies and facilitators. It counts once the other side has confirmed it."""
    own = gated(request, Organisation)
    other = Organisation.objects.filter(pk=possible_id(body.other)).first()
    if other is None:
        raise invalid({"other": [_("There is no organisation with this number.")]})
    # The slug names the organisation, as somebody would type it into the form.
    form = LinkForm(body.model_dump() | {"other": other.slug}, acting_for=own)
    cleaned(form)
    link = actions.propose(own, other, by=request.user, **form.values).link
    response["Location"] = f"{request.path}/{link.pk}"
    return Status(201, tagged(response, _shown(_found(request, link.pk), request)))


def agreement(request: HttpRequest, link_id: int, evidence_id: int) -> LinkEvidence:
    """Of a side for which the token acts. Whoever may not answer it, but sees it, is refused."""
    asked = with_token(request)
    link = _found(asked, link_id)
    row = queries.evidence_of(link).filter(pk=possible_id(evidence_id), source=Source.AGREEMENT).first()
    if row is None:
        raise Http404
    row.link = link
    is_own = bool({row.organisation_a, row.organisation_b} & {*asked.organisations})
    if not is_own or not (row.proven_at or rules.sides_of(asked.user, row) or rules.may_take_back(asked.user, row)):
        raise PermissionDenied
    return row


@router.post(
    "/cooperation-links/{int:link_id}/agreements/{int:evidence_id}/confirm",
    response=LinkShown,
    auth=Token(Scope.ORGANISATIONS, gate=agreement),
    summary="Confirm that both work together",
    openapi_extra={"x-refusals": [409]},
)
@transaction.atomic
def agreement_confirm(request: TokenRequest, link_id: int, evidence_id: int, response: HttpResponse) -> LinkShown:
    """For representatives and deputies of the side that has not agreed yet. With `If-Match`: only what was read."""
    _hold(request, link_id)
    actions.confirm(gated(request, LinkEvidence), by=request.user)
    return tagged(response, _shown(_found(request, link_id), request))


@router.delete(
    "/cooperation-links/{int:link_id}/agreements/{int:evidence_id}",
    response={204: None},
    auth=Token(Scope.ORGANISATIONS, gate=agreement),
    summary="Decline an agreement, or take it back",
    openapi_extra={"x-refusals": [409]},
)
@transaction.atomic
def agreement_take_back(request: TokenRequest, link_id: int, evidence_id: int) -> Status[None]:
    """For both sides, until both have agreed. With `If-Match`: only what was read."""
    _hold(request, link_id)
    actions.take_back(gated(request, LinkEvidence), by=request.user)
    return Status(204, None)


def ended_by(request: HttpRequest, link_id: int) -> CooperationLink:
    asked = with_token(request)
    link = _found(asked, link_id)
    if link.state != LinkState.ENDED and not rules.may_end(asked.user, link):
        raise PermissionDenied
    return link


@router.post(
    "/cooperation-links/{int:link_id}/end",
    response=LinkShown,
    auth=Token(Scope.ORGANISATIONS, gate=ended_by),
    summary="End a cooperation link",
    openapi_extra={"x-refusals": [409]},
)
@transaction.atomic
def cooperation_end(request: TokenRequest, link_id: int, body: Ending, response: HttpResponse) -> LinkShown:
    """For facilitators, for authorities of one of the regions, and for the only organisation of a side.

    With `If-Match`: only what was read.
    """
    _hold(request, link_id)
    form = EndForm(body.model_dump())
    because = cleaned(form)["because"]
    link = actions.end(gated(request, CooperationLink), because=because, by=request.user, acting_for=request.acting_for)
    return tagged(response, _shown(_with_evidence(link), request))


_EVIDENCE = Prefetch(
    "evidence", LinkEvidence.objects.select_related("organisation_a", "organisation_b").order_by("since", "pk")
)


def _found(request: ApiRequest | TokenRequest, link_id: int) -> CooperationLink:
    visible = queries.visible_to(request.user, request.organisations).prefetch_related(_EVIDENCE)
    found = visible.filter(pk=possible_id(link_id)).first()
    if found is None:
        raise Http404
    return found


def _hold(request: TokenRequest, link_id: int) -> None:
    """Nobody else changes it until the transaction ends; refused when it is not what was read."""
    link = hold(link_id)
    if link is not None:
        honour_match(request, _shown(_with_evidence(link), request))


def _with_evidence(link: CooperationLink) -> CooperationLink:
    return CooperationLink.objects.prefetch_related(_EVIDENCE).get(pk=link.pk)


def _shown(link: CooperationLink, request: ApiRequest | TokenRequest) -> LinkShown:
    return LinkShown(
        id=link.pk,
        region=link.territory_a,
        other_region=link.territory_b,
        kind=LinkKind(link.kind),
        topic=link.topic,
        field=link.field,
        state=LinkState(link.state),
        since=link.since,
        confirmed_at=link.confirmed_at,
        ended_at=link.ended_at,
        evidence=[_evidence(row, request) for row in link.evidence.all()],
    )


def _evidence(row: LinkEvidence, request: ApiRequest | TokenRequest) -> EvidenceShown:
    seen = rules.may_see_evidence(request.user, row, request.organisations)
    both = [one for one in (row.organisation_a, row.organisation_b) if one is not None]
    return EvidenceShown(
        id=row.pk,
        source=Source(row.source),
        organisations=[brief(one) for one in both] if seen else [],
        since=row.since,
        is_proven=row.proven_at is not None,
        title=row.title if seen else "",
        address=row.address if seen else "",
        note=row.note if seen else "",
    )
