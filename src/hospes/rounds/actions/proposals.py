"""Proposals of a committed plan go out one by one: whoever stops in between goes on where it stopped."""

from django.db import transaction

from hospes.jobs.actions import hold as hold_task
from hospes.journal.actions import record
from hospes.matchmaking.actions.introductions import propose
from hospes.matchmaking.rules.introductions import RefusedError, may_propose
from hospes.rounds.actions.steps import hold
from hospes.rounds.choices import RoundState
from hospes.rounds.models import Placement, Round
from hospes.rounds.queries.placements import not_sent


def send_proposals(pk: int) -> None:
    """Propose every stay of the chosen plan. What cannot be proposed any more is kept with its reason."""
    round_ = Round.objects.defer("market").get(pk=pk)
    if round_.state != RoundState.SENDING:
        return
    for placement in list(not_sent(round_).values_list("pk", flat=True)):
        _send(placement)
    _sent(round_)


@transaction.atomic
def _send(pk: int) -> None:
    hold_task()
    rows = Placement.objects.select_for_update(of=("self",)).select_related(
        "run__round__committed_by", "wish__organisation", "offer__organisation"
    )
    placement = rows.defer("run__plan", "run__round__market").get(pk=pk)
    if placement.introduction_id or placement.refused:
        return
    round_ = placement.run.round
    assert round_.answer_by is not None
    if round_.committed_by is None or not may_propose(round_.committed_by):
        placement.refused = "facilitator_is_gone"
    else:
        try:
            with transaction.atomic():
                placement.introduction = propose(
                    placement.wish,
                    placement.offer,
                    people=placement.people,
                    starts_on=placement.starts_on,
                    ends_on=placement.ends_on,
                    answer_by=round_.answer_by,
                    by=round_.committed_by,
                )
        except RefusedError as error:
            placement.refused = error.code
    placement.save(update_fields=["introduction", "refused"])


@transaction.atomic
def _sent(round_: Round) -> None:
    hold_task()
    round_ = hold(round_)
    if round_.state != RoundState.SENDING or not_sent(round_).exists():
        return
    round_.state = RoundState.COMMITTED
    round_.save(update_fields=["state"])
    placements = Placement.objects.filter(run__round=round_, run__is_chosen=True)
    facts = {
        "proposed": placements.exclude(introduction=None).count(),
        "refused": placements.exclude(refused="").count(),
    }
    record("round.sent", on=round_, by=None, facts=facts)
