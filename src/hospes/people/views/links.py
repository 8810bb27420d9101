"""Signing in by a link in a mail. Asking answers the same for every address, known or not."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from hospes.core.limits import try_later
from hospes.core.tokens import hash_token
from hospes.people import actions, queries
from hospes.people.forms import AddressForm
from hospes.people.guessing import TooOftenError, ask_for_mail, may_mail
from hospes.people.http import sign_in
from hospes.people.security import note
from hospes.people.tasks import send_one_time_link


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest) -> HttpResponse:
    """Whether the address is known is found out later, by a worker: here nothing differs."""
    form = AddressForm(request.POST or None)
    if request.method == "POST":
        try:
            ask_for_mail(request, "link")
        except TooOftenError as refusal:
            return try_later(request, seconds=refusal.seconds)
    if form.is_valid():
        email = form.cleaned_data["email"]
        if may_mail("link", email):
            send_one_time_link.enqueue(email)
        return redirect("people:link-sent")
    return render(request, "people/link_ask.html", {"form": form})


@login_not_required
@require_safe
def sent(request: HttpRequest) -> HttpResponse:
    return render(request, "people/link_sent.html")


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def use(request: HttpRequest, token: str) -> HttpResponse:
    """Looking at the link does nothing, so that a program that follows links in mails uses none up."""
    if request.method == "POST":
        try:
            person = actions.use_one_time_link(token)
        except actions.LinkRefusedError:
            note("one-time link refused")
            return render(request, "people/link_refused.html", status=410)
        return sign_in(request, person, way="link")
    if queries.open_link(hash_token(token)) is None:
        return render(request, "people/link_refused.html", status=410)
    return render(request, "people/link_use.html")
