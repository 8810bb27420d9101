"""The form to join, and the secretariat's answers."""

from datetime import timedelta

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hospes.core.limits import client_address, is_too_often, try_later
from hospes.core.paginate import paginate
from hospes.journal.queries import lines_on, told
from hospes.organisations import actions, answers, queries, rules
from hospes.organisations.choices import JoinStatus
from hospes.organisations.forms import AcceptForm, DeclineForm, JoinForm
from hospes.organisations.http import MemberRequest, PublicRequest
from hospes.organisations.models import JoinRequest
from hospes.reference.countries import country_name
from hospes.reference.languages import language_name
from hospes.reference.regions import region_label


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def join(request: PublicRequest) -> HttpResponse:
    form = JoinForm(request.POST or None)
    if form.is_valid():
        if is_too_often("join", client_address(request), most=5, within=timedelta(hours=1)):
            form.add_error(None, _("Many requests came from your network in the last hour. Please try again later."))
            context = {"form": form}
            return try_later(request, "organisations/join.html", context, seconds=3600)
        actions.ask_to_join(contact_language=get_language() or "en", **form.cleaned_data)
        return redirect("organisations:join-sent")
    return render(request, "organisations/join.html", {"form": form})


@login_not_required
@require_safe
def join_sent(request: PublicRequest) -> HttpResponse:
    return render(request, "organisations/join_sent.html")


@require_safe
def join_request_list(request: MemberRequest) -> HttpResponse:
    _secretariat_only(request)
    status = request.GET.get("status", "")
    page = paginate(queries.join_requests(status), request)
    context = {"page": page, "status": status, "statuses": JoinStatus.choices}
    return render(request, "organisations/join_request_list.html", context)


@require_safe
def join_request_detail(request: MemberRequest, pk: int) -> HttpResponse:
    return _page(request, _join_request(request, pk))


@require_POST
def join_request_review(request: MemberRequest, pk: int) -> HttpResponse:
    asked = _join_request(request, pk)
    try:
        actions.review_join_request(asked, by=request.user)
    except rules.AnsweredError:
        return _answered(request, asked)
    messages.success(request, _("Your colleagues see that you look at this request."))
    return redirect(asked)


@require_POST
def join_request_accept(request: MemberRequest, pk: int) -> HttpResponse:
    asked = _join_request(request, pk)
    form = AcceptForm(request.POST)
    if not form.is_valid():
        return _page(request, asked, accept_form=form)
    try:
        organisation = actions.accept_join_request(asked, words=form.cleaned_data["words"], by=request.user)
    except rules.AnsweredError:
        return _answered(request, asked)
    messages.success(request, _("The organisation is a member. The contact is invited to represent it."))
    return redirect(organisation)


@require_POST
def join_request_decline(request: MemberRequest, pk: int) -> HttpResponse:
    asked = _join_request(request, pk)
    form = DeclineForm(request.POST)
    if not form.is_valid():
        return _page(request, asked, decline_form=form)
    try:
        actions.decline_join_request(asked, reason=form.cleaned_data["reason"], by=request.user)
    except rules.AnsweredError:
        return _answered(request, asked)
    messages.success(request, _("The request is declined. The asker gets your reason by mail."))
    return redirect(asked)


def _secretariat_only(request: MemberRequest) -> None:
    if not rules.may_see_join_requests(request.user):
        raise Http404


def _join_request(request: MemberRequest, pk: int) -> JoinRequest:
    _secretariat_only(request)
    return get_object_or_404(JoinRequest.objects.select_related("organisation", "decided_by"), pk=pk)


def _answered(request: MemberRequest, asked: JoinRequest) -> HttpResponse:
    """A colleague was quicker, or one's own finger was: the page says how the request stands."""
    asked.refresh_from_db()
    state = {"state": asked.get_status_display()}
    messages.error(request, _("The request is in this state now: %(state)s.") % state)
    return _page(request, asked, status=409)


def _page(
    request: MemberRequest,
    asked: JoinRequest,
    *,
    status: int = 200,
    accept_form: AcceptForm | None = None,
    decline_form: DeclineForm | None = None,
) -> HttpResponse:
    reason = answers.chosen_reason(request.GET.get("answer", ""), asked.contact_language)
    context = {
        "asked": asked,
        "facts": _facts(asked),
        "accept_form": accept_form or AcceptForm(initial={"words": answers.welcome(asked.contact_language)}),
        "decline_form": decline_form or DeclineForm(initial={"reason": reason}),
        "answers": answers.reasons(),
        "may_review": rules.may_decide(request.user, asked, JoinStatus.UNDER_REVIEW),
        "may_answer": rules.may_decide(request.user, asked, JoinStatus.ACCEPTED),
        "lines": told(lines_on(asked)[:50]),
    }
    if accept_form or decline_form:
        status = 400
    return render(request, "organisations/join_request_detail.html", context, status=status)


def _facts(asked: JoinRequest) -> list[tuple[str, str]]:
    return [
        (_("Kind"), asked.get_kind_display()),
        (_("Country"), country_name(asked.country)),
        (_("Region"), region_label(asked.territory) if asked.territory else ""),
        (_("Town"), asked.town),
        (_("Website"), asked.website),
        (_("Working languages"), ", ".join(language_name(code) for code in asked.languages)),
        (_("Contact"), asked.contact_name),
        (_("E-mail address"), asked.contact_email),
        (_("Reads"), language_name(asked.contact_language)),
    ]
