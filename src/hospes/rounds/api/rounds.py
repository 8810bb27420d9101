"""Rounds by program: opened, changed, taken from step to step, committed."""

from typing import Any

from django.db import transaction
from django.http import HttpResponse
from django.utils.translation import gettext as _
from ninja import Query, Router, Status

from hospes.core.api.auth import Token, gated
from hospes.core.api.checking import checked
from hospes.core.api.lists import ListOf, PageQuery, page_of
from hospes.core.api.problems import invalid
from hospes.core.api.shapes import possible_id
from hospes.core.api.tags import require_match, tagged
from hospes.organisations.api.acting import TokenRequest
from hospes.people.scopes import Scope
from hospes.rounds import tasks
from hospes.rounds.actions import rounds as actions
from hospes.rounds.actions.repairs import carry_out_repair
from hospes.rounds.api.shapes import (
    Choice,
    NewRound,
    RoundChanges,
    RoundShown,
    held,
    one,
    only_facilitators,
    round_shown,
    seen,
    visible,
)
from hospes.rounds.choices import RunKind
from hospes.rounds.forms import RoundForm
from hospes.rounds.models import Round
from hospes.rounds.queries import rounds as queries

router = Router(tags=["rounds"])


@router.get("/rounds", response=ListOf[RoundShown], auth=Token(), summary="Rounds")
def round_list(request: TokenRequest, asked: Query[PageQuery]) -> ListOf[RoundShown]:
    """All for facilitators; for members those whose plan was chosen. The newest first."""
    return page_of(
        visible(request), asked, request, lambda some: [round_shown(one) for one in some], ListOf[RoundShown]
    )


@router.get("/rounds/{int:round_id}", response=RoundShown, auth=Token(), summary="One round")
def round_detail(request: TokenRequest, round_id: int, response: HttpResponse) -> RoundShown:
    return tagged(response, round_shown(one(request, round_id)))


@router.post(
    "/rounds",
    response={201: RoundShown},
    auth=Token(Scope.ROUNDS, gate=only_facilitators),
    summary="Open a round",
)
def round_open(request: TokenRequest, body: NewRound, response: HttpResponse) -> Status[RoundShown]:
    """For facilitators. Members see until when entries are taken."""
    values = checked(RoundForm, body)
    values.pop("version", None)
    opened = actions.open_round(by=request.user, **values)
    response["Location"] = f"{request.path}/{opened.pk}"
    return Status(201, tagged(response, round_shown(opened)))


@router.patch(
    "/rounds/{int:round_id}",
    response=RoundShown,
    auth=Token(Scope.ROUNDS, gate=seen),
    summary="Change a round",
    openapi_extra={"x-refusals": [409, 412, 428]},
)
@transaction.atomic
def round_change(request: TokenRequest, round_id: int, body: RoundChanges, response: HttpResponse) -> RoundShown:
    """For facilitators, until a plan is chosen."""
    round_ = gated(request, Round)
    round_.refresh_from_db(from_queryset=Round.objects.select_for_update().defer("market"))
    require_match(request, round_shown(round_))
    values = checked(RoundForm, NewRound(**(_values(round_) | body.model_dump(mode="json", exclude_unset=True))))
    values.pop("version", None)
    return tagged(
        response, round_shown(actions.change_round(round_, version=round_.version, by=request.user, **values))
    )


@router.post(
    "/rounds/{int:round_id}/freeze",
    response=RoundShown,
    auth=Token(Scope.ROUNDS, gate=seen),
    summary="Freeze the market",
    openapi_extra={"x-refusals": [409]},
)
@transaction.atomic
def round_freeze(request: TokenRequest, round_id: int, response: HttpResponse) -> RoundShown:
    """For facilitators: the market is kept as it is now. A large one is `freezing` until a worker has read it.

    With `If-Match`: only what was read.
    """
    return tagged(response, round_shown(tasks.freeze(held(request), by=request.user)))


@router.post(
    "/rounds/{int:round_id}/thaw",
    response=RoundShown,
    auth=Token(Scope.ROUNDS, gate=seen),
    summary="Take entries again",
    openapi_extra={"x-refusals": [409]},
)
@transaction.atomic
def round_thaw(request: TokenRequest, round_id: int, response: HttpResponse) -> RoundShown:
    """For facilitators: the plans made so far are forgotten. With `If-Match`: only what was read."""
    return tagged(response, round_shown(actions.thaw(held(request), by=request.user)))


@router.post(
    "/rounds/{int:round_id}/cancel",
    response=RoundShown,
    auth=Token(Scope.ROUNDS, gate=seen),
    summary="Cancel a round",
    openapi_extra={"x-refusals": [409]},
)
@transaction.atomic
def round_cancel(request: TokenRequest, round_id: int, response: HttpResponse) -> RoundShown:
    """For facilitators, before a plan is chosen. With `If-Match`: only what was read."""
    return tagged(response, round_shown(actions.cancel(held(request), by=request.user)))


@router.post(
    "/rounds/{int:round_id}/close",
    response=RoundShown,
    auth=Token(Scope.ROUNDS, gate=seen),
    summary="Close a round",
    openapi_extra={"x-refusals": [409]},
)
@transaction.atomic
def round_close(request: TokenRequest, round_id: int, response: HttpResponse) -> RoundShown:
    """For facilitators. Introductions under way go on. With `If-Match`: only what was read."""
    return tagged(response, round_shown(actions.close(held(request), by=request.user)))


@router.post(
    "/rounds/{int:round_id}/commit",
    response=RoundShown,
    auth=Token(Scope.ROUNDS, gate=seen),
    summary="Choose a plan, or carry out a repair",
    openapi_extra={"x-refusals": [409]},
)
def round_commit(request: TokenRequest, round_id: int, body: Choice, response: HttpResponse) -> RoundShown:
    """For facilitators. Proposals go out by mail. A repair first takes back what it moves and nobody has answered.

    With `If-Match`: only while the round is as it was read.
    """
    with transaction.atomic():
        run = queries.run_of(held(request), possible_id(body.run))
        if run is None:
            raise invalid({"run": [_("The round has no plan with this number.")]})
        choose = carry_out_repair if run.kind == RunKind.REPAIR else actions.commit
        round_ = choose(run, by=request.user)
        tasks.send_proposals.enqueue(round_.pk)
    return tagged(response, round_shown(round_))


def _values(round_: Round) -> dict[str, Any]:
    return {name: getattr(round_, name) for name in actions.SETTINGS} | {
        "entries_until": round_.entries_until.isoformat()
    }
