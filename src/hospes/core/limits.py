"""How often something may be done from one place, so that nobody floods a public form.

Counts live in the cache for the length of the window. A place is the sender's network address:
whoever is refused refuses nobody else. Network addresses are kept as a keyed hash, and only there.
"""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.crypto import salted_hmac


def client_address(request: HttpRequest) -> str:
    """The sender's network address. Behind our own front server it is the one that server saw."""
    passed_on = request.headers.get("X-Forwarded-For", "")
    if settings.IS_HTTPS and passed_on:
        return passed_on.rsplit(",", 1)[-1].strip()[:100]
    return str(request.META.get("REMOTE_ADDR", ""))


def is_too_often(what: str, whose: str, *, most: int, within: timedelta) -> bool:
    """Count one more try of `whose` at `what`; say whether it is beyond `most` in the window."""
    return counted(what, whose, within=within) > most


def counted(what: str, whose: str, *, by: int = 1, within: timedelta) -> int:
    """Count `by` more tries of `whose` at `what`; say how many there were in the window."""
    key = f"limit:{what}:{salted_hmac('hospes.core.limits', whose, algorithm='sha256').hexdigest()}"
    cache.add(key, 0, timeout=int(within.total_seconds()))
    try:
        return int(cache.incr(key, by))
    except ValueError:
        # The window ended between the two lines: this is the first try of the next one.
        cache.set(key, by, timeout=int(within.total_seconds()))
        return by


def try_later(
    request: HttpRequest, template: str = "429.html", context: dict[str, Any] | None = None, *, seconds: int = 600
) -> HttpResponse:
    """Refuse for now, and say for how long. A form's own page keeps what was typed."""
    answer = render(request, template, context, status=429)
    answer["Retry-After"] = str(seconds)
    return answer
