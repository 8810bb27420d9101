"""Proposals of a committed plan go out one by one: whoever stops in between goes on where it stopped.

After a repair, what moves is taken back first. What somebody accepted meanwhile stays.
"""

from datetime import date

from django.db import transaction
from django.utils import timezone

from hospes.jobs.actions import HandedBackError, is_told_to_stop
from hospes.jobs.actions import hold as hold_task
from hospes.journal.actions import record
from hospes.matchmaking.actions import introductions_steps
from hospes.matchmaking.actions.exchanges import propose_exchange
from hospes.matchmaking.actions.introductions import propose
from hospes.matchmaking.choices import IntroductionState
from hospes.matchmaking.models import Introduction
from hospes.matchmaking.rules.introductions import RefusedError, may_propose
from hospes.people.models import Person
from hospes.rounds import letters
from hospes.rounds.actions.steps import hold
from hospes.rounds.choices import RoundState
from hospes.rounds.models import Placement, Round
from hospes.rounds.queries import rounds as queries
from hospes.rounds.queries import since
from hospes.rounds.queries.placements import leaving, not_sent


def send_proposals(pk: int) -> None:
    """Take back what moves and propose every stay of the chosen plan. What cannot be proposed any more is kept
    with its reason."""
    round_ = Round.objects.defer("market").get(pk=pk)
    if round_.state != RoundState.SENDING:
        return
    for introduction in list(leaving(round_).values_list("pk", flat=True)):
        _may_go_on()
        _leave(introduction, round_)
    for placement in list(not_sent(round_).values_list("pk", flat=True)):
        _may_go_on()
        _send(placement)
    _sent(round_)


def _may_go_on() -> None:
    """Tens of thousands of proposals take long: a worker that is told to stop hands them on."""
    if is_told_to_stop():
        raise HandedBackError


@transaction.atomic
def _leave(pk: int, round_: Round) -> None:
    """Take back a proposal that the repair moves, unless somebody has answered it meanwhile."""
    hold_task()
    made = introductions_steps.take(Introduction(pk=pk))
    if not leaving(round_).filter(pk=pk).exists():
        return
    by = round_.committed_by
    if since.is_free(made) and by is not None and may_propose(by):
        _take_back(made, round_, by)
    else:
        _keep_after_all(made, round_)


def _take_back(made: Introduction, round_: Round, by: Person) -> None:
    """As a facilitator withdraws a proposal, with a mail that tells both sides what comes instead."""
    introductions_steps.must_become(made, IntroductionState.WITHDRAWN)
    made.state, made.ended_at = IntroductionState.WITHDRAWN, timezone.now()
    made.save(update_fields=["state", "ended_at"])
    letters.post_moved(made, round_)
    record("introduction.withdrawn", on=made, by=by, facts={"round": round_.pk})


def _keep_after_all(made: Introduction, round_: Round) -> None:
    """The stay belongs to the repaired plan as it is. What was to come in its place finds no room and is told."""
    chosen, before = queries.chosen_of(round_), Placement.objects.filter(introduction=made).order_by("-pk").first()
    assert chosen is not None
    assert before is not None
    terms = {
        "introduction": made,
        "people": made.people or before.people,
        "starts_on": made.starts_on,
        "ends_on": made.ends_on,
        "is_kept": True,
        "refused": "",
    }
    others = {"fewer_opportunities": before.fewer_opportunities, "pair_score": before.pair_score}
    Placement.objects.update_or_create(
        run=chosen, wish=made.wish, offer=made.offer, defaults=terms, create_defaults=terms | others
    )


@transaction.atomic
def _send(pk: int) -> None:
    """Propose one stay; with it those that stand or fall together with it."""
    hold_task()
    rows = Placement.objects.select_for_update(of=("self",)).select_related(
        "run__round__committed_by", "wish__organisation", "offer__organisation"
    )
    rows = rows.defer("run__plan", "run__round__market")
    placement = rows.get(pk=pk)
    if placement.introduction_id or placement.refused:
        return
    round_ = placement.run.round
    ring = [placement]
    if placement.ring is not None:
        ring = list(rows.filter(run=placement.run_id, ring=placement.ring).order_by("pk"))
    # A ring of which a part was agreed before cannot be proposed as one.
    together = ring if all(_is_open(one) for one in ring) else [placement]
    if round_.committed_by is None or not may_propose(round_.committed_by):
        for one in together:
            one.refused = "facilitator_is_gone"
    else:
        _propose(together, round_, round_.committed_by)
    for one in together:
        one.save(update_fields=["introduction", "refused"])


def _is_open(placement: Placement) -> bool:
    return placement.introduction_id is None and not placement.refused


def _propose(stays: list[Placement], round_: Round, by: Person) -> None:
    assert round_.answer_by is not None
    try:
        with transaction.atomic():
            if len(stays) == 1:
                made = [_alone(stays[0], round_.answer_by, by)]
            else:
                made = _as_exchange(stays, round_.answer_by, by)
    except RefusedError as error:
        for number, stay in enumerate(stays):
            stay.refused = error.code if error.facts.get("leg", number) == number else "exchange_is_broken"
        return
    for stay, introduction in zip(stays, made, strict=True):
        stay.introduction = introduction


def _alone(stay: Placement, answer_by: date, by: Person) -> Introduction:
    return propose(
        stay.wish,
        stay.offer,
        people=stay.people,
        starts_on=stay.starts_on,
        ends_on=stay.ends_on,
        answer_by=answer_by,
        by=by,
    )


def _as_exchange(stays: list[Placement], answer_by: date, by: Person) -> list[Introduction]:
    """All of them or none; everybody gets one mail that draws the whole ring."""
    legs = [(stay.wish, stay.offer, stay.people, stay.starts_on, stay.ends_on) for stay in stays]
    parts = {
        (part.wish_id, part.offer_id): part for part in propose_exchange(legs, answer_by=answer_by, by=by).parts.all()
    }
    return [parts[stay.wish_id, stay.offer_id] for stay in stays]


@transaction.atomic
def _sent(round_: Round) -> None:
    hold_task()
    round_ = hold(round_)
    if round_.state != RoundState.SENDING or leaving(round_).exists() or not_sent(round_).exists():
        return
    round_.state = RoundState.COMMITTED
    round_.save(update_fields=["state"])
    placements = Placement.objects.filter(run__round=round_, run__is_chosen=True)
    facts = {
        "proposed": placements.exclude(introduction=None).count(),
        "refused": placements.exclude(refused="").count(),
    }
    record("round.sent", on=round_, by=None, facts=facts)
