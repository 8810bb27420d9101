"""What happens to all parts of an exchange together. Call everything here with the exchange and its parts taken."""

from collections.abc import Sequence
from typing import Literal

from django.utils import timezone

from hospes.journal.actions import record
from hospes.matchmaking.actions import cooperation
from hospes.matchmaking.actions import introductions_steps as steps
from hospes.matchmaking.choices import DeclineReason, ExchangeState, IntroductionState, Side
from hospes.matchmaking.letters import exchanges as letters
from hospes.matchmaking.models import Exchange, Introduction
from hospes.matchmaking.rules import exchanges as rules
from hospes.matchmaking.rules.exchanges import Part
from hospes.matchmaking.rules.introductions import RefusedError, can_be_agreed, has_accepted, organisation_of, other
from hospes.organisations.models import Organisation
from hospes.people.models import Person

Via = Literal["page", "mail", "api"]


def accept(exchange: Exchange, parts: Sequence[Introduction], own: Sequence[Part], *, by: Person, via: Via) -> None:
    """One organisation agrees to its parts. When nobody is missing any more, all are introduced at once."""
    steps.take_entries(*(entry for part in parts for entry in (part.wish, part.offer)))
    for part, side in own:
        if has_accepted(part, side):
            continue
        steps.must_be_agreeable(part)
        steps.must_have_room(part, part.people or 1)
        is_second = has_accepted(part, other(side))
        state = IntroductionState.ACCEPTED_BY_BOTH if is_second else IntroductionState.ACCEPTED_BY_ONE
        steps.must_become(part, state)
        part.state = state
        steps.remember_acceptance(part, side, by)
        part.save()
        facts = {"side": side.value, "terms_version": part.terms_version, "via": via, "exchange": exchange.pk}
        record("introduction.accepted", on=part, by=by, acting_for=organisation_of(part, side), facts=facts)
    if rules.is_complete(parts):
        _introduce(exchange, parts, by)


def _introduce(exchange: Exchange, parts: Sequence[Introduction], by: Person) -> None:
    """Everybody has agreed: all or none, so one part that can no longer be keeps the last answer from counting."""
    now = timezone.now()
    for part in parts:
        steps.must_be_agreeable(part)
        # Parts that were introduced a moment ago count already.
        steps.must_have_room(part, part.people or 1)
        steps.must_be_reachable(part.wish, part.offer)
        steps.must_become(part, IntroductionState.INTRODUCED)
        part.state, part.introduced_at = IntroductionState.INTRODUCED, now
        part.save(update_fields=["state", "introduced_at"])
        cooperation.introduced(part, by=by)
        record("introduction.introduced", on=part, by=by, facts={"exchange": exchange.pk})
    exchange.state, exchange.agreed_at = ExchangeState.AGREED, now
    exchange.save(update_fields=["state", "agreed_at"])
    record("exchange.agreed", on=exchange, by=by, facts={"parts": len(parts)})
    letters.post_agreed(exchange, parts)


def put_off(exchange: Exchange, parts: Sequence[Introduction], changed: Introduction) -> None:
    """Other terms of one part give everybody as long to answer as its other side has."""
    if changed.answer_by <= exchange.answer_by:
        return
    exchange.answer_by = changed.answer_by
    exchange.save(update_fields=["answer_by"])
    for part in parts:
        if part.pk != changed.pk:
            part.answer_by, part.reminded_at = exchange.answer_by, None
            part.save(update_fields=["answer_by", "reminded_at"])


def decline(
    exchange: Exchange,
    parts: Sequence[Introduction],
    broken: Part,
    *,
    by: Person,
    via: Via,
    reason: DeclineReason | str,
    comment: str,
) -> None:
    """One side does not want its part: all others end with it."""
    part, side = broken
    part.state, part.ended_at, part.ended_by_side = IntroductionState.DECLINED, timezone.now(), side
    part.decline_reason, part.comment = DeclineReason(reason), comment
    steps.remember_who(part, side, by)
    part.save()
    facts = {"side": side.value, "terms_version": part.terms_version, "via": via, "exchange": exchange.pk}
    record(
        "introduction.declined",
        on=part,
        by=by,
        acting_for=organisation_of(part, side),
        facts=facts | {"reason": part.decline_reason},
    )
    end(exchange, parts, ExchangeState.DECLINED, by=by, acting_for=organisation_of(part, side))


def end(
    exchange: Exchange,
    parts: Sequence[Introduction],
    state: ExchangeState,
    *,
    by: Person | None,
    acting_for: Organisation | None = None,
) -> None:
    """The exchange ends, and with it every part that has not ended by itself. Each organisation is told once."""
    if not rules.can_become(exchange, state):
        raise RefusedError("exchange_is_over", state=exchange.state)
    now = timezone.now()
    for part in parts:
        if part.state == IntroductionState.DECLINED:
            continue
        part.state, part.ended_at = _ended(part, state), now
        part.save(update_fields=["state", "ended_at"])
        verb = f"introduction.{part.state}"
        record(verb, on=part, by=by, acting_for=acting_for, facts={"exchange": exchange.pk, "because": state.value})
    exchange.state, exchange.ended_at = state, now
    exchange.save(update_fields=["state", "ended_at"])
    record(f"exchange.{state.value}", on=exchange, by=by, acting_for=acting_for)
    letters.post_ended(exchange, parts)


def remind(exchange: Exchange, parts: Sequence[Introduction]) -> bool:
    """Remind everybody whose answer is missing. Nobody is asked to accept what can no longer be accepted."""
    if not all(can_be_agreed(part) for part in parts):
        return False
    for part in parts:
        part.reminded_at = timezone.now()
        part.save(update_fields=["reminded_at"])
    missing = rules.to_answer(parts)
    for organisation in missing:
        letters.post_reminder(exchange, parts, organisation)
    record("exchange.reminded", on=exchange, by=None, facts={"organisations": len(missing)})
    return True


def _ended(part: Introduction, state: ExchangeState) -> IntroductionState:
    """How a part ends: by itself, or only because another did."""
    if state == ExchangeState.WITHDRAWN:
        return IntroductionState.WITHDRAWN
    is_silent = not all(has_accepted(part, side) for side in Side)
    if state == ExchangeState.EXPIRED and is_silent:
        return IntroductionState.EXPIRED
    return IntroductionState.FELL_THROUGH
