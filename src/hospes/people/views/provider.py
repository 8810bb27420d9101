"""Signing in with another provider, connecting it and disconnecting it."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from hospes.core.limits import try_later
from hospes.people import openid, providers
from hospes.people.guessing import TooOftenError, try_provider
from hospes.people.http import SignedInRequest, fresh_sign_in, safe_next, sign_in
from hospes.people.models import Person
from hospes.people.security import note

SIGN_IN, CONNECT = "login", "connect"


def _set_or_404() -> None:
    if settings.OIDC is None:
        raise Http404


@login_not_required
@never_cache
@require_POST
def start(request: HttpRequest) -> HttpResponse:
    """Send a visitor to the provider."""
    _set_or_404()
    return _send_there(request, process=SIGN_IN, next_url=safe_next(request, "web:todo"))


@require_POST
def connect(request: SignedInRequest) -> HttpResponseBase:
    """Send somebody who is signed in to the provider, to connect their account there with the one here."""
    _set_or_404()
    return _connect(request)


@fresh_sign_in
def _connect(request: SignedInRequest) -> HttpResponse:
    return _send_there(request, process=CONNECT, next_url=reverse("people:safety"), person=str(request.user.key))


def _send_there(request: HttpRequest, *, process: str, next_url: str, person: str = "") -> HttpResponse:
    """By a page of ours that goes on at once: forms of ours may lead to our own pages only, says our policy."""
    try:
        try_provider(request)
        address = openid.way_there(request, process=process, next_url=next_url, person=person)
    except TooOftenError as refusal:
        return try_later(request, seconds=refusal.seconds)
    except openid.ProviderDownError as error:
        note("provider does not answer", why=str(error)[:200])
        return _refused(request, "down", 503)
    return render(request, "people/provider_go.html", {"address": address, "name": openid.configured().name})


@login_not_required
@never_cache
@require_safe
def callback(request: HttpRequest) -> HttpResponse:
    """Somebody comes back from the provider."""
    _set_or_404()
    try:
        returned = openid.way_back(request)
    except openid.IdentityRefusedError as error:
        note("provider’s answer refused", why=str(error)[:200])
        return _refused(request, "cancelled" if str(error) == "cancelled" else "failed", 403)
    except openid.ProviderDownError as error:
        note("provider does not answer", why=str(error)[:200])
        return _refused(request, "down", 503)
    if returned.process == CONNECT:
        return _connected(request, returned)
    person = providers.person_behind(returned.identity)
    if person is None:
        note("nobody here is known to the provider’s answer")
        return _refused(request, "unknown", 403)
    return sign_in(request, person, way="socialaccount", to=returned.next_url or "web:todo")


def _connected(request: HttpRequest, returned: openid.Returned) -> HttpResponse:
    person = request.user
    if not isinstance(person, Person) or str(person.key) != returned.person:
        note("somebody else came back from the provider")
        return _refused(request, "failed", 403)
    try:
        providers.connect(person, returned.identity, by=person)
    except PermissionDenied:
        note("account at the provider is connected with somebody else", about=person)
        messages.error(request, _("This account is already connected with somebody else’s account here."))
        return redirect("people:safety")
    messages.success(request, _("Connected. From now on you can sign in with it."))
    return redirect("people:safety")


def _refused(request: HttpRequest, why: str, status: int) -> HttpResponse:
    context = {"why": why, "name": openid.configured().name}
    return render(request, "people/provider_refused.html", context, status=status)


@require_POST
@fresh_sign_in
def disconnect(request: SignedInRequest) -> HttpResponse:
    providers.disconnect(request.user, by=request.user)
    messages.success(request, _("Disconnected. You sign in with your password, a passkey or a link by mail."))
    return redirect("people:safety")
