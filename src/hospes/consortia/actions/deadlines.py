"""Before a call closes: one reminder to the lead whose roles are missing, and to those who have not answered."""

from datetime import date, timedelta

from django.db import transaction

from hospes.consortia import letters, rules
from hospes.consortia.actions.steps import hold
from hospes.consortia.models import Consortium
from hospes.journal.actions import record
from hospes.matchmaking.choices import EntryStatus

REMINDER_BEFORE = timedelta(days=21)


def remind_due(today: date) -> int:
    """Once for each deadline. Returns of how many ideas somebody was reminded; running twice changes nothing."""
    due = Consortium.objects.filter(
        completed_at=None,
        entry__status=EntryStatus.PUBLISHED,
        entry__deadline__gte=today,
        entry__deadline__lte=today + REMINDER_BEFORE,
    )
    return sum(_remind(pk, today) for pk in list(due.order_by("pk").values_list("pk", flat=True)))


@transaction.atomic
def _remind(pk: int, today: date) -> bool:
    consortium = hold(Consortium(pk=pk))
    entry = consortium.entry
    if consortium.reminded_of == entry.deadline or consortium.completed_at or not rules.can_seek(entry, today):
        return False
    consortium.reminded_of = entry.deadline
    consortium.save(update_fields=["reminded_of"])
    letters.post_deadline(consortium)
    record("consortium.reminded", on=consortium, by=None)
    return True
