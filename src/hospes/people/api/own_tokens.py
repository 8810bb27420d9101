"""One's own tokens: what each is for, and withdrawing one. A token never makes another."""

from datetime import date, datetime
from typing import cast

from django.http import Http404, HttpRequest, HttpResponse
from ninja import Field, Query, Router

from hospes.core.api.auth import Token, gated
from hospes.core.api.lists import ListOf, PageQuery, page_of_sequence
from hospes.core.api.shapes import Shown, possible_id
from hospes.core.api.tags import tagged
from hospes.people import actions, queries
from hospes.people.http import SignedInRequest
from hospes.people.models import ApiToken
from hospes.people.scopes import Scope

router = Router(tags=["me"])


class TokenShown(Shown):
    """What a token is for. The token itself was shown once, and is kept nowhere."""

    id: int
    name: str = Field(examples=["The school's own website"])
    organisation: int | None = Field(description="`id` of the organisation it acts for.")
    scopes: list[Scope] = Field(examples=[["read", "write:entries"]])
    created_at: datetime
    expires_at: datetime | None
    last_used_on: date | None
    revoked_at: datetime | None
    is_this_one: bool = Field(description="The token of this very request.")


@router.get("/me/tokens", response=ListOf[TokenShown], auth=Token(Scope.ACCOUNT), summary="My tokens")
def token_list(request: HttpRequest, asked: Query[PageQuery]) -> ListOf[TokenShown]:
    """Those that work first, the newest of them on top."""
    rows = queries.tokens_of(cast(SignedInRequest, request).user)
    return page_of_sequence(
        rows, asked, request, lambda some: [_shown(request, one) for one in some], ListOf[TokenShown]
    )


def own(request: HttpRequest, token_id: int) -> ApiToken:
    token = cast(SignedInRequest, request).user.api_tokens.filter(pk=possible_id(token_id)).first()
    if token is None:
        raise Http404
    return token


@router.post(
    "/me/tokens/{int:token_id}/revoke",
    response=TokenShown,
    auth=Token(Scope.ACCOUNT, gate=own),
    summary="Withdraw a token of mine",
)
def token_revoke(request: HttpRequest, token_id: int, response: HttpResponse) -> TokenShown:
    """It stops at once. Withdrawn already: nothing happens."""
    token = gated(request, ApiToken)
    actions.revoke_api_token(token, by=cast(SignedInRequest, request).user)
    token.refresh_from_db(fields=["revoked_at"])
    return tagged(response, _shown(request, token))


def _shown(request: HttpRequest, token: ApiToken) -> TokenShown:
    asking: ApiToken = request.api_token  # type: ignore[attr-defined]
    return TokenShown(
        id=token.pk,
        name=token.name,
        organisation=token.organisation_id,
        scopes=[Scope(scope) for scope in token.scopes if scope in Scope.values],
        created_at=token.created_at,
        expires_at=token.expires_at,
        last_used_on=token.last_used_on,
        revoked_at=token.revoked_at,
        is_this_one=token.pk == asking.pk,
    )
