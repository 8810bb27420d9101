"""Something that waits for a person. Each app answers `queries.todo_for`, the to-do page gathers."""

from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise


@dataclass(frozen=True, slots=True)
class TodoItem:
    """What waits, where to do it, and until when, if there is a date."""

    title: str | Promise
    url: str
    due_on: date | None = None
