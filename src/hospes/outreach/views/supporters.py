"""Who supports the partnership."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from hospes.core.sure import ask_first
from hospes.organisations.http import MemberRequest, PublicRequest
from hospes.outreach import actions, queries, rules
from hospes.outreach.forms import SupporterForm
from hospes.outreach.models import Supporter


@login_not_required
@require_safe
def supporter_list(request: PublicRequest) -> HttpResponse:
    may_edit = rules.may_look_after_supporters(request.user)
    context = {
        "groups": queries.supporters_by_category(),
        "may_edit": may_edit,
        "editable": list(Supporter.objects.order_by("order", "name", "pk")[:200]) if may_edit else [],
    }
    return render(request, "outreach/supporter_list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def supporter_new(request: MemberRequest) -> HttpResponse:
    _secretariat_only(request)
    form = SupporterForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        actions.add_supporter(by=request.user, **form.cleaned_data)
        messages.success(request, _("The supporter is added."))
        return redirect("outreach:supporter-list")
    return render(request, "outreach/supporter_form.html", {"form": form, "supporter": None})


@require_http_methods(["GET", "HEAD", "POST"])
def supporter_edit(request: MemberRequest, pk: int) -> HttpResponse:
    _secretariat_only(request)
    supporter = get_object_or_404(Supporter, pk=pk)
    form = SupporterForm(request.POST or None, request.FILES or None, supporter=supporter)
    if form.is_valid():
        actions.change_supporter(supporter, by=request.user, **form.cleaned_data)
        messages.success(request, _("The supporter is saved."))
        return redirect("outreach:supporter-list")
    return render(request, "outreach/supporter_form.html", {"form": form, "supporter": supporter})


@require_http_methods(["GET", "HEAD", "POST"])
def supporter_remove(request: MemberRequest, pk: int) -> HttpResponse:
    _secretariat_only(request)
    supporter = get_object_or_404(Supporter, pk=pk)
    if request.method != "POST":
        text = _("The name and the logo leave the home page. To have them again you add the supporter anew.")
        back, heading = reverse("outreach:supporter-list"), _("Remove this supporter?")
        return ask_first(request, heading, text, action=_("Remove it"), back=back, about=supporter.name)
    actions.remove_supporter(supporter, by=request.user)
    messages.success(request, _("The supporter is removed."))
    return redirect("outreach:supporter-list")


def _secretariat_only(request: MemberRequest) -> None:
    if not rules.may_look_after_supporters(request.user):
        raise Http404
