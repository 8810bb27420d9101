"""What the queue tells to health and figures."""

from collections.abc import Mapping

from hospes.core.figures import figure, figures
from hospes.core.health import Finding, probe
from hospes.jobs import broker, queries


@probe("queue")
def queue() -> Finding:
    alive = queries.workers_alive().count()
    if not alive:
        return Finding(False, "no worker", "Start `hospes worker`.")
    if broker.is_used() and not broker.answers():
        return Finding(False, "the broker does not answer", "Start the broker, or correct HOSPES_QUEUE_URL.")
    return Finding(True, "ok")


@figure("hospes_workers", "Workers seen in the last half minute.")
def workers() -> float:
    return queries.workers_alive().count()


@figure("hospes_tasks_ready", "Tasks that could be done now.")
def tasks_ready() -> float:
    return queries.ready().count()


@figure("hospes_tasks_failed", "Tasks given up after the last try.")
def tasks_failed() -> float:
    return queries.failed().count()


@figure("hospes_task_waiting_seconds", "For how long the oldest task that could be done has waited.")
def task_waiting_seconds() -> float:
    return queries.oldest_ready_age().total_seconds()


@figures("hospes_schedule_last_run_seconds", "When each scheduled task was last enqueued, since 1970.", by="task")
def schedule_last_run_seconds() -> Mapping[str, float]:
    return {name: moment.timestamp() for name, moment in queries.last_runs().items()}


@figures("hospes_broker_messages", "Tasks announced to the broker and not taken; missing without a broker.", by="")
def broker_messages() -> Mapping[str, float]:
    waiting = broker.waiting_messages() if broker.is_used() else None
    return {} if waiting is None else {"": waiting}
