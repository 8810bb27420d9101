"""Gaps by program: what is missing in the market, for everybody."""

from datetime import date, datetime, timedelta
from typing import Annotated, Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import Field, Query, Router, Status

from hospes.core.api.auth import Token, gated
from hospes.core.api.bodies import Body, OneOf
from hospes.core.api.checking import cleaned
from hospes.core.api.lists import ListOf, PageQuery, page_of
from hospes.core.api.problems import ProblemError
from hospes.core.api.shapes import Shown, possible_id
from hospes.core.api.tags import tagged
from hospes.core.limits import is_too_often
from hospes.organisations.api.acting import ApiRequest, TokenRequest, with_token
from hospes.people.scopes import Scope
from hospes.radar import phrases, rules
from hospes.radar.actions import invitations as actions
from hospes.radar.forms import InviteForm
from hospes.radar.letters import link
from hospes.radar.models import Gap, GapInvitation
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


class NewGapInvitation(Body):
    email: str = Field("", max_length=254, description="Left out: no mail is sent, and the answer has a link to copy.")
    language: Annotated[str, OneOf(*(code for code, _name in settings.LANGUAGES))] = Field("en")


class GapInvitationShown(Shown):
    """Somebody was asked to fill a gap."""

    id: int
    promised: int = Field(description="People that a plan was to place more.")
    expires_at: datetime
    link: str | None = Field(description="To copy, where no mail was sent, while it is open.")
    withdrawn_at: datetime | None = Field(description="Since then the link opens nothing any more.")


def to_fill(request: HttpRequest, gap_id: int) -> Gap:
    sent = with_token(request)
    gap = queries.current().filter(pk=possible_id(gap_id)).first()
    if gap is None:
        raise Http404
    if not rules.may_invite(sent.user, sent.acting_for):
        raise PermissionDenied
    return gap


@router.post(
    "/gaps/{int:gap_id}/invitations",
    response={201: GapInvitationShown},
    auth=Token(Scope.ENTRIES, gate=to_fill),
    summary="Invite somebody to host",
)
def gap_invite(request: TokenRequest, gap_id: int, body: NewGapInvitation) -> Status[GapInvitationShown]:
    """For facilitators, and for who acts for an organisation. So many times a day as on the page."""
    gap = gated(request, Gap)
    email = cleaned(InviteForm({"email": body.email, "language": body.language}))["email"] if body.email else ""
    most = rules.most_a_day(request.user)
    if is_too_often(rules.INVITING, str(request.user.key), most=most, within=timedelta(days=1)):
        raise ProblemError("too-often", _("You have invited many today. Please go on tomorrow."))
    by, acting_for = with_token(request).user, request.acting_for
    if email:
        made = actions.invite(gap, email=email, language=body.language, by=by, acting_for=acting_for)
    else:
        made = actions.make_link(gap, language=body.language, by=by, acting_for=acting_for)
    return Status(201, _invited(made))


def to_withdraw(request: HttpRequest, gap_id: int, gap_invitation_id: int) -> GapInvitation:
    sent = with_token(request)
    found = queries.invitation_for(possible_id(gap_invitation_id), sent.user, sent.acting_for)
    if found is None or found.gap_id != possible_id(gap_id):
        raise Http404
    return found


@router.post(
    "/gaps/{int:gap_id}/invitations/{int:gap_invitation_id}/withdraw",
    response=GapInvitationShown,
    auth=Token(Scope.ENTRIES, gate=to_withdraw),
    summary="Take an invitation to host back",
)
def gap_invitation_withdraw(request: TokenRequest, gap_id: int, gap_invitation_id: int) -> GapInvitationShown:
    """For facilitators, and for who acts for the organisation that invited. The address is deleted at once.

    Taken back or over already: nothing happens. It has no other step, so `If-Match` is not looked at.
    """
    invitation = gated(request, GapInvitation)
    return _invited(actions.withdraw(invitation, by=request.user, acting_for=request.acting_for))


def _invited(made: GapInvitation) -> GapInvitationShown:
    address = link(made) if not made.by_mail and rules.is_open(made) else None
    return GapInvitationShown(
        id=made.pk,
        promised=made.promised,
        expires_at=made.expires_at,
        link=address,
        withdrawn_at=made.withdrawn_at,
    )


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
