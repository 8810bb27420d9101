"""Plans that were made are kept: the file, its figures, its stays, and what it means for each entry.

Tens of thousands of rows are written some at a time, so that nobody who writes meanwhile waits long. Until the last of
them is there the run is not done and no page shows them; a run that does not come to its end leaves none behind.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
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

# Rows are written and deleted so many at a time.
AT_ONCE = 1_000
Rows = list[dict[str, Any]]


class RunIsOverError(RuntimeError):
    """The run was stopped, or begun anew by another worker. Nothing more of it is kept."""


@dataclass
class Choice:
    """A plan as it comes in."""

    summary: dict[str, Any]
    most_moved: int
    stays: Rows = field(default_factory=list)
    outcomes: Rows = field(default_factory=list)
    file: bytes = b""


class Keeping:
    """Takes what `solving.make` tells of a run. The rows of the plan that was asked for are written as they come;
    further choices of a repair, which are small, at the end."""

    def __init__(self, run: Run) -> None:
        self.run = run
        self.choices: list[Choice] = []
        self.known = _with_a_stay()

    def take(self, kind: str, told: Any) -> None:
        if kind == "plan":
            self.choices.append(Choice(**told))
        elif kind == "file":
            self.choices[-1].file = told
        elif len(self.choices) > 1:
            getattr(self.choices[-1], kind).extend(told)
        else:
            self._write(kind, told)

    @transaction.atomic
    def _write(self, kind: str, rows: Rows) -> None:
        hold_own(self.run)
        if kind == "stays":
            _write_stays(self.run, rows)
        else:
            _write_outcomes(self.run, rows, self.known)

    @transaction.atomic
    def complete(self) -> None:
        """From now on the plan is there for everybody who may see it."""
        run = hold_own(self.run)
        _finish(run, self.choices[0])
        facts = {"run": run.number, "status": run.summary["status"]}
        record("round.run_done", on=run.round, by=None, facts=facts)
        for choice in self.choices[1:]:
            beside = _beside(run, choice)
            _write_stays(beside, choice.stays)
            _write_outcomes(beside, choice.outcomes, self.known)
            _finish(beside, choice)


def hold_own(run: Run) -> Run:
    """The run as it is now, held until the transaction ends; only for the worker that began it last."""
    hold_task()
    rows = Run.objects.select_for_update(of=("self",)).defer("plan", "round__market").select_related("round")
    held = rows.filter(pk=run.pk, state=RunState.RUNNING, tries=run.tries).first()
    if held is None:
        raise RunIsOverError
    return held


def forget_rows(pk: int) -> None:
    """Of a run that did not come to its end."""
    if Run.objects.filter(pk=pk, state=RunState.DONE).exists():
        return
    for rows in (Placement.objects.filter(run=pk), Outcome.objects.filter(run=pk)):
        while some := list(rows.values_list("pk", flat=True)[:AT_ONCE]):
            with transaction.atomic():
                rows.filter(pk__in=some).delete()


def _beside(run: Run, choice: Choice) -> Run:
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
        tries=run.tries,
    )


def _finish(run: Run, choice: Choice) -> None:
    if run.kind == RunKind.REPAIR and choice.summary["status"] != "infeasible":
        _keep_what_is_outside(run)
    agreed = [stay[2] for stay in run.since.get("agreed", ())]
    run.summary = choice.summary | {
        "stays": choice.summary["stays"] + len(agreed),
        "people": choice.summary["people"] + sum(agreed),
    }
    run.plan, run.state, run.ended_at = choice.file, RunState.DONE, timezone.now()
    run.save(update_fields=["plan", "summary", "state", "ended_at"])


def _write_stays(run: Run, rows: Rows) -> None:
    entries = _entries(key for row in rows for key in (row["wish"], row["offer"]))
    Placement.objects.bulk_create(
        [
            Placement(
                run=run,
                wish_id=entries[row["wish"]][0],
                offer_id=entries[row["offer"]][0],
                people=row["people"],
                fewer_opportunities=row["fewer_opportunities"],
                starts_on=row["from"] and date.fromisoformat(row["from"]),
                ends_on=row["to"] and date.fromisoformat(row["to"]),
                pair_score=row["tenths"],
            )
            for row in rows
        ],
        batch_size=AT_ONCE,
    )


def _write_outcomes(run: Run, rows: Rows, known: set[int]) -> None:
    entries = _entries(row["entry"] for row in rows)
    Outcome.objects.bulk_create(
        [
            Outcome(
                run=run,
                entry_id=entries[row["entry"]][0],
                asked=row["asked"],
                placed=row["placed"],
                is_newcomer=entries[row["entry"]][1] not in known,
                suits=row["suits"],
                because=row["because"],
                others=row["others"],
            )
            for row in rows
        ],
        batch_size=AT_ONCE,
    )


def _entries(keys: Iterable[str]) -> dict[str, tuple[int, int]]:
    """The numbers of entries and of their organisations, by key."""
    listed = sorted(set(keys))
    found: dict[str, tuple[int, int]] = {}
    for first in range(0, len(listed), AT_ONCE):
        rows = Entry.objects.filter(key__in=listed[first : first + AT_ONCE])
        found |= {str(key): (pk, owner) for key, pk, owner in rows.values_list("key", "pk", "organisation_id")}
    return found


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
