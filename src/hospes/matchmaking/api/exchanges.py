"""Exchanges by program: read by those who take part and by facilitators, proposed, answered, and taken back."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Annotated, Any, ClassVar

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import Field, Query, Router, Status

from hospes.core.api.auth import Token, gated
from hospes.core.api.bodies import Body, Day, OneOf
from hospes.core.api.checking import checked, cleaned
from hospes.core.api.lists import ListOf, PageQuery, page_of
from hospes.core.api.problems import invalid
from hospes.core.api.shapes import Shown, possible_id
from hospes.core.api.tags import honour_match, tagged
from hospes.matchmaking.actions import exchanges as actions
from hospes.matchmaking.actions.introductions_steps import take_parts
from hospes.matchmaking.api.introduction_answers import Comment
from hospes.matchmaking.api.introduction_shown import IntroductionShown, introduction_shown
from hospes.matchmaking.api.introductions import entry_named, only_facilitators
from hospes.matchmaking.choices import DeclineReason, EntryKind, ExchangeState
from hospes.matchmaking.forms.introductions import DeclineForm, ProposeForm
from hospes.matchmaking.models import Exchange, Introduction
from hospes.matchmaking.phrases.exchanges import next_step
from hospes.matchmaking.queries import exchanges as queries
from hospes.matchmaking.queries.entries import visible_entries
from hospes.matchmaking.rules import exchanges as rules
from hospes.matchmaking.rules.values import MOST_PEOPLE
from hospes.organisations.api.acting import ApiRequest, TokenRequest, with_token
from hospes.organisations.models import Organisation
from hospes.people.rules import is_facilitator
from hospes.people.scopes import Scope

router = Router(tags=["exchanges"])
_PLAIN = ("answer_by", "note", "proposed_at", "agreed_at", "ended_at")
Terms = Annotated[
    int, Field(ge=0, le=200_000, description="`terms_version` as it was read. Newer terms are not answered.")
]


class LegShown(Shown):
    """Who travels where. `introduction` is there for those who may see that part."""

    sender: str
    host: str
    people: int | None
    starts_on: date | None
    ends_on: date | None
    introduction: IntroductionShown | None


class ExchangeShown(Shown):
    """Introductions that come about together or not at all."""

    NOT_IN_THE_TAG: ClassVar = frozenset({"next_step"})

    id: int
    key: str
    state: ExchangeState
    next_step: str
    answer_by: date
    note: str
    proposed_at: datetime
    agreed_at: datetime | None
    ended_at: datetime | None
    instead_of: int | None
    missing: list[str] = Field(description="Organisations whose answer is missing.")
    terms_version: int | None = Field(description="Names the terms of all parts of the token's organisation.")
    legs: list[LegShown]


class ExchangeQuery(PageQuery):
    state: list[ExchangeState] = []


class NewLeg(Body):
    wish: int = Field(description="`id` of a published wish.")
    offer: int = Field(description="`id` of a published offer.")
    people: int = Field(ge=1, le=MOST_PEOPLE, examples=[4])
    starts_on: Day | None = Field(None, examples=["2027-05-03"])
    ends_on: Day | None = Field(None, examples=["2027-05-21"])


class NewExchange(Body):
    legs: list[NewLeg] = Field(min_length=2, max_length=rules.MOST_LEGS)
    answer_by: Day = Field(examples=["2026-12-07"])
    note: str = Field("", max_length=1500, description="Everybody reads it in their mail.")


class WholeAcceptance(Body):
    terms_version: Terms


class WholeRefusal(Body):
    terms_version: Terms
    introduction: int | None = Field(None, description="The part that does not suit; none named: the first of yours.")
    reason: Annotated[str, OneOf(*DeclineReason.values)] = Field(examples=["dates"])
    comment: Comment = ""


@router.get("/exchanges", response=ListOf[ExchangeShown], exclude_unset=True, auth=Token(), summary="Exchanges")
def exchange_list(request: TokenRequest, asked: Query[ExchangeQuery]) -> ListOf[ExchangeShown]:
    """Those that the token's organisation takes part in, all for facilitators. Those that wait come first."""
    rows = queries.newest_first(visible(request))
    if asked.state:
        rows = rows.filter(state__in=asked.state)

    def shown(found: Sequence[Exchange]) -> list[ExchangeShown]:
        parts = queries.parts_of(found)
        return [exchange_shown(request, one, parts[one.pk]) for one in found]

    return page_of(rows, asked, request, shown, ListOf[ExchangeShown])


@router.get(
    "/exchanges/{int:exchange_id}", response=ExchangeShown, exclude_unset=True, auth=Token(), summary="One exchange"
)
def exchange_detail(request: TokenRequest, exchange_id: int, response: HttpResponse) -> ExchangeShown:
    """Contacts are in the introductions, once everybody has accepted."""
    return _answer(request, response, one(request, exchange_id))


@router.post(
    "/exchanges",
    response={201: ExchangeShown},
    exclude_unset=True,
    auth=Token(Scope.INTRODUCTIONS, gate=only_facilitators),
    summary="Propose an exchange",
    openapi_extra={"x-refusals": [409]},
)
def exchange_propose(request: TokenRequest, body: NewExchange, response: HttpResponse) -> Status[ExchangeShown]:
    """For facilitators: all legs or none. In any order; together they make a ring or a chain."""
    seen_by_them = visible_entries(request.user)
    legs, answers = [], {}
    for leg in body.legs:
        given = {**leg.model_dump(), "answer_by": body.answer_by, "note": body.note}
        values = cleaned(ProposeForm({name: value for name, value in given.items() if value is not None}))
        wish = entry_named(seen_by_them, leg.wish, EntryKind.WISH)
        offer = entry_named(seen_by_them, leg.offer, EntryKind.OFFER)
        legs.append(actions.Leg(wish, offer, values["people"], values["starts_on"], values["ends_on"]))
        answers = {"answer_by": values["answer_by"], "note": values["note"]}
    exchange = actions.propose_exchange(legs, by=request.user, **answers)
    response["Location"] = f"{request.path}/{exchange.pk}"
    return Status(201, _answer(request, response, one(request, exchange.pk)))


def own(request: HttpRequest, exchange_id: int) -> Exchange:
    """Each organisation answers for itself; a facilitator answers for nobody."""
    found = seen(request, exchange_id)
    if not rules.parts_of(with_token(request).acting_for, queries.parts(found)):
        raise PermissionDenied
    return found


@router.post(
    "/exchanges/{int:exchange_id}/accept",
    response=ExchangeShown,
    exclude_unset=True,
    auth=Token(Scope.INTRODUCTIONS, gate=own),
    summary="Accept all your parts",
)
@transaction.atomic
def exchange_accept(
    request: TokenRequest, exchange_id: int, body: WholeAcceptance, response: HttpResponse
) -> ExchangeShown:
    """When everybody has accepted, all are introduced. With `If-Match`: only what was read."""
    exchange = held(request)
    actions.accept_exchange(
        exchange, organisation=_mine(request), terms_version=body.terms_version, by=request.user, via="api"
    )
    return _answer(request, response, one(request, exchange_id))


@router.post(
    "/exchanges/{int:exchange_id}/decline",
    response=ExchangeShown,
    exclude_unset=True,
    auth=Token(Scope.INTRODUCTIONS, gate=own),
    summary="Decline",
)
@transaction.atomic
def exchange_decline(
    request: TokenRequest, exchange_id: int, body: WholeRefusal, response: HttpResponse
) -> ExchangeShown:
    """The whole exchange ends. With `If-Match`: only what was read."""
    exchange = held(request)
    values: dict[str, Any] = checked(DeclineForm, body)
    actions.decline_exchange(
        exchange,
        organisation=_mine(request),
        part=_named(request, exchange, body.introduction),
        terms_version=body.terms_version,
        by=request.user,
        via="api",
        **values,
    )
    return _answer(request, response, one(request, exchange_id))


def to_withdraw(request: HttpRequest, exchange_id: int) -> Exchange:
    found = seen(request, exchange_id)
    only_facilitators(request)
    return found


@router.post(
    "/exchanges/{int:exchange_id}/withdraw",
    response=ExchangeShown,
    exclude_unset=True,
    auth=Token(Scope.INTRODUCTIONS, gate=to_withdraw),
    summary="Take an exchange back",
)
@transaction.atomic
def exchange_withdraw(request: TokenRequest, exchange_id: int, response: HttpResponse) -> ExchangeShown:
    """For facilitators, before everybody has accepted. With `If-Match`: only what was read."""
    actions.withdraw_exchange(held(request), by=request.user)
    return _answer(request, response, one(request, exchange_id))


# The same for all of them


def visible(request: TokenRequest) -> QuerySet[Exchange]:
    """All for facilitators; otherwise those of the one organisation that the token acts for."""
    if is_facilitator(request.user):
        return queries.exchanges()
    if request.acting_for is None:
        return queries.exchanges().none()
    return queries.exchanges_of(request.acting_for)


def one(request: TokenRequest, exchange_id: int) -> Exchange:
    exchange = visible(request).filter(pk=possible_id(exchange_id)).first()
    if exchange is None:
        raise Http404
    return exchange


def seen(request: HttpRequest, exchange_id: int) -> Exchange:
    """For gates: those that one sees, and 404 for all others."""
    return one(with_token(request), exchange_id)


def held(request: TokenRequest) -> Exchange:
    """What the gate found; with `If-Match` held, and only as it was read."""
    found = gated(request, Exchange)
    if "If-Match" in request.headers:
        found, parts = take_parts(found.pk)
        honour_match(request, exchange_shown(request, found, parts))
    return found


def _mine(request: TokenRequest) -> Organisation:
    assert request.acting_for is not None
    return request.acting_for


def _named(request: TokenRequest, exchange: Exchange, introduction: int | None) -> Introduction | None:
    if introduction is None:
        return None
    parts = rules.parts_of(_mine(request), queries.parts(exchange))
    found = next((part for part, _side in parts if part.pk == introduction), None)
    if found is None:
        raise invalid({"introduction": [_("This introduction is not one of your parts of this exchange.")]})
    return found


def _answer(request: TokenRequest, response: HttpResponse, exchange: Exchange) -> ExchangeShown:
    return tagged(response, exchange_shown(request, exchange, queries.parts(exchange)))


def exchange_shown(request: ApiRequest, exchange: Exchange, parts: list[Introduction]) -> ExchangeShown:
    mine = rules.parts_of(request.acting_for, parts)
    waits = exchange.state == ExchangeState.WAITING
    values = {name: getattr(exchange, name) for name in _PLAIN}
    return ExchangeShown(
        **values,
        id=exchange.pk,
        key=str(exchange.key),
        state=ExchangeState(exchange.state),
        next_step=next_step(exchange, parts, request.acting_for if mine else None),
        instead_of=exchange.instead_of_id if is_facilitator(request.user) else None,
        missing=[one.name for one in rules.to_answer(parts)] if waits else [],
        terms_version=rules.terms_version(mine) if mine else None,
        legs=[_leg(request, part, mine) for part in parts],
    )


def _leg(request: ApiRequest, part: Introduction, mine: list[rules.Part]) -> LegShown:
    is_own = is_facilitator(request.user) or any(own_part.pk == part.pk for own_part, _side in mine)
    return LegShown(
        sender=part.wish.organisation.name,
        host=part.offer.organisation.name,
        people=part.people,
        starts_on=part.starts_on,
        ends_on=part.ends_on,
        introduction=introduction_shown(request, part) if is_own else None,
    )
