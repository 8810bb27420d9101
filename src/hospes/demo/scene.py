"""What the demo has made so far, the day everything is counted from, and what is still to happen."""

import random
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from hospes.demo.clock import as_of
from hospes.matchmaking.models import Entry, Introduction
from hospes.organisations.models import Organisation
from hospes.people.models import Person

SECRETARIAT, FACILITATOR, ADMINISTRATOR = "Sabine Voorbeeld", "Felix Exempel", "Ada Primerova"
Deed = Callable[[], object]


@dataclass(slots=True)
class Scene:
    now: datetime
    chance: random.Random
    people: dict[str, Person] = field(default_factory=dict)
    organisations: dict[str, Organisation] = field(default_factory=dict)
    entries: dict[str, Entry] = field(default_factory=dict)
    pairs: dict[tuple[str, str], Introduction] = field(default_factory=dict)
    # The first person of each organisation writes for it.
    speakers: dict[str, Person] = field(default_factory=dict)
    # What the authenticator apps of those hold who need one.
    app_secrets: dict[str, str] = field(default_factory=dict)
    deeds: list[tuple[datetime, Deed]] = field(default_factory=list)

    @property
    def facilitator(self) -> Person:
        return self.people[FACILITATOR]

    @property
    def secretariat(self) -> Person:
        return self.people[SECRETARIAT]

    def happens(self, days_ago: int, deed: Deed) -> None:
        """Plan a deed for that many days ago, at an hour of the working day that the seed decides."""
        hour, minute = self.chance.randint(8, 16), self.chance.randint(0, 59)
        moment = (self.now - timedelta(days=days_ago)).replace(hour=hour, minute=minute, second=0)
        self.deeds.append((min(moment, self.now), deed))

    def play(self, watched: Callable[[list[tuple[datetime, Deed]]], Iterable[tuple[datetime, Deed]]]) -> None:
        """Let everything happen in the order of time. `watched` shows the progress."""
        self.deeds.sort(key=lambda planned: planned[0])
        for moment, deed in watched(self.deeds):
            with as_of(moment):
                deed()

    def day(self, month_and_day: str) -> date:
        """A day of the year that all entries speak of."""
        return date.fromisoformat(f"{self.now.year + 1}-{month_and_day}")
