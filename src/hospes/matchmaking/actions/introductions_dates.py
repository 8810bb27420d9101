"""Answer dates: one reminder before, expiry after. Run every day; running twice changes nothing."""

from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone

from hospes.journal.actions import record
from hospes.matchmaking.actions import exchanges_parts as together
from hospes.matchmaking.actions import introductions_steps as steps
from hospes.matchmaking.choices import WAITING, ExchangeState, IntroductionState
from hospes.matchmaking.letters import introductions as letters
from hospes.matchmaking.letters import introductions_endings as endings
from hospes.matchmaking.models import Introduction
from hospes.matchmaking.queries import introductions as queries
from hospes.matchmaking.rules import introductions as rules

# The reminder goes out this long before the answer date.
REMINDER_BEFORE = timedelta(days=3)


def expire_due(today: date) -> int:
    """End every proposal whose answer date has passed. Each in a transaction of its own."""
    due = list(queries.overdue(today).order_by("pk").values_list("pk", flat=True))
    return sum(_expire(pk, today) for pk in due)


@transaction.atomic
def _expire(pk: int, today: date) -> bool:
    introduction = steps.take(Introduction(pk=pk))
    # Somebody may have answered since the list was read.
    if not rules.is_waiting(introduction) or introduction.answer_by >= today:
        return False
    if introduction.exchange is not None:
        exchange, parts = steps.take_parts(introduction.exchange.pk)
        together.end(exchange, parts, ExchangeState.EXPIRED, by=None)
        return True
    steps.must_become(introduction, IntroductionState.EXPIRED)
    introduction.state, introduction.ended_at = IntroductionState.EXPIRED, timezone.now()
    introduction.save(update_fields=["state", "ended_at"])
    endings.post_expired(introduction)
    record("introduction.expired", on=introduction, by=None)
    return True


def remind_due(today: date) -> int:
    """Remind, once, the sides that have not answered shortly before the answer date."""
    due = Introduction.objects.filter(
        state__in=WAITING,
        reminded_at=None,
        answer_by__gte=today,
        answer_by__lte=today + REMINDER_BEFORE,
        proposed_at__date__lt=today,
    )
    return sum(_remind(pk, today) for pk in list(due.order_by("pk").values_list("pk", flat=True)))


@transaction.atomic
def _remind(pk: int, today: date) -> bool:
    introduction = steps.take(Introduction(pk=pk))
    if not rules.is_waiting(introduction) or introduction.reminded_at is not None or introduction.answer_by < today:
        return False
    if introduction.exchange is not None:
        return together.remind(*steps.take_parts(introduction.exchange.pk))
    # Nobody is asked to accept what can no longer be accepted.
    if not rules.can_be_agreed(introduction):
        return False
    introduction.reminded_at = timezone.now()
    introduction.save(update_fields=["reminded_at"])
    sides = rules.sides_to_answer(introduction)
    for side in sides:
        letters.post_reminder(introduction, side)
    record("introduction.reminded", on=introduction, by=None, facts={"sides": [side.value for side in sides]})
    return True
