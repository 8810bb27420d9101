"""Introductions: read by both sides and by facilitators, proposed, and taken back."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import Field, Query, Router, Status

from hospes.core.api.auth import Token, gated
from hospes.core.api.bodies import Body, Day
from hospes.core.api.checking import checked
from hospes.core.api.lists import ListOf, PageQuery, page_of
from hospes.core.api.problems import invalid
from hospes.core.api.shapes import possible_id
from hospes.core.api.tags import honour_match, tagged
from hospes.matchmaking.actions import introductions as actions
from hospes.matchmaking.actions.introductions_steps import take
from hospes.matchmaking.api.introduction_shown import (
    IntroductionInFull,
    IntroductionShown,
    introduction_in_full,
    introduction_shown,
)
from hospes.matchmaking.choices import EntryKind, IntroductionState
from hospes.matchmaking.forms.introductions import ProposeForm
from hospes.matchmaking.models import Entry, EntryQuerySet, Introduction
from hospes.matchmaking.queries import introductions as queries
from hospes.matchmaking.queries.entries import visible_entries
from hospes.matchmaking.rules.introductions import may_propose
from hospes.matchmaking.rules.values import MOST_PEOPLE
from hospes.organisations.api.acting import TokenRequest, with_token
from hospes.people.rules import is_facilitator
from hospes.people.scopes import Scope

router = Router(tags=["introductions"])


class IntroductionQuery(PageQuery):
    state: list[IntroductionState] = []
    wish: int | None = Field(None, description="`id` of the wish.")
    offer: int | None = Field(None, description="`id` of the offer.")


class Proposal(Body):
    wish: int = Field(description="`id` of a published wish.")
    offer: int = Field(description="`id` of a published offer.")
    people: int = Field(ge=1, le=MOST_PEOPLE, examples=[6])
    answer_by: Day = Field(examples=["2026-12-07"])
    starts_on: Day | None = Field(None, examples=["2027-05-03"])
    ends_on: Day | None = Field(None, examples=["2027-05-21"])
    note: str = Field("", max_length=1500, description="Both sides read it in their mail.")


@router.get(
    "/introductions", response=ListOf[IntroductionShown], exclude_unset=True, auth=Token(), summary="Introductions"
)
def introduction_list(request: TokenRequest, asked: Query[IntroductionQuery]) -> ListOf[IntroductionShown]:
    """Those of the token's organisation, all for facilitators. Those that wait for an answer come first."""
    rows = queries.newest_first(visible(request))
    if asked.state:
        rows = rows.filter(state__in=asked.state)
    if asked.wish is not None:
        rows = rows.filter(wish=possible_id(asked.wish))
    if asked.offer is not None:
        rows = rows.filter(offer=possible_id(asked.offer))
    return page_of(
        rows,
        asked,
        request,
        lambda found: [introduction_shown(request, one) for one in found],
        ListOf[IntroductionShown],
    )


@router.get(
    "/introductions/{int:introduction_id}",
    response=IntroductionInFull,
    exclude_unset=True,
    auth=Token(),
    summary="One introduction",
)
def introduction_detail(request: TokenRequest, introduction_id: int, response: HttpResponse) -> IntroductionInFull:
    """With the contacts of both sides once both have accepted."""
    return tagged(response, introduction_in_full(request, one(request, introduction_id)))


def only_facilitators(request: HttpRequest) -> None:
    if not may_propose(with_token(request).user):
        raise PermissionDenied


@router.post(
    "/introductions",
    response={201: IntroductionInFull},
    exclude_unset=True,
    auth=Token(Scope.INTRODUCTIONS, gate=only_facilitators),
    summary="Propose a pair",
    openapi_extra={"x-refusals": [409]},
)
def introduction_propose(request: TokenRequest, body: Proposal, response: HttpResponse) -> Status[IntroductionInFull]:
    """For facilitators. Both sides get a mail with their own links to answer."""
    visible_to_them = visible_entries(request.user)
    wish = entry_named(visible_to_them, body.wish, EntryKind.WISH)
    offer = entry_named(visible_to_them, body.offer, EntryKind.OFFER)
    values = checked(ProposeForm, body)
    introduction = actions.propose(wish, offer, by=request.user, **values)
    response["Location"] = f"{request.path}/{introduction.pk}"
    return Status(201, tagged(response, introduction_in_full(request, one(request, introduction.pk))))


def to_withdraw(request: HttpRequest, introduction_id: int) -> Introduction:
    found = seen(request, introduction_id)
    only_facilitators(request)
    return found


@router.post(
    "/introductions/{int:introduction_id}/withdraw",
    response=IntroductionInFull,
    exclude_unset=True,
    auth=Token(Scope.INTRODUCTIONS, gate=to_withdraw),
    summary="Take a proposal back",
)
@transaction.atomic
def introduction_withdraw(request: TokenRequest, introduction_id: int, response: HttpResponse) -> IntroductionInFull:
    """For facilitators, before both sides have accepted. With `If-Match`: only what was read."""
    actions.withdraw(held(request), by=request.user)
    return tagged(response, introduction_in_full(request, one(request, introduction_id)))


def visible(request: TokenRequest) -> QuerySet[Introduction]:
    """All for facilitators; otherwise those of the one organisation that the token acts for."""
    if is_facilitator(request.user):
        return queries.introductions()
    if request.acting_for is None:
        return queries.introductions().none()
    return queries.introductions_for(request.acting_for)


def one(request: TokenRequest, introduction_id: int) -> Introduction:
    introduction = visible(request).filter(pk=possible_id(introduction_id)).first()
    if introduction is None:
        raise Http404
    return introduction


def seen(request: HttpRequest, introduction_id: int) -> Introduction:
    """For gates: those that one sees, and 404 for all others."""
    return one(with_token(request), introduction_id)


def held(request: TokenRequest) -> Introduction:
    """What the gate found; with `If-Match` held, and only as it was read."""
    found = gated(request, Introduction)
    if "If-Match" in request.headers:
        take(found)
        found.refresh_from_db(from_queryset=queries.introductions())
        honour_match(request, introduction_in_full(request, found))
    return found


def entry_named(visible: EntryQuerySet, entry_id: int, kind: EntryKind) -> Entry:
    """One of the entries of this kind that the reader sees, named in a body: else the field is refused."""
    entry = visible.filter(pk=possible_id(entry_id), kind=kind).first()
    if entry is None:
        raise invalid({kind.value: [_("There is no entry of this kind with this number.")]})
    return entry
