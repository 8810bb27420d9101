"""Endpoints that need a token say so with `auth=Token()`."""

from typing import Any

from django.http import HttpRequest
from ninja.security import HttpBearer


class Token(HttpBearer):
    """`Authorization: Bearer …`. Whose token it is was found out at the door; here somebody must be there."""

    def __call__(self, request: HttpRequest) -> Any | None:
        return self.authenticate(request, "")

    def authenticate(self, request: HttpRequest, token: str) -> Any | None:
        return request.user if request.user.is_authenticated else None
