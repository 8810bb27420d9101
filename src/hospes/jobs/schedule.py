"""How an app says what is to be done, and when. Used in `tasks.py`:

    @task()
    def make_something(pk: int) -> None: ...          # make_something.enqueue(pk)

    @task(queue_name=LONG)
    def make_something_large(pk: int) -> None: ...    # nothing short waits behind it

    @scheduled("30 6 * * *")
    def remind() -> None: ...                         # every day at 6:30, Europe/Brussels

    @every_round
    def send_mail() -> None: ...                      # by each worker, every second or so

Work is done at least once: a task may run again after its worker was killed, so it must be
harmless to repeat. `enqueue` belongs to the caller's transaction.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from croniter import croniter
from django.utils import timezone
from django_tasks import task
from django_tasks.base import Task

__all__ = ["LONG", "Appointment", "every_round", "scheduled", "task"]

Work = Callable[[], None]
# Each worker does one task of each queue at a time.
SHORT, LONG = "default", "long"


@dataclass(frozen=True)
class Appointment:
    """A task and its calendar line."""

    task: Task[[], None]
    line: str

    @property
    def name(self) -> str:
        return self.task.module_path

    def next_after(self, moment: datetime) -> datetime:
        """The calendar line is read on the clock of the installation's own time zone."""
        found: datetime = croniter(self.line, timezone.localtime(moment)).get_next(datetime)
        return found


appointments: dict[str, Appointment] = {}
rounds: list[Work] = []


def scheduled(line: str, *, priority: int = 0) -> Callable[[Work], Task[[], None]]:
    """Enqueue the task whenever the calendar line (minute hour day month weekday) says so.

    A time that passed while no worker ran is made up for once, not once for each.
    """
    if not croniter.is_valid(line):
        message = f"Not a calendar line: {line!r}"
        raise ValueError(message)

    def keep(function: Work) -> Task[[], None]:
        made: Task[[], None] = task(priority=priority)(function)
        appointments[made.module_path] = Appointment(made, line)
        return made

    return keep


def every_round(function: Work) -> Work:
    """Call the function every second or so, in each worker. It must be quick when there is nothing to do."""
    rounds.append(function)
    return function


def known() -> dict[str, Any]:
    return {name: appointment.line for name, appointment in sorted(appointments.items())}
