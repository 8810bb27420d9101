"""How roles find their partners, by program: asked, applying, answering, leaving."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import Router, Status

from hospes.consortia import rules
from hospes.consortia.actions import partners as actions
from hospes.consortia.actions.steps import hold_partner
from hospes.consortia.api.shapes import (
    Applying,
    Asking,
    ConsortiumShown,
    Declining,
    Outside,
    consortium_shown,
    idea_of,
    led_role,
    role_in,
)
from hospes.consortia.forms import NoteForm, OutsideForm, ReplyForm
from hospes.consortia.models import Partner, Role
from hospes.core.api.auth import Token, gated
from hospes.core.api.checking import checked
from hospes.core.api.problems import invalid
from hospes.core.api.shapes import possible_id
from hospes.core.api.tags import honour_match, tagged
from hospes.organisations.api.acting import TokenRequest, must_act_for, with_token
from hospes.organisations.models import Organisation
from hospes.people.scopes import Scope

router = Router(tags=["consortia"])


@router.post(
    "/project-ideas/{int:idea_id}/roles/{int:role_id}/ask",
    response={201: ConsortiumShown},
    auth=Token(Scope.ENTRIES, gate=led_role),
    summary="Ask an organisation to take a role",
    openapi_extra={"x-refusals": [409]},
)
def partner_ask(
    request: TokenRequest, idea_id: int, role_id: int, body: Asking, response: HttpResponse
) -> Status[ConsortiumShown]:
    """For the lead and facilitators. The organisation gets a mail."""
    role = gated(request, Role)
    note = checked(NoteForm, Applying(note=body.note))["note"]
    organisation = Organisation.objects.filter(pk=possible_id(body.organisation)).first()
    if organisation is None:
        raise invalid({"organisation": [_("There is no organisation with this number.")]})
    actions.ask(role, organisation, by=request.user, acting_for=request.acting_for, note=note)
    return Status(201, tagged(response, consortium_shown(request, role.consortium.entry)))


@router.post(
    "/project-ideas/{int:idea_id}/roles/{int:role_id}/outside",
    response={201: ConsortiumShown},
    auth=Token(Scope.ENTRIES, gate=led_role),
    summary="Put a partner from outside into a role",
    openapi_extra={"x-refusals": [409]},
)
def partner_outside(
    request: TokenRequest, idea_id: int, role_id: int, body: Outside, response: HttpResponse
) -> Status[ConsortiumShown]:
    """For the lead and facilitators: somebody who is not on this site and has agreed."""
    role = gated(request, Role)
    name = checked(OutsideForm, body)["name"]
    actions.add_outside(role, name, by=request.user, acting_for=request.acting_for)
    return Status(201, tagged(response, consortium_shown(request, role.consortium.entry)))


def applies(request: HttpRequest, idea_id: int, role_id: int) -> Role:
    asked = with_token(request)
    role = role_in(idea_of(asked, idea_id), role_id)
    if not rules.may_apply(asked.user, role.consortium.entry, must_act_for(asked)):
        raise PermissionDenied
    return role


@router.post(
    "/project-ideas/{int:idea_id}/roles/{int:role_id}/apply",
    response={201: ConsortiumShown},
    auth=Token(Scope.ENTRIES, gate=applies),
    summary="Offer to take a role",
    openapi_extra={"x-refusals": [409]},
)
def partner_apply(
    request: TokenRequest, idea_id: int, role_id: int, body: Applying, response: HttpResponse
) -> Status[ConsortiumShown]:
    """For other organisations than the lead. The lead gets a mail and answers."""
    role = gated(request, Role)
    note = checked(NoteForm, body)["note"]
    actions.apply(role, must_act_for(request), by=request.user, note=note)
    return Status(201, tagged(response, consortium_shown(request, role.consortium.entry)))


def concerned(request: HttpRequest, idea_id: int, partner_id: int) -> Partner:
    """Both sides reach it. Whether it is theirs to answer now, the action says."""
    asked = with_token(request)
    entry = idea_of(asked, idea_id)
    rows = Partner.objects.select_related("role__consortium", "organisation").filter(role__consortium__entry=entry)
    found = rows.filter(pk=possible_id(partner_id)).first()
    if found is None or not (found.organisation in asked.organisations or rules.may_lead(asked.user, entry)):
        raise Http404
    found.role.consortium.entry = entry
    return found


def held(request: TokenRequest) -> Partner:
    """As it is now, with its consortium held; refused when that is not what was read."""
    partner = hold_partner(gated(request, Partner))
    honour_match(request, consortium_shown(request, partner.role.consortium.entry))
    return partner


@router.post(
    "/project-ideas/{int:idea_id}/partners/{int:partner_id}/accept",
    response=ConsortiumShown,
    auth=Token(Scope.ENTRIES, gate=concerned),
    summary="Say yes",
    openapi_extra={"x-refusals": [409]},
)
@transaction.atomic
def partner_accept(request: TokenRequest, idea_id: int, partner_id: int, response: HttpResponse) -> ConsortiumShown:
    """For the organisation that was asked; for the lead, of an application. With `If-Match`: only what was read."""
    partner = held(request)
    actions.accept(partner, by=request.user, acting_for=request.acting_for)
    return tagged(response, consortium_shown(request, partner.role.consortium.entry))


@router.post(
    "/project-ideas/{int:idea_id}/partners/{int:partner_id}/decline",
    response=ConsortiumShown,
    auth=Token(Scope.ENTRIES, gate=concerned),
    summary="Say no",
    openapi_extra={"x-refusals": [409]},
)
@transaction.atomic
def partner_decline(
    request: TokenRequest, idea_id: int, partner_id: int, body: Declining, response: HttpResponse
) -> ConsortiumShown:
    """For the organisation that was asked; for the lead, of an application. With `If-Match`: only what was read."""
    partner = held(request)
    reply = checked(ReplyForm, body)["reply"]
    actions.decline(partner, by=request.user, acting_for=request.acting_for, reply=reply)
    return tagged(response, consortium_shown(request, partner.role.consortium.entry))


@router.post(
    "/project-ideas/{int:idea_id}/partners/{int:partner_id}/withdraw",
    response=ConsortiumShown,
    auth=Token(Scope.ENTRIES, gate=concerned),
    summary="Take back, leave or release",
    openapi_extra={"x-refusals": [409]},
)
@transaction.atomic
def partner_withdraw(request: TokenRequest, idea_id: int, partner_id: int, response: HttpResponse) -> ConsortiumShown:
    """For who asked or applied; of a partner that takes part, for both sides. With `If-Match`: only what was read."""
    partner = held(request)
    actions.withdraw(partner, by=request.user, acting_for=request.acting_for)
    return tagged(response, consortium_shown(request, partner.role.consortium.entry))
