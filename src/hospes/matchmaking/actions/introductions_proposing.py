"""Proposing a pair to both sides."""

from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone

from hospes.journal.actions import record
from hospes.matchmaking.actions import introductions_steps as steps
from hospes.matchmaking.choices import Side
from hospes.matchmaking.letters import introductions as letters
from hospes.matchmaking.models import Entry, Exchange, Introduction, PairInterest
from hospes.matchmaking.queries.suggestions import assessment_to_keep
from hospes.matchmaking.rules import introductions as rules
from hospes.matchmaking.rules.introductions import RefusedError
from hospes.people.models import Person


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
    introduction = put_on_the_table(
        Introduction(
            wish=wish,
            offer=offer,
            people=people,
            starts_on=starts_on,
            ends_on=ends_on,
            answer_by=answer_by,
            note=note,
            proposed_by=by,
        )
    )
    for side in Side:
        letters.post_proposal(introduction, side)
    _write_down(introduction, by)
    return introduction


def put_on_the_table(introduction: Introduction) -> Introduction:
    """Save a proposal, if it can be made now. Call with the entries taken."""
    wish, offer, people = introduction.wish, introduction.offer, introduction.people or 0
    today = timezone.localdate()
    if not rules.can_be_proposed(wish, offer, today):
        raise RefusedError("not_on_the_market")
    steps.must_be_welcome(wish, offer)
    if introduction.answer_by < today:
        raise RefusedError("answer_date_is_past")
    introduction.assessment = assessment_to_keep(wish, offer)
    steps.must_be_a_stay(introduction, people, introduction.starts_on, introduction.ends_on)
    steps.must_have_room(introduction, people)
    steps.must_be_reachable(wish, offer)
    try:
        with transaction.atomic():
            introduction.save()
    except IntegrityError as error:
        raise RefusedError("already_proposed") from error
    PairInterest.objects.filter(wish=wish, offer=offer).delete()
    return introduction


def write_down_part(introduction: Introduction, exchange: Exchange, by: Person) -> None:
    _write_down(introduction, by, exchange=exchange.pk)


def _write_down(introduction: Introduction, by: Person, **more: object) -> None:
    facts = {
        "wish": introduction.wish_id,
        "offer": introduction.offer_id,
        "people": introduction.people,
        "answer_by": introduction.answer_by.isoformat(),
    }
    record("introduction.proposed", on=introduction, by=by, facts=facts | more)
