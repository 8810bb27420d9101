"""The answers of both sides, and the thread that opens when both have accepted."""

from collections.abc import Callable
from functools import partial
from typing import Annotated, Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import Field, Query, Router, Status

from hospes.core.api.auth import Token
from hospes.core.api.bodies import Body, Day, OneOf
from hospes.core.api.checking import checked
from hospes.core.api.lists import ListOf, PageQuery, page_of
from hospes.core.api.tags import tagged
from hospes.core.validation import clean_text
from hospes.matchmaking.actions import introductions as actions
from hospes.matchmaking.api.introduction_shown import (
    IntroductionInFull,
    MessageShown,
    introduction_in_full,
    message_shown,
)
from hospes.matchmaking.api.introductions import held, one, seen
from hospes.matchmaking.choices import DeclineReason, NotRealisedReason, Side
from hospes.matchmaking.forms.introductions import CounterForm, DeclineForm, MarkForm
from hospes.matchmaking.models import Introduction
from hospes.matchmaking.rules.introductions import MARKS, side_of
from hospes.matchmaking.rules.values import MOST_PEOPLE
from hospes.organisations.api.acting import TokenRequest, with_token
from hospes.people.scopes import Scope

router = Router(tags=["introductions"])
LONGEST_MESSAGE = 4000
Terms = Annotated[int, Field(ge=1, le=32_767, description="The terms that were read. Newer ones are not answered.")]
Comment = Annotated[str, Field(max_length=1500, description="The other side reads it in its mail.")]


class Acceptance(Body):
    terms_version: Terms


class Refusal(Body):
    terms_version: Terms
    reason: Annotated[str, OneOf(*DeclineReason.values)] = Field(examples=["dates"])
    comment: Comment = ""


class CounterProposal(Body):
    terms_version: Terms
    people: int = Field(ge=1, le=MOST_PEOPLE, examples=[4])
    starts_on: Day | None = Field(None, examples=["2027-05-03"])
    ends_on: Day | None = Field(None, examples=["2027-05-21"])
    comment: Comment = ""


class Mark(Body):
    state: Annotated[str, OneOf(*(mark.value for mark in MARKS))] = Field(examples=["in_preparation"])
    reason: Annotated[str, OneOf("", *NotRealisedReason.values)] = Field("", description="For not_realised.")
    comment: str = Field("", max_length=1500)


class NewMessage(Body):
    text: str = Field(min_length=1, max_length=LONGEST_MESSAGE, examples=["We would like to talk next week."])


def own_side(request: HttpRequest, introduction_id: int) -> Introduction:
    """Each side answers for itself; a facilitator answers for nobody."""
    found = seen(request, introduction_id)
    if side_of(with_token(request).acting_for, found) is None:
        raise PermissionDenied
    return found


@router.post(
    "/introductions/{int:introduction_id}/accept",
    response=IntroductionInFull,
    exclude_unset=True,
    auth=Token(Scope.INTRODUCTIONS, gate=own_side),
    summary="Accept",
)
def introduction_accept(
    request: TokenRequest, introduction_id: int, body: Acceptance, response: HttpResponse
) -> IntroductionInFull:
    """For the token's side. When the other side has accepted as well, both are introduced."""
    return _answer(request, response, actions.accept, terms_version=body.terms_version)


@router.post(
    "/introductions/{int:introduction_id}/decline",
    response=IntroductionInFull,
    exclude_unset=True,
    auth=Token(Scope.INTRODUCTIONS, gate=own_side),
    summary="Decline",
)
def introduction_decline(
    request: TokenRequest, introduction_id: int, body: Refusal, response: HttpResponse
) -> IntroductionInFull:
    values = checked(DeclineForm, body)
    return _answer(request, response, actions.decline, terms_version=body.terms_version, **values)


@router.post(
    "/introductions/{int:introduction_id}/counter",
    response=IntroductionInFull,
    exclude_unset=True,
    auth=Token(Scope.INTRODUCTIONS, gate=own_side),
    summary="Propose other dates or another size",
)
def introduction_counter(
    request: TokenRequest, introduction_id: int, body: CounterProposal, response: HttpResponse
) -> IntroductionInFull:
    """The side that proposes other terms accepts these itself."""
    values = checked(CounterForm, body)
    return _answer(request, response, actions.counter, terms_version=body.terms_version, **values)


@router.post(
    "/introductions/{int:introduction_id}/mark",
    response=IntroductionInFull,
    exclude_unset=True,
    auth=Token(Scope.INTRODUCTIONS, gate=seen),
    summary="Say what became of it",
)
@transaction.atomic
def introduction_mark(
    request: TokenRequest, introduction_id: int, body: Mark, response: HttpResponse
) -> IntroductionInFull:
    """For both sides and for facilitators, once both sides have accepted. With `If-Match`: only what was read."""
    values = checked(partial(MarkForm, states=list(MARKS)), body)
    actions.mark(held(request), by=request.user, acting_for=request.acting_for, **values)
    return tagged(response, introduction_in_full(request, one(request, introduction_id)))


@router.get(
    "/introductions/{int:introduction_id}/messages", response=ListOf[MessageShown], auth=Token(), summary="The thread"
)
def message_list(request: TokenRequest, introduction_id: int, asked: Query[PageQuery]) -> ListOf[MessageShown]:
    """Oldest first. Empty until both sides have accepted."""
    introduction = one(request, introduction_id)
    rows = introduction.messages.select_related("author").order_by("written_at", "pk")
    return page_of(
        rows, asked, request, lambda found: [message_shown(message) for message in found], ListOf[MessageShown]
    )


@router.post(
    "/introductions/{int:introduction_id}/messages",
    response={201: MessageShown},
    auth=Token(Scope.INTRODUCTIONS, gate=seen),
    summary="Write into the thread",
)
def message_write(request: TokenRequest, introduction_id: int, body: NewMessage) -> Status[MessageShown]:
    introduction = one(request, introduction_id)
    text = clean_text(body.text, limit=LONGEST_MESSAGE, lines=True, field="text")
    if not text:
        raise ValidationError({"text": _("Write a message.")})
    message = actions.write_message(introduction, text=text, by=request.user, acting_for=request.acting_for)
    return Status(201, message_shown(message))


@transaction.atomic
def _answer(
    request: TokenRequest, response: HttpResponse, action: Callable[..., Introduction], **values: Any
) -> IntroductionInFull:
    introduction = held(request)
    side = side_of(request.acting_for, introduction)
    assert side is not None
    action(introduction, side=Side(side), by=request.user, via="api", **values)
    return tagged(response, introduction_in_full(request, one(request, introduction.pk)))
