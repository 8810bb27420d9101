"""Pairs of a wish and an offer: the facilitator's columns, one pair in full, setting one aside."""

from datetime import datetime
from typing import Annotated

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from ninja import Field, Query, Router

from hospes.core.api.auth import Token
from hospes.core.api.bodies import Body, OneOf
from hospes.core.api.checking import checked
from hospes.core.api.lists import ListOf, PageQuery, page_of
from hospes.core.api.shapes import Shown, possible_id
from hospes.core.api.tags import tagged
from hospes.matchmaking.actions import suggestions as actions
from hospes.matchmaking.api.entry_shown import EntryBrief, entry_brief
from hospes.matchmaking.api.introductions import entry_named
from hospes.matchmaking.api.pair_shown import Assessed, ScoresShown, assessed
from hospes.matchmaking.choices import EntryKind, Side, Standing
from hospes.matchmaking.forms.introductions import SetAsideForm
from hospes.matchmaking.models import Entry, PairInterest, PairSetAside, SuggestedPair
from hospes.matchmaking.queries import desk, introductions, suggestions
from hospes.matchmaking.queries.entries import visible_entries
from hospes.matchmaking.rules.introductions import may_see_desk
from hospes.organisations.api.acting import TokenRequest, with_token
from hospes.people.scopes import Scope

router = Router(tags=["suggestions"])


class PairShown(Shown):
    """A pair as the desk lists it."""

    wish: EntryBrief
    offer: EntryBrief
    standing: Standing
    scores: ScoresShown
    missing: list[list[str]] = Field(description="Side and field of each question between the two.")


class PairQuery(PageQuery):
    column: Annotated[str, OneOf("ready", "near")] = Field(
        "ready", description="`ready` to introduce, or `near`: one answer or one change away."
    )


class InterestKnown(Shown):
    """A side asked to be introduced."""

    side: Side
    note: str = Field(description="For facilitators and for the side that wrote it.")
    at: datetime


class PairInFull(Assessed):
    """Everything that is known about one pair."""

    wish: EntryBrief
    offer: EntryBrief
    interests: list[InterestKnown]
    introduction: int | None = Field(description="`id` of the last introduction of this pair.")
    set_aside: str | None = Field(description="For facilitators: why the desk does not show the pair.")


class PairNamed(Shown):
    wish: int = Field(description="`id` of the wish.")
    offer: int = Field(description="`id` of the offer.")


class SettingAside(Body):
    wish: int = Field(description="`id` of the wish.")
    offer: int = Field(description="`id` of the offer.")
    reason: str = Field(min_length=1, max_length=300, examples=["Both moved to next year."])


class BringingBack(Body):
    wish: int = Field(description="`id` of the wish.")
    offer: int = Field(description="`id` of the offer.")


def only_facilitators(request: HttpRequest) -> None:
    if not may_see_desk(with_token(request).user):
        raise PermissionDenied


@router.get(
    "/suggestions/pairs", response=ListOf[PairShown], auth=Token(gate=only_facilitators), summary="Pairs on the desk"
)
def pair_list(request: TokenRequest, asked: Query[PairQuery]) -> ListOf[PairShown]:
    """For facilitators, in the order of the desk."""
    rows = desk.ready_to_introduce() if asked.column == "ready" else desk.near_misses()
    return page_of(rows, asked, request, lambda found: [_row(one) for one in found], ListOf[PairShown])


@router.get(
    "/suggestions/pair", response=PairInFull, auth=Token(), summary="One pair", openapi_extra={"x-refusals": [404]}
)
def pair_detail(request: TokenRequest, asked: Query[PairNamed]) -> PairInFull:
    """For the organisations of both entries, and for facilitators."""
    return _in_full(request, *_pair(request, asked.wish, asked.offer))


@router.post(
    "/suggestions/set-aside",
    response=PairInFull,
    auth=Token(Scope.INTRODUCTIONS, gate=only_facilitators),
    summary="Set a pair aside",
)
def pair_set_aside(request: TokenRequest, body: SettingAside, response: HttpResponse) -> PairInFull:
    """For facilitators: the desk does not show it again. The organisations still see each other."""
    wish, offer = _named(request, body.wish, body.offer)
    actions.set_aside(wish, offer, reason=checked(SetAsideForm, body)["reason"], by=request.user)
    return tagged(response, _in_full(request, wish, offer))


@router.post(
    "/suggestions/bring-back",
    response=PairInFull,
    auth=Token(Scope.INTRODUCTIONS, gate=only_facilitators),
    summary="Bring a pair back to the desk",
)
def pair_bring_back(request: TokenRequest, body: BringingBack, response: HttpResponse) -> PairInFull:
    wish, offer = _named(request, body.wish, body.offer)
    actions.bring_back(wish, offer, by=request.user)
    return tagged(response, _in_full(request, wish, offer))


def _named(request: TokenRequest, wish: int, offer: int) -> tuple[Entry, Entry]:
    visible = visible_entries(request.user, request.organisations)
    return entry_named(visible, wish, EntryKind.WISH), entry_named(visible, offer, EntryKind.OFFER)


def _pair(request: TokenRequest, wish_id: int, offer_id: int) -> tuple[Entry, Entry]:
    visible = visible_entries(request.user, request.organisations)
    wish = visible.filter(pk=possible_id(wish_id), kind=EntryKind.WISH).first()
    offer = visible.filter(pk=possible_id(offer_id), kind=EntryKind.OFFER).first()
    if wish is None or offer is None:
        raise Http404
    if not may_see_desk(request.user) and _own_side(request, wish, offer) is None:
        raise Http404
    return wish, offer


def _own_side(request: TokenRequest, wish: Entry, offer: Entry) -> Side | None:
    mine = request.acting_for.pk if request.acting_for else None
    sides = {Side.WISH: wish.organisation_id, Side.OFFER: offer.organisation_id}
    return next((side for side, organisation in sides.items() if organisation == mine), None)


def _row(row: SuggestedPair) -> PairShown:
    return PairShown(
        wish=entry_brief(row.wish),
        offer=entry_brief(row.offer),
        standing=Standing(row.standing),
        scores=ScoresShown(wish=row.wish_score, offer=row.offer_score, pair=row.pair_score / 10),
        missing=[list(field) for field in row.missing],
    )


def _in_full(request: TokenRequest, wish: Entry, offer: Entry) -> PairInFull:
    is_facilitator, own = may_see_desk(request.user), _own_side(request, wish, offer)
    found = suggestions.pair_of(wish, offer, seen_from=own or Side.WISH)
    interests = [one for one in desk.interest_of(wish, offer) if is_facilitator or one.side == own]
    last = introductions.between(wish, offer)
    aside = PairSetAside.objects.filter(wish=wish, offer=offer).first() if is_facilitator else None
    return PairInFull(
        wish=entry_brief(wish),
        offer=entry_brief(offer),
        interests=[_interest(one) for one in interests],
        introduction=last.pk if last else None,
        set_aside=aside.reason if aside else None,
        **assessed(found),
    )


def _interest(one: PairInterest) -> InterestKnown:
    return InterestKnown(side=Side(one.side), note=one.note, at=one.at)
