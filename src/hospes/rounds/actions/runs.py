"""Plans for the market of a round: asked for, made by a worker, stopped. How they are kept is in keeping."""

from collections.abc import Mapping
from time import monotonic
from typing import Any

import structlog
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from hospes.jobs import apart
from hospes.jobs.actions import HandedBackError, LeaseLostError, is_held, is_last_try, is_told_to_stop
from hospes.jobs.actions import hold as hold_task
from hospes.journal.actions import record
from hospes.people.models import Person
from hospes.rounds import rules, solving
from hospes.rounds.actions.keeping import Keeping, RunIsOverError, forget_rows
from hospes.rounds.actions.steps import hold, is_set_up, nothing_runs
from hospes.rounds.choices import UNFINISHED, PlanRule, RoundState, RunState, RunStep
from hospes.rounds.models import Round, Run
from hospes.rounds.packed import keys_among
from hospes.rounds.queries import files, market
from hospes.rounds.rules import NotNowError

log = structlog.stdlib.get_logger("hospes.rounds")

LOOK_EVERY_SECONDS, NOTE_EVERY_SECONDS = 0.4, 1.0
# Told to the administrator on the page of the plan.
ENDED = "The process was ended before the plan was there. Perhaps the machine has too little memory."


@transaction.atomic
def ask_for_run(
    round_: Round,
    *,
    by: Person,
    note: str = "",
    settings: Mapping[str, Any] | None = None,
    with_pins: bool = True,
    stable: bool = False,
) -> Run:
    """A plan with the settings and pins of the round as they are now; `settings` lays others over them. `stable`: a
    plan in which no two would both rather have each other, to compare with."""
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
        rule=PlanRule.STABLE if stable else PlanRule.BEST,
        asked_by=by,
        total=round_.wishes,
    )
    record("round.run_asked", on=round_, by=by, facts={"run": run.number})
    return run


def next_number(round_: Round) -> int:
    return (round_.runs.aggregate(last=Max("number"))["last"] or 0) + 1


def _pins(round_: Round) -> dict[str, Any]:
    """Pins of entries that are in the frozen market; what came or left meanwhile cannot be placed."""
    pins = market.pins_of(round_)
    named = {key for some in pins.values() for pin in some for key in pin[:2]}
    known = keys_among(market.packed_market(round_.pk), named)
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
    forget_rows(pk)
    if run is None:
        return
    try:
        _carry_out(run)
    except RunIsOverError:
        forget_rows(pk)
    except LeaseLostError:
        raise
    except HandedBackError:
        _wait_again(run)
        raise
    except Exception as error:
        if not is_last_try() and not isinstance(error, apart.RunFailedError):
            _wait_again(run)
            raise
        log.exception("plan failed", run=pk)
        _failed(run, ENDED if isinstance(error, apart.RunEndedError) else str(error) or type(error).__name__)
        forget_rows(pk)


def _carry_out(run: Run) -> None:
    keeping, progress = Keeping(run), _Progress(run)
    with apart.under_way(solving.make, files.task_of(run)) as at_work:
        for told in at_work.news():
            progress.goes_on()
            if told is not None and told[0] == "step":
                progress.note(*told[1])
            elif told is not None:
                keeping.take(*told)
        keeping.complete()


@transaction.atomic
def _started(pk: int) -> Run | None:
    hold_task()
    rows = Run.objects.select_for_update(of=("self",)).defer("plan", "repairs__plan").select_related("repairs")
    run = rows.filter(pk=pk, state__in=UNFINISHED).first()
    if run is None:
        return None
    run.state, run.started_at, run.step, run.done = RunState.RUNNING, timezone.now(), RunStep.PAIRS, 0
    run.tries += 1
    run.save(update_fields=["state", "started_at", "step", "done", "tries"])
    return run


class _Progress:
    """Written down now and then; as often somebody may have stopped the run, or the worker."""

    def __init__(self, run: Run) -> None:
        self.run = run
        self.own = Run.objects.filter(pk=run.pk, state=RunState.RUNNING, tries=run.tries)
        self.looked = self.written = 0.0
        self.step = ""

    def goes_on(self) -> None:
        if is_told_to_stop():
            raise HandedBackError
        if monotonic() < self.looked + LOOK_EVERY_SECONDS:
            return
        self.looked = monotonic()
        if not is_held():
            raise LeaseLostError
        if not self.own.exists():
            raise RunIsOverError

    def note(self, step: str, done: int, total: int) -> None:
        if step == self.step and monotonic() < self.written + NOTE_EVERY_SECONDS:
            return
        self.step, self.written = step, monotonic()
        with transaction.atomic():
            self.own.update(step=step, done=done, total=total)


@transaction.atomic
def _wait_again(run: Run) -> None:
    Run.objects.filter(pk=run.pk, state=RunState.RUNNING, tries=run.tries).update(
        state=RunState.WAITING, step=RunStep.PAIRS, done=0
    )


@transaction.atomic
def _failed(run: Run, problem: str) -> None:
    hold_task()
    Run.objects.filter(pk=run.pk, state__in=UNFINISHED, tries=run.tries).update(
        state=RunState.FAILED, problem=problem[:300], ended_at=timezone.now()
    )


def give_up(pk: int) -> None:
    """Nobody will try again: the worker was ended each time."""
    run = Run.objects.defer("plan").filter(pk=pk).first()
    if run is not None:
        _failed(run, ENDED)
        forget_rows(pk)
