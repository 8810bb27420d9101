"""Plans for the market of a round: asked for, made by a worker, stopped. How they are kept is in keeping."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from hospes.jobs.actions import hold as hold_task
from hospes.journal.actions import record
from hospes.matchmaking.queries.market import trees
from hospes.people.models import Person
from hospes.rounds import rules, solving
from hospes.rounds.actions.keeping import keep
from hospes.rounds.actions.steps import hold, is_set_up, nothing_runs
from hospes.rounds.choices import UNFINISHED, RoundState, RunState, RunStep
from hospes.rounds.models import Round, Run
from hospes.rounds.queries import files, market
from hospes.rounds.rules import NotNowError


@transaction.atomic
def ask_for_run(
    round_: Round, *, by: Person, note: str = "", settings: Mapping[str, Any] | None = None, with_pins: bool = True
) -> Run:
    """A plan with the settings and pins of the round as they are now; `settings` lays others over them."""
    round_ = hold(round_)
    is_set_up(round_, by)
    if round_.state != RoundState.PLANNING:
        raise NotNowError("market_is_not_frozen")
    nothing_runs(round_)
    run = Run.objects.create(
        round=round_,
        number=next_number(round_),
        note=note,
        given=market.settings_of(round_) | dict(settings or {}),
        pins=_pins(round_) if with_pins else {},
        asked_by=by,
        total=round_.wishes,
    )
    record("round.run_asked", on=round_, by=by, facts={"run": run.number})
    return run


def next_number(round_: Round) -> int:
    return (round_.runs.aggregate(last=Max("number"))["last"] or 0) + 1


def _pins(round_: Round) -> dict[str, Any]:
    """Pins of entries that are in the frozen market; what came or left meanwhile cannot be placed."""
    known = market.keys_in(round_)
    pins = market.pins_of(round_)
    return {name: [pin for pin in some if {pin[0], pin[1]} <= known] for name, some in pins.items()}


@transaction.atomic
def stop_run(run: Run, *, by: Person) -> Run:
    """Stop a plan that is being made. What was found so far is forgotten."""
    round_ = hold(run.round)
    if not rules.may_run_rounds(by):
        raise PermissionDenied
    stopped = Run.objects.filter(pk=run.pk, state__in=UNFINISHED).update(
        state=RunState.STOPPED, ended_at=timezone.now()
    )
    if not stopped:
        raise NotNowError("run_is_over")
    record("round.run_stopped", on=round_, by=by, facts={"run": run.number})
    return Run.objects.get(pk=run.pk)


def carry_out(pk: int) -> None:
    """Make the plan, in a process of its own. May be called again after a worker was killed: it begins anew."""
    run = _started(pk)
    if run is None:
        return
    task = solving.Task(files.file_of(run), run.seed, run.work, files.earlier_of(run))
    try:
        with solving.under_way(task, trees()) as at_work:
            for told in at_work.news():
                if not _said(pk, told):
                    return
            assert at_work.solved is not None
            solved = at_work.solved
    except solving.RunFailedError as error:
        _failed(pk, str(error))
        return
    keep(pk, solved)


@transaction.atomic
def _started(pk: int) -> Run | None:
    hold_task()
    run = Run.objects.select_for_update(of=("self",)).defer("plan").select_related("repairs").get(pk=pk)
    if run.state not in UNFINISHED:
        return None
    run.state, run.started_at, run.step, run.done = RunState.RUNNING, timezone.now(), RunStep.PAIRS, 0
    run.save(update_fields=["state", "started_at", "step", "done"])
    return run


def _said(pk: int, told: solving.Told | None) -> bool:
    """Write down how far it is. False when somebody has stopped it."""
    going = Run.objects.filter(pk=pk, state=RunState.RUNNING)
    if told is None:
        return going.exists()
    step, done, total = told
    with transaction.atomic():
        return bool(going.update(step=step, done=done, total=total))


@transaction.atomic
def _failed(pk: int, problem: str) -> None:
    hold_task()
    Run.objects.filter(pk=pk, state=RunState.RUNNING).update(
        state=RunState.FAILED, problem=problem[:300], ended_at=timezone.now()
    )
