"""What happens to consortia by the calendar."""

from django.db.models import Q
from django.utils import timezone

from hospes.consortia.actions import deadlines
from hospes.consortia.models import Partner
from hospes.core import retention, terms
from hospes.jobs.schedule import scheduled


@scheduled("35 7 * * *")
def remind_of_deadlines() -> None:
    """In the morning, when mails are read."""
    deadlines.remind_due(timezone.localdate())


retention.keep(
    terms.PARTNER_NOTE,
    due=lambda before: Partner.objects.filter(at__lt=before).filter(~Q(note="") | ~Q(reply="")),
    forget=lambda rows: rows.update(note="", reply=""),
)
