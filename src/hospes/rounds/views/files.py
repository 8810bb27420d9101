"""The market and the plan as files: `hospes pair` makes the same plan of the same market, years later."""

from collections.abc import Iterator

from django.http import Http404, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from hospes.organisations.http import MemberRequest
from hospes.rounds.choices import RunKind, RunState
from hospes.rounds.queries import files
from hospes.rounds.views.doors import own_run


@require_safe
def market_file(request: MemberRequest, pk: int, number: int) -> HttpResponseBase:
    """With numbers of people with fewer opportunities: for facilitators only."""
    run = own_run(request, pk, number)
    return _file(files.market_pieces(run), f"round-{pk}-market-{number}.json")


@require_safe
def plan_file(request: MemberRequest, pk: int, number: int) -> HttpResponseBase:
    run = own_run(request, pk, number)
    if run.state != RunState.DONE:
        raise Http404
    return _file(files.plan_pieces(run), f"round-{pk}-plan-{number}.json")


@require_safe
def earlier_file(request: MemberRequest, pk: int, number: int) -> HttpResponseBase:
    """The plan that a repair starts from."""
    run = own_run(request, pk, number)
    if run.kind != RunKind.REPAIR:
        raise Http404
    return _file(iter([files.earlier_of(run)]), f"round-{pk}-earlier-{number}.json")


def _file(content: Iterator[bytes], name: str) -> HttpResponseBase:
    answer = StreamingHttpResponse(content, content_type="application/json")
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
