"""A large market is searched by a worker."""

from hospes.exchanges.actions import searches
from hospes.jobs.schedule import LONG, scheduled, task


@scheduled("*/10 * * * *")
def look_for_exchanges() -> None:
    """Every ten minutes. Nothing short waits behind it."""
    find_exchanges.enqueue()


@task(queue_name=LONG)
def find_exchanges() -> None:
    searches.look_again()
