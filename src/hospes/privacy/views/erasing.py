"""Erasing oneself."""

from datetime import timedelta

import structlog
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from hospes.core.limits import is_too_often, try_later
from hospes.people import own
from hospes.people.http import SignedInRequest
from hospes.people.rules import is_last_administrator
from hospes.privacy import actions, rules
from hospes.privacy.forms import EraseForm

log = structlog.stdlib.get_logger("hospes.security")


@require_http_methods(["GET", "HEAD", "POST"])
def erase(request: SignedInRequest) -> HttpResponse:
    """Says what goes, what stays and why. Whoever has no password shows by a fresh sign-in that it is they."""
    person = request.user
    remarks = own.remarks_for(person)
    form = EraseForm(request.POST or None, person=person, leaves_others=bool(remarks))
    context = {
        "form": form,
        "remarks": remarks,
        "is_last_administrator": is_last_administrator(person),
        "must_sign_in": not person.has_usable_password() and not rules.has_just_signed_in(person),
    }
    may_try = not (context["is_last_administrator"] or context["must_sign_in"])
    if request.method == "POST" and may_try:
        if is_too_often("erase", str(person.key), most=10, within=timedelta(minutes=15)):
            return try_later(request)
        if form.is_valid():
            actions.erase_person(person, by=person)
            log.info("account erased by its owner")
            logout(request)
            return redirect("privacy:erased")
    return render(request, "privacy/erase.html", context)


@login_not_required
@require_safe
def erased(request: HttpRequest) -> HttpResponse:
    return render(request, "privacy/erased.html")
