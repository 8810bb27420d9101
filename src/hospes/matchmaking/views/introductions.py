"""The list of introductions, one introduction, and what either side or a facilitator does with it."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hospes.core.paginate import paginate
from hospes.core.shapes import Tab
from hospes.matchmaking.actions import introductions as actions
from hospes.matchmaking.choices import UNDER_WAY, WAITING, IntroductionState, Side
from hospes.matchmaking.forms.introductions import CounterForm, DeclineForm, MarkForm, MessageForm, ProposeForm
from hospes.matchmaking.models import Introduction
from hospes.matchmaking.phrases.introductions import refusal, status_kind
from hospes.matchmaking.queries import introductions as queries
from hospes.matchmaking.queries import suggestions
from hospes.matchmaking.rules import introductions as rules
from hospes.matchmaking.views.introductions_pages import Row, answer_forms, introduction_context
from hospes.matchmaking.views.suggestions import own_side, pair_or_404
from hospes.matchmaking.views.suggestions_cards import card
from hospes.organisations.http import MemberRequest

_SHOWN = {"waiting": WAITING, "under-way": UNDER_WAY, "": tuple(IntroductionState)}


@require_safe
def introduction_list(request: MemberRequest) -> HttpResponse:
    """Those of one's organisations; all of them for facilitators."""
    visible = queries.visible_to(request.user)
    chosen = request.GET.get("show", "")
    states = _SHOWN.get(chosen, _SHOWN[""])
    page = paginate(queries.newest_first(visible.filter(state__in=states)), request)
    rows = [Row(one, _own_side(request, one)) for one in page.items]
    context = {
        "page": page,
        "rows": rows,
        "tabs": _tabs(chosen),
        "is_filtered": bool(chosen),
        "rate": queries.reply_rate(request.acting_for) if request.acting_for else None,
    }
    return render(request, "matchmaking/introduction_list.html", context)


def _tabs(chosen: str) -> list[Tab]:
    labels = {"": _("All"), "waiting": _("Waiting for an answer"), "under-way": _("Introduced")}
    return [Tab(label, f"?show={key}" if key else "?", key == chosen) for key, label in labels.items()]


@require_safe
def introduction_detail(request: MemberRequest, pk: int) -> HttpResponse:
    introduction = _introduction(request, pk)
    return _page(request, introduction)


@require_POST
def introduction_accept(request: MemberRequest, pk: int) -> HttpResponse:
    introduction = _introduction(request, pk)
    side = _side_or_404(request, introduction)
    return _do(
        request,
        introduction,
        lambda: actions.accept(introduction, side=side, terms_version=_version(request), by=request.user),
        _("You have accepted."),
    )


@require_POST
def introduction_decline(request: MemberRequest, pk: int) -> HttpResponse:
    introduction = _introduction(request, pk)
    side = _side_or_404(request, introduction)
    form = DeclineForm(request.POST, prefix="decline")
    if not form.is_valid():
        return _page(request, introduction, decline=form)
    return _do(
        request,
        introduction,
        lambda: actions.decline(
            introduction, side=side, terms_version=_version(request), by=request.user, **form.cleaned_data
        ),
        _("You have declined. The other side gets a mail with your reason."),
        decline=form,
    )


@require_POST
def introduction_counter(request: MemberRequest, pk: int) -> HttpResponse:
    introduction = _introduction(request, pk)
    side = _side_or_404(request, introduction)
    form = CounterForm.on(introduction, request.POST)
    if not form.is_valid():
        return _page(request, introduction, counter=form)
    return _do(
        request,
        introduction,
        lambda: actions.counter(
            introduction, side=side, terms_version=_version(request), by=request.user, **form.cleaned_data
        ),
        _("Your terms are on the table. The other side gets a mail."),
        counter=form,
    )


@require_http_methods(["GET", "HEAD", "POST"])
def introduction_withdraw(request: MemberRequest, pk: int) -> HttpResponse:
    """The link asks first; the button on that page takes the proposal back."""
    introduction = _introduction(request, pk)
    if request.method != "POST":
        if not rules.may_withdraw(request.user, introduction):
            raise Http404
        action = _("Take the proposal back")
        lead = f"{introduction.wish.organisation.name} – {introduction.offer.organisation.name}"
        text = _("Both sides get a mail, and nobody can accept any more.")
        context = {"heading": action, "lead": lead, "text": text, "action": action}
        return render(request, "web/sure.html", context | {"back": introduction.get_absolute_url()})
    return _do(
        request,
        introduction,
        lambda: actions.withdraw(introduction, by=request.user),
        _("The proposal is taken back. Both sides get a mail."),
    )


@require_POST
def introduction_mark(request: MemberRequest, pk: int) -> HttpResponse:
    introduction = _introduction(request, pk)
    form = MarkForm(request.POST, states=rules.marks_now(introduction), prefix="mark")
    if not form.is_valid():
        return _page(request, introduction, mark=form)
    return _do(
        request,
        introduction,
        lambda: actions.mark(introduction, by=request.user, acting_for=request.acting_for, **form.cleaned_data),
        _("Thank you. Both sides see it here."),
        mark=form,
    )


@require_POST
def introduction_write(request: MemberRequest, pk: int) -> HttpResponse:
    introduction = _introduction(request, pk)
    form = MessageForm(request.POST)
    if not form.is_valid():
        return _page(request, introduction, message=form)
    return _do(
        request,
        introduction,
        lambda: actions.write_message(
            introduction, text=form.cleaned_data["text"], by=request.user, acting_for=request.acting_for
        ),
        _("Your message is in the thread. The other side gets a mail."),
        message=form,
    )


@require_http_methods(["GET", "HEAD", "POST"])
def pair_propose(request: MemberRequest, wish: int, offer: int) -> HttpResponse:
    """The facilitator proposes a pair to both sides."""
    if not rules.may_propose(request.user):
        raise Http404
    pair = pair_or_404(request, wish, offer)
    form = ProposeForm(request.POST or None, initial=_first_terms(pair))
    if form.is_valid():
        try:
            introduction = actions.propose(pair.wish, pair.offer, by=request.user, **form.cleaned_data)
        except rules.RefusedError as error:
            form.add_error(None, refusal(error))
        else:
            messages.success(request, _("Proposed. Both sides get a mail they can answer with one click."))
            return redirect(introduction)
    context = {"card": card(pair, request.user), "form": form, "room": queries.room_of(pair.offer)}
    return render(request, "matchmaking/introduction_propose.html", context)


def _first_terms(pair: suggestions.Suggestion) -> dict[str, Any]:
    travellers, places = queries.room_of(pair.wish).left, queries.room_of(pair.offer).left
    limits = [limit for limit in (travellers, places, pair.offer.largest_group) if limit]
    dates = next((one.facts for one in pair.assessment.wish_reasons if one.code == "common_dates"), None)
    window = suggestions.stay_in(dates) if dates else None
    return ProposeForm.first(
        people=min(limits, default=None), starts_on=window[0] if window else None, ends_on=window[1] if window else None
    )


# The same for every view


def _introduction(request: MemberRequest, pk: int) -> Introduction:
    return get_object_or_404(queries.visible_to(request.user), pk=pk)


def _own_side(request: MemberRequest, introduction: Introduction) -> Side | None:
    return own_side(request, introduction.wish, introduction.offer)


def _side_or_404(request: MemberRequest, introduction: Introduction) -> Side:
    """Facilitators see every introduction, and answer for nobody."""
    side = _own_side(request, introduction)
    if side is None:
        raise Http404
    return side


def _version(request: MemberRequest) -> int:
    text = request.POST.get("terms_version", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 5 else 0


def _do(
    request: MemberRequest, introduction: Introduction, action: Callable[[], object], words: str, **typed: Any
) -> HttpResponse:
    """Do it and say so. What was typed stays on the page when it is refused."""
    try:
        action()
    except PermissionDenied:
        raise Http404 from None
    except rules.RefusedError as error:
        messages.error(request, refusal(error))
        if typed:
            return _page(request, _introduction(request, introduction.pk), **typed)
    else:
        messages.success(request, words)
    return redirect("matchmaking:introduction-detail", introduction.pk)


def _page(
    request: MemberRequest,
    introduction: Introduction,
    *,
    decline: DeclineForm | None = None,
    counter: CounterForm | None = None,
    mark: MarkForm | None = None,
    message: MessageForm | None = None,
) -> HttpResponse:
    side = _own_side(request, introduction)
    marks = rules.marks_now(introduction)
    context = introduction_context(introduction, side, reader=request.user)
    context |= answer_forms(introduction, decline=decline, counter=counter)
    context |= {
        "is_facilitator": rules.may_see_desk(request.user),
        "may_answer": side is not None and rules.may_answer(request.user, introduction, side),
        "has_answered": side is not None and rules.has_accepted(introduction, side),
        "may_withdraw": rules.may_withdraw(request.user, introduction),
        "may_write": rules.may_write(request.user, introduction),
        "mark_form": mark or (MarkForm(states=marks, prefix="mark") if marks else None),
        "message_form": message or MessageForm(),
        "status_kind": status_kind(introduction),
        "today": timezone.localdate(),
    }
    if rules.may_see_desk(request.user):
        both = (rules.organisation_of(introduction, side) for side in Side)
        context["rates"] = [(one.name, queries.reply_rate(one)) for one in both]
    return render(request, "matchmaking/introduction_detail.html", context)
