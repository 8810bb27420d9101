"""A worker: takes tasks until it is told to stop. Any number may run, on any number of machines.

Tasks come from the database itself, or, with `HOSPES_QUEUE_URL`, by way of a broker.
"""

import os
import secrets
import signal
import socket
import threading
from collections.abc import Callable
from types import FrameType
from uuid import UUID

import structlog
from django.db import DatabaseError, close_old_connections, connection
from django.utils import translation

from hospes.jobs import actions, broker, queries
from hospes.jobs.schedule import LONG, SHORT, appointments, rounds

log = structlog.stdlib.get_logger("hospes.jobs")

PULSE_SECONDS = 3.0
PAUSE_AFTER_TROUBLE_SECONDS = 3.0
TASKS_AT_ONCE_FROM_BROKER = 4


class Worker:
    """Four threads: one does tasks, one does those that last, one does the rounds (mail), one shows that the worker
    lives.

    With a broker, several threads do tasks of both kinds.
    """

    def __init__(self, *, interval: float = 1.0) -> None:
        self.name = f"{socket.gethostname()[:30]}-{os.getpid()}-{secrets.token_hex(4)}"
        self.interval = interval
        self.stopping = threading.Event()
        # Whoever is told to stop still has its task in hand, and shows that it lives, until this.
        self.finished = threading.Event()
        self.in_hand: dict[str, actions.Held] = {}

    def run(self) -> None:
        """Work until a signal says stop; the task in hand is finished first."""
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._stop)
        log.info("worker starts", worker=self.name)
        others = [
            threading.Thread(target=self._repeat, args=(work, seconds, until), name=work.__name__, daemon=True)
            for work, seconds, until in (
                (self._pulse, PULSE_SECONDS, self.finished),
                (self._rounds, self.interval, self.stopping),
            )
        ]
        self._guarded(self._pulse)
        for thread in others:
            thread.start()
        if broker.is_used():
            broker.work(self._this_task, at_once=TASKS_AT_ONCE_FROM_BROKER)
            self.stopping.set()
        else:
            lasting = threading.Thread(target=self._one_after_the_other, args=(LONG,), name="lasting")
            lasting.start()
            self._one_after_the_other(SHORT)
            lasting.join()
        self.finished.set()
        for thread in others:
            thread.join(timeout=30)
        self._guarded(self._say_goodbye)
        log.info("worker stops", worker=self.name)

    def _stop(self, number: int, frame: FrameType | None) -> None:
        if self.stopping.is_set():
            # Asked twice: let go at once. The lease ends by itself and the task is done again.
            os._exit(1)
        self.stopping.set()

    def _this_task(self, task_id: UUID) -> None:
        def this_task() -> bool:
            return self._one_task(task_id=task_id)

        self._guarded(this_task)

    def _one_after_the_other(self, queue: str) -> None:
        def next_task() -> bool:
            return self._one_task(queue=queue)

        while not self.stopping.is_set():
            if not self._guarded(next_task):
                self.stopping.wait(self.interval)
        connection.close()

    def _one_task(self, *, queue: str | None = None, task_id: UUID | None = None) -> bool:
        held = actions.claim(self.name, task_id, queue=queue)
        if held is None:
            return False
        self.in_hand[held.token] = held
        try:
            with structlog.contextvars.bound_contextvars(task_id=str(held.row.id)), translation.override(None):
                actions.run(held, is_stopping=self.stopping.is_set)
        finally:
            del self.in_hand[held.token]
        return True

    def _pulse(self) -> bool:
        """Show the worker, renew the leases of what is in hand, see to schedules, dead workers, lost messages."""
        actions.show_worker(self.name)
        for held in tuple(self.in_hand.values()):
            actions.renew(held)
        actions.give_back_abandoned()
        broker.announce_forgotten(queries.due)
        for appointment in appointments.values():
            actions.keep_appointment(appointment)
        return False

    def _rounds(self) -> bool:
        for work in rounds:
            work()
        return False

    def _say_goodbye(self) -> bool:
        actions.forget_worker(self.name)
        return False

    def _repeat(self, work: Callable[[], bool], seconds: float, until: threading.Event) -> None:
        while not until.wait(seconds):
            self._guarded(work)
        connection.close()

    def _guarded(self, work: Callable[[], bool]) -> bool:
        """A worker outlives a database that is away for a while, and anything a round does wrong."""
        close_old_connections()
        try:
            return work()
        except DatabaseError as error:
            log.warning("database trouble", work=work.__name__, error=str(error))
            self.stopping.wait(PAUSE_AFTER_TROUBLE_SECONDS)
        except Exception:
            log.exception("trouble", work=work.__name__)
            self.stopping.wait(PAUSE_AFTER_TROUBLE_SECONDS)
        finally:
            close_old_connections()
        return False


def do_everything(*, at_most: int = 1000) -> int:
    """Do all tasks that are due and one round, here and now: for tests and for making the demo."""
    done = 0
    while done < at_most:
        held = actions.claim("here")
        if held is None:
            break
        actions.run(held)
        done += 1
    for work in rounds:
        work()
    return done
