"""What the queue tells to health and figures."""

from hospes.core.figures import figure
from hospes.core.health import Finding, probe
from hospes.jobs import queries


@probe("queue")
def queue() -> Finding:
    alive = queries.workers_alive().count()
    if not alive:
        return Finding(False, "no worker", "Start `hospes worker`.")
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
