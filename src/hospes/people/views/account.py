"""One's own account: profile, sessions, keys for programs, and everything kept about oneself."""

import json

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hospes.people import actions, own, queries, rules
from hospes.people.forms import ProfileForm, TokenForm
from hospes.people.http import SignedInRequest, send_on


@require_http_methods(["GET", "POST"])
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


@require_safe
def own_data(request: SignedInRequest) -> HttpResponse:
    """See what is kept. The same as the download, on a page."""
    kept = own.gathered(request.user)
    parts = [(name, json.dumps(part, indent=2, ensure_ascii=False, default=str)) for name, part in kept.items()]
    return render(request, "people/own_data.html", {"parts": parts})


@require_safe
def own_data_download(request: SignedInRequest) -> HttpResponse:
    kept = {"gathered_at": timezone.now().isoformat(), **own.gathered(request.user)}
    answer = HttpResponse(json.dumps(kept, indent=2, ensure_ascii=False, default=str), content_type="application/json")
    answer["Content-Disposition"] = 'attachment; filename="my-hospes-data.json"'
    return answer


@require_http_methods(["GET", "POST"])
def token_list(request: SignedInRequest) -> HttpResponse:
    """One's own keys. A new one is shown on this answer only."""
    form = TokenForm(request.POST or None)
    new = ""
    if form.is_valid():
        acting_for = getattr(request, "acting_for", None)
        organisation_id = acting_for.pk if acting_for else None
        _row, new = actions.make_api_token(
            request.user, name=form.cleaned_data["name"], organisation_id=organisation_id, by=request.user
        )
        form = TokenForm()
    context = {"form": form, "new_token": new, "tokens": queries.tokens_of(request.user)}
    answer = render(request, "people/token_list.html", context)
    if new:
        answer["Cache-Control"] = "no-store"
    return answer


@require_POST
def token_revoke(request: SignedInRequest, pk: int) -> HttpResponse:
    token = request.user.api_tokens.filter(pk=pk).first()
    if token is None or not rules.may_see_own(request.user, token.person):
        raise Http404
    actions.revoke_api_token(token, by=request.user)
    messages.success(request, _("The key no longer works."))
    return redirect("people:token-list")
