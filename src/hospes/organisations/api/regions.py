"""Regions: who is there, and what members say about them."""

from typing import Annotated, Any, ClassVar, TypeVar

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from ninja import Field, Query, Router, Status

from hospes.core.api.auth import Token, gated
from hospes.core.api.bodies import Body, OneOf
from hospes.core.api.checking import checked
from hospes.core.api.lists import ListOf, PageQuery, page_of_sequence
from hospes.core.api.shapes import Shown, possible_id
from hospes.core.api.tags import tagged
from hospes.organisations import actions, queries, rules
from hospes.organisations.api.acting import ApiRequest, TokenRequest, with_token
from hospes.organisations.api.organisations import OrganisationBrief, brief
from hospes.organisations.choices import ChallengeKind
from hospes.organisations.forms import ChallengeForm, SkillNeedForm
from hospes.organisations.models import RegionChallenge, RegionSkillNeed
from hospes.people.rules import is_secretariat
from hospes.people.scopes import Scope
from hospes.reference.regions import is_region, region_label

router = Router(tags=["regions"])
Row = TypeVar("Row", RegionChallenge, RegionSkillNeed)


class RegionBrief(Shown):
    code: str = Field(examples=["SE232"])
    label: str = Field(examples=["Västra Götaland"])


class RegionListed(RegionBrief):
    members: int = Field(description="Members that stand for this very region.")


class SaidOfARegion(Shown):
    id: int
    organisation: OrganisationBrief
    text: str
    language: str = Field(examples=["sv"])
    source: str
    year: int | None


class ChallengeShown(SaidOfARegion):
    kind: ChallengeKind


class SkillNeedShown(SaidOfARegion):
    field: str = Field(description="ISCED-F 2013.", examples=["0921"])


class RegionShown(RegionBrief):
    """A region as its public page shows it."""

    NOT_IN_THE_TAG: ClassVar = frozenset({"label", "around", "inside"})

    level: int = Field(description="0 for a country, 3 for the smallest regions.")
    country: str = Field(examples=["SE"])
    around: list[RegionBrief]
    inside: list[RegionBrief]
    challenges: list[ChallengeShown]
    skill_needs: list[SkillNeedShown]


class _Sourced(Body):
    language: str = Field(min_length=2, max_length=10, description="Language of the text.", examples=["sv"])
    source: str = Field("", max_length=300)
    year: int | None = Field(None, ge=1900, le=2100, examples=[2026])


class NewChallenge(_Sourced):
    kind: Annotated[str, OneOf(*ChallengeKind.values)] = Field(examples=["access"])
    text: str = Field(min_length=1, max_length=1500, examples=["The villages are far apart."])


class NewSkillNeed(_Sourced):
    field: str = Field(min_length=1, max_length=10, description="ISCED-F 2013.", examples=["0921"])
    text: str = Field("", max_length=300, examples=["Care of older people"])


@router.get("/regions", response=ListOf[RegionListed], summary="Regions that have members")
def region_list(request: ApiRequest, asked: Query[PageQuery]) -> ListOf[RegionListed]:
    """By name."""
    counts = queries.members_by_territory()
    rows = sorted(((region_label(code), code, count) for code, count in counts.items()))
    return page_of_sequence(
        rows,
        asked,
        request,
        lambda some: [RegionListed(code=code, label=label, members=count) for label, code, count in some],
        ListOf[RegionListed],
    )


@router.get("/regions/{code}", response=RegionShown, summary="One region")
def region_detail(request: ApiRequest, code: str, response: HttpResponse) -> RegionShown:
    return tagged(response, _shown(code))


def may_describe(request: HttpRequest, code: str) -> None:
    """Representatives and deputies of a member that stands for the region."""
    asked = with_token(request)
    if not is_region(code):
        raise Http404
    if not rules.may_describe_region(asked.user, asked.acting_for, code):
        raise PermissionDenied


@router.post(
    "/regions/{code}/challenges",
    response={201: ChallengeShown},
    auth=Token(Scope.ORGANISATIONS, gate=may_describe),
    summary="Add a challenge of a region",
)
def challenge_add(request: TokenRequest, code: str, body: NewChallenge) -> Status[ChallengeShown]:
    """For representatives and deputies of a member that stands for the region."""
    values = checked(ChallengeForm, body)
    return Status(
        201, _challenge(actions.add_challenge(code, by=request.user, acting_for=request.acting_for, **values))
    )


@router.post(
    "/regions/{code}/skill-needs",
    response={201: SkillNeedShown},
    auth=Token(Scope.ORGANISATIONS, gate=may_describe),
    summary="Add a skill need of a region",
)
def skill_need_add(request: TokenRequest, code: str, body: NewSkillNeed) -> Status[SkillNeedShown]:
    """For representatives and deputies of a member that stands for the region."""
    values = checked(SkillNeedForm, body)
    return Status(
        201, _skill_need(actions.add_skill_need(code, by=request.user, acting_for=request.acting_for, **values))
    )


def own_challenge(request: HttpRequest, code: str, challenge_id: int) -> RegionChallenge:
    rows = RegionChallenge.objects.select_related("organisation").filter(territory=code)
    return _removable(request, rows.filter(pk=possible_id(challenge_id)).first())


@router.post(
    "/regions/{code}/challenges/{int:challenge_id}/remove",
    response=RegionShown,
    auth=Token(Scope.ORGANISATIONS, gate=own_challenge),
    summary="Remove a challenge of a region",
)
def challenge_remove(request: TokenRequest, code: str, challenge_id: int, response: HttpResponse) -> RegionShown:
    """For the organisation that wrote it, and for the secretariat."""
    actions.remove_challenge(gated(request, RegionChallenge), by=request.user, acting_for=request.acting_for)
    return tagged(response, _shown(code))


def own_skill_need(request: HttpRequest, code: str, skill_need_id: int) -> RegionSkillNeed:
    rows = RegionSkillNeed.objects.select_related("organisation").filter(territory=code)
    return _removable(request, rows.filter(pk=possible_id(skill_need_id)).first())


@router.post(
    "/regions/{code}/skill-needs/{int:skill_need_id}/remove",
    response=RegionShown,
    auth=Token(Scope.ORGANISATIONS, gate=own_skill_need),
    summary="Remove a skill need of a region",
)
def skill_need_remove(request: TokenRequest, code: str, skill_need_id: int, response: HttpResponse) -> RegionShown:
    """For the organisation that wrote it, and for the secretariat."""
    actions.remove_skill_need(gated(request, RegionSkillNeed), by=request.user, acting_for=request.acting_for)
    return tagged(response, _shown(code))


def _removable(request: HttpRequest, row: Row | None) -> Row:
    """Everybody reads it. A token removes what its own organisation wrote; the secretariat's removes any."""
    if row is None:
        raise Http404
    asked = with_token(request)
    reaches = row.organisation in asked.organisations or is_secretariat(asked.user)
    if not reaches or not rules.may_remove_from_region(asked.user, row.organisation):
        raise PermissionDenied
    return row


def _shown(code: str) -> RegionShown:
    page = queries.region_page(code)
    if page is None or page.code != code:
        raise Http404
    return RegionShown(
        code=page.code,
        label=page.label,
        level=page.level,
        country=page.country,
        around=[RegionBrief(code=one.code, label=one.label) for one in page.around],
        inside=[RegionBrief(code=one.code, label=one.label) for one in page.inside],
        challenges=[_challenge(row) for row in page.challenges],
        skill_needs=[_skill_need(row) for row in page.skill_needs],
    )


def _challenge(row: RegionChallenge) -> ChallengeShown:
    return ChallengeShown(kind=ChallengeKind(row.kind), **_said(row))


def _skill_need(row: RegionSkillNeed) -> SkillNeedShown:
    return SkillNeedShown(field=row.field, **_said(row))


def _said(row: RegionChallenge | RegionSkillNeed) -> dict[str, Any]:
    return {
        "id": row.pk,
        "organisation": brief(row.organisation),
        "text": row.text,
        "language": row.language,
        "source": row.source,
        "year": row.year,
    }
