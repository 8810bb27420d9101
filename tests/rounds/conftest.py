"""A small market with a facilitator, and a round of it."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from hospes.matchmaking.models import Entry
from hospes.people.models import Person
from hospes.rounds.actions import rounds, runs
from hospes.rounds.models import Round, Run
from tests.core.installations import installation, migrated
from tests.factories.introductions import facilitator, wish_and_offer

__all__ = ["installation", "migrated"]


@pytest.fixture
def fiona(db: None) -> Person:
    return facilitator(name="Fiona Facilitator")


@pytest.fixture
def pair(db: None) -> tuple[Entry, Entry]:
    """A group of six and a host with eight places that suit each other."""
    return wish_and_offer(
        wish={"people": 6, "fewer_opportunities": 2, "smallest_part": None, "least_people": None},
        offer={"places": 8, "smallest_group": None, "largest_group": None, "groups": None, "at_once": None},
    )


def a_round(by: Person, **settings: Any) -> Round:
    given = {"name": "Spring 2027", "entries_until": timezone.localdate() + timedelta(days=20), **settings}
    return rounds.open_round(by=by, **given)


def a_plan(round_: Round, by: Person, **options: Any) -> Run:
    """Asked for, and made at once."""
    run = runs.ask_for_run(round_, by=by, **options)
    runs.carry_out(run.pk)
    run.refresh_from_db()
    return run


@pytest.fixture
def planned(fiona: Person, pair: tuple[Entry, Entry]) -> Round:
    """A round whose market is frozen."""
    return rounds.freeze(a_round(fiona), by=fiona)
