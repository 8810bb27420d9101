"""Endpoints that need a token say so with `auth=Token(…)`: which scope, and who may come in at all."""

from collections.abc import Callable
from typing import Any, TypeVar

from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja.security import HttpBearer

from hospes.core.api.problems import ProblemError

# Asked before the body is looked at, with what stands in the address: who may not, is told nothing about fields.
# It raises Http404 for what one may not see, and PermissionDenied for what one sees and may not do.
# What it returns is kept for the operation.
Gate = Callable[..., object]
T = TypeVar("T")


class Token(HttpBearer):
    """`Authorization: Bearer …`. Whose token it is was found out at the door; here somebody must be there.

    `scope` is what the token must be for; reading needs `read`.
    """

    def __init__(self, scope: str = "read", *, gate: Gate | None = None) -> None:
        super().__init__()
        self.scope, self.gate = str(scope), gate

    def __call__(self, request: HttpRequest) -> Any | None:
        return self.authenticate(request, "")

    def authenticate(self, request: HttpRequest, token: str) -> Any | None:
        if not request.user.is_authenticated:
            return None
        require_scope(request, self.scope)
        if self.gate is not None:
            assert request.resolver_match is not None
            request.gated = self.gate(request, **request.resolver_match.kwargs)  # type: ignore[attr-defined]
        return request.user


def gated(request: HttpRequest, kind: type[T]) -> T:
    """What the gate of this operation found."""
    found = request.gated  # type: ignore[attr-defined]
    assert isinstance(found, kind)
    return found


def require_scope(request: HttpRequest, scope: str) -> None:
    """Refuse a token that was made for other things."""
    held: frozenset[str] = getattr(request, "scopes", frozenset())
    if scope not in held:
        detail = _("Your token was not made for this. Make one with the scope “%(scope)s”.") % {"scope": scope}
        raise ProblemError(
            "scope",
            detail,
            headers={"WWW-Authenticate": f'Bearer realm="hospes", error="insufficient_scope", scope="{scope}"'},
        )
