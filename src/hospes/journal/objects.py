"""What lines of the journal tell of, by name: for readers who may still see it.

An app names its objects once, when the site starts:

    objects.name_by("matchmaking.entry", names_of_entries)

`names_of_entries(person, ids)` answers with the names of those that the person may see now, by id. What is gone, or is
no longer theirs to see, has no name.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Any

from hospes.journal.models import JournalLine

Namer = Callable[[Any, Collection[int]], Mapping[int, str]]
Names = Mapping[tuple[str, str], str]

_namers: dict[str, Namer] = {}


def name_by(kind: str, namer: Namer) -> None:
    """Declare how the objects of one kind are named. The same kind declared twice counts once."""
    _namers[kind] = namer


def names_for(person: object, lines: Iterable[JournalLine]) -> Names:
    """By kind and id. One question for each kind that occurs, however many lines there are."""
    wanted: dict[str, set[int]] = defaultdict(set)
    for line in lines:
        if line.object_kind in _namers and line.object_id.isdecimal():
            wanted[line.object_kind].add(int(line.object_id))
    return {(kind, str(pk)): name for kind, ids in wanted.items() for pk, name in _namers[kind](person, ids).items()}
