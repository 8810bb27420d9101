"""Cooperation links: the list with its map, one link, and its steps."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hospes.cooperation import rules
from hospes.cooperation.actions import agreements as actions
from hospes.cooperation.choices import Source
from hospes.cooperation.forms import EndForm, LinkForm
from hospes.cooperation.models import CooperationLink, LinkEvidence
from hospes.cooperation.phrases import links as phrases
from hospes.cooperation.phrases import lists
from hospes.cooperation.phrases.refusals import refusal
from hospes.cooperation.queries import links as queries
from hospes.cooperation.rules import RefusedError
from hospes.core.paginate import paginate
from hospes.journal.queries import lines_on, told
from hospes.organisations.http import MemberRequest, PublicRequest
from hospes.people.rules import is_facilitator
from hospes.reference.regions import region_label

_HISTORY_ON_PAGE = 30


@login_not_required
@require_safe
def link_list(request: PublicRequest) -> HttpResponse:
    """Confirmed links for everybody; whoever carries drafts finds them by the filter."""
    filters = queries.Filters.asked(dict(request.GET.lists()))
    visible = queries.visible_to(request.user, request.organisations)
    found = queries.listed(visible, filters)
    page = paginate(found, request)
    flows = queries.flows(found)
    context = {
        "page": page,
        "cards": lists.with_counts(page.items),
        "filters": filters,
        "kept": [("region", filters.region)] if filters.region else [],
        "facets": lists.facets(filters, sees_drafts=bool(request.organisations) or is_facilitator(request.user)),
        "region": region_label(filters.region) if filters.region else "",
        "symbols": lists.symbols(flows),
        "lines": lists.lines(flows),
        "flows": lists.named(flows),
        "years": lists.per_year(),
        "may_propose": _may_propose(request),
    }
    return render(request, "cooperation/link_list.html", context)


@login_not_required
@require_safe
def link_detail(request: PublicRequest, pk: int) -> HttpResponse:
    link = link_or_404(request, pk)
    user = request.user
    rows = list(queries.evidence_of(link))
    mine = request.organisations
    context: dict[str, Any] = {
        "link": link,
        "card": phrases.card(link),
        "evidence": [lists.evidence(row, user, mine) for row in rows],
        "may_end": user.is_authenticated and rules.may_end(user, link),
        "may_propose": _may_propose(request),
    }
    if user.is_authenticated and (is_facilitator(user) or any(rules.is_of(row, mine) for row in rows)):
        lines = list(lines_on(link)[:_HISTORY_ON_PAGE])
        acted = {line.organisation_key for line in lines if line.organisation_key}
        context["history"] = told(lines, rules.unnamed_to(user, rows, mine, acted))
    return render(request, "cooperation/link_detail.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def link_new(request: MemberRequest) -> HttpResponse:
    if not _may_propose(request):
        raise Http404
    own = None if is_facilitator(request.user) and request.acting_for is None else request.acting_for
    form = LinkForm(request.POST or None, acting_for=own, initial=LinkForm.first(request.GET.dict()))
    if form.is_valid():
        try:
            evidence = actions.propose(*form.sides, by=request.user, **form.values)
        except RefusedError as error:
            form.add_error(_FIELDS.get(error.code), refusal(error))
        else:
            messages.success(request, _("Proposed. The other side gets a mail. It counts once they have confirmed it."))
            return redirect(evidence.link)
    return render(request, "cooperation/link_new.html", {"form": form, "own": own}, status=400 if form.errors else 200)


_FIELDS = {"since_the_future": "since", "same_organisation": "other"}


@require_POST
def agreement_confirm(request: MemberRequest, pk: int, evidence: int) -> HttpResponse:
    row = _agreement(request, pk, evidence)
    if row.proven_at is None and not rules.sides_of(request.user, row):
        raise Http404
    return _do(request, row.link, lambda: actions.confirm(row, by=request.user), _("Confirmed. Thank you."))


@require_POST
def agreement_take_back(request: MemberRequest, pk: int, evidence: int) -> HttpResponse:
    row = _agreement(request, pk, evidence)
    if row.proven_at is None and not rules.may_take_back(request.user, row):
        raise Http404
    done = _("It is not recorded. Everybody concerned gets a mail.")
    return _do(request, row.link, lambda: actions.take_back(row, by=request.user), done)


@require_http_methods(["GET", "HEAD", "POST"])
def link_end(request: MemberRequest, pk: int) -> HttpResponse:
    link = link_or_404(request, pk)
    if not rules.may_end(request.user, link):
        raise Http404
    form = EndForm(request.POST or None)
    if form.is_valid():
        because = form.cleaned_data["because"]
        done = _("The cooperation link has ended. It stays in your list.")
        acting_for = request.acting_for
        return _do(
            request, link, lambda: actions.end(link, because=because, by=request.user, acting_for=acting_for), done
        )
    context = {"form": form, "link": link, "card": phrases.card(link)}
    return render(request, "cooperation/link_end.html", context, status=400 if form.errors else 200)


def link_or_404(request: PublicRequest | MemberRequest, pk: int) -> CooperationLink:
    return get_object_or_404(queries.visible_to(request.user, request.organisations), pk=pk)


def _agreement(request: MemberRequest, pk: int, evidence: int) -> LinkEvidence:
    link = link_or_404(request, pk)
    row = get_object_or_404(queries.evidence_of(link), pk=evidence, source=Source.AGREEMENT)
    row.link = link
    return row


def _may_propose(request: PublicRequest | MemberRequest) -> bool:
    own = request.acting_for
    return is_facilitator(request.user) or (own is not None and rules.may_propose(request.user, own))


def _do(request: MemberRequest, link: CooperationLink, verb: Callable[[], object], done: str) -> HttpResponse:
    """Do it and say so, or say why not; then back to the link, or to the list if it is gone."""
    try:
        verb()
    except RefusedError as error:
        messages.error(request, refusal(error))
    else:
        messages.success(request, done)
    seen = queries.visible_to(request.user, request.organisations)
    return redirect(link) if seen.filter(pk=link.pk).exists() else redirect("cooperation:link-list")
