"""The form behind "report this", the secretariat's queue, and the log of decisions."""

from datetime import timedelta

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from hospes.core.limits import client_address, is_too_often, try_later
from hospes.core.paginate import paginate
from hospes.moderation import actions, queries, reportable, rules
from hospes.moderation.choices import Decision
from hospes.moderation.forms import DecisionForm, NoticeForm
from hospes.moderation.models import Notice
from hospes.people.http import SignedInRequest
from hospes.people.models import Person


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def report(request: HttpRequest) -> HttpResponse:
    """`/report/?on=news:7`. Only what is public can be reported."""
    kind, id_ = reportable.split(request.GET.get("on", ""))
    about = reportable.find(kind, id_)
    if about is None:
        raise Http404
    person = request.user if isinstance(request.user, Person) else None
    initial = {"contact_name": person.name, "contact_email": person.email} if person else {}
    form = NoticeForm(request.POST or None, initial=initial)
    context = {"form": form, "about": about}
    if form.is_valid():
        if is_too_often("report", client_address(request), most=20, within=timedelta(hours=1)):
            form.add_error(None, _("Many notices came from your network in the last hour. Please try again later."))
            return try_later(request, "moderation/report.html", context, seconds=3600)
        language = get_language() or "en"
        actions.give_notice(about, about_kind=kind, about_id=id_, language=language, by=person, **form.cleaned_data)
        return redirect("moderation:report-sent")
    return render(request, "moderation/report.html", context)


@login_not_required
@require_safe
def report_sent(request: HttpRequest) -> HttpResponse:
    return render(request, "moderation/report_sent.html")


def _secretariat_only(request: SignedInRequest) -> None:
    if not rules.may_see_notices(request.user):
        raise Http404


@require_safe
def notice_list(request: SignedInRequest) -> HttpResponse:
    _secretariat_only(request)
    return render(request, "moderation/notice_list.html", {"page": paginate(queries.open_notices(), request)})


@require_safe
def decision_log(request: SignedInRequest) -> HttpResponse:
    _secretariat_only(request)
    return render(request, "moderation/decision_log.html", {"page": paginate(queries.decided_notices(), request)})


@require_http_methods(["GET", "HEAD", "POST"])
def notice_detail(request: SignedInRequest, pk: int) -> HttpResponse:
    _secretariat_only(request)
    notice = get_object_or_404(Notice.objects.select_related("decided_by"), pk=pk)
    form = DecisionForm(request.POST or None)
    may_decide = rules.may_decide(request.user, notice)
    known = reportable.kind_of(notice.about_kind)
    is_public = reportable.find(notice.about_kind, notice.about_id) is not None
    can_withdraw = known is not None and known.withdraw is not None
    is_asked_first = (
        form.is_valid()
        and form.cleaned_data["decision"] == Decision.REMOVED
        and is_public
        and can_withdraw
        and "sure" not in request.POST
    )
    if may_decide and form.is_valid() and not is_asked_first:
        actions.decide_notice(notice, by=request.user, **form.cleaned_data)
        messages.success(request, _("The decision is kept, and those concerned get it by mail."))
        return redirect("moderation:notice-list")
    context = {
        "notice": notice,
        "form": form,
        "may_decide": may_decide,
        "is_asked_first": is_asked_first,
        "is_still_public": is_public,
        "can_withdraw": can_withdraw,
        "others": queries.others_about(notice)[:20],
    }
    return render(request, "moderation/notice_detail.html", context)
