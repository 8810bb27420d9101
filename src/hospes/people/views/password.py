"""Asking for a new password. The answer is the same for every address, known or not."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from hospes.core.limits import try_later
from hospes.people.forms import AddressForm
from hospes.people.guessing import TooOftenError, ask_for_mail, may_mail
from hospes.people.tasks import send_password_reset


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def reset(request: HttpRequest) -> HttpResponse:
    form = AddressForm(request.POST or None)
    if request.method == "POST":
        try:
            ask_for_mail(request, "reset")
        except TooOftenError as refusal:
            return try_later(request, seconds=refusal.seconds)
    if form.is_valid():
        email = form.cleaned_data["email"]
        if may_mail("reset", email):
            send_password_reset.enqueue(email)
        return redirect("account_reset_password_done")
    return render(request, "account/password_reset.html", {"form": form})
