"""What pages of rounds have in common: who may open them, and what was not found."""

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect

from hospes.organisations.http import MemberRequest
from hospes.rounds import rules
from hospes.rounds.models import Round, Run
from hospes.rounds.phrases.refusals import refusal
from hospes.rounds.queries import rounds as queries
from hospes.rounds.rules import NotNowError


def is_member(request: MemberRequest) -> bool:
    return request.acting_for is not None


def round_or_404(request: MemberRequest, pk: int) -> Round:
    """A round that the reader may see. For others there is no such page."""
    return get_object_or_404(queries.visible_to(request.user, is_member=is_member(request)), pk=pk)


def own_round(request: MemberRequest, pk: int) -> Round:
    """A round as a facilitator sees it."""
    if not rules.may_run_rounds(request.user):
        raise Http404
    return round_or_404(request, pk)


def own_run(request: MemberRequest, pk: int, number: int) -> Run:
    found = queries.run_of(own_round(request, pk), number)
    if found is None:
        raise Http404
    return found


def do(request: MemberRequest, round_: Round, verb: Callable[[], object], done: str) -> HttpResponse:
    """Do it and say so, or say why not; then back to the round."""
    try:
        verb()
    except NotNowError as error:
        messages.error(request, refusal(error))
    else:
        messages.success(request, done)
    return redirect(round_)
