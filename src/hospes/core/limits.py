"""How often something may be done from one place, so that nobody floods a public form or guesses a secret.

Counts live in the database, so that they hold across processes and machines. A place is the sender's
network address, an account, or both: whoever is refused refuses nobody else. Places are kept as a keyed
hash, and only until the window ends.
"""

import time
from datetime import timedelta
from ipaddress import IPv6Address, ip_address, ip_network
from typing import Any

from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.crypto import salted_hmac

from hospes.core.models import LimitCount

# Clocks of two machines differ, and a try may wait for its turn. Who is late by less is counted like everybody else.
_SLACK_SECONDS = 60
# One statement, so that a hundred tries at the same instant are a hundred tries. A window that ends much later than one
# that begins now was opened by a clock that was ahead: it holds nobody up.
_COUNT = """
INSERT INTO core_limitcount (key, count, ends) VALUES (%s, %s, %s)
ON CONFLICT (key) DO UPDATE SET
  count = CASE WHEN core_limitcount.ends <= %s OR core_limitcount.ends > excluded.ends + %s
          THEN excluded.count ELSE core_limitcount.count + excluded.count END,
  ends = CASE WHEN core_limitcount.ends <= %s OR core_limitcount.ends > excluded.ends + %s
         THEN excluded.ends ELSE core_limitcount.ends END
RETURNING count
"""


def client_address(request: HttpRequest) -> str:
    """The sender's network address. Behind front servers of our own it is the one that the outermost of them saw.

    Whatever else stands in `X-Forwarded-For` was written by the sender, and is not believed.
    """
    seen = str(request.META.get("REMOTE_ADDR", ""))
    if settings.PROXIES < 1:
        return seen
    passed_on = [part.strip() for part in request.headers.get("X-Forwarded-For", "").split(",")]
    if len(passed_on) < settings.PROXIES:
        return seen
    try:
        return str(ip_address(passed_on[-settings.PROXIES]))
    except ValueError:
        return seen


def client_network(request: HttpRequest) -> str:
    """Where the sender is, for counting: one address of the old kind, or a whole network of the new one."""
    address = client_address(request)
    try:
        parsed = ip_address(address)
    except ValueError:
        return address
    if not isinstance(parsed, IPv6Address):
        return address
    return str(parsed.ipv4_mapped or ip_network(f"{parsed}/64", strict=False).network_address)


def is_too_often(what: str, whose: str, *, most: int, within: timedelta) -> bool:
    """Count one more try of `whose` at `what`; say whether it is beyond `most` in the window."""
    return counted(what, whose, within=within) > most


def counted(what: str, whose: str, *, by: int = 1, within: timedelta) -> int:
    """Count `by` more tries of `whose` at `what`; say how many there were in the window."""
    now = int(time.time())
    ends = now + int(within.total_seconds())
    with connection.cursor() as cursor:
        cursor.execute(_COUNT, [_key(what, whose), by, ends, now, _SLACK_SECONDS, now, _SLACK_SECONDS])
        (count,) = cursor.fetchone()
    return int(count)


def seconds_left(what: str, whose: str) -> int:
    """How long the window of `whose` at `what` still lasts."""
    now = int(time.time())
    ends = LimitCount.objects.filter(key=_key(what, whose)).values_list("ends", flat=True).first()
    return max((ends or 0) - now, 0)


def forgive(what: str, whose: str) -> None:
    """Forget the tries of `whose` at `what`: they came to a good end."""
    LimitCount.objects.filter(key=_key(what, whose)).delete()


def give_back(what: str, whose: str) -> None:
    """One try was none after all."""
    with connection.cursor() as cursor:
        cursor.execute("UPDATE core_limitcount SET count = count - 1 WHERE key = %s AND count > 0", [_key(what, whose)])


def forget_old_counts() -> int:
    gone, _by_model = LimitCount.objects.filter(ends__lte=int(time.time())).delete()
    return gone


def _key(what: str, whose: str) -> str:
    return salted_hmac("hospes.core.limits", f"{what}\n{whose}", algorithm="sha256").hexdigest()


def try_later(
    request: HttpRequest, template: str = "429.html", context: dict[str, Any] | None = None, *, seconds: int = 600
) -> HttpResponse:
    """Refuse for now, and say for how long. A form's own page keeps what was typed."""
    answer = render(request, template, context, status=429)
    answer["Retry-After"] = str(seconds)
    return answer
