"""The state of the queue."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Case, F, Min, QuerySet, When
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult, get_date_max

from hospes.jobs.models import Lease, Schedule, Worker

TaskRow = DBTaskResult[..., Any]

# A worker shows itself every few seconds; after this it is taken for dead.
WORKER_IS_LATE = timedelta(seconds=30)


def workers_alive() -> QuerySet[Worker]:
    return Worker.objects.filter(seen_at__gte=timezone.now() - WORKER_IS_LATE).order_by("name")


def machines() -> set[str]:
    """The machines whose workers are alive. A worker's name begins with its machine's."""
    return {name.rsplit("-", 2)[0] for name in workers_alive().values_list("name", flat=True)}


def ready(queue: str | None = None) -> QuerySet[TaskRow]:
    """Tasks to take now, of one queue or of all, the most urgent first."""
    rows = DBTaskResult.objects.ready().filter(backend_name="default")
    return rows.filter(queue_name=queue) if queue else rows


def due(most: int) -> list[UUID]:
    """The numbers of tasks that could be done now, at most so many."""
    return list(ready().values_list("pk", flat=True)[:most])


def oldest_ready_age() -> timedelta:
    """For how long the task that waits longest could have been done."""
    since = Case(When(run_after=get_date_max(), then=F("enqueued_at")), default=F("run_after"))
    oldest = ready().aggregate(oldest=Min(since))["oldest"]
    return max(timezone.now() - oldest, timedelta(0)) if oldest else timedelta(0)


def failed() -> QuerySet[TaskRow]:
    """Tasks that were tried as often as tasks are tried, newest first."""
    return DBTaskResult.objects.failed().order_by("-finished_at")


def abandoned(now: datetime) -> list[TaskRow]:
    """Tasks whose worker no longer renews its lease."""
    held = Lease.objects.filter(until__gte=now).values("task_id")
    running = DBTaskResult.objects.filter(status=TaskResultStatus.RUNNING, backend_name="default")
    return list(running.exclude(id__in=held)[:100])


def is_waiting(task_path: str) -> bool:
    return DBTaskResult.objects.filter(task_path=task_path, status=TaskResultStatus.READY).exists()


def under_way(task_path: str) -> set[Any]:
    """What the tasks of one kind that wait or are being done are about: the first thing that each was given."""
    waiting = (TaskResultStatus.READY, TaskResultStatus.RUNNING)
    given = DBTaskResult.objects.filter(task_path=task_path, status__in=waiting).values_list("args_kwargs", flat=True)
    return {one["args"][0] for one in given if one["args"]}


def last_runs() -> dict[str, datetime]:
    """When each scheduled task was last enqueued."""
    rows = Schedule.objects.values_list("task", "last_at")
    return {task: moment for task, moment in rows if moment is not None}
