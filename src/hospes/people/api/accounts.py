"""Accounts and roles, for administrators."""

from datetime import datetime
from typing import Annotated, cast

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import Field, Query, Router

from hospes.core.api.auth import Token, gated
from hospes.core.api.bodies import Body, OneOf
from hospes.core.api.lists import ListOf, PageQuery, page_of
from hospes.core.api.problems import ProblemError
from hospes.core.api.shapes import Shown, possible_id
from hospes.core.api.tags import honour_match, tagged
from hospes.people import actions, queries, rules
from hospes.people.choices import PartnershipRole
from hospes.people.http import SignedInRequest
from hospes.people.models import Person
from hospes.people.scopes import Scope

router = Router(tags=["accounts"])


class AccountShown(Shown):
    """Somebody with an account."""

    id: int
    key: str = Field(description="The person in the journal.")
    name: str
    email: str = Field(examples=["anna@region.example"])
    language: str = Field(examples=["sv"])
    is_active: bool = Field(description="May sign in.")
    created_at: datetime
    last_sign_in_at: datetime | None
    roles: list[PartnershipRole] = Field(description="Roles in the partnership, held now.")


class AccountQuery(PageQuery):
    search: str = Field("", max_length=200, description="Words of the name or the address.")


class RoleGiven(Body):
    role: Annotated[str, OneOf(*PartnershipRole.values)] = Field(examples=["facilitator"])


def may_look_after(request: HttpRequest) -> None:
    if not rules.may_look_after_people(request.user):
        raise PermissionDenied


@router.get("/people", response=ListOf[AccountShown], auth=Token(Scope.PEOPLE, gate=may_look_after), summary="Accounts")
def account_list(request: HttpRequest, asked: Query[AccountQuery]) -> ListOf[AccountShown]:
    """For administrators, by name."""
    rows = queries.people(asked.search)
    return page_of(rows, asked, request, lambda some: [_listed(one) for one in some], ListOf[AccountShown])


def looked_after(request: HttpRequest, person_id: int) -> Person:
    """For everybody but administrators there is nobody."""
    person: Person | None = None
    if rules.may_look_after_people(request.user):
        person = Person.objects.filter(pk=possible_id(person_id), erased_at=None).first()
    if person is None:
        raise Http404
    return person


@router.get(
    "/people/{int:person_id}",
    response=AccountShown,
    auth=Token(Scope.PEOPLE, gate=looked_after),
    summary="One account",
)
def account_detail(request: HttpRequest, person_id: int, response: HttpResponse) -> AccountShown:
    return tagged(response, _shown(gated(request, Person)))


@router.post(
    "/people/{int:person_id}/roles",
    response=AccountShown,
    auth=Token(Scope.PEOPLE, gate=looked_after),
    summary="Give a role",
)
@transaction.atomic
def role_give(request: HttpRequest, person_id: int, body: RoleGiven, response: HttpResponse) -> AccountShown:
    """Twice changes nothing. With `If-Match`: only what was read."""
    person = _held(request)
    actions.give_role(person, body.role, by=_who(request))
    return tagged(response, _shown(person))


@router.post(
    "/people/{int:person_id}/roles/end",
    response=AccountShown,
    auth=Token(Scope.PEOPLE, gate=looked_after),
    summary="End a role",
)
@transaction.atomic
def role_end(request: HttpRequest, person_id: int, body: RoleGiven, response: HttpResponse) -> AccountShown:
    """The last administrator stays one. With `If-Match`: only what was read."""
    person = _held(request)
    actions.end_role(person, body.role, by=_who(request))
    return tagged(response, _shown(person))


@router.post(
    "/people/{int:person_id}/deactivate",
    response=AccountShown,
    auth=Token(Scope.PEOPLE, gate=looked_after),
    summary="Close an account",
)
@transaction.atomic
def account_deactivate(request: HttpRequest, person_id: int, response: HttpResponse) -> AccountShown:
    """All sessions, links and tokens of it end at once. Neither one's own, nor the last administrator's."""
    person = _held(request)
    if not person.is_active:
        raise ProblemError("conflict", _("The account is closed already."))
    actions.deactivate_person(person, by=_who(request))
    return tagged(response, _shown(person))


@router.post(
    "/people/{int:person_id}/reactivate",
    response=AccountShown,
    auth=Token(Scope.PEOPLE, gate=looked_after),
    summary="Open an account again",
)
@transaction.atomic
def account_reactivate(request: HttpRequest, person_id: int, response: HttpResponse) -> AccountShown:
    """Nothing that ended comes back."""
    person = _held(request)
    if person.is_active:
        raise ProblemError("conflict", _("The account is open."))
    actions.reactivate_person(person, by=_who(request))
    return tagged(response, _shown(person))


def _who(request: HttpRequest) -> Person:
    return cast(SignedInRequest, request).user


def _held(request: HttpRequest) -> Person:
    person = gated(request, Person)
    person.refresh_from_db(from_queryset=Person.objects.select_for_update())
    honour_match(request, _shown(person))
    return person


def _listed(person: Person) -> AccountShown:
    roles: list[str] = [held.role for held in person.roles_now]  # type: ignore[attr-defined]
    return _account(person, roles)


def _shown(person: Person) -> AccountShown:
    return _account(person, list(person.held_roles.now().values_list("role", flat=True)))


def _account(person: Person, roles: list[str]) -> AccountShown:
    return AccountShown(
        id=person.pk,
        key=str(person.key),
        name=person.name,
        email=person.email,
        language=person.language,
        is_active=person.is_active,
        created_at=person.created_at,
        last_sign_in_at=person.last_login,
        roles=sorted(PartnershipRole(role) for role in roles),
    )
