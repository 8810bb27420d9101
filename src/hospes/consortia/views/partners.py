"""Partners: asked, applying, answering, leaving."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from hospes.consortia import rules
from hospes.consortia.actions import partners as actions
from hospes.consortia.forms import AskForm, NoteForm, OutsideForm, ReplyForm
from hospes.consortia.models import Consortium, Partner
from hospes.consortia.phrases import fit as phrases
from hospes.consortia.phrases.pages import facts_of
from hospes.consortia.phrases.refusals import refusal
from hospes.consortia.queries import fit
from hospes.consortia.rules import RefusedError
from hospes.consortia.views.doors import do, idea_or_404, own_idea, partner_of, role_of
from hospes.matchmaking.models import Entry
from hospes.organisations.http import MemberRequest


@require_http_methods(["GET", "HEAD", "POST"])
def partner_ask(request: MemberRequest, pk: int, role: int) -> HttpResponse:
    """The lead asks an organisation: one of those suggested, or one that it knows."""
    entry = own_idea(request, pk)
    found = role_of(entry, role)
    if not rules.can_seek(entry, timezone.localdate()):
        raise Http404
    form = AskForm(request.POST or None, initial={"organisation": request.GET.get("organisation", "")[:200]})
    if form.is_valid():
        values = form.cleaned_data
        try:
            actions.ask(
                found, values["organisation"], by=request.user, acting_for=request.acting_for, note=values["note"]
            )
        except RefusedError as error:
            form.add_error(None, refusal(error))
        else:
            messages.success(request, _("Asked. They get a mail; their answer stands here."))
            return redirect(Consortium(entry=entry))
    context = {"form": form, "entry": entry, "role": found}
    return render(request, "consortia/partner_ask.html", context, status=400 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def partner_apply(request: MemberRequest, pk: int, role: int) -> HttpResponse:
    """We would do this."""
    entry = idea_or_404(request, pk)
    found = role_of(entry, role)
    own = request.acting_for
    if own is None or not rules.may_apply(request.user, entry, own) or not rules.can_seek(entry, timezone.localdate()):
        raise Http404
    form = NoteForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            actions.apply(found, own, by=request.user, note=form.cleaned_data["note"])
        except RefusedError as error:
            form.add_error(None, refusal(error))
        else:
            messages.success(request, _("Sent. The lead gets a mail and answers you."))
            return redirect(Consortium(entry=entry))
    context = {
        "form": form,
        "entry": entry,
        "role": found,
        "facts": facts_of(found),
        "card": phrases.card(fit.fit_of(found, own, timezone.localdate())),
        "own": own,
    }
    return render(request, "consortia/partner_apply.html", context, status=400 if form.errors else 200)


@require_POST
def partner_outside(request: MemberRequest, pk: int, role: int) -> HttpResponse:
    entry = own_idea(request, pk)
    found = role_of(entry, role)
    form = OutsideForm(request.POST)
    if not form.is_valid():
        for problem in form.errors["name"]:
            messages.error(request, str(problem))
        return redirect("consortia:role-suggestions", entry.pk, found.pk)
    name = form.cleaned_data["name"]
    return do(
        request,
        entry,
        lambda: actions.add_outside(found, name, by=request.user, acting_for=request.acting_for),
        _("The partner is in the consortium."),
    )


@require_POST
def partner_accept(request: MemberRequest, pk: int, partner: int) -> HttpResponse:
    entry, found = _concerned(request, pk, partner)
    done = _("Agreed. Now you see each other’s contacts.")
    return do(request, entry, lambda: actions.accept(found, by=request.user, acting_for=request.acting_for), done)


@require_POST
def partner_decline(request: MemberRequest, pk: int, partner: int) -> HttpResponse:
    entry, found = _concerned(request, pk, partner)
    form = ReplyForm(request.POST)
    reply = form.cleaned_data["reply"] if form.is_valid() else ""
    if form.errors:
        for problem in form.errors["reply"]:
            messages.error(request, str(problem))
        return redirect(Consortium(entry=entry))
    done = _("Declined. The other side gets a mail.")
    return do(
        request,
        entry,
        lambda: actions.decline(found, by=request.user, acting_for=request.acting_for, reply=reply),
        done,
    )


@require_POST
def partner_withdraw(request: MemberRequest, pk: int, partner: int) -> HttpResponse:
    entry, found = _concerned(request, pk, partner)
    done = _("Taken back. The other side gets a mail.")
    return do(request, entry, lambda: actions.withdraw(found, by=request.user, acting_for=request.acting_for), done)


def _concerned(request: MemberRequest, pk: int, partner: int) -> tuple[Entry, Partner]:
    """Both sides reach it; whether it is theirs to answer now, the action says."""
    entry = idea_or_404(request, pk)
    found = partner_of(entry, partner)
    is_own = found.organisation_id in {one.pk for one in request.organisations}
    if not (is_own or rules.may_lead(request.user, entry)):
        raise Http404
    return entry, found
