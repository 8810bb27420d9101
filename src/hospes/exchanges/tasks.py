"""A large market is searched by a worker."""

from hospes.exchanges.actions import searches
from hospes.jobs.schedule import LONG, task


@task(queue_name=LONG)
def find_exchanges(pk: int) -> None:
    searches.carry_out(pk)
