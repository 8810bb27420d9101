"""The second step of signing in: the code of an authenticator app, a recovery code or a passkey."""

import json
from typing import Any

from allauth.account.internal.decorators import login_stage_required
from allauth.mfa.base.internal.flows import post_authentication
from allauth.mfa.internal.constants import LoginStageKey
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.internal import auth as webauthn
from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from hospes.core.limits import try_later
from hospes.people import second_factor
from hospes.people.forms_safety import CodeForm, CredentialForm
from hospes.people.guessing import TooOftenError, guess_code
from hospes.people.models import Person
from hospes.people.security import note


@login_stage_required(  # type: ignore[untyped-decorator]
    stage=LoginStageKey.MFA_AUTHENTICATE.value, redirect_urlname="account_login"
)
def second_step(request: HttpRequest) -> HttpResponse:
    """Who gets here has shown the first factor: password, link or provider. They are not signed in yet."""
    stage = request._login_stage  # type: ignore[attr-defined]
    person: Person = stage.login.user
    form = CodeForm(request.POST if "code" in request.POST else None)
    if request.method == "POST":
        try:
            factor = shown_factor(request, person, form)
        except TooOftenError as refusal:
            said = context(person, form) | {"refusal": _("These were too many wrong tries. Wait some minutes.")}
            return try_later(request, "people/second_step.html", said, seconds=refusal.seconds)
        if factor is not None:
            post_authentication(request, factor)
            answer: HttpResponse = stage.exit()
            return answer
    return render(request, "people/second_step.html", context(person, form) | {"refusal": refusal_of(request)})


def shown_factor(request: HttpRequest, person: Person, form: CodeForm) -> Authenticator | None:
    """The factor that was shown, by code or by passkey. What was wrong stands on the form, or is `refusal_of`."""
    if "credential" in request.POST:
        credential = CredentialForm(request.POST)
        guess = guess_code(request, person)
        try:
            if credential.is_valid():
                webauthn.parse_authentication_response(credential.cleaned_data["credential"])
                factor: Authenticator = webauthn.complete_authentication(person, credential.cleaned_data["credential"])
                guess.was_right()
                return factor
        except (ValidationError, ValueError, TypeError, KeyError):
            pass
        note("wrong passkey", about=person)
        return None
    if not form.is_valid():
        return None
    guess = guess_code(request, person)
    found = second_factor.use_code(person, form.cleaned_data["code"])
    if found is None:
        note("wrong code", about=person)
        form.add_error(
            "code", _("This code is not right, or it was used already. Wait for the next one and type that.")
        )
        return None
    guess.was_right()
    return found


def refusal_of(request: HttpRequest) -> str:
    """What to say of a passkey that was not right."""
    return _("This passkey was not accepted. Try again, or use a code.") if "credential" in request.POST else ""


def context(person: Person, form: CodeForm) -> dict[str, Any]:
    kinds = set(Authenticator.objects.filter(user=person).values_list("type", flat=True))
    has_passkey = Authenticator.Type.WEBAUTHN in kinds
    return {
        "form": form,
        "has_app": Authenticator.Type.TOTP in kinds,
        "has_codes": Authenticator.Type.RECOVERY_CODES in kinds,
        "passkey_options": as_json(webauthn.begin_authentication(person)) if has_passkey else "",
        # In the demo everybody may come in: the code stands on the page. Nowhere else.
        "demo_code": second_factor.demo_code(person) if settings.DEMO else "",
    }


def as_json(options: dict[str, Any]) -> str:
    """What a browser is asked about a passkey."""
    return json.dumps(options)
