"""Small markets with a round, made in installations whose workers are real."""

import gzip
import json
from datetime import timedelta

from django.utils import timezone

from hospes.matchmaking.actions import introductions
from hospes.matchmaking.choices import Side
from hospes.people.models import Person
from hospes.rounds import tasks
from hospes.rounds.actions import proposals, repairs, rounds, runs
from hospes.rounds.models import Placement, Round, Run
from tests.factories.introductions import facilitator, speaker, wish_and_offer

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


def freezing() -> None:
    """A round whose market counts as a large one: a worker is to freeze it."""
    some_market()
    fiona = facilitator(name="Fiona Facilitator")
    until = timezone.localdate() + timedelta(days=20)
    rounds.AT_ONCE = 1
    tasks.freeze(rounds.open_round(by=fiona, name="Spring 2027", entries_until=until), by=fiona)


def told_of_market() -> tuple[str, int, int]:
    """The state of the round, the entries of its market, and how many different ones there are."""
    round_ = Round.objects.get()
    market = json.loads(gzip.decompress(round_.market)) if round_.market else {}
    keys = [entry["key"] for side in ("wishes", "offers") for entry in market.get(side, ())]
    return round_.state, len(keys), len(set(keys))


def repairing() -> None:
    """A round of whose proposals one was declined: a worker is to find a repair."""
    round_, fiona = planned_round()
    run = runs.ask_for_run(round_, by=fiona)
    runs.carry_out(run.pk)
    rounds.commit(Run.objects.get(pk=run.pk), by=fiona)
    proposals.send_proposals(round_.pk)
    first = Placement.objects.order_by("pk")[0].introduction
    assert first is not None
    introductions.decline(first, side=Side.OFFER, terms_version=1, by=speaker(first, Side.OFFER), reason="dates")
    tasks.make_plan.enqueue(repairs.ask_for_repair(round_, by=fiona).pk)
