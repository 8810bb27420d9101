"""Rounds that the races begin with: one is planned, the others are copies of it."""

from datetime import timedelta

from django.utils import timezone

from hospes.matchmaking.models import Entry, Introduction
from hospes.people.models import Person
from hospes.rounds.actions import pins, rounds, runs
from hospes.rounds.choices import RoundState, RunKind, RunState
from hospes.rounds.models import Outcome, Placement, Round, Run


def planned(wish: int, *_offers: int) -> int:
    """A round whose market is frozen, with a plan that is done. Gives the number of its run."""
    by = Person.objects.get(email="facilitator@hospes.example")
    until = timezone.localdate() + timedelta(days=20)
    opened = rounds.open_round(by=by, name=f"Round of {wish}", entries_until=until)
    run = runs.ask_for_run(rounds.freeze(opened, by=by), by=by)
    runs.carry_out(run.pk)
    assert Run.objects.get(pk=run.pk).state == RunState.DONE
    return run.pk


def copied(run: int, waits: int, wish: int, offer: int) -> dict[str, int]:
    """The same round once more, with a pair kept apart, and perhaps with a second run that waits. In no journal."""
    template = Run.objects.get(pk=run)
    copy = _round_like(template.round, RoundState.PLANNING)
    _run_like(template, copy, is_chosen=False)
    if waits:
        Run.objects.create(round=copy, number=2, given=template.given, asked_by=template.asked_by)
    pair = Entry.objects.get(pk=wish), Entry.objects.get(pk=offer)
    by = template.asked_by
    pin = pins.Pin.objects.create(round=copy, wish=pair[0], offer=pair[1], kind="apart", reason="No.", by=by)
    return {"pk": copy.pk, "pin": pin.pk}


def moving(run: int, introduction: int, offer: int) -> int:
    """A round whose repair moves this introduction to another host: nothing of it has gone out yet."""
    template, made = Run.objects.get(pk=run), Introduction.objects.get(pk=introduction)
    copy = _round_like(template.round, RoundState.SENDING)
    copy.answer_by, copy.committed_by = timezone.localdate() + timedelta(days=9), template.asked_by
    copy.committed_at = timezone.now()
    copy.save()
    before = _run_like(template, copy, is_chosen=False, with_rows=False)
    stay = {"people": made.people or 1, "starts_on": made.starts_on, "ends_on": made.ends_on, "pair_score": 500}
    Placement.objects.create(run=before, wish=made.wish, offer=made.offer, introduction=made, **stay)
    repair = _run_like(template, copy, is_chosen=True, with_rows=False, repairs=before)
    Placement.objects.create(run=repair, wish=made.wish, offer=Entry.objects.get(pk=offer), **stay)
    return copy.pk


def _round_like(round_: Round, state: RoundState) -> Round:
    copy = Round.objects.get(pk=round_.pk)
    copy.pk, copy.key, copy._state.adding = None, Round._meta.get_field("key").get_default(), True
    copy.state = state
    copy.save()
    return copy


def _run_like(run: Run, round_: Round, *, is_chosen: bool, with_rows: bool = True, repairs: Run | None = None) -> Run:
    copy = Run.objects.get(pk=run.pk)
    copy.pk, copy.round, copy.is_chosen, copy._state.adding = None, round_, is_chosen, True
    if repairs is not None:
        copy.kind, copy.repairs, copy.number = RunKind.REPAIR, repairs, repairs.number + 1
    copy.save()
    for model in (Placement, Outcome) if with_rows else ():
        rows = list(model.objects.filter(run=run))
        for row in rows:
            row.pk, row.run = None, copy
        model.objects.bulk_create(rows)
    return copy
