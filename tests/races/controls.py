"""The same races against faithful copies of the product with one guard taken out: each has to see what then happens."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from tests.core.installations import POSTGRESQL, Installation
from tests.races import edits, entries, introductions, joining, rounds
from tests.races.running import Clock, Site, serving
from tests.races.scene import Found

# On SQLite the transaction is the lock.
HOLDING = "locks" if POSTGRESQL else "transactions"
ROUNDS = 12


@dataclass(frozen=True)
class Control:
    guard: str
    race: Callable[[Site, Clock, Found], Any]


CONTROLS = {
    "answers": Control(
        HOLDING, lambda site, clock, found: introductions.answers_at_once(site, clock, rounds=ROUNDS, found=found)
    ),
    "places": Control(
        HOLDING, lambda site, _clock, found: introductions.two_for_the_last_places(site, rounds=ROUNDS, found=found)
    ),
    "steps": Control(
        HOLDING, lambda site, clock, found: entries.steps_in_any_order(site, clock, rounds=ROUNDS * 3, found=found)
    ),
    "changes": Control(
        "versions", lambda site, _clock, found: edits.changes_of_one_version(site, rounds=3, found=found)
    ),
    "keys": Control(
        "keys", lambda site, _clock, found: edits.keys_sent_again(site, rounds=3, found=found, restarts=False)
    ),
    "facilitators": Control(
        HOLDING, lambda site, clock, found: rounds.two_facilitators(site, clock, rounds=ROUNDS * 2, found=found)
    ),
    "repairs": Control(
        HOLDING, lambda site, clock, found: rounds.answers_against_a_repair(site, clock, rounds=ROUNDS * 2, found=found)
    ),
    "requests": Control(
        HOLDING, lambda site, _clock, found: joining.requests_answered_twice(site, rounds=ROUNDS, found=found)
    ),
}


def seen_by(control: Control, installation: Installation, told: dict[str, Any]) -> int:
    """How many violations the race sees where the guard is missing.

    What breaks without the guard may end the race: what it saw until then counts.
    """
    found = Found("control")
    with serving(installation, told, guard=control.guard) as site:
        clock = Clock(installation, control.guard)
        try:
            with suppress(AssertionError, KeyError, IndexError):
                control.race(site, clock, found)
        finally:
            clock.stop()
    return len(found.violations)
