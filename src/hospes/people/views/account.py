"""One's own account: profile and sessions."""

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_http_methods, require_POST

from hospes.people import actions
from hospes.people.forms import ProfileForm
from hospes.people.http import SignedInRequest, send_on


@require_http_methods(["GET", "HEAD", "POST"])
def profile(request: SignedInRequest) -> HttpResponse:
    person = request.user
    now = {"name": person.name, "language": person.language, "time_zone": person.time_zone}
    form = ProfileForm(request.POST or None, initial=now)
    if form.is_valid():
        actions.change_profile(person, by=person, **form.cleaned_data)
        with override(person.language):
            messages.success(request, _("Your profile is saved."))
        return send_on(person, "people:profile")
    return render(request, "people/profile.html", {"form": form, "person": person})


@require_POST
def sign_out_everywhere(request: SignedInRequest) -> HttpResponse:
    """End all other sessions; this one goes on."""
    actions.sign_out_everywhere(request.user, by=request.user)
    update_session_auth_hash(request, request.user)
    messages.success(request, _("All your other sessions have ended."))
    return redirect("people:profile")
