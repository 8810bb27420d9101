"""How many requests a token, or an address without one, may send in a minute.

Requests are counted where they arrive and brought to the count that all processes share in handfuls: a hundredth of
what is allowed at a time. So a busy program costs one shared write in a hundred requests, several processes agree
within some hundredths, and a low limit is counted one by one.
"""

import time
from collections import OrderedDict
from dataclasses import dataclass
from datetime import timedelta
from ipaddress import ip_address
from threading import Lock
from typing import TypeVar

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _

from hospes.core.api.problems import ProblemError
from hospes.core.limits import client_address, counted

WINDOW = timedelta(minutes=1)
# Senders that one process remembers; the longest unseen is forgotten first.
MOST_KNOWN = 10_000

R = TypeVar("R", bound=HttpResponseBase)


@dataclass(slots=True)
class _Count:
    window: int
    # As all processes had counted when this one last asked, and what came here since.
    shared: int = 0
    here: int = 0


_counts: OrderedDict[str, _Count] = OrderedDict()
_lock = Lock()


def keep(request: HttpRequest, token: int | None) -> None:
    """Count one request of this token, or of this address; refuse it beyond the limit."""
    whose = f"token:{token}" if token is not None else _place(request)
    most = settings.API_REQUESTS_PER_MINUTE
    if not whose or not most:
        return
    seconds = int(WINDOW.total_seconds())
    window, passed = divmod(int(time.time()), seconds)
    count = _count(whose, window, most)
    ends_in = seconds - passed
    request.pace = (most, max(most - count, 0), ends_in)  # type: ignore[attr-defined]
    if count > most:
        detail = _("Wait %(seconds)s seconds, then go on more slowly.") % {"seconds": ends_in}
        raise ProblemError("too-often", detail, headers={"Retry-After": str(ends_in)})


def told(request: HttpRequest, response: R) -> R:
    """How much is left stands in the header of every answer."""
    pace: tuple[int, int, int] | None = getattr(request, "pace", None)
    if pace is not None:
        most, left, ends_in = pace
        response["RateLimit-Policy"] = f'"default";q={most};w={int(WINDOW.total_seconds())}'
        response["RateLimit"] = f'"default";r={left};t={ends_in}'
    return response


def forget() -> None:
    """Count anew, as a process that has just started."""
    with _lock:
        _counts.clear()


def _place(request: HttpRequest) -> str:
    """Our own machine is no sender: what comes from there stands for everybody behind the server in front."""
    address = client_address(request)
    try:
        is_here = ip_address(address).is_loopback
    except ValueError:
        is_here = False
    return "" if is_here else f"address:{address}"


def _count(whose: str, window: int, most: int) -> int:
    handful = max(most // 100, 1)
    with _lock:
        count = _counts.get(whose)
        if count is None or count.window != window:
            count = _counts[whose] = _Count(window)
        _counts.move_to_end(whose)
        while len(_counts) > MOST_KNOWN:
            _counts.popitem(last=False)
        count.here += 1
        brought = count.here if count.here >= handful else 0
        count.here -= brought
    if brought:
        shared = counted("api", f"{whose}:{window}", by=brought, within=2 * WINDOW)
        with _lock:
            count.shared = max(count.shared, shared)
    return count.shared + count.here
