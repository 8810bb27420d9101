"""Taking tasks, finishing them, and giving back those whose worker died."""

import secrets
import traceback
from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

import structlog
from django.db import connection, transaction
from django.db.models import QuerySet
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from hospes.jobs import broker, queries
from hospes.jobs.models import Lease, Schedule, Worker
from hospes.jobs.schedule import Appointment

log = structlog.stdlib.get_logger("hospes.jobs")

LEASE = timedelta(seconds=30)
MOST_TRIES = 5
FIRST_PAUSE = timedelta(seconds=10)


@dataclass(frozen=True)
class Held:
    """A task in the hands of this worker."""

    row: queries.TaskRow
    token: str
    tries: int


def _never() -> bool:
    return False


_in_hand: ContextVar[Held | None] = ContextVar("task_in_hand", default=None)
_is_stopping: ContextVar[Callable[[], bool]] = ContextVar("worker_is_stopping", default=_never)


class LeaseLostError(RuntimeError):
    """This worker was taken for dead and another has the task now. Nothing of it may be kept."""


class HandedBackError(RuntimeError):
    """For tasks that last: the worker is told to stop, and another begins the task anew at once."""


@transaction.atomic
def claim(worker: str, task_id: UUID | None = None, *, queue: str | None = None) -> Held | None:
    """Take the next task, of one queue if one is named, or the given one if nobody has it yet.

    SQLite lets one transaction at a time; PostgreSQL skips rows that others hold.
    """
    rows = queries.ready(queue) if task_id is None else queries.ready().filter(pk=task_id)
    if connection.features.has_select_for_update_skip_locked:
        rows = rows.select_for_update(skip_locked=True)
    row: queries.TaskRow | None = rows.first()
    if row is None:
        return None
    row.claim(worker)
    lease, _made = Lease.objects.get_or_create(task_id=row.id)
    lease.token, lease.worker, lease.tries = secrets.token_hex(16), worker, lease.tries + 1
    lease.until = timezone.now() + LEASE
    lease.save()
    return Held(row, lease.token, lease.tries)


def renew(held: Held) -> bool:
    """Say that the worker lives. False when the task was given to another meanwhile."""
    return bool(_lease_of(held).update(until=timezone.now() + LEASE))


def hold() -> None:
    """For tasks: call inside the transaction that has the effect.

    Stops a worker that was paused so long that another took its task over; the transaction is
    rolled back and the effect happens once. Outside a worker it does nothing.
    """
    held = _in_hand.get()
    if held is not None and not renew(held):
        raise LeaseLostError


def is_held() -> bool:
    """For tasks that last: whether this worker still has the task. Outside a worker: always."""
    held = _in_hand.get()
    return held is None or _lease_of(held).exists()


def is_told_to_stop() -> bool:
    """For tasks that last: whether it is time to raise `HandedBackError`."""
    return _is_stopping.get()()


def is_last_try() -> bool:
    """For tasks: whether nobody will try again when this fails."""
    held = _in_hand.get()
    return held is None or held.tries >= MOST_TRIES


def run(held: Held, *, is_stopping: Callable[[], bool] = _never) -> None:
    """Do the task and write down how it ended."""
    mark, stopping = _in_hand.set(held), _is_stopping.set(is_stopping)
    row = held.row
    try:
        given = row.args_kwargs
        row.task.call(*given["args"], **given["kwargs"])
    except LeaseLostError:
        log.warning("task taken over by another worker", task=row.task_path, id=str(row.id))
    except HandedBackError:
        _hand_back(held)
    except Exception as error:  # noqa: BLE001 — whatever a task raises is written down with it
        _put_back(held, type(error).__qualname__, traceback.format_exc())
    else:
        _finish(held)
    finally:
        _in_hand.reset(mark)
        _is_stopping.reset(stopping)


@transaction.atomic
def _finish(held: Held) -> None:
    if _release(held):
        held.row.set_successful(None)
        log.info("task done", task=held.row.task_path, id=str(held.row.id), tries=held.tries)


@transaction.atomic
def _hand_back(held: Held) -> None:
    """Nothing went wrong: it does not count as a try."""
    if not _lease_of(held).update(token="", until=None, tries=held.tries - 1):
        return
    row = held.row
    row.status, row.run_after = TaskResultStatus.READY, timezone.now()
    row.save(update_fields=["status", "run_after"])
    broker.announce(row.id)
    log.info("task handed back", task=row.task_path, id=str(row.id))


@transaction.atomic
def _put_back(held: Held, error: str, story: str) -> None:
    """Try again later, a little later each time; after the last try leave it where people see it."""
    row = held.row
    last = held.tries >= MOST_TRIES
    if not (_release(held) if last else _lease_of(held).update(token="", until=None)):
        return
    row.status = TaskResultStatus.FAILED if last else TaskResultStatus.READY
    row.exception_class_path, row.traceback = error, story
    row.finished_at = timezone.now() if last else None
    row.run_after = timezone.now() + FIRST_PAUSE * 3 ** (held.tries - 1)
    row.save(update_fields=["status", "exception_class_path", "traceback", "finished_at", "run_after"])
    if not last:
        broker.announce(row.id, after=row.run_after)
    say = log.error if last else log.warning
    say("task failed", task=row.task_path, id=str(row.id), tries=held.tries, error=error, story=story)


@transaction.atomic
def give_back_abandoned() -> int:
    """Free the tasks of workers that were killed. Says how many."""
    rows = queries.abandoned(timezone.now())
    for row in rows:
        lease, _made = Lease.objects.select_for_update().get_or_create(task_id=row.id)
        if lease.until is not None and lease.until >= timezone.now():
            continue
        last = lease.tries >= MOST_TRIES
        changed = DBTaskResult.objects.filter(pk=row.pk, status=TaskResultStatus.RUNNING).update(
            status=TaskResultStatus.FAILED if last else TaskResultStatus.READY,
            finished_at=timezone.now() if last else None,
            exception_class_path="WorkerDied" if last else "",
            run_after=timezone.now(),
        )
        if changed:
            Lease.objects.filter(pk=lease.pk).update(token="", until=None)
            if not last:
                broker.announce(row.id)
            log.warning("task of a dead worker", task=row.task_path, id=str(row.id), tries=lease.tries, given_up=last)
    return len(rows)


@transaction.atomic
def try_again(task_id: UUID) -> bool:
    """Put a failed task back into the queue, with all its tries."""
    Lease.objects.filter(task_id=task_id).delete()
    failed = DBTaskResult.objects.filter(pk=task_id, status=TaskResultStatus.FAILED)
    if not failed.update(status=TaskResultStatus.READY, finished_at=None, run_after=timezone.now()):
        return False
    broker.announce(task_id)
    return True


@transaction.atomic
def keep_appointment(appointment: Appointment) -> bool:
    """Enqueue a scheduled task when it is due. Of any number of workers one does it."""
    now = timezone.now()
    following = appointment.next_after(now)
    kept = Schedule.objects.filter(pk=appointment.name).first()
    if kept is None:
        Schedule.objects.get_or_create(task=appointment.name, defaults={"next_at": following})
        return False
    if kept.next_at > following:
        # The clock was ahead, or the calendar line has changed.
        Schedule.objects.filter(pk=kept.pk, next_at=kept.next_at).update(next_at=following)
        return False
    if kept.next_at > now:
        return False
    mine = Schedule.objects.filter(pk=kept.pk, next_at=kept.next_at).update(next_at=following, last_at=now)
    if not mine or queries.is_waiting(appointment.name):
        return False
    appointment.task.enqueue()
    return True


def show_worker(name: str) -> None:
    """The worker's heartbeat, which `/health/ready` reads."""
    Worker.objects.update_or_create(name=name, defaults={"seen_at": timezone.now()})


@transaction.atomic
def forget_worker(name: str) -> None:
    """The worker stops, or was not seen for an hour."""
    Worker.objects.filter(name=name).delete()
    Worker.objects.filter(seen_at__lt=timezone.now() - timedelta(hours=1)).delete()


def _lease_of(held: Held) -> QuerySet[Lease]:
    return Lease.objects.filter(task_id=held.row.id, token=held.token)


def _release(held: Held) -> bool:
    deleted, _by_model = _lease_of(held).delete()
    return bool(deleted)
