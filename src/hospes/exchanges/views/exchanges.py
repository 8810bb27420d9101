"""One exchange, and what those who take part or a facilitator do with it."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hospes.exchanges.forms import DeclinePartForm
from hospes.exchanges.phrases import possible
from hospes.exchanges.queries import possibilities, repairs
from hospes.exchanges.views.doors import exchange_or_404, organisation_or_404, own_parts
from hospes.exchanges.views.pages import exchange_context
from hospes.matchmaking.actions import exchanges as actions
from hospes.matchmaking.models import Exchange, Introduction
from hospes.matchmaking.phrases import exchanges as phrases
from hospes.matchmaking.phrases.introductions import refusal
from hospes.matchmaking.rules import exchanges as rules
from hospes.matchmaking.rules.introductions import RefusedError
from hospes.organisations.http import MemberRequest
from hospes.people.rules import is_facilitator


@require_safe
def exchange_detail(request: MemberRequest, pk: int) -> HttpResponse:
    exchange, parts = exchange_or_404(request, pk)
    return _page(request, exchange, parts)


@require_POST
def exchange_accept(request: MemberRequest, pk: int) -> HttpResponse:
    """Accepts all parts of the organisation that one acts for."""
    exchange, parts = exchange_or_404(request, pk)
    organisation = organisation_or_404(request, parts)
    version = version_in(request.POST.get("terms_version", ""))
    return _do(
        request,
        exchange,
        lambda: actions.accept_exchange(exchange, organisation=organisation, terms_version=version, by=request.user),
        _("You have accepted."),
    )


@require_POST
def exchange_decline(request: MemberRequest, pk: int) -> HttpResponse:
    exchange, parts = exchange_or_404(request, pk)
    organisation = organisation_or_404(request, parts)
    form = DeclinePartForm(request.POST, own=own_parts(request, parts))
    if not form.is_valid():
        return _page(request, exchange, parts, decline=form)
    version = version_in(request.POST.get("terms_version", ""))
    return _do(
        request,
        exchange,
        lambda: actions.decline_exchange(
            exchange, organisation=organisation, terms_version=version, by=request.user, **form.values
        ),
        _("You have declined. The exchange has ended, and everybody gets a mail."),
        decline=form,
    )


@require_http_methods(["GET", "HEAD", "POST"])
def exchange_withdraw(request: MemberRequest, pk: int) -> HttpResponse:
    """The link asks first; the button on that page takes the exchange back."""
    exchange, parts = exchange_or_404(request, pk)
    if request.method != "POST":
        if not rules.may_withdraw_exchange(request.user, exchange):
            raise Http404
        action = _("Take the exchange back")
        text = _("Everybody who takes part gets a mail, and nobody can accept any more.")
        context = {"heading": action, "lead": phrases.headline(parts), "text": text, "action": action}
        return render(request, "web/sure.html", context | {"back": exchange.get_absolute_url()})
    return _do(
        request,
        exchange,
        lambda: actions.withdraw_exchange(exchange, by=request.user),
        _("The exchange is taken back. Everybody gets a mail."),
    )


@require_safe
def exchange_repair(request: MemberRequest, pk: int) -> HttpResponse:
    """For facilitators, when an exchange fell through: how the ring could be closed without the part that broke."""
    exchange, parts = exchange_or_404(request, pk)
    if not is_facilitator(request.user) or not rules.can_be_repaired(exchange):
        raise Http404
    found = repairs.repairs_of(parts)
    exchanges, others, one_way = (
        [legs for legs in possibilities.legs_of(listed) if legs]
        for listed in (found.exchanges, found.others, [[pair] for pair in found.one_way])
    )
    context = {
        "exchange": exchange,
        "headline": phrases.headline(parts),
        "why_it_ended": phrases.why_it_ended(exchange, parts),
        "best": [possible.card(legs) for legs in exchanges],
        "others": [possible.card(legs) for legs in others],
        "one_way": [possible.line(legs[0]) for legs in one_way],
    }
    return render(request, "exchanges/exchange_repair.html", context)


def version_in(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else 0


def _do(
    request: MemberRequest, exchange: Exchange, action: Callable[[], object], done: str, **typed: Any
) -> HttpResponse:
    """Do it and say so. What was typed stays on the page when it is refused."""
    try:
        action()
    except PermissionDenied:
        raise Http404 from None
    except RefusedError as error:
        messages.error(request, refusal(error))
        if typed:
            return _page(request, *exchange_or_404(request, exchange.pk), **typed)
    else:
        messages.success(request, done)
    return redirect(exchange)


def _page(
    request: MemberRequest,
    exchange: Exchange,
    parts: list[Introduction],
    *,
    decline: DeclinePartForm | None = None,
) -> HttpResponse:
    own = own_parts(request, parts)
    context = exchange_context(exchange, parts, request.acting_for, reader=request.user)
    context |= {
        "is_facilitator": is_facilitator(request.user),
        "decline_form": decline or DeclinePartForm(own=own),
        "may_repair": is_facilitator(request.user) and rules.can_be_repaired(exchange),
        "may_withdraw": rules.may_withdraw_exchange(request.user, exchange),
        "followed_by": exchange.followed_by.order_by("-pk").first(),
    }
    return render(request, "exchanges/exchange_detail.html", context)
