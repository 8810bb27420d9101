"""Project ideas that seek partners, and the roles of their consortia, by program."""

from django.db import transaction
from django.http import HttpResponse
from django.utils import timezone
from ninja import Query, Router, Status

from hospes.consortia.actions import roles as actions
from hospes.consortia.actions.steps import hold_role
from hospes.consortia.api.shapes import (
    CandidateShown,
    ConsortiumShown,
    IdeaShown,
    NewRole,
    RoleChanges,
    RoleShown,
    candidate_shown,
    consortium_shown,
    idea_of,
    ideas_shown,
    led,
    led_role,
    role_in,
    role_shown,
    values_of,
)
from hospes.consortia.models import Role
from hospes.consortia.queries import fit, roles
from hospes.core.api.auth import Token, gated
from hospes.core.api.lists import ListOf, PageQuery, page_of, page_of_sequence
from hospes.core.api.tags import honour_match, require_match, tagged
from hospes.matchmaking.models import Entry
from hospes.organisations.api.acting import ApiRequest, TokenRequest
from hospes.people.scopes import Scope

router = Router(tags=["consortia"])


@router.get("/project-ideas", response=ListOf[IdeaShown], summary="Project ideas that seek partners")
def idea_list(request: ApiRequest, asked: Query[PageQuery]) -> ListOf[IdeaShown]:
    """The nearest deadline first."""
    return page_of(roles.ideas(timezone.localdate()), asked, request, ideas_shown, ListOf[IdeaShown])


@router.get("/project-ideas/{int:idea_id}", response=ConsortiumShown, summary="The consortium of a project idea")
def consortium_detail(request: ApiRequest, idea_id: int, response: HttpResponse) -> ConsortiumShown:
    return tagged(response, consortium_shown(request, idea_of(request, idea_id)))


@router.post(
    "/project-ideas/{int:idea_id}/roles",
    response={201: ConsortiumShown},
    auth=Token(Scope.ENTRIES, gate=led),
    summary="Seek a partner",
    openapi_extra={"x-refusals": [409]},
)
def role_add(request: TokenRequest, idea_id: int, body: NewRole, response: HttpResponse) -> Status[ConsortiumShown]:
    """For the lead and facilitators."""
    entry = gated(request, Entry)
    actions.add_role(entry, by=request.user, acting_for=request.acting_for, **values_of(body))
    return Status(201, tagged(response, consortium_shown(request, entry)))


@router.patch(
    "/project-ideas/{int:idea_id}/roles/{int:role_id}",
    response=RoleShown,
    auth=Token(Scope.ENTRIES, gate=led_role),
    summary="Change a role",
    openapi_extra={"x-refusals": [409, 412, 428]},
)
@transaction.atomic
def role_change(
    request: TokenRequest, idea_id: int, role_id: int, body: RoleChanges, response: HttpResponse
) -> RoleShown:
    """For the lead and facilitators."""
    role = hold_role(gated(request, Role))
    require_match(request, role_shown(request, role))
    now = {name: getattr(role, name) for name in actions.VALUES}
    values = values_of(NewRole(**(now | body.model_dump(exclude_unset=True))))
    changed = actions.change_role(role, version=role.version, by=request.user, acting_for=request.acting_for, **values)
    return tagged(response, role_shown(request, changed))


@router.get(
    "/project-ideas/{int:idea_id}/roles/{int:role_id}",
    response=RoleShown,
    summary="One role",
)
def role_detail(request: ApiRequest, idea_id: int, role_id: int, response: HttpResponse) -> RoleShown:
    return tagged(response, role_shown(request, role_in(idea_of(request, idea_id), role_id)))


@router.delete(
    "/project-ideas/{int:idea_id}/roles/{int:role_id}",
    response={204: None},
    auth=Token(Scope.ENTRIES, gate=led_role),
    summary="Seek a partner no more",
    openapi_extra={"x-refusals": [409]},
)
@transaction.atomic
def role_remove(request: TokenRequest, idea_id: int, role_id: int) -> Status[None]:
    """For the lead and facilitators, while nobody is asked or takes part. With `If-Match`: only what was read."""
    role = hold_role(gated(request, Role))
    honour_match(request, role_shown(request, role))
    actions.remove_role(role, by=request.user, acting_for=request.acting_for)
    return Status(204, None)


@router.get(
    "/project-ideas/{int:idea_id}/roles/{int:role_id}/candidates",
    response=ListOf[CandidateShown],
    auth=Token(gate=led_role),
    summary="Organisations that suit a role",
)
def candidate_list(
    request: TokenRequest, idea_id: int, role_id: int, asked: Query[PageQuery]
) -> ListOf[CandidateShown]:
    """For the lead and facilitators: the best first."""
    found = fit.organisations_for(gated(request, Role), timezone.localdate(), 50)
    return page_of_sequence(
        found, asked, request, lambda some: [candidate_shown(one) for one in some], ListOf[CandidateShown]
    )
