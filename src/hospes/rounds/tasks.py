"""Large markets are frozen, plans made and proposals sent by a worker. What lasts waits in a queue of its own."""

from django.db import transaction

from hospes.jobs import queries as jobs
from hospes.jobs.schedule import LONG, scheduled, task
from hospes.people.models import Person
from hospes.rounds.actions import freezing, proposals, rounds, runs
from hospes.rounds.choices import UNFINISHED, RoundState
from hospes.rounds.models import Round, Run


@task(queue_name=LONG)
def freeze_market(pk: int) -> None:
    freezing.carry_out(pk)


@task(queue_name=LONG)
def make_plan(pk: int) -> None:
    runs.carry_out(pk)


@task(queue_name=LONG)
def send_proposals(pk: int) -> None:
    proposals.send_proposals(pk)


@transaction.atomic
def freeze(round_: Round, *, by: Person) -> Round:
    """Freeze the market, or have it frozen when it is large."""
    round_ = rounds.freeze(round_, by=by)
    if round_.state == RoundState.FREEZING:
        freeze_market.enqueue(round_.pk)
    return round_


@scheduled("*/5 * * * *")
def go_on_with_rounds() -> None:
    """What no task speaks of any more, because it was tried as often as tasks are tried, goes on or is given up."""
    for work, state in ((freeze_market, RoundState.FREEZING), (send_proposals, RoundState.SENDING)):
        known = jobs.under_way(work.module_path)
        for pk in Round.objects.filter(state=state).values_list("pk", flat=True):
            if pk not in known:
                work.enqueue(pk)
    known = jobs.under_way(make_plan.module_path)
    for pk in Run.objects.filter(state__in=UNFINISHED).values_list("pk", flat=True):
        if pk not in known:
            runs.give_up(pk)
