"""A plan after declines: a repair is looked for, one of its choices is carried out."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from hospes.journal.actions import record
from hospes.matchmaking.choices import IntroductionState
from hospes.people.models import Person
from hospes.rounds import rules
from hospes.rounds.actions.rings import number_rings
from hospes.rounds.actions.runs import next_number
from hospes.rounds.actions.steps import hold, hold_for, nothing_runs
from hospes.rounds.choices import RoundState, RunKind
from hospes.rounds.models import Placement, Round, Run
from hospes.rounds.queries import market, since
from hospes.rounds.queries import rounds as queries
from hospes.rounds.rules import NotNowError


@transaction.atomic
def ask_for_repair(round_: Round, *, by: Person, note: str = "") -> Run:
    """Look for the repair that moves fewest, and for those that move more and gain something.

    What somebody has accepted stays where it is; what still waits stays if it can; what was declined is not asked
    again.
    """
    round_ = hold(round_)
    if not rules.may_run_rounds(by):
        raise PermissionDenied
    chosen = queries.chosen_of(round_)
    if round_.state != RoundState.COMMITTED or chosen is None:
        raise NotNowError("too_late", state=round_.state)
    nothing_runs(round_)
    if not since.broken(chosen).exists():
        raise NotNowError("nothing_to_repair")
    frozen = market.frozen_of(chosen)
    happened = since.since(chosen, frozen)
    run = Run.objects.create(
        round=round_,
        number=next_number(round_),
        kind=RunKind.REPAIR,
        repairs=chosen,
        since=happened,
        note=note,
        given=chosen.given,
        pins=since.pins_of(chosen, happened, frozen),
        asked_by=by,
        total=round_.wishes,
    )
    record("round.repair_asked", on=round_, by=by, facts={"run": run.number})
    return run


@transaction.atomic
def carry_out_repair(run: Run, *, by: Person) -> Round:
    """This repair it is. What moves is taken back and what is new proposed from now on, by a worker.

    Of two facilitators at once the second is told that the plan has changed.
    """
    round_ = hold_for(run.round, RoundState.SENDING, by)
    run = Run.objects.select_for_update(of=("self",)).defer("plan").select_related("round").get(pk=run.pk)
    chosen = queries.chosen_of(round_)
    nothing_runs(round_)
    if chosen is None or not rules.can_be_carried_out(run, chosen):
        raise NotNowError("no_repair_to_carry_out")
    _take_over(run, chosen)
    number_rings(run)
    Run.objects.filter(pk=chosen.pk).update(is_chosen=False)
    Run.objects.filter(pk=run.pk).update(is_chosen=True)
    round_.state, round_.committed_by = RoundState.SENDING, by
    round_.answer_by = rules.answer_by(round_, timezone.localdate())
    round_.save(update_fields=["state", "committed_by", "answer_by"])
    facts = {"run": run.number, "before": chosen.number, "moved": run.summary["repair"]["moved"]}
    record("round.repaired", on=round_, by=by, facts=facts)
    return round_


def _take_over(run: Run, chosen: Run) -> None:
    """Stays that the repair keeps have the introductions that they had."""
    earlier = Placement.objects.filter(run=chosen).exclude(introduction=None).select_related("introduction")
    kept = {(one.wish_id, one.offer_id): one for one in earlier}
    changed = []
    for stay in Placement.objects.filter(run=run):
        before = kept.get((stay.wish_id, stay.offer_id))
        if before is None or before.introduction is None:
            continue
        made = before.introduction
        if made.state == IntroductionState.FELL_THROUGH:
            continue
        # A proposal of another size is a new one, as long as nobody has answered it.
        if made.people != stay.people and since.is_free(made):
            continue
        stay.introduction, stay.people = made, made.people or stay.people
        stay.starts_on, stay.ends_on = made.starts_on, made.ends_on
        changed.append(stay)
    fields = ["introduction", "people", "starts_on", "ends_on"]
    Placement.objects.bulk_update(changed, fields, batch_size=500)
