"""Plans are made and proposals sent by a worker."""

from hospes.jobs.schedule import task
from hospes.rounds.actions import proposals, runs


@task()
def make_plan(pk: int) -> None:
    runs.carry_out(pk)


@task()
def send_proposals(pk: int) -> None:
    proposals.send_proposals(pk)
