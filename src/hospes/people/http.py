"""Signing a person in, sending them on in their own language, and asking them to show that it is still them."""

import time
from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.account.internal.flows.login import get_authentication_records, perform_login, record_authentication
from allauth.account.models import Login
from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import redirect, resolve_url
from django.urls import reverse, translate_url
from django.utils.http import url_has_allowed_host_and_scheme, urlencode

from hospes.people.models import Person


class SignedInRequest(HttpRequest):
    """A request of a person with an account."""

    user: Person


def safe_next(request: HttpRequest, fallback: str) -> str:
    """Where the form says to go on, if that is a page of ours."""
    asked = request.POST.get("next") or request.GET.get("next") or ""
    if url_has_allowed_host_and_scheme(asked, {request.get_host()}, require_https=request.is_secure()):
        return asked
    return resolve_url(fallback)


def sign_in(request: HttpRequest, person: Person, *, way: str, to: str = "web:todo") -> HttpResponse:
    """Let a person in who has shown who they are in this way, after whatever else is asked of them.

    Whatever a visitor or another person left in the old session is gone.
    """
    if request.user.is_authenticated:
        logout(request)
    record_authentication(request, person, way)
    response: HttpResponse = perform_login(request, Login(user=person, redirect_url=resolve_url(to)))
    return response


def send_on(person: Person, to: str) -> HttpResponseRedirect:
    """Go to a page, by name or address, in the person's language."""
    return HttpResponseRedirect(translate_url(resolve_url(to), person.language))


# Showing that it is still oneself


def is_fresh(request: SignedInRequest) -> bool:
    """Whether the person showed a secret of theirs a short while ago, in this session."""
    shown = [record["at"] for record in get_authentication_records(request, request.user)]
    return bool(shown) and time.time() - max(shown) < settings.FRESH_SIGN_IN.total_seconds()


def note_shown(request: SignedInRequest, way: str) -> None:
    """The person has just shown a secret of theirs again."""
    record_authentication(request, request.user, way, reauthenticated=True)


View = Callable[..., HttpResponseBase]


def fresh_sign_in(view: View) -> View:
    """Before the safety of an account changes, its owner shows once more who they are."""

    @wraps(view)
    def asked(request: SignedInRequest, *arguments: Any, **named: Any) -> HttpResponseBase:
        if is_fresh(request):
            return view(request, *arguments, **named)
        looks = request.method in ("GET", "HEAD")
        return redirect(show_yourself(request.get_full_path() if looks else reverse("people:safety")))

    return asked


def show_yourself(back: str) -> str:
    """The page where somebody shows once more who they are, and goes on from there."""
    return f"{reverse('people:show-yourself')}?{urlencode({'next': back})}"
