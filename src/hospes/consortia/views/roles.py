"""Roles of a consortium: written, changed, taken away; and whom to ask for one."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hospes.consortia import rules
from hospes.consortia.actions import roles as actions
from hospes.consortia.forms import AskForm, OutsideForm, RoleForm
from hospes.consortia.models import Consortium
from hospes.consortia.phrases import fit as phrases
from hospes.consortia.phrases.pages import facts_of
from hospes.consortia.phrases.refusals import refusal
from hospes.consortia.queries import fit
from hospes.consortia.rules import RefusedError
from hospes.consortia.views.doors import do, own_idea, role_of
from hospes.organisations.http import MemberRequest

_SUGGESTED = 20


@require_http_methods(["GET", "HEAD", "POST"])
def role_new(request: MemberRequest, pk: int) -> HttpResponse:
    entry = own_idea(request, pk)
    if not rules.can_have_roles(entry, timezone.localdate()):
        raise Http404
    form = RoleForm(request.POST or None, initial={"number": 1})
    if form.is_valid():
        try:
            actions.add_role(entry, by=request.user, acting_for=request.acting_for, **form.values)
        except RefusedError as error:
            form.add_error(None, refusal(error))
        else:
            messages.success(request, _("The role is there. Below you see who suits it."))
            return redirect(Consortium(entry=entry))
    context = {"form": form, "entry": entry}
    return render(request, "consortia/role_form.html", context, status=400 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def role_change(request: MemberRequest, pk: int, role: int) -> HttpResponse:
    entry = own_idea(request, pk)
    found = role_of(entry, role)
    form = RoleForm(request.POST or None, initial=RoleForm.of(found))
    if form.is_valid():
        version = form.cleaned_data["version"] or found.version
        try:
            actions.change_role(found, version=version, by=request.user, acting_for=request.acting_for, **form.values)
        except RefusedError as error:
            form.add_error("number" if error.code == "fewer_than_found" else None, refusal(error))
        else:
            messages.success(request, _("Saved."))
            return redirect(Consortium(entry=entry))
    context = {"form": form, "entry": entry, "role": found}
    return render(request, "consortia/role_form.html", context, status=400 if form.errors else 200)


@require_POST
def role_remove(request: MemberRequest, pk: int, role: int) -> HttpResponse:
    entry = own_idea(request, pk)
    found = role_of(entry, role)
    done = _("The role is taken away.")
    return do(request, entry, lambda: actions.remove_role(found, by=request.user, acting_for=request.acting_for), done)


@require_safe
def role_suggestions(request: MemberRequest, pk: int, role: int) -> HttpResponse:
    """The best organisations for a role, with every reason; and two ways for partners whom the lead knows."""
    entry = own_idea(request, pk)
    found = role_of(entry, role)
    today = timezone.localdate()
    context = {
        "entry": entry,
        "role": found,
        "facts": facts_of(found),
        "can_seek": rules.can_seek(entry, today),
        "cards": [phrases.card(one) for one in fit.organisations_for(found, today, _SUGGESTED)],
        "ask_form": AskForm(),
        "outside_form": OutsideForm(),
    }
    return render(request, "consortia/role_suggestions.html", context)
