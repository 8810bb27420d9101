"""Inviting people: into one's organisation, and for administrators into any or none."""

from datetime import datetime, timedelta
from functools import partial
from typing import Annotated

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja import Field, Query, Router, Status

from hospes.core.api.auth import Token, gated
from hospes.core.api.bodies import Body, OneOf
from hospes.core.api.checking import checked
from hospes.core.api.lists import ListOf, PageQuery, page_of
from hospes.core.api.problems import ProblemError
from hospes.core.api.shapes import Shown, possible_id
from hospes.core.api.tags import honour_match, tagged
from hospes.core.limits import is_too_often
from hospes.organisations import actions, queries, rules
from hospes.organisations.api.acting import TokenRequest, with_token
from hospes.organisations.api.organisations import OrganisationBrief, brief, found
from hospes.organisations.api.people import with_people
from hospes.organisations.choices import InvitationState, Post
from hospes.organisations.forms import InvitationForm
from hospes.organisations.models import Invitation, Organisation
from hospes.people.scopes import Scope

router = Router(tags=["invitations"])
LANGUAGES = tuple(code for code, _name in settings.LANGUAGES)


class InvitationShown(Shown):
    """Who was invited to which post. Its link is in the mail, and nowhere else."""

    id: int
    organisation: OrganisationBrief | None
    email: str = Field(examples=["anna@region.example"])
    name: str
    post: Post
    language: str = Field(examples=["sv"])
    state: Annotated[str, OneOf("open", "revoked", "expired")]
    created_at: datetime
    expires_at: datetime


class NewInvitation(Body):
    email: str = Field(min_length=3, max_length=254, examples=["anna@region.example"])
    name: str = Field("", max_length=120, examples=["Anna Lind"])
    post: Annotated[str, OneOf(*Post.values)] = Field("member", description="Up to one's own.")
    language: Annotated[str, OneOf(*LANGUAGES)] = Field("en", description="Language of the mail.")


class NewInvitationAnywhere(NewInvitation):
    organisation: int | None = Field(None, description="`id`; null for somebody who works for no organisation.")


@router.get(
    "/organisations/{int:organisation_id}/invitations",
    response=ListOf[InvitationShown],
    auth=Token(gate=with_people),
    summary="Invitations into an organisation",
)
def invitation_list(request: TokenRequest, organisation_id: int, asked: Query[PageQuery]) -> ListOf[InvitationShown]:
    """Those that nobody has accepted or withdrawn, the newest first."""
    rows = queries.invitations_of(gated(request, Organisation))
    return page_of(rows, asked, request, lambda some: [_shown(one) for one in some], ListOf[InvitationShown])


def may_invite_there(request: HttpRequest, organisation_id: int) -> Organisation:
    organisation = with_people(request, organisation_id)
    if not rules.posts_to_give(with_token(request).user, organisation):
        raise PermissionDenied
    return organisation


@router.post(
    "/organisations/{int:organisation_id}/invitations",
    response={201: InvitationShown},
    auth=Token(Scope.ORGANISATIONS, gate=may_invite_there),
    summary="Invite a colleague",
)
def invitation_send(
    request: TokenRequest, organisation_id: int, body: NewInvitation, response: HttpResponse
) -> Status[InvitationShown]:
    """The person gets a link by mail that works for 14 days. An earlier invitation of the address is dead."""
    organisation = gated(request, Organisation)
    return Status(201, tagged(response, _shown(_invite(request, organisation, body))))


def may_invite_anywhere(request: HttpRequest) -> None:
    if not rules.may_invite(with_token(request).user, None):
        raise PermissionDenied


@router.get(
    "/invitations",
    response=ListOf[InvitationShown],
    auth=Token(gate=may_invite_anywhere),
    summary="Invitations into no organisation",
)
def invitation_anywhere_list(request: TokenRequest, asked: Query[PageQuery]) -> ListOf[InvitationShown]:
    """For administrators."""
    rows = queries.invitations_of(None)
    return page_of(rows, asked, request, lambda some: [_shown(one) for one in some], ListOf[InvitationShown])


@router.post(
    "/invitations",
    response={201: InvitationShown},
    auth=Token(Scope.ORGANISATIONS, gate=may_invite_anywhere),
    summary="Invite somebody anywhere",
    openapi_extra={"x-refusals": [404]},
)
def invitation_send_anywhere(
    request: TokenRequest, body: NewInvitationAnywhere, response: HttpResponse
) -> Status[InvitationShown]:
    """For administrators."""
    organisation = None if body.organisation is None else found(body.organisation)
    return Status(201, tagged(response, _shown(_invite(request, organisation, body))))


def waiting(request: HttpRequest, invitation_id: int) -> Invitation:
    """An invitation that nobody has accepted, for who may withdraw it; a token reaches its own organisation only."""
    asked = with_token(request)
    rows = Invitation.objects.select_related("organisation", "invited_by")
    invitation = rows.filter(pk=possible_id(invitation_id), accepted_at=None).first()
    if invitation is None or not rules.may_revoke(asked.user, invitation):
        raise Http404
    if invitation.organisation is not None:
        with_people(request, invitation.organisation.pk)
    return invitation


@router.get(
    "/invitations/{int:invitation_id}",
    response=InvitationShown,
    auth=Token(gate=waiting),
    summary="One invitation",
)
def invitation_detail(request: TokenRequest, invitation_id: int, response: HttpResponse) -> InvitationShown:
    return tagged(response, _shown(gated(request, Invitation)))


@router.post(
    "/invitations/{int:invitation_id}/resend",
    response={201: InvitationShown},
    auth=Token(Scope.ORGANISATIONS, gate=waiting),
    summary="Send a new link",
)
@transaction.atomic
def invitation_resend(request: TokenRequest, invitation_id: int, response: HttpResponse) -> Status[InvitationShown]:
    """The old link is dead from now on. The answer is the new invitation."""
    invitation = _taken(request)
    _count(request)
    sent = actions.resend_invitation(invitation, by=request.user, acting_for=request.acting_for)
    return Status(201, tagged(response, _shown(sent)))


@router.post(
    "/invitations/{int:invitation_id}/revoke",
    response=InvitationShown,
    auth=Token(Scope.ORGANISATIONS, gate=waiting),
    summary="Withdraw an invitation",
)
@transaction.atomic
def invitation_revoke(request: TokenRequest, invitation_id: int, response: HttpResponse) -> InvitationShown:
    """Its link no longer works. Withdrawn already: nothing happens."""
    invitation = _taken(request)
    actions.revoke_invitation(invitation, by=request.user, acting_for=request.acting_for)
    invitation.refresh_from_db(fields=["revoked_at"])
    return tagged(response, _shown(invitation))


def _invite(request: TokenRequest, organisation: Organisation | None, body: NewInvitation) -> Invitation:
    posts = rules.posts_to_give(request.user, organisation)
    values = checked(partial(InvitationForm, posts=posts), body)
    _count(request)
    return actions.invite(organisation=organisation, by=request.user, acting_for=request.acting_for, **values)


def _count(request: TokenRequest) -> None:
    """Mails that one person may cause in a day: those of the pages count, too."""
    if is_too_often("invite", str(request.user.key), most=rules.MOST_INVITATIONS_A_DAY, within=timedelta(days=1)):
        detail = _("You have sent as many invitations as one person may in a day. Go on tomorrow.")
        raise ProblemError("too-often", detail, headers={"Retry-After": "86400"})


def _taken(request: TokenRequest) -> Invitation:
    invitation = gated(request, Invitation)
    if "If-Match" in request.headers:
        invitation.refresh_from_db(from_queryset=Invitation.objects.select_for_update())
        honour_match(request, _shown(invitation))
    return invitation


def _state(invitation: Invitation) -> str:
    if invitation.revoked_at is not None:
        return InvitationState.REVOKED.value
    is_over = invitation.expires_at <= timezone.now()
    return (InvitationState.EXPIRED if is_over else InvitationState.OPEN).value


def _shown(invitation: Invitation) -> InvitationShown:
    return InvitationShown(
        id=invitation.pk,
        organisation=brief(invitation.organisation) if invitation.organisation else None,
        email=invitation.email,
        name=invitation.name,
        post=Post(invitation.post),
        language=invitation.language,
        state=_state(invitation),
        created_at=invitation.created_at,
        expires_at=invitation.expires_at,
    )
