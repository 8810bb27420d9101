"""What waits for a person, gathered from every part of the site.

To add a part, write `queries.todo_for(person, acting_for)` there and name it in `SOURCES`.
"""

from collections.abc import Callable, Iterable
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from hospes.consortia.queries.todo import todo_for as consortia
from hospes.cooperation.queries.todo import todo_for as cooperation
from hospes.core.todo import TodoItem
from hospes.matchmaking.queries.entries import entries_of
from hospes.matchmaking.queries.introductions import todo_for as introductions
from hospes.matchmaking.queries.todo import todo_for as entries
from hospes.moderation.queries import todo_for as notices
from hospes.organisations.models import Organisation
from hospes.organisations.queries import todo_for as organisations
from hospes.people.models import Person
from hospes.people.rules import is_administrator
from hospes.radar.queries.todo import todo_for as invited_to_host

Source = Callable[[Person, Organisation | None], Iterable[TodoItem]]

SOURCES: tuple[Source, ...] = (introductions, entries, invited_to_host, consortia, cooperation, organisations, notices)


def todo_for(person: Person, acting_for: Organisation | None) -> list[TodoItem]:
    """By date; what has no date comes last, in the order of the parts."""
    found = [item for source in SOURCES for item in source(person, acting_for)]
    return sorted(found, key=lambda item: item.due_on or date.max)


def first_steps(person: Person, acting_for: Organisation | None) -> list[TodoItem]:
    """What is worth doing when nothing waits: a new organisation is not left before an empty page."""
    steps = []
    if acting_for is not None:
        if not acting_for.about:
            edit = reverse("organisations:organisation-edit", args=[acting_for.slug])
            steps.append(TodoItem(_("Describe your organisation"), edit))
        if not acting_for.logo:
            steps.append(
                TodoItem(_("Add your logo"), reverse("organisations:organisation-logo", args=[acting_for.slug]))
            )
        if not entries_of(acting_for).exists():
            steps.append(TodoItem(_("Write your first entry"), reverse("matchmaking:entry-new")))
    if is_administrator(person):
        steps.append(TodoItem(_("Give people their roles"), reverse("people:people-list")))
    return steps
