"""A name for every request, and answers that no cache may keep for somebody else."""

import re
import time
import uuid
from collections.abc import Callable

import structlog
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers

Answer = Callable[[HttpRequest], HttpResponse]

log = structlog.stdlib.get_logger("hospes.request")
_GIVEN_ID = re.compile(r"[A-Za-z0-9-]{8,64}")
# Parts of an address that open something for whoever holds them: never written to the log.
_SECRET_PARTS = ("token", "signed", "key")
_REFUSALS = frozenset({403, 404})


def request_id(get_response: Answer) -> Answer:
    """Put one id on the request, on every line logged meanwhile, and on the answer.

    An id given by the server in front is kept when it is harmless. `request.request_id` is what
    the page for errors shows, so that a reader's report can be found in the log.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        given = request.headers.get("X-Request-ID", "")
        name = given if _GIVEN_ID.fullmatch(given) else uuid.uuid4().hex
        request.request_id = name  # type: ignore[attr-defined]
        started = time.perf_counter()
        with structlog.contextvars.bound_contextvars(request_id=name):
            response = get_response(request)
            log.info(
                "request",
                method=request.method,
                path=path_without_secrets(request),
                status=response.status_code,
                milliseconds=round((time.perf_counter() - started) * 1000),
                **_who_was_refused(request, response),
            )
        response["X-Request-ID"] = name
        return response

    return middleware


def private_answers(get_response: Answer) -> Answer:
    """Nothing made for one person, or opened by a secret link, is kept by any cache."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        patch_vary_headers(response, ["Cookie", "Authorization"])
        signed_in = request.user.is_authenticated or "Authorization" in request.headers
        if (signed_in or _secrets_in(request)) and not response.has_header("Cache-Control"):
            response["Cache-Control"] = "private, no-store"
        return response

    return middleware


def _who_was_refused(request: HttpRequest, response: HttpResponse) -> dict[str, str]:
    """The key of somebody signed in whom a door was shut to. What one may not see looks as if it were not there."""
    asked = getattr(request, "_cached_user", None)
    if response.status_code not in _REFUSALS or not getattr(asked, "is_authenticated", False):
        return {}
    return {"refused": str(getattr(asked, "key", ""))}


def _secrets_in(request: HttpRequest) -> list[str]:
    match = request.resolver_match
    return [str(match.kwargs[part]) for part in _SECRET_PARTS if part in match.kwargs] if match else []


def path_without_secrets(request: HttpRequest) -> str:
    """The address as the log may have it."""
    path = request.path
    for secret in _secrets_in(request):
        path = path.replace(secret, "***")
    return path
