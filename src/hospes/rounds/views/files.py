"""The market and the plan as files: `hospes pair` makes the same plan of the same market, years later."""

import json

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_safe

from hospes.organisations.http import MemberRequest
from hospes.rounds.choices import RunState
from hospes.rounds.models import Run
from hospes.rounds.queries import files, market
from hospes.rounds.views.doors import own_run


@require_safe
def market_file(request: MemberRequest, pk: int, number: int) -> HttpResponse:
    """With numbers of people with fewer opportunities: for facilitators only."""
    run = own_run(request, pk, number)
    return _file(files.file_of(run), f"round-{pk}-market-{number}.json")


@require_safe
def plan_file(request: MemberRequest, pk: int, number: int) -> HttpResponse:
    run = own_run(request, pk, number)
    if run.state != RunState.DONE:
        raise Http404
    return _file(_written(run), f"round-{pk}-plan-{number}.json")


def _written(run: Run) -> bytes:
    return json.dumps(market.plan_of(run), indent=1).encode() + b"\n"


def _file(content: bytes, name: str) -> HttpResponse:
    answer = HttpResponse(content, content_type="application/json")
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
