"""How many requests came, how they ended and how long they took, by route.

With several processes (`hospes serve`) each writes into a file of its own in a folder that they share, and any of
them answers for all: that is what the variable `PROMETHEUS_MULTIPROC_DIR` is for, which must be there before this is
read for the first time.
"""

import os
import time
from collections.abc import Callable
from contextlib import suppress

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from prometheus_client import CollectorRegistry, Counter, Histogram
from prometheus_client.multiprocess import MultiProcessCollector

FOLDER_VARIABLE = "PROMETHEUS_MULTIPROC_DIR"
# Seconds. The goals of ours lie between: 0.1 for lists of the API, 0.2 for pages, 0.5 for writing.
BUCKETS = (0.01, 0.025, 0.05, 0.1, 0.2, 0.3, 0.5, 1.0, 2.0, 5.0, 10.0)
METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
# Addresses that lead nowhere are one route: a stranger who tries a million of them makes no million of figures.
NOWHERE, STATIC_FILE, OTHER_METHOD = "nowhere", "static file", "other"

Answer = Callable[[HttpRequest], HttpResponse]

_own = CollectorRegistry(auto_describe=False)
requests_answered = Counter("hospes_requests", "Requests answered.", ["route", "method", "status"], registry=_own)
request_seconds = Histogram(
    "hospes_request_seconds", "Seconds until the answer.", ["route", "method"], registry=_own, buckets=BUCKETS
)


def measured(get_response: Answer) -> Answer:
    """Count the request under its route, never under its address: addresses hold numbers and secrets."""

    def middleware(request: HttpRequest) -> HttpResponse:
        started = time.perf_counter()
        response = get_response(request)
        route, method = route_of(request), request.method if request.method in METHODS else OTHER_METHOD
        # Where there is no room for figures, the answer matters more.
        with suppress(OSError):
            requests_answered.labels(route, method, str(response.status_code)).inc()
            request_seconds.labels(route, method).observe(time.perf_counter() - started)
        return response

    return middleware


def route_of(request: HttpRequest) -> str:
    """The name of the view, the same in every language."""
    if request.resolver_match is not None:
        return request.resolver_match.view_name or NOWHERE
    return STATIC_FILE if request.path.startswith(settings.STATIC_URL) else NOWHERE


def registry() -> CollectorRegistry:
    """What all processes counted together; what this one counted where it is the only one."""
    if not os.environ.get(FOLDER_VARIABLE):
        return _own
    together = CollectorRegistry(auto_describe=False)
    MultiProcessCollector(together)  # type: ignore[no-untyped-call]
    return together
