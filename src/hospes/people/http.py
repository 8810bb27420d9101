"""Signing a person in, and sending them on in their own language."""

from django.contrib.auth import login
from django.http import HttpRequest, HttpResponseRedirect
from django.shortcuts import resolve_url
from django.urls import translate_url
from django.utils.http import url_has_allowed_host_and_scheme

from hospes.people.models import Person

_BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


class SignedInRequest(HttpRequest):
    """A request of a person with an account."""

    user: Person


def safe_next(request: HttpRequest, fallback: str) -> str:
    """Where the form says to go on, if that is a page of ours."""
    asked = request.POST.get("next") or request.GET.get("next") or ""
    if url_has_allowed_host_and_scheme(asked, {request.get_host()}, require_https=request.is_secure()):
        return asked
    return resolve_url(fallback)


def sign_in(request: HttpRequest, person: Person) -> None:
    """Begin a new session. Whatever a visitor or another person left in the old one is gone."""
    if request.user.is_authenticated and request.user.pk != person.pk:
        request.session.flush()
    login(request, person, backend=_BACKEND)


def send_on(person: Person, to: str) -> HttpResponseRedirect:
    """Go to a page, by name or address, in the person's language."""
    return HttpResponseRedirect(translate_url(resolve_url(to), person.language))
