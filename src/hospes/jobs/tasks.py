"""The queue tidies up after itself."""

from datetime import timedelta

from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from hospes.jobs.models import Lease
from hospes.jobs.schedule import scheduled

KEEP_DONE = timedelta(days=7)
KEEP_FAILED = timedelta(days=60)


@scheduled("17 3 * * *")
def forget_old_tasks() -> None:
    now = timezone.now()
    DBTaskResult.objects.successful().filter(finished_at__lt=now - KEEP_DONE).delete()
    DBTaskResult.objects.failed().filter(finished_at__lt=now - KEEP_FAILED).delete()
    known = DBTaskResult.objects.values("id")
    Lease.objects.exclude(task_id__in=known).delete()
