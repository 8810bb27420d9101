"""Browsers in which a person has signed in before: whoever tries out passwords elsewhere locks nobody out of these.

The cookie is signed, and names accounts only by a keyed hash. It opens nothing: it says in which count a
wrong try is counted.
"""

import secrets

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import salted_hmac

_SALT = "hospes.people.devices"
_LASTS = 180 * 24 * 60 * 60
# A browser that a whole office shares.
_MOST_ACCOUNTS = 10


def device_of(request: HttpRequest, email: str) -> str:
    """The name of this browser, if the account signed in here before. Empty otherwise."""
    name, accounts = _read(request)
    return name if _account(email) in accounts else ""


def remember(request: HttpRequest, response: HttpResponse, email: str) -> None:
    """This account has signed in here, with everything that was asked of it."""
    name, accounts = _read(request)
    account = _account(email)
    kept = [account, *(other for other in accounts if other != account)][:_MOST_ACCOUNTS]
    response.set_cookie(
        settings.DEVICE_COOKIE_NAME,
        signing.dumps([name or secrets.token_urlsafe(12), kept], salt=_SALT),
        max_age=_LASTS,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def _read(request: HttpRequest) -> tuple[str, list[str]]:
    try:
        name, accounts = signing.loads(request.COOKIES.get(settings.DEVICE_COOKIE_NAME, ""), salt=_SALT, max_age=_LASTS)
    except (signing.BadSignature, ValueError, TypeError):
        return "", []
    return str(name), [str(account) for account in accounts]


def _account(email: str) -> str:
    return salted_hmac(_SALT, email.strip().casefold(), algorithm="sha256").hexdigest()[:24]
