"""The queue tidies up after itself."""

from django_tasks_db.models import DBTaskResult

from hospes.core import retention, terms
from hospes.core.retention import Rows
from hospes.jobs.models import Lease


def _with_their_leases(rows: Rows) -> int:
    gone = retention.deleted(rows)
    Lease.objects.exclude(task_id__in=DBTaskResult.objects.values("id")).delete()
    return gone


retention.keep(
    terms.TASK_DONE,
    due=lambda before: DBTaskResult.objects.successful().filter(finished_at__lt=before),
    forget=_with_their_leases,
)
retention.keep(
    terms.TASK_FAILED,
    due=lambda before: DBTaskResult.objects.failed().filter(finished_at__lt=before),
    forget=_with_their_leases,
)
