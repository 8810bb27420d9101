"""Passkeys: adding and naming them, and signing in with one."""

from allauth.account.internal.flows.login import perform_login
from allauth.account.models import Login
from allauth.mfa.base.internal.flows import post_authentication
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.internal import auth as webauthn
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hospes.core.limits import try_later
from hospes.people import second_factor
from hospes.people.forms_safety import CredentialForm, NameForm
from hospes.people.guessing import TooOftenError, try_passkey
from hospes.people.http import SignedInRequest, fresh_sign_in, safe_next
from hospes.people.security import note
from hospes.people.views.safety import after_adding
from hospes.people.views.second_step import as_json

# What a broken or hostile answer of a browser ends in, one way or another.
_UNREADABLE = (ValidationError, ValueError, TypeError, KeyError, AttributeError)


@require_http_methods(["GET", "HEAD", "POST"])
@fresh_sign_in
@never_cache
def passkey_add(request: SignedInRequest) -> HttpResponse:
    """The browser makes the passkey and asks for finger, face or PIN; we keep its public half."""
    form = NameForm(request.POST or None)
    if form.is_valid():
        credential = CredentialForm(request.POST)
        if credential.is_valid() and _is_made_here(credential.cleaned_data["credential"]):
            passkey = second_factor.add_passkey(
                request.user,
                name=form.cleaned_data["name"],
                credential=credential.cleaned_data["credential"],
                by=request.user,
            )
            return after_adding(request, passkey, _("Your passkey is set up. You can sign in with it."))
        form.add_error(None, _("The passkey was not made. Press the button again, and follow what the device says."))
    options = as_json(webauthn.begin_registration(request.user, passwordless=True))
    return render(request, "people/passkey_add.html", {"form": form, "passkey_options": options})


def _is_made_here(credential: dict[str, object]) -> bool:
    """Whether the browser answers our question, for our address, and has asked for finger, face or PIN."""
    try:
        webauthn.parse_registration_response(credential)
        return bool(webauthn.complete_registration(credential).is_user_verified())
    except _UNREADABLE:
        return False


@require_http_methods(["GET", "HEAD", "POST"])
@fresh_sign_in
def passkey_rename(request: SignedInRequest, pk: int) -> HttpResponse:
    passkey = get_object_or_404(Authenticator, user=request.user, pk=pk, type=Authenticator.Type.WEBAUTHN)
    form = NameForm(request.POST or None, initial={"name": passkey.wrap().name})
    if form.is_valid():
        second_factor.rename_passkey(passkey, name=form.cleaned_data["name"], by=request.user)
        messages.success(request, _("The passkey has its new name."))
        return redirect("people:safety")
    return render(request, "people/passkey_rename.html", {"form": form})


# Signing in


@login_not_required
@never_cache
@require_safe
def passkey_options(request: HttpRequest) -> HttpResponse:
    """What to ask a device that may know somebody here. The same for everybody: nobody is named."""
    return JsonResponse(webauthn.begin_authentication(user=None))


@login_not_required
@never_cache
@require_POST
def passkey_sign_in(request: HttpRequest) -> HttpResponse:
    """The passkey says who it is, and was unlocked by finger, face or PIN: both factors at once."""
    try:
        try_passkey(request)
    except TooOftenError as refusal:
        return try_later(request, seconds=refusal.seconds)
    form = CredentialForm(request.POST)
    try:
        if not form.is_valid():
            raise ValueError
        credential = form.cleaned_data["credential"]
        webauthn.parse_authentication_response(credential)
        passkey = webauthn.complete_authentication(webauthn.extract_user_from_response(credential), credential)
    except _UNREADABLE:
        note("wrong passkey")
        messages.error(request, _("This passkey is not known here. Sign in another way, and add it to your account."))
        return redirect("account_login")
    if not passkey.user.is_active:
        note("passkey of a closed account", about=passkey.user)
        messages.error(request, _("This passkey is not known here. Sign in another way, and add it to your account."))
        return redirect("account_login")
    if request.user.is_authenticated:
        logout(request)
    post_authentication(request, passkey, passwordless=True)
    answer: HttpResponse = perform_login(request, Login(user=passkey.user, redirect_url=safe_next(request, "web:todo")))
    return answer
