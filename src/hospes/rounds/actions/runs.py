"""Plans for the market of a round: asked for, made by a worker, stopped, kept."""

import gzip
import json
from collections.abc import Iterator, Mapping
from datetime import date
from itertools import islice
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from hospes.jobs.actions import hold as hold_task
from hospes.journal.actions import record
from hospes.matchmaking.choices import IntroductionState
from hospes.matchmaking.models import Entry, Introduction
from hospes.matchmaking.queries.market import trees
from hospes.people.models import Person
from hospes.rounds import solving
from hospes.rounds.actions.steps import hold, is_set_up
from hospes.rounds.choices import UNFINISHED, RoundState, RunState, RunStep
from hospes.rounds.models import Outcome, Placement, Round, Run
from hospes.rounds.queries import market
from hospes.rounds.rules import NotNowError

# Rows are written so many at a time.
AT_ONCE = 1_000


@transaction.atomic
def ask_for_run(
    round_: Round, *, by: Person, note: str = "", settings: Mapping[str, Any] | None = None, with_pins: bool = True
) -> Run:
    """A plan with the settings and pins of the round as they are now; `settings` lays others over them."""
    round_ = hold(round_)
    is_set_up(round_, by)
    if round_.state != RoundState.PLANNING:
        raise NotNowError("market_is_not_frozen")
    if round_.runs.filter(state__in=UNFINISHED).exists():
        raise NotNowError("a_plan_is_being_made")
    last = round_.runs.aggregate(last=Max("number"))["last"] or 0
    run = Run.objects.create(
        round=round_,
        number=last + 1,
        note=note,
        given=market.settings_of(round_) | dict(settings or {}),
        pins=_pins(round_) if with_pins else {},
        asked_by=by,
        total=round_.wishes,
    )
    record("round.run_asked", on=round_, by=by, facts={"run": run.number})
    return run


def _pins(round_: Round) -> dict[str, Any]:
    """Pins of entries that are in the frozen market; what came or left meanwhile cannot be placed."""
    known = market.keys_in(round_)
    pins = market.pins_of(round_)
    return {name: [pin for pin in some if {pin[0], pin[1]} <= known] for name, some in pins.items()}


@transaction.atomic
def stop_run(run: Run, *, by: Person) -> Run:
    """Stop a plan that is being made. What was found so far is forgotten."""
    round_ = hold(run.round)
    is_set_up(round_, by)
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
    task = solving.Task(market.file_of(run), run.seed, run.work)
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
    _keep(pk, solved)


@transaction.atomic
def _started(pk: int) -> Run | None:
    hold_task()
    run = Run.objects.select_for_update().defer("plan").get(pk=pk)
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


@transaction.atomic
def _keep(pk: int, solved: solving.Solved) -> None:
    hold_task()
    run = Run.objects.select_for_update().defer("plan").select_related("round").get(pk=pk)
    if run.state != RunState.RUNNING:
        return
    ids = _ids([entry["entry"] for entry in solved.outcomes])
    Placement.objects.bulk_create(_placements(run, solved.plan, ids), batch_size=AT_ONCE)
    Outcome.objects.bulk_create(_outcomes(run, solved, ids), batch_size=AT_ONCE)
    run.plan = gzip.compress(json.dumps(solved.plan).encode(), mtime=0)
    run.summary = _summary(solved)
    run.state, run.ended_at = RunState.DONE, timezone.now()
    run.save(update_fields=["plan", "summary", "state", "ended_at"])
    record("round.run_done", on=run.round, by=None, facts={"run": run.number, "status": run.summary["status"]})


def _summary(solved: solving.Solved) -> dict[str, Any]:
    plan = solved.plan
    kept = ("status", "objective", "bound", "gap", "proven", "conflict", "reserve", "fairness", "exchanges")
    return {name: plan[name] for name in kept} | {
        "stays": len(plan["pairs"]),
        "people": plan["totals"]["people"],
        "fewer_opportunities": plan["totals"]["fewer_opportunities"],
        "unplaced": sum(one["people"] for one in plan["unplaced"]),
        "unplaced_wishes": len(plan["unplaced"]),
        "prices": solved.prices,
    }


def _ids(keys: list[str]) -> dict[str, Entry]:
    """The entries by their keys, some at a time: not every database takes a long list."""
    found: dict[str, Entry] = {}
    waiting = iter(keys)
    while some := list(islice(waiting, AT_ONCE)):
        rows = Entry.objects.filter(key__in=some).only("key", "organisation_id", "people", "places", "kind")
        found |= {str(entry.key): entry for entry in rows}
    return found


def _placements(run: Run, plan: Mapping[str, Any], entries: Mapping[str, Entry]) -> Iterator[Placement]:
    for pair in plan["pairs"]:
        yield Placement(
            run=run,
            wish=entries[pair["wish"]],
            offer=entries[pair["offer"]],
            people=pair["people"],
            fewer_opportunities=pair["fewer_opportunities"],
            starts_on=pair["from"] and date.fromisoformat(pair["from"]),
            ends_on=pair["to"] and date.fromisoformat(pair["to"]),
            pair_score=round(pair["scores"]["pair"] * 10),
        )


def _outcomes(run: Run, solved: solving.Solved, entries: Mapping[str, Entry]) -> Iterator[Outcome]:
    because = {one["wish"]: one["because"] for one in solved.plan["unplaced"]}
    known = _with_a_stay()
    for one in solved.outcomes:
        entry = entries[one["entry"]]
        yield Outcome(
            run=run,
            entry=entry,
            asked=one["asked"],
            placed=one["placed"],
            is_newcomer=entry.organisation_id not in known,
            because=because.get(one["entry"], []),
            others=one["others"],
        )


def _with_a_stay() -> set[int]:
    """Organisations that have realised a stay."""
    realised = Introduction.objects.filter(state=IntroductionState.REALISED)
    return {
        *realised.values_list("wish__organisation", flat=True),
        *realised.values_list("offer__organisation", flat=True),
    }
