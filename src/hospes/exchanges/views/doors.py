"""What pages of exchanges have in common: who may open them, and what was not found."""

from django.http import Http404
from django.shortcuts import get_object_or_404

from hospes.matchmaking.models import Exchange, Introduction
from hospes.matchmaking.queries import exchanges as queries
from hospes.matchmaking.rules import exchanges as rules
from hospes.organisations.http import MemberRequest
from hospes.organisations.models import Organisation


def exchange_or_404(request: MemberRequest, pk: int) -> tuple[Exchange, list[Introduction]]:
    """An exchange that the reader may see, with its parts. For others there is no such page."""
    exchange = get_object_or_404(queries.visible_to(request.user), pk=pk)
    return exchange, queries.parts(exchange)


def own_parts(request: MemberRequest, parts: list[Introduction]) -> list[rules.Part]:
    """The parts of the organisation that the reader acts for; none for others, who answer for nobody."""
    return rules.parts_of(request.acting_for, parts)


def organisation_or_404(request: MemberRequest, parts: list[Introduction]) -> Organisation:
    if request.acting_for is None or not own_parts(request, parts):
        raise Http404
    return request.acting_for
