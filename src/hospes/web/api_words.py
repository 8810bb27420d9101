"""What roles and scopes mean, for programs that explain them to people."""

from django.http import HttpRequest
from ninja import Field, Query, Router

from hospes.core.api.lists import ListOf, PageQuery, page_of_sequence
from hospes.core.api.shapes import Shown
from hospes.people.scopes import SCOPE_MEANING, Scope
from hospes.web.roles import ROLES, RoleWords

router = Router(tags=["reference"])


class RoleShown(Shown):
    """A role, and what its holder may do. The table of roles and operations is `roles.json` of the documentation."""

    code: str = Field(examples=["facilitator"])
    label: str = Field(examples=["Facilitator"])
    meaning: str
    may: list[str]


class ScopeShown(Shown):
    """What a token can be for."""

    code: str = Field(examples=["write:entries"])
    label: str
    meaning: str


@router.get("/reference/roles", response=ListOf[RoleShown], summary="What each role lets a person do")
def role_list(request: HttpRequest, asked: Query[PageQuery]) -> ListOf[RoleShown]:
    return page_of_sequence(ROLES, asked, request, lambda some: [_role(one) for one in some], ListOf[RoleShown])


@router.get("/reference/scopes", response=ListOf[ScopeShown], summary="What a token can be for")
def scope_list(request: HttpRequest, asked: Query[PageQuery]) -> ListOf[ScopeShown]:
    """A token never lets a program do more than its owner may."""
    return page_of_sequence(list(Scope), asked, request, lambda some: [_scope(one) for one in some], ListOf[ScopeShown])


def _role(role: RoleWords) -> RoleShown:
    return RoleShown(
        code=role.key, label=str(role.name), meaning=str(role.meaning), may=[str(words) for words in role.may]
    )


def _scope(scope: Scope) -> ScopeShown:
    return ScopeShown(code=scope.value, label=str(scope.label), meaning=str(SCOPE_MEANING[scope]))
