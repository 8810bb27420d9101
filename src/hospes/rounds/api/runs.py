"""Plans of rounds by program: asked for, watched, stopped, taken along as files."""

from typing import Annotated, Any

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from ninja import Field, Query, Router, Status

from hospes.core.api.auth import Token, gated
from hospes.core.api.checking import checked
from hospes.core.api.lists import ListOf, PageQuery, page_of
from hospes.core.api.tags import tagged
from hospes.organisations.api.acting import TokenRequest
from hospes.people.scopes import Scope
from hospes.rounds import tasks
from hospes.rounds.actions import runs as actions
from hospes.rounds.actions.repairs import ask_for_repair
from hospes.rounds.api.shapes import NewRun, RunShown, held, held_run, run_seen, run_shown, seen
from hospes.rounds.choices import RunState
from hospes.rounds.forms import RunForm
from hospes.rounds.models import Round, Run
from hospes.rounds.queries import files
from hospes.rounds.queries import rounds as queries

router = Router(tags=["rounds"])

# Written by the engine, piece by piece: what stands in them is explained with it.
MarketFile = Annotated[
    dict[str, Any],
    Field(
        examples=[
            {"version": 1, "as_of": "2027-02-01", "wishes": [{"key": "w1", "people": 6}], "offers": [], "pinned": []}
        ]
    ),
]
PlanFile = Annotated[
    dict[str, Any],
    Field(
        examples=[
            {"version": 1, "status": "optimal", "pairs": [{"wish": "w1", "offer": "o1", "people": 6}], "unplaced": []}
        ]
    ),
]


@router.get(
    "/rounds/{int:round_id}/runs", response=ListOf[RunShown], auth=Token(gate=seen), summary="The plans of a round"
)
def run_list(request: TokenRequest, round_id: int, asked: Query[PageQuery]) -> ListOf[RunShown]:
    """For facilitators. The newest first."""
    rows = queries.runs_of(gated(request, Round))
    return page_of(rows, asked, request, lambda some: [run_shown(one) for one in some], ListOf[RunShown])


@router.get(
    "/rounds/{int:round_id}/runs/{int:number}", response=RunShown, auth=Token(gate=run_seen), summary="One plan"
)
def run_detail(request: TokenRequest, round_id: int, number: int, response: HttpResponse) -> RunShown:
    """How far it is, or what it came to."""
    return tagged(response, run_shown(gated(request, Run)))


def _done(request: HttpRequest, round_id: int) -> Run:
    """The chosen plan, or the newest that is done."""
    runs = queries.runs_of(seen(request, round_id)).filter(state=RunState.DONE).order_by("-is_chosen", "-number")
    found = runs.first()
    if found is None:
        raise Http404
    return found


@router.get(
    "/rounds/{int:round_id}/market",
    response=MarketFile,
    auth=Token(gate=_done),
    summary="The market of a round",
)
def round_market(request: TokenRequest, round_id: int) -> StreamingHttpResponse:
    """For facilitators: the market file of the chosen plan, or of the newest, with its settings and pins."""
    return StreamingHttpResponse(files.market_pieces(gated(request, Run)), content_type="application/json")


@router.get("/rounds/{int:round_id}/plan", response=PlanFile, auth=Token(gate=_done), summary="The plan of a round")
def round_plan(request: TokenRequest, round_id: int) -> StreamingHttpResponse:
    """For facilitators: the plan file of the chosen plan, or of the newest."""
    return StreamingHttpResponse(files.plan_pieces(gated(request, Run)), content_type="application/json")


@router.post(
    "/rounds/{int:round_id}/solve",
    response={202: RunShown},
    auth=Token(Scope.ROUNDS, gate=seen),
    summary="Make a plan",
    openapi_extra={"x-refusals": [409]},
)
def round_solve(request: TokenRequest, round_id: int, body: NewRun, response: HttpResponse) -> Status[RunShown]:
    """For facilitators. A worker makes it: ask at the address under `Location` how far it is.

    With `If-Match`: only while the round is as it was read.
    """
    values = checked(RunForm, body)
    over = RunForm.settings_of(values)
    with transaction.atomic():
        run = actions.ask_for_run(
            held(request),
            by=request.user,
            note=values["note"],
            settings=over,
            with_pins=not values["without_pins"],
            stable=values["stable"],
        )
        tasks.make_plan.enqueue(run.pk)
    response["Location"] = request.path.removesuffix("solve") + f"runs/{run.number}"
    return Status(202, tagged(response, run_shown(run)))


@router.post(
    "/rounds/{int:round_id}/repair",
    response={202: RunShown},
    auth=Token(Scope.ROUNDS, gate=seen),
    summary="Find a repair",
    openapi_extra={"x-refusals": [409]},
)
def round_repair(request: TokenRequest, round_id: int, response: HttpResponse) -> Status[RunShown]:
    """For facilitators, when proposals came to nothing. A worker makes it; further choices are plans of their own.

    With `If-Match`: only while the round is as it was read.
    """
    with transaction.atomic():
        run = ask_for_repair(held(request), by=request.user)
        tasks.make_plan.enqueue(run.pk)
    response["Location"] = request.path.removesuffix("repair") + f"runs/{run.number}"
    return Status(202, tagged(response, run_shown(run)))


@router.post(
    "/rounds/{int:round_id}/runs/{int:number}/stop",
    response=RunShown,
    auth=Token(Scope.ROUNDS, gate=run_seen),
    summary="Stop a plan that is being made",
    openapi_extra={"x-refusals": [409]},
)
@transaction.atomic
def run_stop(request: TokenRequest, round_id: int, number: int, response: HttpResponse) -> RunShown:
    """For facilitators. With `If-Match`: only what was read."""
    return tagged(response, run_shown(actions.stop_run(held_run(request), by=request.user)))
