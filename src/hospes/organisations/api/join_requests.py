"""Requests to join: read and answered by the secretariat. Asking is a page that needs no account."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import Field, Query, Router

from hospes.core.api.auth import Token, gated
from hospes.core.api.bodies import Body
from hospes.core.api.checking import checked
from hospes.core.api.lists import ListOf, PageQuery, page_of
from hospes.core.api.problems import ProblemError
from hospes.core.api.shapes import Shown, possible_id
from hospes.core.api.tags import honour_match, tagged
from hospes.organisations import actions, queries, rules
from hospes.organisations.api.acting import TokenRequest, with_token
from hospes.organisations.choices import JoinStatus
from hospes.organisations.forms import AcceptForm, DeclineForm
from hospes.organisations.models import JoinRequest
from hospes.people.scopes import Scope
from hospes.reference.choices import OrganisationKind

router = Router(tags=["requests to join"])


class JoinRequestShown(Shown):
    """An organisation asks to become a member."""

    id: int
    name: str
    kind: OrganisationKind
    country: str = Field(examples=["NL"])
    territory: str
    town: str
    website: str
    languages: list[str] = Field(examples=[["nl", "en"]])
    motivation: str
    contact_name: str = Field(description="Empty a year after the answer.")
    contact_email: str
    contact_language: str = Field(examples=["nl"])
    status: JoinStatus
    submitted_at: datetime
    decided_at: datetime | None
    reason: str = Field(description="Why it was declined, as the asker read it.")
    organisation: int | None = Field(description="`id` of the organisation that it became.")


class JoinRequestQuery(PageQuery):
    status: JoinStatus | None = None


class Welcome(Body):
    words: str = Field("", max_length=2000, description="They stand in the mail as you write them.")


class Decline(Body):
    reason: str = Field(min_length=1, max_length=2000, examples=["We take new members again next year."])


def only_secretariat(request: HttpRequest) -> None:
    if not rules.may_see_join_requests(with_token(request).user):
        raise PermissionDenied


@router.get(
    "/join-requests",
    response=ListOf[JoinRequestShown],
    auth=Token(gate=only_secretariat),
    summary="Requests to join",
)
def join_request_list(request: TokenRequest, asked: Query[JoinRequestQuery]) -> ListOf[JoinRequestShown]:
    """For the secretariat: those that wait first, the oldest of them on top."""
    rows = queries.join_requests(asked.status.value if asked.status else "")
    return page_of(rows, asked, request, lambda some: [_shown(one) for one in some], ListOf[JoinRequestShown])


def asked_for(request: HttpRequest, join_request_id: int) -> JoinRequest:
    """For everybody but the secretariat there is none."""
    found = None
    if rules.may_see_join_requests(with_token(request).user):
        found = queries.join_requests().filter(pk=possible_id(join_request_id)).first()
    if found is None:
        raise Http404
    return found


@router.get(
    "/join-requests/{int:join_request_id}",
    response=JoinRequestShown,
    auth=Token(gate=asked_for),
    summary="One request to join",
)
def join_request_detail(request: TokenRequest, join_request_id: int, response: HttpResponse) -> JoinRequestShown:
    return tagged(response, _shown(gated(request, JoinRequest)))


@router.post(
    "/join-requests/{int:join_request_id}/review",
    response=JoinRequestShown,
    auth=Token(Scope.ORGANISATIONS, gate=asked_for),
    summary="Say that somebody looks at it",
)
@transaction.atomic
def join_request_review(request: TokenRequest, join_request_id: int, response: HttpResponse) -> JoinRequestShown:
    asked = _held(request, JoinStatus.UNDER_REVIEW)
    actions.review_join_request(asked, by=request.user)
    return tagged(response, _shown(asked))


@router.post(
    "/join-requests/{int:join_request_id}/accept",
    response=JoinRequestShown,
    auth=Token(Scope.ORGANISATIONS, gate=asked_for),
    summary="Accept a request to join",
)
@transaction.atomic
def join_request_accept(
    request: TokenRequest, join_request_id: int, response: HttpResponse, body: Welcome | None = None
) -> JoinRequestShown:
    """The organisation becomes a member, and the contact is invited to represent it."""
    asked = _held(request, JoinStatus.ACCEPTED)
    words = checked(AcceptForm, body)["words"] if body else ""
    actions.accept_join_request(asked, words=words, by=request.user)
    return tagged(response, _shown(asked))


@router.post(
    "/join-requests/{int:join_request_id}/decline",
    response=JoinRequestShown,
    auth=Token(Scope.ORGANISATIONS, gate=asked_for),
    summary="Decline a request to join",
)
@transaction.atomic
def join_request_decline(
    request: TokenRequest, join_request_id: int, body: Decline, response: HttpResponse
) -> JoinRequestShown:
    """The asker reads the reason in a mail, word for word."""
    asked = _held(request, JoinStatus.DECLINED)
    actions.decline_join_request(asked, reason=checked(DeclineForm, body)["reason"], by=request.user)
    return tagged(response, _shown(asked))


def _held(request: TokenRequest, status: JoinStatus) -> JoinRequest:
    """With its row held, when it can still be answered so. With `If-Match` only as it was read."""
    asked = gated(request, JoinRequest)
    asked.refresh_from_db(from_queryset=JoinRequest.objects.select_for_update())
    honour_match(request, _shown(asked))
    if not rules.can_be_decided(asked, status):
        state = JoinStatus(asked.status).label
        raise ProblemError("conflict", _("The request is in this state now: %(state)s.") % {"state": state})
    return asked


def _shown(asked: JoinRequest) -> JoinRequestShown:
    return JoinRequestShown(
        id=asked.pk,
        name=asked.name,
        kind=OrganisationKind(asked.kind),
        country=asked.country,
        territory=asked.territory,
        town=asked.town,
        website=asked.website,
        languages=asked.languages,
        motivation=asked.motivation,
        contact_name=asked.contact_name,
        contact_email=asked.contact_email,
        contact_language=asked.contact_language,
        status=JoinStatus(asked.status),
        submitted_at=asked.submitted_at,
        decided_at=asked.decided_at,
        reason=asked.reason,
        organisation=asked.organisation_id,
    )
