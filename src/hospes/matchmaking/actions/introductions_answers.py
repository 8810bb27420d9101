"""The answers of both sides: accept, decline, or other terms.

`by` is the person who answers, from the page or from the link in their mail, and acts for that side now.
Decline wins over a later accept; an answer to older terms is refused.
"""

from datetime import date, timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from hospes.journal.actions import record
from hospes.matchmaking.actions import cooperation
from hospes.matchmaking.actions import exchanges_parts as together
from hospes.matchmaking.actions import introductions_steps as steps
from hospes.matchmaking.actions.exchanges_parts import Via
from hospes.matchmaking.choices import DeclineReason, IntroductionState, Side
from hospes.matchmaking.letters import exchanges as exchange_letters
from hospes.matchmaking.letters import introductions as letters
from hospes.matchmaking.letters import introductions_endings as endings
from hospes.matchmaking.models import Introduction
from hospes.matchmaking.rules import introductions as rules
from hospes.matchmaking.rules.exchanges import Part
from hospes.organisations.rules import acts_for
from hospes.people.models import Person

# After other terms were proposed, the other side has at least this long to answer.
TIME_TO_ANSWER = timedelta(days=7)


@transaction.atomic
def accept(
    introduction: Introduction, *, side: Side | str, terms_version: int, by: Person, via: Via = "page"
) -> Introduction:
    """One side agrees to the terms on the table. When the other has agreed as well, both are introduced; a part of an
    exchange waits for all its other parts."""
    introduction, side = _take_for_answer(introduction, Side(side), by)
    if _has_said_so(introduction, side, terms_version):
        return introduction
    if introduction.exchange is not None:
        steps.must_wait(introduction)
        steps.must_be_about(introduction, terms_version)
        exchange, parts = steps.take_parts(introduction.exchange.pk)
        own = [Part(part, side) for part in parts if part.pk == introduction.pk]
        together.accept(exchange, parts, own, by=by, via=via)
        return own[0].introduction
    is_second = rules.has_accepted(introduction, rules.other(side))
    state = IntroductionState.INTRODUCED if is_second else IntroductionState.ACCEPTED_BY_ONE
    steps.must_become(introduction, state)
    steps.must_be_about(introduction, terms_version)
    steps.take_entries(introduction.wish, introduction.offer)
    steps.must_be_agreeable(introduction)
    steps.must_have_room(introduction, introduction.people or 1)
    if is_second:
        steps.must_be_reachable(introduction.wish, introduction.offer)
    now = timezone.now()
    introduction.state = state
    steps.remember_acceptance(introduction, side, by)
    if is_second:
        introduction.introduced_at = now
    introduction.save()
    if is_second:
        letters.post_introduced(introduction)
        cooperation.introduced(introduction, by=by)
    else:
        letters.post_accepted_by_one(introduction, side)
    verb = "introduction.introduced" if is_second else "introduction.accepted"
    _write_down(verb, introduction, side, by, via)
    return introduction


@transaction.atomic
def decline(
    introduction: Introduction,
    *,
    side: Side | str,
    terms_version: int,
    by: Person,
    via: Via = "page",
    reason: DeclineReason | str,
    comment: str = "",
) -> Introduction:
    """One side does not want the introduction, also after it had accepted, until both have."""
    introduction, side = _take_for_answer(introduction, Side(side), by)
    if introduction.state == IntroductionState.DECLINED and introduction.ended_by_side == side:
        return introduction
    steps.must_become(introduction, IntroductionState.DECLINED)
    steps.must_be_about(introduction, terms_version)
    if introduction.exchange is not None:
        exchange, parts = steps.take_parts(introduction.exchange.pk)
        broken = next(Part(part, side) for part in parts if part.pk == introduction.pk)
        together.decline(exchange, parts, broken, by=by, via=via, reason=reason, comment=comment)
        return broken.introduction
    introduction.state, introduction.ended_at = IntroductionState.DECLINED, timezone.now()
    introduction.ended_by_side = side
    introduction.decline_reason, introduction.comment = DeclineReason(reason), comment
    steps.remember_who(introduction, side, by)
    introduction.save()
    endings.post_declined(introduction)
    _write_down("introduction.declined", introduction, side, by, via, reason=introduction.decline_reason)
    return introduction


@transaction.atomic
def counter(
    introduction: Introduction,
    *,
    side: Side | str,
    terms_version: int,
    by: Person,
    via: Via = "page",
    people: int,
    starts_on: date | None,
    ends_on: date | None,
    comment: str = "",
) -> Introduction:
    """One side proposes other dates or another size, and thereby accepts these itself."""
    introduction, side = _take_for_answer(introduction, Side(side), by)
    steps.must_become(introduction, IntroductionState.ACCEPTED_BY_ONE)
    steps.must_be_about(introduction, terms_version)
    steps.must_be_a_stay(introduction, people, starts_on, ends_on)
    if (people, starts_on, ends_on) == (introduction.people, introduction.starts_on, introduction.ends_on):
        raise rules.RefusedError("same_terms")
    steps.take_entries(introduction.wish, introduction.offer)
    steps.must_be_agreeable(introduction)
    steps.must_have_room(introduction, people)
    introduction.terms_version += 1
    introduction.people, introduction.starts_on, introduction.ends_on = people, starts_on, ends_on
    introduction.state, introduction.countered_by = IntroductionState.ACCEPTED_BY_ONE, side
    introduction.comment = comment
    introduction.wish_accepted_at = introduction.offer_accepted_at = None
    steps.remember_acceptance(introduction, side, by)
    introduction.answer_by = max(introduction.answer_by, timezone.localdate() + TIME_TO_ANSWER)
    introduction.reminded_at = None
    introduction.save()
    if introduction.exchange is not None:
        exchange, parts = steps.take_parts(introduction.exchange.pk)
        together.put_off(exchange, parts, introduction)
        exchange_letters.post_countered(exchange, parts, introduction, side)
    else:
        letters.post_countered(introduction, side)
    terms = {
        "people": people,
        "starts_on": starts_on.isoformat() if starts_on else None,
        "ends_on": ends_on.isoformat() if ends_on else None,
    }
    _write_down("introduction.countered", introduction, side, by, via, **terms)
    return introduction


def _take_for_answer(introduction: Introduction, side: Side, by: Person) -> tuple[Introduction, Side]:
    introduction = steps.take(introduction)
    if not acts_for(by, rules.organisation_of(introduction, side)):
        raise PermissionDenied
    return introduction, side


def _has_said_so(introduction: Introduction, side: Side, terms_version: int) -> bool:
    """Clicking twice is one answer."""
    still_counts = rules.is_waiting(introduction) or rules.is_introduced(introduction)
    return still_counts and introduction.terms_version == terms_version and rules.has_accepted(introduction, side)


def _write_down(verb: str, introduction: Introduction, side: Side, by: Person, via: Via, **facts: object) -> None:
    record(
        verb,
        on=introduction,
        by=by,
        acting_for=rules.organisation_of(introduction, side),
        facts={"side": side.value, "terms_version": introduction.terms_version, "via": via, **facts},
    )
