"""The board: exchanges that would be possible now. Facilitators see all of them, members their own."""

import re
from collections.abc import Mapping

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from hospes.core.paginate import paginate
from hospes.core.shapes import Tab
from hospes.exchanges.choices import Shape
from hospes.exchanges.forms import ProposeExchangeForm
from hospes.exchanges.phrases import possible
from hospes.exchanges.queries import possibilities
from hospes.exchanges.queries.possibilities import Leg
from hospes.exchanges.views.rows import rows_of
from hospes.matchmaking.actions.exchanges import propose_exchange
from hospes.matchmaking.models import Exchange
from hospes.matchmaking.queries import exchanges as queries
from hospes.matchmaking.rules.exchanges import MOST_LEGS
from hospes.matchmaking.rules.introductions import RefusedError, may_propose
from hospes.organisations.http import MemberRequest
from hospes.people.rules import is_facilitator

ON_PAGE, UNDER_WAY_SHOWN = 10, 6


@require_safe
def board(request: MemberRequest) -> HttpResponse:
    """What could be proposed now, and what is under way."""
    if is_facilitator(request.user):
        return _for_facilitators(request)
    if request.acting_for is None:
        raise Http404
    cards = [
        possible.card(legs, request.acting_for)
        for legs in possibilities.legs_of(possibilities.own(request.acting_for))
        if legs
    ]
    under_way = queries.newest_first(queries.exchanges_of(request.acting_for))[:UNDER_WAY_SHOWN]
    context = {"cards": cards, "rows": rows_of(under_way, request.acting_for), "organisation": request.acting_for}
    return render(request, "exchanges/board_own.html", context)


def _for_facilitators(request: MemberRequest) -> HttpResponse:
    chosen = request.GET.get("show", "")
    shape = Shape(chosen) if chosen in Shape.values else None
    found = possibilities.board(shape)
    page = paginate(found.found, request, size=ON_PAGE)
    under_way = queries.newest_first(queries.exchanges())[:UNDER_WAY_SHOWN]
    context = {
        "board": found,
        "page": page,
        "cards": [possible.card(legs) for legs in possibilities.legs_of([one.legs for one in page.items]) if legs],
        "tabs": _tabs(found.counts, chosen),
        "is_filtered": shape is not None,
        "rows": rows_of(under_way, None),
    }
    return render(request, "exchanges/board.html", context)


def _tabs(counts: Mapping[str, int], chosen: str) -> list[Tab]:
    labels = [("", _("All"), sum(counts.values()))]
    labels += [(shape.value, str(shape.label), counts.get(shape.value, 0)) for shape in Shape]
    return [Tab(f"{label} ({count})", f"?show={key}" if key else "?", key == chosen) for key, label, count in labels]


@require_safe
def exchange_list(request: MemberRequest) -> HttpResponse:
    """Every exchange that was proposed: all for facilitators, one's own for members."""
    page = paginate(queries.newest_first(queries.visible_to(request.user)), request)
    organisation = None if is_facilitator(request.user) else request.acting_for
    context = {"page": page, "rows": rows_of(page.items, organisation)}
    return render(request, "exchanges/exchange_list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def exchange_new(request: MemberRequest) -> HttpResponse:
    """Shows the exchange once more, and proposes it to everybody with one click."""
    if not may_propose(request.user):
        raise Http404
    legs = legs_named(request.GET.get("legs", ""))
    if not legs:
        messages.error(request, _("One of these entries is no longer on the market. Here is what is possible now."))
        return redirect("exchanges:board")
    form = ProposeExchangeForm(request.POST or None, legs=legs)
    if form.is_valid():
        told = {name: form.cleaned_data[name] for name in ("answer_by", "note")}
        try:
            exchange = propose_exchange(form.given, by=request.user, instead_of=_instead_of(request), **told)
        except RefusedError as error:
            form.refuse(error)
        else:
            messages.success(request, _("Proposed. Everybody gets a mail that can be answered with one click."))
            return redirect(exchange)
    card = possible.card(legs)
    context = {"card": card, "form": form, "legs": form.beside(card.lines)}
    return render(request, "exchanges/exchange_new.html", context, status=400 if form.errors else 200)


def _instead_of(request: MemberRequest) -> Exchange | None:
    """The exchange that this one mends, if it comes from there."""
    text = request.GET.get("instead", "")
    if not (text.isascii() and text.isdigit() and len(text) < 19):
        return None
    return queries.visible_to(request.user).filter(pk=int(text)).first()


_LEGS = re.compile(r"[0-9]{1,18}-[0-9]{1,18}(?:\.[0-9]{1,18}-[0-9]{1,18})+")


def legs_named(text: str) -> list[Leg]:
    """The legs of an address, `12-34.56-78`: wish and offer of each. None if an entry has left the market."""
    if not _LEGS.fullmatch(text) or text.count(".") >= MOST_LEGS:
        raise Http404
    pairs = [[int(number) for number in pair.split("-")] for pair in text.split(".")]
    return possibilities.legs_of([pairs])[0]
