"""What waits for a person, gathered from every part of the site.

To add a part, write `queries.todo_for(person, acting_for)` there and name it in `SOURCES`.
"""

from collections.abc import Callable, Iterable
from datetime import date

from hospes.core.todo import TodoItem
from hospes.matchmaking.queries.introductions import todo_for as introductions
from hospes.matchmaking.queries.todo import todo_for as entries
from hospes.moderation.queries import todo_for as notices
from hospes.organisations.models import Organisation
from hospes.organisations.queries import todo_for as organisations
from hospes.people.models import Person

Source = Callable[[Person, Organisation | None], Iterable[TodoItem]]

SOURCES: tuple[Source, ...] = (introductions, entries, organisations, notices)


def todo_for(person: Person, acting_for: Organisation | None) -> list[TodoItem]:
    """By date; what has no date comes last, in the order of the parts."""
    found = [item for source in SOURCES for item in source(person, acting_for)]
    return sorted(found, key=lambda item: item.due_on or date.max)
