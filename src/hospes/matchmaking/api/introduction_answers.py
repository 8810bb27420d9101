"""The answers of both sides, and the thread that opens when both have accepted."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.translation import gettext as _
from ninja import Field, Query, Router, Status

from hospes.core.api.auth import Token
from hospes.core.api.bodies import Body, Day
from hospes.core.api.lists import ListOf, PageQuery, page_of
from hospes.core.validation import clean_text
from hospes.matchmaking.actions import introductions as actions
from hospes.matchmaking.api.introduction_shown import (
    IntroductionInFull,
    MessageShown,
    introduction_in_full,
    message_shown,
)
from hospes.matchmaking.api.introductions import checked, one
from hospes.matchmaking.choices import DeclineReason, NotRealisedReason, Side
from hospes.matchmaking.forms.introductions import CounterForm, DeclineForm, MarkForm
from hospes.matchmaking.models import Introduction
from hospes.matchmaking.rules.introductions import MARKS, side_of
from hospes.organisations.api.acting import TokenRequest

router = Router(tags=["introductions"])
LONGEST_MESSAGE = 4000


class Acceptance(Body):
    terms_version: int = Field(description="The terms that were read. Newer ones are not accepted by this.")


class Refusal(Body):
    terms_version: int
    reason: str = Field(description=f"One of {', '.join(DeclineReason.values)}.", examples=["dates"])
    comment: str = Field("", description="The other side reads it in its mail.")


class CounterProposal(Body):
    terms_version: int
    people: int = Field(examples=[4])
    starts_on: Day | None = None
    ends_on: Day | None = None
    comment: str = Field("", description="The other side reads it in its mail.")


class Mark(Body):
    state: str = Field(description=f"One of {', '.join(MARKS)}.", examples=["in_preparation"])
    reason: str = Field("", description=f"For not_realised, one of {', '.join(NotRealisedReason.values)}.")
    comment: str = ""


class NewMessage(Body):
    text: str = Field(examples=["We would like to talk next week."])


@router.post(
    "/introductions/{int:introduction_id}/accept",
    response=IntroductionInFull,
    exclude_unset=True,
    auth=Token(),
    summary="Accept",
)
def introduction_accept(request: TokenRequest, introduction_id: int, body: Acceptance) -> IntroductionInFull:
    """For the token's side. When the other side has accepted as well, both are introduced."""
    return _answer(request, introduction_id, actions.accept, terms_version=body.terms_version)


@router.post(
    "/introductions/{int:introduction_id}/decline",
    response=IntroductionInFull,
    exclude_unset=True,
    auth=Token(),
    summary="Decline",
)
def introduction_decline(request: TokenRequest, introduction_id: int, body: Refusal) -> IntroductionInFull:
    values = checked(DeclineForm, body)
    return _answer(request, introduction_id, actions.decline, terms_version=body.terms_version, **values)


@router.post(
    "/introductions/{int:introduction_id}/counter",
    response=IntroductionInFull,
    exclude_unset=True,
    auth=Token(),
    summary="Propose other dates or another size",
)
def introduction_counter(request: TokenRequest, introduction_id: int, body: CounterProposal) -> IntroductionInFull:
    """The side that proposes other terms accepts these itself."""
    values = checked(CounterForm, body)
    return _answer(request, introduction_id, actions.counter, terms_version=body.terms_version, **values)


@router.post(
    "/introductions/{int:introduction_id}/mark",
    response=IntroductionInFull,
    exclude_unset=True,
    auth=Token(),
    summary="Say what became of it",
)
def introduction_mark(request: TokenRequest, introduction_id: int, body: Mark) -> IntroductionInFull:
    """For both sides and for facilitators, once both sides have accepted."""
    introduction = one(request, introduction_id)
    values = checked(partial(MarkForm, states=list(MARKS)), body)
    actions.mark(introduction, by=request.user, acting_for=request.acting_for, **values)
    return introduction_in_full(request, one(request, introduction_id))


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
    auth=Token(),
    summary="Write into the thread",
)
def message_write(request: TokenRequest, introduction_id: int, body: NewMessage) -> Status[MessageShown]:
    introduction = one(request, introduction_id)
    text = clean_text(body.text, limit=LONGEST_MESSAGE, lines=True, field="text")
    if not text:
        raise ValidationError({"text": _("Write a message.")})
    message = actions.write_message(introduction, text=text, by=request.user, acting_for=request.acting_for)
    return Status(201, message_shown(message))


def _answer(
    request: TokenRequest, introduction_id: int, action: Callable[..., Introduction], **values: Any
) -> IntroductionInFull:
    introduction = one(request, introduction_id)
    action(introduction, side=_own_side(request, introduction), by=request.user, via="api", **values)
    return introduction_in_full(request, one(request, introduction_id))


def _own_side(request: TokenRequest, introduction: Introduction) -> Side:
    """A facilitator answers for nobody."""
    side = side_of(request.acting_for, introduction)
    if side is None:
        raise PermissionDenied
    return side
