"""Each reader's own time zone, sessions that end, and the second factor before everything else."""

from collections.abc import Callable
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from hospes.people import rules, sessions
from hospes.people.models import Person

Answer = Callable[[HttpRequest], HttpResponse]

# What somebody can do whose role still waits for a second factor: set one up, read and leave.
WHILE_WAITING = frozenset(
    {
        "people:second-factor-first",
        "people:app-add",
        "people:passkey-add",
        "people:recovery-codes",
        "people:show-yourself",
        "people:passkey-options",
        "account_logout",
        "web:look",
    }
)


def reader_time_zone(get_response: Answer) -> Answer:
    def middleware(request: HttpRequest) -> HttpResponse:
        if isinstance(request.user, Person):
            try:
                timezone.activate(ZoneInfo(request.user.time_zone))
            except (ZoneInfoNotFoundError, ValueError):
                timezone.deactivate()
        else:
            timezone.deactivate()
        return get_response(request)

    return middleware


def sessions_that_end(get_response: Answer) -> Answer:
    """Sign out who was away for too long, and note now and then that a browser is in use."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if isinstance(request.user, Person):
            if sessions.is_over(request.session):
                logout(request)
            else:
                sessions.note_seen(request, request.user)
        return get_response(request)

    return middleware


def second_factor_first(get_response: Answer) -> Answer:
    """Lead people whose role waits for a second factor to set one up.

    That the role does not count before is decided in `rules.roles_of`, for every door; this only shows the way.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        return get_response(request)

    def process_view(
        request: HttpRequest, view: Callable[..., Any], _arguments: Any, _named: Any
    ) -> HttpResponse | None:
        match = request.resolver_match
        if match is None or match.view_name in WHILE_WAITING or not getattr(view, "login_required", True):
            return None
        return redirect("people:second-factor-first") if rules.roles_that_wait(request.user) else None

    middleware.process_view = process_view  # type: ignore[attr-defined]
    return middleware
