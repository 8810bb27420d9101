"""Small markets with a round, made in installations whose workers are real."""

from datetime import timedelta

from django.utils import timezone

from hospes.people.models import Person
from hospes.rounds import tasks
from hospes.rounds.actions import rounds, runs
from hospes.rounds.models import Round, Run
from tests.factories.introductions import facilitator, wish_and_offer

PAIRS = 4


def some_market(pairs: int = PAIRS) -> None:
    """So many groups of three and hosts for one of them each."""
    for _pair in range(pairs):
        wish_and_offer(
            wish={"people": 3, "fewer_opportunities": 1, "smallest_part": None, "least_people": None},
            offer={"places": 3, "smallest_group": None, "largest_group": None, "groups": 1, "at_once": None},
        )


def planned_round(pairs: int = PAIRS) -> tuple[Round, Person]:
    """A round whose market is frozen, and its facilitator."""
    some_market(pairs)
    fiona = facilitator(name="Fiona Facilitator")
    until = timezone.localdate() + timedelta(days=20)
    return rounds.freeze(rounds.open_round(by=fiona, name="Spring 2027", entries_until=until), by=fiona), fiona


def asked_for() -> Run:
    round_, fiona = planned_round()
    run = runs.ask_for_run(round_, by=fiona)
    tasks.make_plan.enqueue(run.pk)
    return run


def stopped() -> None:
    run = Run.objects.defer("plan").get()
    assert run.asked_by is not None
    runs.stop_run(run, by=run.asked_by)


def committed() -> None:
    round_, fiona = planned_round()
    run = runs.ask_for_run(round_, by=fiona)
    runs.carry_out(run.pk)
    rounds.commit(Run.objects.get(pk=run.pk), by=fiona)
    tasks.send_proposals.enqueue(round_.pk)
