"""News: read by everybody, written by the secretariat."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hospes.core.paginate import paginate
from hospes.core.shapes import Difference
from hospes.core.sure import ask_first
from hospes.core.versions import StaleError, version_of
from hospes.organisations.http import MemberRequest, PublicRequest
from hospes.outreach import actions, queries, rules
from hospes.outreach.choices import NewsStatus
from hospes.outreach.forms import NewsForm
from hospes.outreach.models import News
from hospes.outreach.prose import to_html


@login_not_required
@require_safe
def news_list(request: PublicRequest) -> HttpResponse:
    context = {
        "page": paginate(queries.published_news(), request, size=12),
        "may_write": rules.may_write_news(request.user),
    }
    return render(request, "outreach/news_list.html", context)


@login_not_required
@require_safe
def news_detail(request: PublicRequest, slug: str) -> HttpResponse:
    news = get_object_or_404(News.objects.select_related("organisation"), slug=slug)
    user = request.user
    if not rules.may_read(user, news):
        raise Http404
    context = {
        "news": news,
        "text": to_html(news.text),
        "may_write": rules.may_write_news(user),
        "may_publish": rules.may_publish(user, news),
        "may_withdraw": rules.may_withdraw(user, news),
    }
    return render(request, "outreach/news_detail.html", context)


@require_safe
def news_drafts(request: MemberRequest) -> HttpResponse:
    _secretariat_only(request)
    return render(request, "outreach/news_drafts.html", {"page": paginate(queries.unpublished_news(), request)})


@require_http_methods(["GET", "HEAD", "POST"])
def news_new(request: MemberRequest) -> HttpResponse:
    _secretariat_only(request)
    form = NewsForm(request.POST or None, initial={"language": get_language()})
    if form.is_valid():
        news = actions.draft_news(by=request.user, **form.cleaned_data)
        messages.success(request, _("The draft is saved. Only the secretariat sees it until it is published."))
        return redirect(news)
    return render(request, "outreach/news_form.html", {"form": form, "news": None})


@require_http_methods(["GET", "HEAD", "POST"])
def news_edit(request: MemberRequest, slug: str) -> HttpResponse:
    news = _news(request, slug)
    form = NewsForm(request.POST or None, news=news)
    version = version_of(news, actions.FIELDS)
    seen = request.POST.get("version", version)
    newer: list[Difference] | None = None
    if form.is_valid():
        try:
            actions.change_news(news, by=request.user, seen=seen, **form.cleaned_data)
        except StaleError:
            newer, seen = form.differences(news), version_of(news, actions.FIELDS)
        else:
            messages.success(request, _("The change is saved."))
            return redirect(news)
    context = {"form": form, "news": news, "version": seen, "newer": newer}
    return render(request, "outreach/news_form.html", context, status=200 if newer is None else 409)


@require_POST
def news_publish(request: MemberRequest, slug: str) -> HttpResponse:
    news = _news(request, slug)
    if news.status != NewsStatus.PUBLISHED:
        actions.publish_news(news, by=request.user)
    messages.success(request, _("The news is published."))
    return redirect(news)


@require_http_methods(["GET", "HEAD", "POST"])
def news_withdraw(request: MemberRequest, slug: str) -> HttpResponse:
    news = _news(request, slug)
    if request.method != "POST":
        text = _("Only the secretariat can read it then. You can publish it again.")
        back = news.get_absolute_url()
        return ask_first(request, _("Withdraw this news?"), text, action=_("Withdraw it"), back=back, about=news.title)
    if news.status != NewsStatus.WITHDRAWN:
        actions.withdraw_news(news, by=request.user)
    messages.success(request, _("The news is withdrawn. Only the secretariat sees it now."))
    return redirect(news)


def _secretariat_only(request: MemberRequest) -> None:
    if not rules.may_write_news(request.user):
        raise Http404


def _news(request: MemberRequest, slug: str) -> News:
    _secretariat_only(request)
    return get_object_or_404(News.objects.select_related("organisation"), slug=slug)
