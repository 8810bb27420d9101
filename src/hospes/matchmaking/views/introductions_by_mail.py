"""Answering a proposal from the link in a mail, without an account. Opening the page changes nothing."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from hospes.matchmaking.actions import introductions as actions
from hospes.matchmaking.choices import IntroductionState, Side
from hospes.matchmaking.forms.introductions import CounterForm, DeclineForm
from hospes.matchmaking.models import Introduction
from hospes.matchmaking.phrases import terms
from hospes.matchmaking.phrases.introductions import refusal
from hospes.matchmaking.queries import introductions as queries
from hospes.matchmaking.rules import introductions as rules
from hospes.matchmaking.rules.introductions_links import AnswerLink, answer_token, read_answer_token
from hospes.matchmaking.views.introductions_pages import answer_forms, introduction_context
from hospes.organisations.http import PublicRequest
from hospes.people.models import Person

CHOICES = ("accept", "counter", "decline")


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: PublicRequest, token: str) -> HttpResponse:
    """GET shows the proposal with three choices; only POST answers."""
    found = _opened(token)
    if found is None:
        return render(request, "matchmaking/answer_unknown.html", status=404)
    link, introduction, person = found
    if request.method == "POST":
        return _take(request, token, link, introduction, person)
    chosen = request.GET.get("answer", "")
    return _page(request, link, introduction, person, chosen=chosen if chosen in CHOICES else "")


def _opened(token: str) -> tuple[AnswerLink, Introduction, Person] | None:
    """What the link opens, as long as the person it was sent to still acts for that side."""
    link = read_answer_token(token)
    if link is None:
        return None
    introduction = queries.introductions().filter(key=link.introduction).first()
    person = Person.objects.filter(key=link.person, is_active=True).first()
    if introduction is None or person is None or not rules.is_on_side(person, introduction, link.side):
        return None
    return link, introduction, person


def _take(
    request: PublicRequest, token: str, link: AnswerLink, introduction: Introduction, person: Person
) -> HttpResponse:
    choice = request.POST.get("answer", "")
    decline = DeclineForm(request.POST, prefix="decline") if choice == "decline" else None
    counter = CounterForm.on(introduction, request.POST) if choice == "counter" else None
    for form in (decline, counter):
        if form is not None and not form.is_valid():
            return _page(request, link, introduction, person, chosen=choice, decline=decline, counter=counter)
    common: dict[str, Any] = {"side": link.side, "terms_version": link.terms_version, "by": person, "via": "mail"}
    try:
        if choice == "accept":
            actions.accept(introduction, **common)
        elif decline is not None:
            actions.decline(introduction, **common, **decline.cleaned_data)
        elif counter is not None:
            actions.counter(introduction, **common, **counter.cleaned_data)
    except PermissionDenied:
        return render(request, "matchmaking/answer_unknown.html", status=404)
    except rules.RefusedError as error:
        introduction = queries.introductions().get(pk=introduction.pk)
        kept: dict[str, Any] = {"chosen": choice, "decline": decline, "counter": counter}
        return _page(request, link, introduction, person, refused=refusal(error), **kept)
    if counter is not None:
        # Their own terms are the newest now: the link of the mail would call itself outdated.
        token = answer_token(queries.introductions().get(pk=introduction.pk), link.side, person)
    return redirect("matchmaking:answer", token)


def _page(
    request: PublicRequest,
    link: AnswerLink,
    introduction: Introduction,
    person: Person,
    *,
    chosen: str = "",
    refused: str = "",
    decline: DeclineForm | None = None,
    counter: CounterForm | None = None,
) -> HttpResponse:
    side = link.side
    is_stale = introduction.terms_version != link.terms_version
    context = introduction_context(introduction, side, reader=None)
    context |= answer_forms(introduction, decline=decline, counter=counter)
    # A forwarded link opens this page too: contacts go by mail and to those who sign in.
    context["contacts"] = []
    context |= {
        "person": person,
        "refused": refused,
        "chosen": chosen,
        "is_stale": is_stale,
        "fresh_token": answer_token(introduction, side, person) if is_stale and rules.is_waiting(introduction) else "",
        "has_answered": rules.has_accepted(introduction, side),
        "is_open": rules.is_waiting(introduction) and not is_stale,
        "is_introduced": rules.is_introduced(introduction),
        "headline": _headline(introduction, side),
        "their_place": terms.organisation_and_place(rules.organisation_of(introduction, rules.other(side))),
    }
    return render(request, "matchmaking/answer.html", context, status=409 if refused else 200)


def _headline(introduction: Introduction, side: Side) -> str:
    theirs = rules.organisation_of(introduction, rules.other(side)).name
    if rules.is_introduced(introduction):
        return _("You are introduced to %(organisation)s") % {"organisation": theirs}
    if rules.is_waiting(introduction) and rules.has_accepted(introduction, side):
        return _("Thank you. We wait for the answer of %(organisation)s") % {"organisation": theirs}
    if rules.is_waiting(introduction):
        return _("Would you like to meet %(organisation)s?") % {"organisation": theirs}
    if introduction.state == IntroductionState.DECLINED and introduction.ended_by_side == side:
        return _("You declined to meet %(organisation)s") % {"organisation": theirs}
    return _("The proposal to meet %(organisation)s has ended") % {"organisation": theirs}
