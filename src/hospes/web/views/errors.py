"""When something is wrong: say what, and what to do next. Never where in the code."""

import sys

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from hospes.core import fullness


def _number(request: HttpRequest) -> str:
    """What a reader can tell us, and what stands on every line of the log."""
    return getattr(request, "request_id", "")


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "web/errors/400.html", {"number": _number(request)}, status=400)


def not_allowed(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "web/errors/403.html", {"number": _number(request)}, status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "web/errors/404.html", {"number": _number(request)}, status=404)


@login_not_required
def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form's hidden sign is missing or old: a long open tab, or cookies that are refused."""
    return render(request, "web/errors/403_csrf.html", {"number": _number(request)}, status=403)


def broken(request: HttpRequest) -> HttpResponse:
    """Asks nothing of the database, the session or the reader: any of them may be what is broken."""
    if fullness.is_full(sys.exception()):
        response = HttpResponse(render_to_string("web/errors/503.html", {"number": _number(request)}), status=503)
        response["Retry-After"] = str(fullness.RETRY_AFTER_SECONDS)
        return response
    return HttpResponse(render_to_string("web/errors/500.html", {"number": _number(request)}), status=500)
