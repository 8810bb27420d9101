"""What becomes of a proposed pair. Proposals are in introductions_proposing, answers in introductions_answers,
dates in introductions_dates, exchanges of several in exchanges."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from hospes.journal.actions import record
from hospes.matchmaking.actions import cooperation, exchanges_parts
from hospes.matchmaking.actions import introductions_steps as steps
from hospes.matchmaking.actions.introductions_answers import accept, counter, decline
from hospes.matchmaking.actions.introductions_dates import expire_due, remind_due
from hospes.matchmaking.actions.introductions_proposing import propose
from hospes.matchmaking.actions.messages import write_message
from hospes.matchmaking.choices import ExchangeState, IntroductionState, NotRealisedReason
from hospes.matchmaking.letters import introductions_endings as endings
from hospes.matchmaking.models import Entry, Introduction
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
def withdraw(introduction: Introduction, *, by: Person) -> Introduction:
    """The facilitator takes the proposal back before both sides have accepted; an exchange goes as a whole."""
    introduction = steps.take(introduction)
    if not rules.may_propose(by):
        raise PermissionDenied
    steps.must_become(introduction, IntroductionState.WITHDRAWN)
    if introduction.exchange is not None:
        exchange, parts = steps.take_parts(introduction.exchange.pk)
        exchanges_parts.end(exchange, parts, ExchangeState.WITHDRAWN, by=by)
        introduction.refresh_from_db()
        return introduction
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
        cooperation.realised(introduction, by=by)
    if state == IntroductionState.NOT_REALISED:
        cooperation.not_realised(introduction, by=by)
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
