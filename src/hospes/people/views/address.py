"""One's own address: asking for another, and opening the link in the new mailbox."""

from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from hospes.core.limits import try_later
from hospes.people import addresses
from hospes.people.forms_safety import NewAddressForm
from hospes.people.guessing import TooOftenError, ask_for_mail, may_mail
from hospes.people.http import SignedInRequest, fresh_sign_in
from hospes.people.security import note
from hospes.people.tasks import send_new_address


@require_http_methods(["GET", "HEAD", "POST"])
@fresh_sign_in
def address(request: SignedInRequest) -> HttpResponse:
    """Whether somebody else has the new address is found out later, by a worker, and told in that mailbox alone."""
    form = NewAddressForm(request.POST or None)
    if form.is_valid():
        new = form.cleaned_data["email"]
        if new.casefold() == request.user.email.casefold():
            form.add_error("email", _("This is the address that you have now."))
            return render(request, "people/address.html", {"form": form, "person": request.user})
        try:
            ask_for_mail(request, "address")
        except TooOftenError as refusal:
            return try_later(request, seconds=refusal.seconds)
        if may_mail("address", new):
            send_new_address.enqueue(request.user.pk, new)
        messages.success(request, _("Look into the new mailbox, and open the link there within an hour."))
        return redirect("people:safety")
    return render(request, "people/address.html", {"form": form, "person": request.user})


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def address_confirm(request: HttpRequest, token: str) -> HttpResponse:
    """Only a press of the button changes the address, so that a program that follows links changes nothing."""
    try:
        person, new = addresses.asked(token)
        if request.method != "POST":
            return render(request, "people/address_confirm.html", {"person": person, "new": new})
        addresses.change_address(token)
    except addresses.AddressRefusedError:
        note("link to a new address refused")
        return render(request, "people/address_refused.html", status=410)
    logout(request)
    messages.success(request, _("Your address is changed. Sign in with the new one."))
    return redirect("account_login")
