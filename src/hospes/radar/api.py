"""Gaps by program: what is missing in the market, for everybody."""

from datetime import date
from typing import Any

from django.http import Http404, HttpResponse
from ninja import Field, Query, Router

from hospes.core.api.lists import ListOf, PageQuery, page_of
from hospes.core.api.shapes import Shown, possible_id
from hospes.core.api.tags import tagged
from hospes.organisations.api.acting import ApiRequest
from hospes.radar import phrases, rules
from hospes.radar.models import Gap
from hospes.radar.queries import missing as queries

router = Router(tags=["gaps"])


class GapShown(Shown):
    """A host that is missing: what it would be like, and how many more people a plan would place with it."""

    id: int
    sentence: str
    places_people: int
    is_current: bool = Field(description="The market still needs it, as of the last look over it.")
    first_seen_on: date
    last_seen_on: date
    host: dict[str, Any] = Field(
        description="Fields of an offer, as in a market file. With a token also `measures`.",
        examples=[{"country": "ES", "topics": ["elderly-care"], "places": 6}],
    )


@router.get("/gaps", response=ListOf[GapShown], summary="Hosts that are missing")
def gap_list(request: ApiRequest, asked: Query[PageQuery]) -> ListOf[GapShown]:
    """The one that would place most people first. Two of them may place the same people: do not add them up."""
    return page_of(
        queries.current(), asked, request, lambda rows: [_shown(request, one) for one in rows], ListOf[GapShown]
    )


@router.get("/gaps/{int:gap_id}", response=GapShown, summary="One host that is missing")
def gap_detail(request: ApiRequest, gap_id: int, response: HttpResponse) -> GapShown:
    gap = Gap.objects.filter(pk=possible_id(gap_id)).first()
    if gap is None:
        raise Http404
    return tagged(response, _shown(request, gap))


def _shown(request: ApiRequest, gap: Gap) -> GapShown:
    see_groups = rules.may_see_groups(request.user, request.acting_for)
    hidden = frozenset() if see_groups else phrases.FOR_MEMBERS
    return GapShown(
        id=gap.pk,
        sentence=phrases.sentence(gap.offer, gap.places_people, for_members=see_groups),
        places_people=gap.places_people,
        is_current=gap.rank is not None,
        first_seen_on=gap.first_seen_on,
        last_seen_on=gap.last_seen_on,
        host={name: value for name, value in gap.offer.items() if name not in hidden},
    )
