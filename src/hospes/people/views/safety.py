"""How one signs in: the overview, the authenticator app, passkeys, recovery codes, and showing who one is."""

import base64
from typing import Any

from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.internal.flows import post_authentication
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import SECRET_SESSION_KEY, clear_totp_secret, generate_totp_secret
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from hospes.core.limits import try_later
from hospes.people import providers, queries_safety, rules, second_factor
from hospes.people.forms_safety import CodeForm, OwnPasswordForm
from hospes.people.guessing import TooOftenError, guess_code, guess_own_password
from hospes.people.http import SignedInRequest, fresh_sign_in, note_shown, safe_next
from hospes.people.security import note
from hospes.people.sessions import open_sessions
from hospes.people.views import second_step

Kind = Authenticator.Type


@require_safe
def safety(request: SignedInRequest) -> HttpResponse:
    """Every way in, on one page."""
    person = request.user
    codes = second_factor.recovery_codes(person)
    context = {
        "person": person,
        "app": queries_safety.app_of(person),
        "passkeys": queries_safety.passkeys_of(person),
        "codes_left": None if codes is None else codes.count(False),
        "browsers": len(open_sessions(person)),
        "is_needed": rules.needs_second_factor(person),
        "provider": settings.OIDC,
        "connected": providers.connected(person),
    }
    return render(request, "people/safety.html", context)


@require_safe
def second_factor_first(request: SignedInRequest) -> HttpResponse:
    """For people whose role waits: why, and the two ways."""
    waiting = rules.roles_that_wait(request.user)
    if not waiting:
        return redirect("people:safety")
    labels = [role.label for role in sorted(waiting)]
    return render(request, "people/second_factor_first.html", {"roles": labels})


# The authenticator app


@require_http_methods(["GET", "HEAD", "POST"])
@fresh_sign_in
@never_cache
def app_add(request: SignedInRequest) -> HttpResponse:
    """Show a new secret as picture and text, and keep it once the app shows the right code."""
    if queries_safety.app_of(request.user) is not None:
        return redirect("people:safety")
    form = CodeForm(request.POST or None)
    secret = request.session.get(SECRET_SESSION_KEY) or generate_totp_secret()
    request.session[SECRET_SESSION_KEY] = secret
    if form.is_valid():
        try:
            guess = guess_code(request, request.user)
        except TooOftenError as refusal:
            form.add_error("code", _("These were too many wrong codes. Wait some minutes, and try again."))
            return try_later(
                request, "people/app_add.html", _app_context(request, form, secret), seconds=refusal.seconds
            )
        typed = "".join(form.cleaned_data["code"].split())
        if constant_time_compare(typed, second_factor.code_now(secret)):
            guess.was_right()
            return _app_added(request, secret)
        form.add_error("code", _("This is not the code of now. Wait for the next one in the app, and type that."))
    return render(request, "people/app_add.html", _app_context(request, form, secret))


def _app_added(request: SignedInRequest, secret: str) -> HttpResponse:
    app = second_factor.add_app(request.user, secret, by=request.user)
    clear_totp_secret(request)
    return after_adding(request, app, _("Your authenticator app is set up. From now on we ask for its code."))


def after_adding(request: SignedInRequest, factor: Authenticator, said: str) -> HttpResponse:
    """This session goes on: the factor was shown in it. With the first factor come the recovery codes."""
    update_session_auth_hash(request, request.user)
    post_authentication(request, factor, reauthenticated=True)
    messages.success(request, said)
    return redirect("people:recovery-codes" if queries_safety.are_codes_new(request.user) else "people:safety")


def _app_context(request: SignedInRequest, form: CodeForm, secret: str) -> dict[str, Any]:
    adapter = get_adapter()
    address = adapter.build_totp_url(request.user, secret)
    picture = base64.b64encode(adapter.build_totp_svg(address).encode()).decode()
    blocks = " ".join(secret[start : start + 4] for start in range(0, len(secret), 4))
    return {
        "form": form,
        "picture": f"data:image/svg+xml;base64,{picture}",
        "address": address,
        "secret": blocks,
        "demo_code": second_factor.in_two(second_factor.code_now(secret)) if settings.DEMO else "",
    }


@require_http_methods(["GET", "HEAD", "POST"])
@fresh_sign_in
def factor_remove(request: SignedInRequest, pk: int) -> HttpResponse:
    """Turn an app or a passkey off, after saying what that means."""
    factor = Authenticator.objects.filter(user=request.user, pk=pk, type__in=rules.FACTORS).first()
    if factor is None:
        raise Http404
    may_remove = rules.may_remove_factor(request.user, factor)
    if request.method == "POST" and may_remove:
        second_factor.remove_factor(factor, by=request.user)
        messages.success(request, _("Removed. It no longer signs in."))
        return redirect("people:safety")
    context = {
        "factor": factor,
        "is_app": factor.type == Kind.TOTP,
        "name": "" if factor.type == Kind.TOTP else factor.wrap().name,
        "may_remove": may_remove,
        "is_last": not queries_safety.other_factors(factor),
    }
    return render(request, "people/factor_remove.html", context, status=200 if may_remove else 403)


# Recovery codes


@require_http_methods(["GET", "HEAD", "POST"])
@fresh_sign_in
@never_cache
def recovery_codes(request: SignedInRequest) -> HttpResponse:
    """New codes stand here once, to be kept on paper or in a file. Later one sees how many are used."""
    person = request.user
    if not rules.has_second_factor(person):
        return redirect("people:safety")
    if request.method == "POST":
        second_factor.make_recovery_codes(person, by=person)
        return redirect("people:recovery-codes")
    shown = second_factor.show_recovery_codes(person, by=person)
    used = second_factor.recovery_codes(person) or []
    text = "\n".join(code.code for code in shown)
    file = base64.b64encode(f"Hospes, {person.email}\n\n{text}\n".encode()).decode()
    context = {
        "codes": shown,
        "text": text,
        "file": f"data:text/plain;charset=utf-8;base64,{file}",
        "used": used,
        "left": used.count(False),
    }
    return render(request, "people/recovery_codes.html", context)


# Showing who one is


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def show_yourself(request: SignedInRequest) -> HttpResponse:
    """Before the safety of an account changes: the password, a code or a passkey, once more."""
    person = request.user
    has_factor = rules.has_second_factor(person)
    password = OwnPasswordForm(request.POST if "password" in request.POST else None)
    code = CodeForm(request.POST if "code" in request.POST else None)
    context = {
        "next": safe_next(request, "people:safety"),
        "password_form": password if person.has_usable_password() else None,
        "has_factor": has_factor,
        "refusal": second_step.refusal_of(request),
        **second_step.context(person, code),
    }
    if request.method == "POST":
        try:
            if _has_shown(request, password, code, has_factor=has_factor):
                return redirect(safe_next(request, "people:safety"))
        except TooOftenError as refusal:
            context["refusal"] = _("These were too many wrong tries. Wait some minutes.")
            return try_later(request, "people/show_yourself.html", context, seconds=refusal.seconds)
    return render(request, "people/show_yourself.html", context)


def _has_shown(request: SignedInRequest, password: OwnPasswordForm, code: CodeForm, *, has_factor: bool) -> bool:
    person = request.user
    if "password" in request.POST:
        if not (person.has_usable_password() and password.is_valid()):
            return False
        guess = guess_own_password(person)
        if person.check_password(password.cleaned_data["password"]):
            guess.was_right()
            note_shown(request, "password")
            return True
        note("wrong own password", about=person)
        password.add_error("password", _("This is not your password."))
        return False
    factor = second_step.shown_factor(request, person, code) if has_factor else None
    if factor is not None:
        post_authentication(request, factor, reauthenticated=True)
    return factor is not None
