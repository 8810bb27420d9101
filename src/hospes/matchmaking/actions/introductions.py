"""Proposing a pair and what becomes of it. Answers are in introductions_answers, dates in introductions_dates."""

from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone

from hospes.journal.actions import record
from hospes.matchmaking.actions import introductions_steps as steps
from hospes.matchmaking.actions.introductions_answers import accept, counter, decline
from hospes.matchmaking.actions.introductions_dates import expire_due, remind_due
from hospes.matchmaking.actions.messages import write_message
from hospes.matchmaking.choices import IntroductionState, NotRealisedReason, Side
from hospes.matchmaking.letters import introductions as letters
from hospes.matchmaking.letters import introductions_endings as endings
from hospes.matchmaking.models import Entry, Introduction, PairInterest
from hospes.matchmaking.queries.suggestions import assessment_to_keep
from hospes.matchmaking.rules import introductions as rules
from hospes.matchmaking.rules.introductions import RefusedError
from hospes.organisations.models import Organisation
from hospes.people.models import Person

__all__ = [
    "accept",
    "counter",
    "decline",
    "expire_due",
    "mark",
    "propose",
    "remind_due",
    "withdraw",
    "write_message",
]


@transaction.atomic
def propose(
    wish: Entry,
    offer: Entry,
    *,
    people: int,
    answer_by: date,
    by: Person,
    starts_on: date | None = None,
    ends_on: date | None = None,
    note: str = "",
) -> Introduction:
    """Ask both sides whether they want to be introduced. Each gets a mail with its own answer links."""
    if not rules.may_propose(by):
        raise PermissionDenied
    steps.take_entries(wish, offer)
    today = timezone.localdate()
    if not rules.can_be_proposed(wish, offer, today):
        raise RefusedError("not_on_the_market")
    steps.must_be_welcome(wish, offer)
    if answer_by < today:
        raise RefusedError("answer_date_is_past")
    introduction = Introduction(
        wish=wish,
        offer=offer,
        people=people,
        starts_on=starts_on,
        ends_on=ends_on,
        answer_by=answer_by,
        note=note,
        proposed_by=by,
        assessment=assessment_to_keep(wish, offer),
    )
    steps.must_be_a_stay(introduction, people, starts_on, ends_on)
    steps.must_have_room(introduction, people)
    steps.must_be_reachable(wish, offer)
    try:
        with transaction.atomic():
            introduction.save()
    except IntegrityError as error:
        raise RefusedError("already_proposed") from error
    PairInterest.objects.filter(wish=wish, offer=offer).delete()
    for side in Side:
        letters.post_proposal(introduction, side)
    facts = {"wish": wish.pk, "offer": offer.pk, "people": people, "answer_by": answer_by.isoformat()}
    record("introduction.proposed", on=introduction, by=by, facts=facts)
    return introduction


@transaction.atomic
def withdraw(introduction: Introduction, *, by: Person) -> Introduction:
    """The facilitator takes the proposal back before both sides have accepted."""
    introduction = steps.take(introduction)
    if not rules.may_propose(by):
        raise PermissionDenied
    steps.must_become(introduction, IntroductionState.WITHDRAWN)
    introduction.state, introduction.ended_at = IntroductionState.WITHDRAWN, timezone.now()
    introduction.save(update_fields=["state", "ended_at"])
    endings.post_withdrawn(introduction)
    record("introduction.withdrawn", on=introduction, by=by)
    return introduction


@transaction.atomic
def mark(
    introduction: Introduction,
    state: IntroductionState | str,
    *,
    by: Person,
    acting_for: Organisation | None = None,
    reason: NotRealisedReason | str = "",
    comment: str = "",
) -> Introduction:
    """Say what became of an introduction: in preparation, realised, or not realised and why."""
    state = IntroductionState(state)
    introduction = steps.take(introduction)
    if not rules.may_see(by, introduction):
        raise PermissionDenied
    if state not in _MARKS:
        raise RefusedError("not_open", state=introduction.state)
    steps.must_become(introduction, state)
    introduction.state = state
    facts = {}
    if state != IntroductionState.IN_PREPARATION:
        introduction.ended_at = timezone.now()
    if state == IntroductionState.NOT_REALISED:
        introduction.not_realised_reason, introduction.comment = NotRealisedReason(reason), comment
        facts["reason"] = introduction.not_realised_reason
    introduction.save(update_fields=["state", "ended_at", "not_realised_reason", "comment"])
    if state == IntroductionState.REALISED:
        _find_pairs_again(introduction)
    record(_MARKS[state], on=introduction, by=by, acting_for=acting_for, facts=facts)
    return introduction


def _find_pairs_again(introduction: Introduction) -> None:
    """Who worked with whom has changed, for every entry of both. Their rows are taken in the order of all others."""
    organisations = [introduction.wish.organisation_id, introduction.offer.organisation_id]
    entries = Entry.objects.filter(organisation__in=organisations).order_by("pk").select_for_update()
    Entry.objects.filter(pk__in=list(entries.values_list("pk", flat=True))).update(paired_at=None)


_MARKS = {
    IntroductionState.IN_PREPARATION: "introduction.in_preparation",
    IntroductionState.REALISED: "introduction.realised",
    IntroductionState.NOT_REALISED: "introduction.not_realised",
}
