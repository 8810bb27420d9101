"""The page of a region: what its members say about it, and who is there."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from hospes.core.paginate import paginate
from hospes.core.shapes import Symbol
from hospes.core.sure import ask_first
from hospes.organisations import actions, queries, rules
from hospes.organisations.blocks import REGION, blocks_for
from hospes.organisations.forms import ChallengeForm, SkillNeedForm
from hospes.organisations.http import MemberRequest, PublicRequest
from hospes.organisations.models import RegionChallenge, RegionSkillNeed
from hospes.people.rules import Visitor, is_secretariat
from hospes.reference.queries import field_labels
from hospes.reference.regions import region_label, region_point


@login_not_required
@require_safe
def region_list(request: PublicRequest) -> HttpResponse:
    """Regions that have members, as a map and a table."""
    counts = queries.members_by_territory()
    rows = sorted(((code, region_label(code), count) for code, count in counts.items()), key=lambda row: row[1])
    return render(request, "organisations/region_list.html", {"rows": rows, "symbols": _symbols(counts)})


@login_not_required
@require_safe
def region_detail(request: PublicRequest, code: str) -> HttpResponse:
    page = queries.region_page(code)
    if page is None:
        raise Http404
    if page.code != code:
        return redirect("organisations:region-detail", code=page.code, permanent=True)
    labels = field_labels()
    user: Visitor = request.user
    rows: list[RegionChallenge | RegionSkillNeed] = [*page.challenges, *page.skill_needs]
    writers = {row.organisation_id: row.organisation for row in rows}
    # The secretariat may remove all of them, everybody else only rows of their own organisations.
    own = writers if is_secretariat(user) else [one.pk for one in request.organisations]
    removable = {pk for pk in own if pk in writers and rules.may_remove_from_region(user, writers[pk])}
    context = {
        "region": page,
        "organisations": paginate(page.organisations, request),
        "challenges": [(row, row.organisation_id in removable) for row in page.challenges],
        "skill_needs": [
            (row, labels.get(row.field, row.field), row.organisation_id in removable) for row in page.skill_needs
        ],
        "may_describe": rules.may_describe_region(user, request.acting_for, page.code),
        "blocks": blocks_for(REGION, page.code),
        "symbols": _symbols({page.code: 1}),
    }
    return render(request, "organisations/region_detail.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def challenge_new(request: MemberRequest, code: str) -> HttpResponse:
    _describes(request, code)
    form = ChallengeForm(request.POST or None, initial={"language": get_language()})
    if form.is_valid():
        actions.add_challenge(code, by=request.user, acting_for=request.acting_for, **form.cleaned_data)
        messages.success(request, _("The challenge is on the page of your region."))
        return redirect("organisations:region-detail", code=code)
    context = {"form": form, "code": code, "label": region_label(code), "heading": _("Add a challenge")}
    return render(request, "organisations/region_form.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def skill_need_new(request: MemberRequest, code: str) -> HttpResponse:
    _describes(request, code)
    form = SkillNeedForm(request.POST or None, initial={"language": get_language()})
    if form.is_valid():
        actions.add_skill_need(code, by=request.user, acting_for=request.acting_for, **form.cleaned_data)
        messages.success(request, _("The skill need is on the page of your region."))
        return redirect("organisations:region-detail", code=code)
    context = {"form": form, "code": code, "label": region_label(code), "heading": _("Add a skill need")}
    return render(request, "organisations/region_form.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def challenge_remove(request: MemberRequest, code: str, pk: int) -> HttpResponse:
    row = get_object_or_404(RegionChallenge.objects.select_related("organisation"), pk=pk, territory=code)
    if not rules.may_remove_from_region(request.user, row.organisation):
        raise Http404
    if request.method != "POST":
        back = reverse("organisations:region-detail", args=[code])
        text = _("It leaves the page of the region. To have it again somebody writes it anew.")
        about = row.get_kind_display()
        return ask_first(request, _("Remove this challenge?"), text, action=_("Remove it"), back=back, about=about)
    actions.remove_challenge(row, by=request.user, acting_for=request.acting_for)
    messages.success(request, _("The challenge is removed."))
    return redirect("organisations:region-detail", code=code)


@require_http_methods(["GET", "HEAD", "POST"])
def skill_need_remove(request: MemberRequest, code: str, pk: int) -> HttpResponse:
    row = get_object_or_404(RegionSkillNeed.objects.select_related("organisation"), pk=pk, territory=code)
    if not rules.may_remove_from_region(request.user, row.organisation):
        raise Http404
    if request.method != "POST":
        back = reverse("organisations:region-detail", args=[code])
        text = _("It leaves the page of the region. To have it again somebody writes it anew.")
        about = field_labels().get(row.field, row.field)
        return ask_first(request, _("Remove this skill need?"), text, action=_("Remove it"), back=back, about=about)
    actions.remove_skill_need(row, by=request.user, acting_for=request.acting_for)
    messages.success(request, _("The skill need is removed."))
    return redirect("organisations:region-detail", code=code)


def _describes(request: MemberRequest, code: str) -> None:
    page = queries.region_page(code)
    if page is None or page.code != code or not rules.may_describe_region(request.user, request.acting_for, code):
        raise Http404


def _symbols(counts: dict[str, int]) -> list[Symbol]:
    placed = ((code, count, region_point(code)) for code, count in counts.items())
    return [
        Symbol(point, region_label(code), reverse("organisations:region-detail", args=[code]), count)
        for code, count, point in placed
        if point is not None
    ]
