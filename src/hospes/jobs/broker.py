"""Tasks handed out by Celery, where one database can no longer hand them out itself.

The row in the database stays the truth: it is written in the caller's transaction, claimed under a
lease, tried again and seen when it failed, exactly as without a broker. The broker only carries the
row's number to a free worker. A message that is lost, late or delivered twice therefore loses and
repeats nothing: `announce_forgotten` finds rows that no message speaks of, and a row that was
taken cannot be taken again.

Needs the extra `hospes[celery]` and `HOSPES_QUEUE_URL`.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import datetime
from functools import lru_cache, partial
from typing import TYPE_CHECKING, Any
from uuid import UUID

import structlog
from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django_tasks_db import DatabaseBackend

if TYPE_CHECKING:
    from celery import Celery

log = structlog.stdlib.get_logger("hospes.jobs")

QUEUE = "hospes"
MESSAGE = "hospes.do"
MOST_AT_ONCE = 500
# A broker that is away is not asked again by every request.
SILENCE_SECONDS = 10.0
# A message that nobody confirmed within this time goes to another worker.
UNCONFIRMED_SECONDS = 3600

_silent_until = 0.0


def is_used() -> bool:
    return bool(settings.QUEUE_URL)


class BrokerBackend(DatabaseBackend):
    """Writes the row as always, and tells the broker of it once it is committed."""

    def enqueue(self, task: Any, args: Any, kwargs: Any) -> Any:
        result: Any = super().enqueue(task, args, kwargs)
        announce(UUID(str(result.id)), after=task.run_after)
        return result


@lru_cache
def celery() -> Celery:
    """The application that sends and takes messages."""
    from celery import Celery  # noqa: PLC0415 — only those who use a broker install it

    app = Celery("hospes", broker=settings.QUEUE_URL, set_as_current=False)
    app.conf.update(
        task_default_queue=QUEUE,
        task_ignore_result=True,
        # Confirmed when done: what a killed worker had in hand is delivered again.
        task_acks_late=True,
        task_reject_on_worker_lost=True,
        worker_prefetch_multiplier=1,
        worker_hijack_root_logger=False,
        worker_enable_remote_control=False,
        broker_connection_retry_on_startup=True,
        broker_connection_timeout=2,
        broker_transport_options={
            "visibility_timeout": UNCONFIRMED_SECONDS,
            "socket_connect_timeout": 2,
            "socket_timeout": 10,
        },
    )
    return app


def announce(task_id: UUID, *, after: datetime | None = None) -> None:
    """Tell the broker, once the transaction is committed, that a row waits; from `after` on, if given."""
    if is_used():
        transaction.on_commit(partial(_send, [task_id], after))


def announce_forgotten(due: Callable[[int], list[UUID]]) -> int:
    """Speak of rows that are due although the broker holds no message. Says how many.

    Parameters
    ----------
    due
        Answers with the numbers of at most so many rows that could be done now.
    """
    if not is_used() or waiting_messages() != 0:
        return 0
    forgotten = due(MOST_AT_ONCE)
    return len(forgotten) if _send(forgotten, None) else 0


def work(do: Callable[[UUID], object], *, at_once: int) -> None:
    """Take messages and do their rows, in so many threads, until a signal says stop."""
    app = celery()

    @app.task(name=MESSAGE)  # type: ignore[untyped-decorator]
    def _do(task_id: str) -> None:
        do(UUID(task_id))

    worker = app.Worker(
        quiet=True,
        pool="threads",
        concurrency=at_once,
        queues=[QUEUE],
        loglevel="WARNING",
        without_gossip=True,
        without_mingle=True,
    )
    worker.start()


def _send(task_ids: list[UUID], after: datetime | None) -> bool:
    global _silent_until  # noqa: PLW0603 — one broker, one memory of its silence
    if time.monotonic() < _silent_until:
        return False
    wait = (after - timezone.now()).total_seconds() if after is not None else 0
    try:
        with celery().producer_or_acquire() as producer:
            for task_id in task_ids:
                celery().send_task(
                    MESSAGE, args=[str(task_id)], countdown=max(0, wait) or None, producer=producer, retry=False
                )
    except _trouble() as error:
        # The row is safe. It is spoken of again when the broker is back.
        _silent_until = time.monotonic() + SILENCE_SECONDS
        log.warning("the broker does not answer", error=str(error))
        return False
    return True


def waiting_messages() -> int | None:
    """How many messages nobody has taken yet; None while the broker does not answer."""
    try:
        with celery().connection_or_acquire() as connection:
            found: int = connection.default_channel.queue_declare(queue=QUEUE, passive=True).message_count
    except _trouble() as error:
        if _is_no_queue_yet(error):
            return 0
        return None
    return found


def answers() -> bool:
    return waiting_messages() is not None


def _trouble() -> tuple[type[Exception], ...]:
    from kombu.exceptions import KombuError  # noqa: PLC0415

    connection = celery().connection_for_write()
    return (OSError, KombuError, *connection.connection_errors, *connection.channel_errors)


def _is_no_queue_yet(error: Exception) -> bool:
    return str(getattr(error, "reply_code", "")) == "404"
