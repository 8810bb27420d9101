"""Signing in by a link in a mail. Asking answers the same for every address, known or not."""

from datetime import timedelta

import structlog
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from hospes.core.limits import client_address, is_too_often, try_later
from hospes.core.tokens import hash_token
from hospes.people import actions, queries
from hospes.people.forms import AddressForm
from hospes.people.http import send_on, sign_in
from hospes.people.tasks import send_one_time_link

log = structlog.stdlib.get_logger("hospes.security")


@login_not_required
@never_cache
@require_http_methods(["GET", "POST"])
def ask(request: HttpRequest) -> HttpResponse:
    """Whether the address is known is found out later, by a worker: here nothing differs."""
    form = AddressForm(request.POST or None)
    if request.method == "POST" and is_too_often(
        "link", client_address(request), most=20, within=timedelta(minutes=10)
    ):
        return try_later(request)
    if form.is_valid():
        email = form.cleaned_data["email"]
        if not is_too_often("link-to", email.casefold(), most=5, within=timedelta(minutes=15)):
            send_one_time_link.enqueue(email)
        return redirect("people:link-sent")
    return render(request, "people/link_ask.html", {"form": form})


@login_not_required
@require_safe
def sent(request: HttpRequest) -> HttpResponse:
    return render(request, "people/link_sent.html")


@login_not_required
@never_cache
@require_http_methods(["GET", "POST"])
def use(request: HttpRequest, token: str) -> HttpResponse:
    """Looking at the link does nothing, so that a program that follows links in mails uses none up."""
    if request.method == "POST":
        try:
            person = actions.use_one_time_link(token)
        except actions.LinkRefusedError:
            log.warning("one-time link refused")
            return render(request, "people/link_refused.html", status=410)
        sign_in(request, person)
        return send_on(person, "web:todo")
    if queries.open_link(hash_token(token)) is None:
        return render(request, "people/link_refused.html", status=410)
    return render(request, "people/link_use.html")
