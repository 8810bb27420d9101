"""Plans that were made are kept: the file, its figures, its stays, and what it means for each entry."""

import gzip
import json
from collections.abc import Iterator, Mapping, Sequence
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
from hospes.rounds.choices import RunKind, RunState
from hospes.rounds.models import Outcome, Placement, Run
from hospes.rounds.solving import Solved

# Rows are written so many at a time.
AT_ONCE = 1_000
FIGURES = ("status", "objective", "bound", "gap", "proven", "conflict", "reserve", "fairness", "exchanges")


@transaction.atomic
def keep(pk: int, solved: Sequence[Solved]) -> None:
    """The first is the plan that was asked for; the others are further choices of a repair."""
    hold_task()
    run = Run.objects.select_for_update(of=("self",)).defer("plan").select_related("round").get(pk=pk)
    if run.state != RunState.RUNNING:
        return
    _keep(run, solved[0])
    record("round.run_done", on=run.round, by=None, facts={"run": run.number, "status": run.summary["status"]})
    for choice in solved[1:]:
        _keep(_beside(run, choice), choice)


def _beside(run: Run, choice: Solved) -> Run:
    """Another choice of the same repair, as a plan of its own."""
    last = Run.objects.filter(round=run.round_id).aggregate(last=Max("number"))["last"]
    return Run.objects.create(
        round=run.round,
        number=last + 1,
        kind=RunKind.REPAIR,
        repairs_id=run.repairs_id,
        since=run.since,
        most_moved=choice.most_moved,
        note=run.note,
        given=run.given,
        pins=run.pins,
        seed=run.seed,
        work=run.work,
        asked_by_id=run.asked_by_id,
        started_at=run.started_at,
        ended_at=timezone.now(),
        state=RunState.DONE,
    )


def _keep(run: Run, solved: Solved) -> None:
    ids = _ids([entry["entry"] for entry in solved.outcomes])
    Placement.objects.bulk_create(_placements(run, solved.plan, ids), batch_size=AT_ONCE)
    Outcome.objects.bulk_create(_outcomes(run, solved, ids), batch_size=AT_ONCE)
    if run.kind == RunKind.REPAIR and solved.outcomes:
        _keep_what_is_outside(run)
    run.plan = gzip.compress(json.dumps(solved.plan).encode(), mtime=0)
    run.summary = _summary(run, solved)
    run.state, run.ended_at = RunState.DONE, timezone.now()
    run.save(update_fields=["plan", "summary", "state", "ended_at"])


def _summary(run: Run, solved: Solved) -> dict[str, Any]:
    plan = solved.plan
    agreed = [stay[2] for stay in run.since.get("agreed", ())]
    found = {name: plan[name] for name in FIGURES} | {
        "stays": len(plan["pairs"]) + len(agreed),
        "people": plan["totals"]["people"] + sum(agreed),
        "fewer_opportunities": plan["totals"]["fewer_opportunities"],
        "unplaced": sum(one["people"] for one in plan["unplaced"]),
        "unplaced_wishes": len(plan["unplaced"]),
        "prices": solved.prices,
    }
    return found | ({"repair": plan["repair"]} if "repair" in plan else {})


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


def _outcomes(run: Run, solved: Solved, entries: Mapping[str, Entry]) -> Iterator[Outcome]:
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


# A repair


def _keep_what_is_outside(run: Run) -> None:
    """Stays that were agreed on other terms belong to the plan as well, and entries that left the market to what
    came of it: their numbers are those of the earlier plan."""
    agreed = {(wish, offer): people for wish, offer, people in run.since["agreed"]}
    guests: dict[str, int] = {}
    for (wish, offer), people in agreed.items():
        guests[wish] = guests.get(wish, 0) + people
        guests[offer] = guests.get(offer, 0) + people
    earlier = Placement.objects.filter(run=run.repairs_id).select_related("wish", "offer", "introduction")
    outside = [one for one in earlier if (str(one.wish.key), str(one.offer.key)) in agreed]
    Placement.objects.bulk_create(_again(run, outside), batch_size=AT_ONCE)
    before = Outcome.objects.filter(run=run.repairs_id).select_related("entry").in_bulk(field_name="pk")
    gone = set(run.since["gone"])
    by_key = {str(one.entry.key): one for one in before.values()}
    there = {str(one.entry.key): one for one in Outcome.objects.filter(run=run).select_related("entry")}
    for key, people in guests.items():
        if key in there:
            there[key].asked = by_key[key].asked
            there[key].placed += people
            there[key].save(update_fields=["asked", "placed"])
    left = [key for key in by_key if key not in there]
    Outcome.objects.bulk_create(
        (
            Outcome(
                run=run,
                entry=by_key[key].entry,
                asked=by_key[key].asked,
                placed=guests.get(key, 0),
                is_newcomer=by_key[key].is_newcomer,
                because=[{"code": "gone"}] if key in gone else [],
            )
            for key in left
        ),
        batch_size=AT_ONCE,
    )


def _again(run: Run, stays: Sequence[Placement]) -> Iterator[Placement]:
    """Stays of an earlier plan on the terms that both sides know."""
    for stay in stays:
        made = stay.introduction
        assert made is not None
        yield Placement(
            run=run,
            wish=stay.wish,
            offer=stay.offer,
            people=made.people or stay.people,
            fewer_opportunities=min(stay.fewer_opportunities, made.people or stay.people),
            starts_on=made.starts_on,
            ends_on=made.ends_on,
            pair_score=stay.pair_score,
        )
